"""The live checks of a template while a person types: one formula per row, and the verdict.

Each rule stands twice, in Excel and in Python; acceptance is decided one floor up (`expectations`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeGuard

from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import accepts_zero, has_signed_part, valid_bounds
from warehouse.forms.layout import STATUS_CELL, Line, lines, value_cells

YES, NO = "Có", "Không"

BROKEN, MISSING, UNUSUAL = "✘", "○", "⚠"
SUM_BROKEN = f"{BROKEN} Cộng các phần"
COMPLETE = "✔ Đủ và hợp lệ"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of one row: Excel's condition and text, then Python's verdict and message."""

    condition: str
    text: str
    is_broken: bool
    message: str


@dataclass(frozen=True, slots=True)
class LiveChecks:
    """A form's rows with the typed values, the input of every check."""

    form: Form
    table: list[Line]
    cells: Mapping[str, str]
    typed: Mapping[str, Any]

    @classmethod
    def of(cls, form: Form, typed: Mapping[str, Any]) -> "LiveChecks":
        """Build the checks of a form for the values `typed`, by element."""
        table = lines(form)
        return cls(form, table, value_cells(table), typed)

    def formula(self, element: Element) -> str:
        """Build Excel's formula of a row: the message of the first broken rule, else empty."""
        formula = '""'
        for check in reversed(list(_checks(self, element))):
            formula = f"IF({check.condition},{check.text},{formula})"
        return f"={formula}"

    def verdict(self, element: Element) -> str:
        """Evaluate the row's formula for the typed values."""
        return next((c.message for c in _checks(self, element) if c.is_broken), "")

    def verdicts(self) -> dict[str, str]:
        """Evaluate every row's formula for the typed values, by element."""
        return {e.element: self.verdict(e) for e in self.form.elements}

    def shown(self) -> dict[str, str]:
        """List the result of every formula of the sheet, by cell."""
        verdicts = {f"F{self.cells[e][1:]}": words for e, words in self.verdicts().items()}
        return {STATUS_CELL: self.status(), **verdicts}

    def status_formula(self) -> str:
        """Build Excel's formula of the whole sheet's status."""
        column = f"F{self.table[0].row + 1}:F{self.table[-1].row + 1}"
        broken, missing = (f'SUMPRODUCT(--(LEFT({column},1)="{s}"))' for s in (BROKEN, MISSING))
        return (
            f'=IF({broken}+{missing}=0,"{COMPLETE}","{BROKEN} Còn "&({broken}+{missing})&'
            f'" chỗ cần sửa"&IF({missing}=0,""," (trong đó "&{missing}&" ô chưa nhập)"))'
        )

    def status(self) -> str:
        """Evaluate the status formula for the typed values."""
        signs = [verdict[:1] for verdict in self.verdicts().values()]
        broken, missing = signs.count(BROKEN), signs.count(MISSING)
        if not broken + missing:
            return COMPLETE
        blank = f" (trong đó {missing} ô chưa nhập)" if missing else ""
        return f"{BROKEN} Còn {broken + missing} chỗ cần sửa{blank}"


def accepts(form: Form, element: Element, cell: str) -> str:
    """Build Excel's condition for a valid content of the element's cell."""
    if element.is_yes_no:
        return _one_of(cell, (YES, NO, *_signs(form)), numbers=(0, 1))
    low, high = valid_bounds(element)
    whole = f"AND({cell}>={low},{cell}<={high},{cell}=INT({cell}))"
    return f"IF(ISNUMBER({cell}),{whole},{_one_of(cell, _valid_signs(form, element))})"


def rule_words(element: Element) -> str:
    """Describe the valid content of a single cell, in Vietnamese."""
    if element.is_yes_no:
        return f"Chọn {YES} hoặc {NO}"
    if element.valid:
        return f"Chỉ ghi số nguyên từ {dotted(element.valid[0])} đến {dotted(element.valid[1])}"
    return "Chỉ ghi số nguyên không âm, không kèm chữ"


def dotted(number: int) -> str:
    """Format a number in the Vietnamese way: `1.234` for 1234."""
    return f"{number:,}".replace(",", ".")


def _checks(sheet: LiveChecks, element: Element) -> Iterator[Check]:
    yield _missing(sheet, element)
    yield _malformed(sheet, element)
    if element.parts_are == "some":
        yield _larger_than_whole(sheet, element)
    if sheet.form.parts(element.element, "all"):
        yield _sum_of_parts(sheet, element)
    if element.plausible and not element.is_yes_no:
        yield _unusual(sheet, element)


def _missing(sheet: LiveChecks, element: Element) -> Check:
    cell, typed = sheet.cells[element.element], sheet.typed.get(element.element)
    signs = ("", *sheet.form.marks.missing)
    says = f"{MISSING} Chưa nhập"
    return Check(_one_of(cell, signs), _quoted(says), _is_one_of(typed, signs), says)


def _malformed(sheet: LiveChecks, element: Element) -> Check:
    cell, typed = sheet.cells[element.element], sheet.typed.get(element.element)
    low, high = valid_bounds(element)
    if element.is_yes_no:
        sound = _is_one_of(typed, (YES, NO, *_signs(sheet.form))) or typed in (0, 1)
    elif _is_number(typed):
        sound = low <= typed <= high and typed == int(typed)
    else:
        sound = _is_one_of(typed, _valid_signs(sheet.form, element))
    says = f"{BROKEN} {rule_words(element)}"
    return Check(f"NOT({accepts(sheet.form, element, cell)})", _quoted(says), not sound, says)


