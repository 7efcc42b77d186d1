"""The table in an office's own layout: the place, the form, the meaning of each column.

Reads labels and headers only; `typed` reads the cells.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from warehouse.catalogue import Catalogue, Form
from warehouse.forms.grid import Sheet
from warehouse.forms.labels import Labels
from warehouse.forms.numbers import is_figure, is_number
from warehouse.text import fold, key

_LABEL_HEADERS = ("noi dung", "chi tieu", "danh muc", "ten chi tieu", "tieu chi", "chi so")
_HEADERS = (  # first match wins: other columns come before this period's figures
    ("note", ("ghi chu", "nguon", "giai trinh")),
    ("unit", ("don vi tinh", "dvt", "don vi")),
    ("other", ("ky truoc", "nam truoc", "cung ky", "ke hoach", "so sanh", "ty le", "tang giam")),
    ("cumulative", ("luy ke", "cong don")),
    ("period", ("trong ky", "ky nay", "so lieu", "so luong", "ket qua", "thuc hien", "phat sinh")),
)

_Hit = tuple[str, int, int, str]
"""Form, column, row and element of a cell with a label of some form."""


@dataclass(frozen=True, slots=True)
class Table:
    """A form's table on a sheet; rows and columns count from 0.

    `rows` holds (row, element) in sheet order, a repeated element included. `columns` holds the
    columns by kind of header: period, cumulative, unit, note, other; `heads` holds the folded
    headers, part by part.
    """

    sheet: Sheet
    form: Form
    label_column: int
    header_row: int
    rows: tuple[tuple[int, str], ...]
    columns: dict[str, list[int]]
    heads: dict[int, str]

    def at(self, row: int, column: int) -> Any:
        """Return the raw value at a row and column; empty text outside the used range."""
        cells = self.sheet.cells[row] if row < len(self.sheet.cells) else []
        return cells[column] if column < len(cells) else ""


def find_table(sheet: Sheet, catalogue: Catalogue, labels: Labels) -> Table | None:
    """Find the form with the most labels in one column, at least two in five of the form's."""
    hits = list(_hits(sheet, labels))
    distinct = _distinct(hits)
    if not distinct:
        return None
    sizes = {name: len(form.elements) for name, form in catalogue.forms.items()}
    name, column = min(distinct, key=lambda at: (-distinct[at], sizes[at[0]], at))
    if distinct[name, column] < max(2, 0.4 * sizes[name]):
        return None
    rows = tuple((row, e) for f, c, row, e in hits if (f, c) == (name, column))
    return _with_headers(sheet, catalogue.forms[name], column, rows)


def second_table(table: Table, catalogue: Catalogue, labels: Labels) -> tuple[str, int, int] | None:
    """Find another form's table below this table: form name, first row, number of rows."""
    last = max(row for row, _ in table.rows)
    below = replace(table.sheet, cells=table.sheet.cells[last + 1 :], merged=[])
    other = find_table(below, catalogue, labels)
    return (other.form.name_vi, other.rows[0][0] + last + 1, len(other.rows)) if other else None


def labels_found(sheet: Sheet, labels: Labels) -> int:
    """Count the different labels of one form in one column of a sheet."""
    return max(_distinct(list(_hits(sheet, labels))).values(), default=0)


def _distinct(hits: list[_Hit]) -> Counter[tuple[str, int]]:
    return Counter((f, c) for f, c, _ in {(f, c, element) for f, c, _, element in hits})


def _hits(sheet: Sheet, labels: Labels) -> Iterator[_Hit]:
    for row, cells in enumerate(sheet.cells):
        for column, raw in enumerate(cells):
            if isinstance(raw, str) and raw:
                for form, element in labels.elements(raw).items():
                    yield form, column, row, element


def _with_headers(
    sheet: Sheet, form: Form, column: int, rows: tuple[tuple[int, str], ...]
) -> Table:
    first = rows[0][0]
    above = range(first - 1, -1, -1)
    header = next((r for r in above if _is_label_header(sheet.cells[r][column])), first)
    columns: dict[str, list[int]] = {}
    heads = _header_texts(sheet, header, first)
    for at, text in heads.items():
        if at != column:
            columns.setdefault(_kind(key(text)), []).append(at)
    table = Table(sheet, form, column, header, rows, columns, heads)
    return table if "period" in columns or "cumulative" in columns else _by_content(table)


def _is_label_header(raw: object) -> bool:
    return isinstance(raw, str) and key(raw).startswith(_LABEL_HEADERS)


def _header_texts(sheet: Sheet, header: int, first: int) -> dict[int, str]:
    """Collect the header texts of each column; a merged cell counts for every covered column."""
    texts: dict[int, list[str]] = {}
    for row in range(header, first):
        for column, raw in enumerate(_spread(sheet, row)):
            if isinstance(raw, str) and raw:
                texts.setdefault(column, []).append(fold(raw))
    return {column: "; ".join(dict.fromkeys(words)) for column, words in texts.items()}


def _spread(sheet: Sheet, row: int) -> list[object]:
    cells: list[object] = list(sheet.cells[row])
    for (top, left), (bottom, right) in sheet.merged:
        if top <= row <= bottom:
            for column in range(left, min(right + 1, len(cells))):
                cells[column] = sheet.cells[top][left]
    return cells


def _kind(header: str) -> str:
    words = f" {header} "
    for kind, signs in _HEADERS:
        if any(f" {sign} " in words for sign in signs):
            return kind
    return "other"


def _by_content(table: Table) -> Table:
    """Find the column of figures without a header: the only column with figures, if unique."""
    filled = _filled(table, is_number) or _filled(table, is_figure)
    if len(filled) != 1:
        return table
    return replace(table, columns=table.columns | {"period": sorted(filled)})


def _filled(table: Table, holds: Callable[[Any], bool]) -> set[int]:
    return {
        column
        for row, _ in table.rows
        for column, raw in enumerate(table.sheet.cells[row])
        if column > table.label_column and holds(raw)
    }


def unknown_rows(table: Table, first: int) -> list[tuple[int, str]]:
    """List the rows from `first` to the table's end with a figure under an unknown label."""
    known = {row for row, _ in table.rows}
    figures = [c for kind in ("period", "cumulative") for c in table.columns.get(kind, [])]
    return [
        (row, label)
        for row in range(first, _end(table))
        for label in [table.at(row, table.label_column)]
        if row not in known
        and isinstance(label, str)
        and label.strip()
        and not is_figure(label)
        and any(is_figure(table.at(row, c)) for c in figures)
    ]


def _end(table: Table) -> int:
    """Find the row after the table: the first row without a label, past the last element."""
    row = table.rows[-1][0] + 1
    while table.at(row, table.label_column) not in ("", None):
        row += 1
    return row
