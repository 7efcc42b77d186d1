"""The live checks of a template while a person types: one formula per row, and the verdict.

Each rule stands twice, in Excel and in Python; acceptance is decided one floor up (`expectations`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import has_signed_part, valid_bounds
from warehouse.forms.blank.conditions import (
    build_known_condition,
    build_one_of,
    build_sign_count,
    get_number,
    is_sign,
    is_typed_number,
    join_ranges,
    list_signs,
    quote_text,
    shorten_label,
    valid_signs,
)
from warehouse.forms.layout import STATUS_CELL, FormLine, list_form_lines, map_value_cells

YES, NO = "Có", "Không"

BROKEN_SIGN, MISSING_SIGN, UNUSUAL_SIGN, OPTIONAL_SIGN = "✘", "○", "⚠", "◌"
BROKEN_SUM_TEXT = f"{BROKEN_SIGN} Cộng các phần"
OPTIONAL_TEXT = f"{OPTIONAL_SIGN} Được để trống"
COMPLETE_TEXT = "✔ Đủ và hợp lệ"


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
    lines: list[FormLine]
    cells: Mapping[str, str]
    values: Mapping[str, Any]

    @classmethod
    def from_form(cls, form: Form, values: Mapping[str, Any]) -> "LiveChecks":
        """Build the checks of a form for the values `values`, by element."""
        form_lines = list_form_lines(form)
        return cls(form, form_lines, map_value_cells(form_lines), values)

    def build_row_formula(self, element: Element) -> str:
        """Build Excel's formula of a row: the message of the first broken rule, else empty."""
        formula = '""'
        for check in reversed(list(_iterate_checks(self, element))):
            formula = f"IF({check.condition},{check.text},{formula})"
        return f"={formula}"

    def evaluate_row(self, element: Element) -> str:
        """Evaluate the row's formula for the typed values."""
        return next((c.message for c in _iterate_checks(self, element) if c.is_broken), "")

    def evaluate_rows(self) -> dict[str, str]:
        """Evaluate every row's formula for the typed values, by element."""
        return {e.element: self.evaluate_row(e) for e in self.form.elements}

    def list_formula_results(self) -> dict[str, str]:
        """List the result of every formula of the sheet, by cell."""
        verdicts = {f"F{self.cells[e][1:]}": text for e, text in self.evaluate_rows().items()}
        return {STATUS_CELL: self.evaluate_status(), **verdicts}

    def build_status_formula(self) -> str:
        """Build Excel's formula of the whole sheet's status."""
        column = f"F{self.lines[0].row + 1}:F{self.lines[-1].row + 1}"
        broken, missing = (
            f'SUMPRODUCT(--(LEFT({column},1)="{s}"))' for s in (BROKEN_SIGN, MISSING_SIGN)
        )
        return (
            f'=IF({broken}+{missing}=0,"{COMPLETE_TEXT}","{BROKEN_SIGN} Còn "&({broken}+{missing})&'
            f'" chỗ cần sửa"&IF({missing}=0,""," (trong đó "&{missing}&" ô chưa nhập)"))'
        )

    def evaluate_status(self) -> str:
        """Evaluate the status formula for the typed values."""
        signs = [verdict[:1] for verdict in self.evaluate_rows().values()]
        broken, missing = signs.count(BROKEN_SIGN), signs.count(MISSING_SIGN)
        if not broken + missing:
            return COMPLETE_TEXT
        blank = f" (trong đó {missing} ô chưa nhập)" if missing else ""
        return f"{BROKEN_SIGN} Còn {broken + missing} chỗ cần sửa{blank}"


def build_condition(form: Form, element: Element, cell: str) -> str:
    """Build Excel's condition for a valid content of the element's cell."""
    if element.is_yes_no:
        return build_one_of(cell, (YES, NO, *list_signs(form)), numbers=(0, 1))
    low, high = valid_bounds(element)
    whole_number_condition = f"AND({cell}>={low},{cell}<={high},{cell}=INT({cell}))"
    return (
        f"IF(ISNUMBER({cell}),{whole_number_condition},"
        f"{build_one_of(cell, valid_signs(form, element))})"
    )


def state_rule(element: Element) -> str:
    """Describe the valid content of a single cell, in Vietnamese."""
    if element.is_yes_no:
        return f"Chọn {YES} hoặc {NO}"
    if element.valid:
        return (
            f"Chỉ ghi số nguyên từ {dot_number(element.valid[0])} đến "
            f"{dot_number(element.valid[1])}"
        )
    return "Chỉ ghi số nguyên không âm, không kèm chữ"


def dot_number(number: int) -> str:
    """Format a number in the Vietnamese way: `1.234` for 1234."""
    return f"{number:,}".replace(",", ".")


def _iterate_checks(checks: LiveChecks, element: Element) -> Iterator[Check]:
    if not any(other.required for other in checks.form.elements):
        yield _check_blank_report(checks)
    yield _check_missing(checks, element)
    yield _check_malformed(checks, element)
    if element.parts_are == "some":
        yield _check_larger_than_whole(checks, element)
    if checks.form.list_parts(element.element, "all"):
        yield _check_sum_of_parts(checks, element)
    if element.plausible and not element.is_yes_no:
        yield _check_unusual(checks, element)


