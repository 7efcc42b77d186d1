"""The figures of a stranger's sheet, each with the headings leading to the cell.

Finds tables by the shape of a sheet alone: knows no form and no catalogue. `headings` describes
the texts of one table; nothing here compares words with elements.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Any

from warehouse.files.grid import Sheet, format_address
from warehouse.forms.layouts.cell_texts import CellTexts, is_count, is_figure_or_sign
from warehouse.forms.layouts.measure_words import is_measure
from warehouse.forms.layouts.row_paths import (
    ORDINAL,
    name_measure_rows,
    trace_row_paths,
)
from warehouse.forms.layouts.sheet_references import make_sheet_reference
from warehouse.forms.layouts.table_heads import list_head_cells
from warehouse.forms.layouts.table_shapes import (
    TableShape,
    find_bodies,
    measure_table,
)
from warehouse.text import fold_text

PATH_SEPARATOR = " › "
MAX_PLACES = 4000
"""Places of a sheet: a larger table is no report of one unit."""
_LEAST_WORDS = 1.5
"""Words of a label on average: a column with fewer holds units of measure."""
_BARE_TIME = re.compile(r"\b(?:thang|qu[yi])$")
_TITLE_LINE = re.compile(r"\b(?:thang|qu[yi]|nam|k[iy]|ngay|so|ma)\b")


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """A cell for a figure: the address from 0, the content, and the headings down to it.

    `row_path` and `column_path` hold texts as typed, the outermost first; `unit_text` is the unit
    of measure of the row. `table` numbers the tables of a sheet from the top. `names_sheet` is true
    in a workbook with tables on several sheets.
    """

    sheet: str
    row: int
    column: int
    raw_value: Any
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    unit_text: str
    table: int
    names_sheet: bool = False

    @property
    def cell(self) -> str:
        """Return the address on the sheet in Excel's notation."""
        return format_address(self.row, self.column)

    @property
    def address(self) -> str:
        """Return the address in the workbook, as «D5», or «Kiểm tra!D5» among several sheets."""
        return f"{make_sheet_reference(self.sheet)}!{self.cell}" if self.names_sheet else self.cell

    @property
    def path_text(self) -> str:
        """Return the headings on one line, as «Kiểm tra › Trong đó › Có sai phạm | Trong kỳ»."""
        paths = (PATH_SEPARATOR.join(path) for path in (self.row_path, self.column_path) if path)
        return " | ".join(paths)


def list_figure_places(sheet: Sheet) -> list[FigurePlace]:
    """List the places for figures of a sheet, table by table, row by row."""
    shapes = [
        (texts, measure_table(texts, *body))
        for texts in map(CellTexts, _split_side_by_side(sheet))
        for body in find_bodies(texts)
    ]
    places = [
        place
        for number, (texts, shape) in enumerate(shapes)
        for place in _list_table_places(texts, shape, number)
    ]
    return places[:MAX_PLACES]


def _split_side_by_side(sheet: Sheet) -> list[Sheet]:
    """Split tables beside each other: a blank column, and labels of their own to its right."""
    texts = CellTexts(sheet)
    bodies = find_bodies(texts)
    if not bodies:
        return [sheet]
    head_row = max(0, bodies[0][0] - 1)
    rows = range(head_row, bodies[-1][1] + 1)
    filled = [c for c in range(texts.column_count) if any(texts.get_text(r, c) for r in rows)]
    starts: list[int] = []
    for before, after in pairwise(filled):
        is_label_of_ordinals = before in starts
        if not is_label_of_ordinals and _starts_table(
            texts, range(bodies[0][0], rows.stop), before, after
        ):
            starts.append(after)
    ends = [*starts, texts.column_count]
    return [
        _blank_other_columns(sheet, range(start, end))
        for start, end in zip([0, *starts], ends, strict=True)
    ]


def _starts_table(texts: CellTexts, rows: range, before: int, after: int) -> bool:
    """Return whether labels, or ordinals and labels, begin anew after a gap or after figures."""
    marks = [text for row in rows if (text := texts.get_text(row, after))]
    has_ordinals = bool(marks) and all(map(ORDINAL.fullmatch, marks))
    label_column = after + 1 if has_ordinals else after
    if not _has_labels(texts, rows, label_column):
        return False
    if after > before + 1:
        return True
    labels = [text for row in rows if (text := texts.get_text(row, label_column))]
    is_after_figures = any(
        is_count(texts.get_value(row, before))
        and any(texts.get_text(row, c) for c in range(before))
        for row in rows
    )
    word_count = sum(len(text.split()) for text in labels)
    return is_after_figures and len(set(labels)) == len(labels) < word_count / _LEAST_WORDS


