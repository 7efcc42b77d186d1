"""The table in an office's own layout: the place, the form, the meaning of each column.

Reads labels and headers only; `typed_report` reads the cells.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from warehouse.catalogue import Catalogue, Form
from warehouse.files.grid import Sheet
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.numbers import is_figure, is_number
from warehouse.text import fold_text, make_match_key

_LABEL_HEADERS = ("noi dung", "chi tieu", "danh muc", "ten chi tieu", "tieu chi", "chi so")
_HEADER_SIGNS = (  # first match wins: other columns come before this period's figures
    ("note", ("ghi chu", "nguon", "giai trinh")),
    ("unit", ("don vi tinh", "dvt", "don vi")),
    ("other", ("ky truoc", "nam truoc", "cung ky", "ke hoach", "so sanh", "ty le", "tang giam")),
    ("cumulative", ("luy ke", "cong don")),
    ("period", ("trong ky", "ky nay", "so lieu", "so luong", "ket qua", "thuc hien", "phat sinh")),
)

MAX_TITLE_ROWS = 40
"""Rows from the top of a sheet in which a unit may be named."""
MAX_COLUMN_NUMBER_LENGTH = 3
"""Most letters of a column's number: «B», «(2)»."""

_LabelHit = tuple[str, int, int, str]
"""Form, column, row and element of a cell with a label of some form."""


@dataclass(frozen=True, slots=True)
class FormTable:
    """A form's table on a sheet; rows and columns count from 0.

    `rows` holds (row, element) in sheet order, a repeated element included. `columns_by_kind` holds
    the columns by kind of header: period, cumulative, unit, note, other; `header_texts` holds the
    folded headers, part by part.
    """

    sheet: Sheet
    form: Form
    label_column: int
    header_row: int
    rows: tuple[tuple[int, str], ...]
    columns_by_kind: dict[str, list[int]]
    header_texts: dict[int, str]

    def get_value(self, row: int, column: int) -> Any:
        """Return the raw value at a row and column; empty text outside the used range."""
        return self.sheet.get_cell(row, column)


def find_form_table(
    sheet: Sheet, catalogue: Catalogue, label_index: LabelIndex
) -> FormTable | None:
    """Find the form with the most labels in a column, at least half of the required labels.

    A single label is enough only below the name of a unit that reports on the form.
    """
    hits = list(_iterate_label_hits(sheet, label_index))
    labels_by_place: dict[tuple[str, int], set[str]] = {}
    for form_code, column, _, element in hits:
        labels_by_place.setdefault((form_code, column), set()).add(element)
    places = [
        place
        for place, labels in labels_by_place.items()
        if _has_enough_labels(catalogue.forms[place[0]], labels)
        and (len(labels) > 1 or _names_unit(sheet, place[0], label_index))
    ]
    if not places:
        return None
    form_code, column = min(
        places,
        key=lambda p: (-len(labels_by_place[p]), len(catalogue.forms[p[0]].elements), p),
    )
    rows = tuple((row, e) for f, c, row, e in hits if (f, c) == (form_code, column))
    return _build_form_table(sheet, catalogue.forms[form_code], column, rows)


def _has_enough_labels(form: Form, labels: set[str]) -> bool:
    """Return whether at least half of the required elements have a label; of all, if none is."""
    required = {e.element for e in form.elements if e.required}
    wanted = required or {e.element for e in form.elements}
    return 2 * len(labels & wanted) >= len(wanted)


def _names_unit(sheet: Sheet, form: str, label_index: LabelIndex) -> bool:
    return any(label_index.find_units(form, text) for text in iterate_sheet_texts(sheet))


def iterate_sheet_texts(sheet: Sheet) -> Iterator[str]:
    """Yield the texts above the table of a sheet and in its first rows, where units are named."""
    yield from (text for _, text in sheet.texts_above)
    for cells in sheet.cells[:MAX_TITLE_ROWS]:
        yield from (value for value in cells if isinstance(value, str) and value)


def list_row_labels(sheet: Sheet) -> list[str]:
    """List the labels of the rows with a figure, in a sheet of no form."""
    labels = []
    for cells in sheet.cells:
        figure_columns = [column for column, value in enumerate(cells) if is_figure(value)]
        texts = (
            value
            for column, value in enumerate(cells)
            if isinstance(value, str)
            and len(make_match_key(value)) > MAX_COLUMN_NUMBER_LENGTH
            and not is_figure(value)
            and column < max(figure_columns, default=0)
        )
        if label := next(texts, None):
            labels.append(label)
    return labels