def _larger_than_whole(sheet: LiveChecks, element: Element) -> Check:
    name = element.part_of or ""
    whole = next(line for line in sheet.table if line.element and line.element.element == name)
    cell, above = sheet.cells[element.element], sheet.cells[name]
    part, typed = sheet.typed.get(element.element), sheet.typed.get(name)
    says = f"{BROKEN} Lớn hơn dòng {whole.number} «{_short(whole.label)}»"
    zero = sheet.form.marks.zero
    return Check(
        f"AND({_is_known(above, zero)},N({cell})>N({above}))",
        _quoted(says),
        (_is_number(typed) or _is_one_of(typed, zero)) and _n(part) > _n(typed),
        says,
    )


def _sum_of_parts(sheet: LiveChecks, element: Element) -> Check:
    parts = [e.element for e in sheet.form.parts(element.element, "all")]
    ranges, cell = _ranges([sheet.cells[p] for p in parts]), sheet.cells[element.element]
    signs, zero = _signs(sheet.form), sheet.form.marks.zero
    total = f"SUM({','.join(ranges)})"
    filled = "+".join([f"COUNT({','.join(ranges)})", *(_count_signs(r, signs) for r in ranges)])
    typed = sheet.typed.get(element.element)
    values = [sheet.typed.get(p) for p in parts]
    added = sum(_n(v) for v in values)
    all_filled = all(_is_number(v) or _is_one_of(v, signs, strip=False) for v in values)
    known = _is_number(typed) or _is_one_of(typed, zero)
    says = (f"{SUM_BROKEN} được ", ", phải bằng ")
    grows = not has_signed_part(sheet.form, element.element)
    exceeds = f"{total}>N({cell})" if grows else "FALSE"
    return Check(
        f"AND({_is_known(cell, zero)},OR({exceeds},AND({filled}={len(parts)},{total}<>N({cell}))))",
        f"{_quoted(says[0])}&{total}&{_quoted(says[1])}&N({cell})",
        known and ((grows and added > _n(typed)) or (all_filled and added != _n(typed))),
        f"{says[0]}{added}{says[1]}{_n(typed)}",
    )


def _unusual(sheet: LiveChecks, element: Element) -> Check:
    cell, typed = sheet.cells[element.element], sheet.typed.get(element.element)
    low, high = element.plausible or valid_bounds(element)
    says = f"{UNUSUAL} Khác thường (thường từ {dotted(low)} đến {dotted(high)}), hãy xem lại"
    condition = f"AND(ISNUMBER({cell}),OR({cell}<{low},{cell}>{high}))"
    is_unusual = _is_number(typed) and not low <= typed <= high
    if not low <= 0 <= high:  # a sign that means 0 is then as unusual as a 0
        condition = f"OR({condition},{_one_of(cell, sheet.form.marks.zero)})"
        is_unusual = is_unusual or _is_one_of(typed, sheet.form.marks.zero)
    return Check(condition, _quoted(says), is_unusual, says)


def _signs(form: Form) -> tuple[str, ...]:
    return (*form.marks.zero, *form.marks.not_applicable)


def _valid_signs(form: Form, element: Element) -> tuple[str, ...]:
    return _signs(form) if accepts_zero(element) else form.marks.not_applicable


def _one_of(cell: str, signs: tuple[str, ...], *, numbers: tuple[int, ...] = ()) -> str:
    same = [f"TRIM({cell})={_quoted(s)}" for s in signs] + [f"{cell}={n}" for n in numbers]
    return f"OR({','.join(same) or 'FALSE'})"


def _is_known(cell: str, zero: tuple[str, ...]) -> str:
    return f"OR(ISNUMBER({cell}),{_one_of(cell, zero)})"


def _count_signs(cells: str, signs: tuple[str, ...]) -> str:
    return f"SUMPRODUCT({'+'.join(f'({cells}={_quoted(s)})' for s in signs) or 0})"


def _ranges(cells: list[str]) -> list[str]:
    """Join neighbouring cells of column D to ranges: D12, D13, D15 give D12:D13 and D15:D15."""
    rows = [int(cell[1:]) for cell in cells]
    cuts = [i for i, (a, b) in enumerate(pairwise(rows), 1) if b != a + 1]
    return [f"D{rows[a]}:D{rows[b - 1]}" for a, b in pairwise([0, *cuts, len(rows)])]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _short(label: str) -> str:
    return label if len(label) <= 60 else label[:59].rstrip() + "…"


def _is_number(typed: Any) -> TypeGuard[int | float]:
    return isinstance(typed, int | float) and not isinstance(typed, bool)


def _n(typed: Any) -> Any:
    return typed if _is_number(typed) else 0


def _is_one_of(typed: Any, signs: tuple[str, ...], *, strip: bool = True) -> bool:
    if typed is not None and not isinstance(typed, str):
        return False
    text = (typed or "").casefold()
    return (" ".join(text.split()) if strip else text) in {s.casefold() for s in signs}