def _has_labels(texts: CellTexts, rows: range, column: int) -> bool:
    """Return whether most of a column's cells are words with a figure somewhere to the right."""
    labels = [
        any(is_count(texts.get_value(r, c)) for c in range(column + 1, texts.column_count))
        for r in rows
        if (text := texts.get_text(r, column)) and not is_figure_or_sign(text)
    ]
    return len(labels) > 1 and all(labels)


def _blank_other_columns(sheet: Sheet, columns: range) -> Sheet:
    cells = [[value if c in columns else "" for c, value in enumerate(row)] for row in sheet.cells]
    ranges = [area for area in sheet.merged_ranges if area[0][1] in columns]
    return replace(sheet, cells=cells, merged_ranges=ranges)


def find_table_rows(sheet: Sheet) -> tuple[int, int]:
    """Find the first row of the first table, heads included, and the last row of the last table.

    Titles stand above, notes below; a line such as «Tháng | 5 | Năm | 2023» is no table. A sheet
    without a table is all titles.
    """
    texts = CellTexts(sheet)
    bodies = find_bodies(texts)
    if not bodies:
        return len(sheet.cells), len(sheet.cells)
    longest = max(last - first for first, last in bodies)
    first_body = next(
        body
        for body in bodies
        if body[1] > body[0] or longest == 0 or not _is_title_line(texts, body[0])
    )
    shape = measure_table(texts, *first_body)
    return min((*shape.head_rows, shape.first_row)), bodies[-1][1]


def _is_title_line(texts: CellTexts, row: int) -> bool:
    """Return whether a line of figures without heads names a time or a number of a paper."""
    line = " ".join(fold_text(texts.get_text(row, c)) for c in texts.list_filled_columns(row))
    return bool(_TITLE_LINE.search(line))


def _list_table_places(texts: CellTexts, shape: TableShape, number: int) -> Iterator[FigurePlace]:
    rows = range(shape.first_row, shape.last_row + 1)
    row_paths = trace_row_paths(texts, rows, shape.label_columns, shape.ordinal_column)
    row_paths = name_measure_rows(texts, row_paths, shape.unit_column)
    column_paths = {
        c: _join_times(
            texts.list_distinct_texts(
                list_head_cells(texts, shape.head_rows, shape.figure_columns, c)
            )
        )
        for c in shape.figure_columns
    }
    measures = {c: path[-1] for c, path in column_paths.items() if path}
    if _is_measure_row(column_paths.values()):
        column_paths = {c: path[:-1] for c, path in column_paths.items()}
    else:
        measures = {}
    for row, path in row_paths.items():
        if not any(is_figure_or_sign(texts.get_value(row, c)) for c in shape.figure_columns):
            continue
        unit_text = _find_unit_text(texts, shape, row)
        stray_text = _find_stray_text(texts, row, shape.figure_columns)
        for column in shape.figure_columns:
            yield FigurePlace(
                texts.sheet_name,
                row,
                column,
                texts.get_value(row, column),
                path,
                () if stray_text else column_paths[column],
                stray_text or unit_text or measures.get(column, ""),
                number,
            )


def _find_unit_text(texts: CellTexts, shape: TableShape, row: int) -> str:
    """Find the unit of measure of a row; without heads, the words after the last figure."""
    if shape.unit_column is not None:
        return texts.get_text(row, shape.unit_column)
    figures = [c for c in shape.figure_columns if is_figure_or_sign(texts.get_value(row, c))]
    return "" if shape.head_rows else texts.get_text(row, max(figures) + 1)


def _is_measure_row(paths: Iterable[Sequence[str]]) -> bool:
    """Return whether the lowest heads are units of measure, each below a head of its own."""
    filled = [tuple(path) for path in paths if path]
    upper_paths = {path[:-1] for path in filled}
    return (
        len(upper_paths) == len(filled) > 1
        and all(upper_paths)
        and all(is_measure(path[-1]) for path in filled)
    )


def _join_times(heads: Sequence[str]) -> tuple[str, ...]:
    """Join «Tháng» and the number below to one heading: «Tháng 2»."""
    if len(heads) > 1 and heads[-1].isdecimal() and _BARE_TIME.search(fold_text(heads[-2])):
        return *heads[:-2], f"{heads[-2]} {heads[-1]}"
    return tuple(heads)


def _find_stray_text(texts: CellTexts, row: int, figure_columns: Sequence[int]) -> str:
    """Find a word before the first figure of a row: the heads above are not about this row."""
    before = takewhile(
        lambda column: not is_figure_or_sign(texts.get_value(row, column)), figure_columns
    )
    values = (texts.get_value(row, column) for column in before)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")