def _check_missing(checks: LiveChecks, element: Element) -> Check:
    cell, value = checks.cells[element.element], checks.values.get(element.element)
    signs = ("", *checks.form.marks.missing)
    message = f"{MISSING_SIGN} Chưa nhập" if element.required else OPTIONAL_TEXT
    return Check(build_one_of(cell, signs), quote_text(message), is_sign(value, signs), message)


def _check_blank_report(checks: LiveChecks) -> Check:
    """Check the form whose every row may stay blank: some row is filled in."""
    signs, ranges = ("", *checks.form.marks.missing), join_ranges(list(checks.cells.values()))
    blank_count = "+".join(build_sign_count(r, signs) for r in ranges)
    message = f"{MISSING_SIGN} Chưa nhập số nào"
    is_blank = all(
        is_sign(checks.values.get(element), signs, strip=False) for element in checks.cells
    )
    return Check(f"{blank_count}={len(checks.cells)}", quote_text(message), is_blank, message)


def _check_malformed(checks: LiveChecks, element: Element) -> Check:
    cell, value = checks.cells[element.element], checks.values.get(element.element)
    low, high = valid_bounds(element)
    if element.is_yes_no:
        sound = is_sign(value, (YES, NO, *list_signs(checks.form))) or value in (0, 1)
    elif is_typed_number(value):
        sound = low <= value <= high and value == int(value)
    else:
        sound = is_sign(value, valid_signs(checks.form, element))
    message = f"{BROKEN_SIGN} {state_rule(element)}"
    return Check(
        f"NOT({build_condition(checks.form, element, cell)})",
        quote_text(message),
        not sound,
        message,
    )


def _check_larger_than_whole(checks: LiveChecks, element: Element) -> Check:
    name = element.part_of or ""
    whole_line = next(
        line for line in checks.lines if line.element and line.element.element == name
    )
    cell, whole_cell = checks.cells[element.element], checks.cells[name]
    part_value, whole_value = checks.values.get(element.element), checks.values.get(name)
    message = f"{BROKEN_SIGN} Lớn hơn dòng {whole_line.number} «{shorten_label(whole_line.label)}»"
    zero = checks.form.marks.zero
    return Check(
        f"AND({build_known_condition(whole_cell, zero)},N({cell})>N({whole_cell}))",
        quote_text(message),
        (is_typed_number(whole_value) or is_sign(whole_value, zero))
        and get_number(part_value) > get_number(whole_value),
        message,
    )


def _check_sum_of_parts(checks: LiveChecks, element: Element) -> Check:
    parts = [e.element for e in checks.form.list_parts(element.element, "all")]
    ranges, cell = join_ranges([checks.cells[p] for p in parts]), checks.cells[element.element]
    signs, zero = list_signs(checks.form), checks.form.marks.zero
    total = f"SUM({','.join(ranges)})"
    count = "+".join([f"COUNT({','.join(ranges)})", *(build_sign_count(r, signs) for r in ranges)])
    value = checks.values.get(element.element)
    part_values = [checks.values.get(p) for p in parts]
    parts_sum = sum(get_number(v) for v in part_values)
    all_filled = all(is_typed_number(v) or is_sign(v, signs, strip=False) for v in part_values)
    is_known = is_typed_number(value) or is_sign(value, zero)
    texts = (f"{BROKEN_SUM_TEXT} được ", ", phải bằng ")
    grows = not has_signed_part(checks.form, element.element)
    exceeds = f"{total}>N({cell})" if grows else "FALSE"
    return Check(
        f"AND({build_known_condition(cell, zero)},OR({exceeds},AND({count}={len(parts)},{total}"
        f"<>N({cell}))))",
        f"{quote_text(texts[0])}&{total}&{quote_text(texts[1])}&N({cell})",
        is_known
        and (
            (grows and parts_sum > get_number(value))
            or (all_filled and parts_sum != get_number(value))
        ),
        f"{texts[0]}{parts_sum}{texts[1]}{get_number(value)}",
    )


def _check_unusual(checks: LiveChecks, element: Element) -> Check:
    cell, value = checks.cells[element.element], checks.values.get(element.element)
    low, high = element.plausible or valid_bounds(element)
    message = (
        f"{UNUSUAL_SIGN} Khác thường (thường từ {dot_number(low)} đến {dot_number(high)}), "
        f"hãy xem lại"
    )
    condition = f"AND(ISNUMBER({cell}),OR({cell}<{low},{cell}>{high}))"
    is_unusual = is_typed_number(value) and not low <= value <= high
    if not low <= 0 <= high:  # a sign that means 0 is then as unusual as a 0
        condition = f"OR({condition},{build_one_of(cell, checks.form.marks.zero)})"
        is_unusual = is_unusual or is_sign(value, checks.form.marks.zero)
    return Check(condition, quote_text(message), is_unusual, message)