def find_second_table(
    table: FormTable, catalogue: Catalogue, label_index: LabelIndex
) -> tuple[str, int, int] | None:
    """Find another form's table below this table: form name, first row, number of rows."""
    last_row = max(row for row, _ in table.rows)
    below = replace(table.sheet, cells=table.sheet.cells[last_row + 1 :], merged_ranges=[])
    other_table = find_form_table(below, catalogue, label_index)
    return (
        (other_table.form.name_vi, other_table.rows[0][0] + last_row + 1, len(other_table.rows))
        if other_table
        else None
    )


def count_form_labels(sheet: Sheet, label_index: LabelIndex) -> int:
    """Count the different labels of one form in one column of a sheet."""
    return max(
        _count_distinct_labels(list(_iterate_label_hits(sheet, label_index))).values(), default=0
    )


def _count_distinct_labels(hits: list[_LabelHit]) -> Counter[tuple[str, int]]:
    return Counter((f, c) for f, c, _ in {(f, c, element) for f, c, _, element in hits})


def _iterate_label_hits(sheet: Sheet, label_index: LabelIndex) -> Iterator[_LabelHit]:
    for row, cells in enumerate(sheet.cells):
        for column, raw_value in enumerate(cells):
            if isinstance(raw_value, str) and raw_value:
                for form, element in label_index.find_elements(raw_value).items():
                    yield form, column, row, element


def _build_form_table(
    sheet: Sheet, form: Form, column: int, rows: tuple[tuple[int, str], ...]
) -> FormTable:
    first_row = rows[0][0]
    above = range(first_row - 1, -1, -1)
    header_row = next((r for r in above if _is_label_header(sheet.cells[r][column])), first_row)
    columns: dict[str, list[int]] = {}
    header_texts = _collect_header_texts(sheet, header_row, first_row)
    for header_column, text in header_texts.items():
        if header_column != column:
            columns.setdefault(_classify_header(make_match_key(text)), []).append(header_column)
    table = FormTable(sheet, form, column, header_row, rows, columns, header_texts)
    return table if "period" in columns or "cumulative" in columns else _find_figure_column(table)


def _is_label_header(raw_value: object) -> bool:
    return isinstance(raw_value, str) and make_match_key(raw_value).startswith(_LABEL_HEADERS)


def _collect_header_texts(sheet: Sheet, header_row: int, first_row: int) -> dict[int, str]:
    """Collect the header texts of each column; a merged cell counts for every covered column."""
    texts: dict[int, list[str]] = {}
    for row in range(header_row, first_row):
        for column, raw_value in enumerate(_spread_merged_cells(sheet, row)):
            if isinstance(raw_value, str) and raw_value:
                texts.setdefault(column, []).append(fold_text(raw_value))
    return {column: "; ".join(dict.fromkeys(texts_above)) for column, texts_above in texts.items()}


def _spread_merged_cells(sheet: Sheet, row: int) -> list[object]:
    cells: list[object] = list(sheet.cells[row])
    for (top, left), (bottom, right) in sheet.merged_ranges:
        if top <= row <= bottom:
            for column in range(left, min(right + 1, len(cells))):
                cells[column] = sheet.cells[top][left]
    return cells


def _classify_header(header: str) -> str:
    spaced_header = f" {header} "
    for kind, signs in _HEADER_SIGNS:
        if any(f" {sign} " in spaced_header for sign in signs):
            return kind
    return "other"


def _find_figure_column(table: FormTable) -> FormTable:
    """Find the column of figures without a header: the only column with figures, if unique."""
    filled_columns = _list_filled_columns(table, is_number) or _list_filled_columns(
        table, is_figure
    )
    if len(filled_columns) != 1:
        return table
    return replace(
        table, columns_by_kind=table.columns_by_kind | {"period": sorted(filled_columns)}
    )


def _list_filled_columns(table: FormTable, is_filled: Callable[[Any], bool]) -> set[int]:
    return {
        column
        for row, _ in table.rows
        for column, raw_value in enumerate(table.sheet.cells[row])
        if column > table.label_column and is_filled(raw_value)
    }


def list_unknown_rows(table: FormTable, first_row: int) -> list[tuple[int, str]]:
    """List the rows from `first_row` to the table's end with a figure under an unknown label."""
    known_rows = {row for row, _ in table.rows}
    figure_columns = [
        c for kind in ("period", "cumulative") for c in table.columns_by_kind.get(kind, [])
    ]
    return [
        (row, label)
        for row in range(first_row, _find_table_end(table))
        for label in [table.get_value(row, table.label_column)]
        if row not in known_rows
        and isinstance(label, str)
        and label.strip()
        and not is_figure(label)
        and any(is_figure(table.get_value(row, c)) for c in figure_columns)
    ]


def _find_table_end(table: FormTable) -> int:
    """Find the row after the table: the first row without a label, past the last element."""
    row = table.rows[-1][0] + 1
    while table.get_value(row, table.label_column) not in ("", None):
        row += 1
    return row
