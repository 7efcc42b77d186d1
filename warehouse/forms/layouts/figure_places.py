"""The figures of a stranger's sheet, each with the headings leading to the cell.

Finds tables by the shape of a sheet alone: knows no form and no catalogue. `headings` describes
the texts of one table; nothing here compares words with elements.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warehouse.files.grid import Sheet, format_address
from warehouse.forms.layouts.cell_texts import CellTexts, is_column_number_row
from warehouse.forms.layouts.row_paths import ORDINAL, trace_row_paths
from warehouse.forms.reading.numbers import is_figure
from warehouse.text import fold_text, make_match_key

MAX_HEAD_ROWS = 3
PATH_SEPARATOR = " › "
MAX_PLACES = 4000
"""Places of a sheet: a larger table is no report of one unit."""
_ORDINAL_HEADS = frozenset(("tt", "stt", "so tt", "muc", "so thu tu"))
_UNIT_HEADS = frozenset(("dvt", "don vi tinh", "don vi", "dv tinh", "dv"))
_FIGURE_SIGNS = frozenset(("co", "khong", "x", "-", "–", "...", "…", ".."))
_NOTE_HEADS = frozenset(("ghi chu", "ghi chep", "giai trinh", "nguon", "nguon so lieu"))


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """A cell for a figure: the address from 0, the content, and the headings down to it.

    `row_path` and `column_path` hold texts as typed, the outermost first; `unit_text` is the unit
    of measure of the row. `table` numbers the tables of a sheet from the top.
    """

    sheet: str
    row: int
    column: int
    raw_value: Any
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    unit_text: str
    table: int

    @property
    def address(self) -> str:
        """Return the address in Excel's notation."""
        return format_address(self.row, self.column)

    @property
    def path_text(self) -> str:
        """Return the headings on one line, as «Kiểm tra › Trong đó › Có sai phạm | Trong kỳ»."""
        paths = (PATH_SEPARATOR.join(path) for path in (self.row_path, self.column_path) if path)
        return " | ".join(paths)


@dataclass(frozen=True, slots=True)
class _TableShape:
    head_rows: tuple[int, ...]
    first_row: int
    last_row: int
    figure_columns: tuple[int, ...]
    label_columns: tuple[int, ...]
    ordinal_column: int | None
    unit_column: int | None


def list_figure_places(sheet: Sheet) -> list[FigurePlace]:
    """List the places for figures of a sheet, table by table, row by row."""
    texts = CellTexts(sheet)
    places = [
        place
        for number, (first_row, last_row) in enumerate(_find_bodies(texts))
        for place in _list_table_places(texts, _measure_table(texts, first_row, last_row), number)
    ]
    return places[:MAX_PLACES]


def find_first_head_row(sheet: Sheet) -> int:
    """Find the first row of the first table, heads included; the titles stand above."""
    texts = CellTexts(sheet)
    body = next(iter(_find_bodies(texts)), None)
    if body is None:
        return len(sheet.cells)
    shape = _measure_table(texts, *body)
    return min((*shape.head_rows, shape.first_row))


def _find_bodies(texts: CellTexts) -> list[tuple[int, int]]:
    """Find the first and last row with figures of each table."""
    bodies: list[tuple[int, int]] = []
    for row in range(texts.row_count):
        if not _has_figures(texts, row):
            continue
        if bodies and not _has_head_between(texts, bodies[-1], row):
            bodies[-1] = (bodies[-1][0], row)
        else:
            bodies.append((row, row))
    return bodies


def _has_figures(texts: CellTexts, row: int) -> bool:
    """Return whether a row has a figure besides an ordinal at the beginning."""
    if is_column_number_row(texts, row):
        return False
    return bool(_list_figures(texts, row))


def _list_figures(texts: CellTexts, row: int) -> list[int]:
    """List the columns of a row with a figure; an ordinal before a label does not count."""
    filled = texts.list_filled_columns(row)
    figures = [c for c in filled if is_figure(texts.get_value(row, c))]
    has_ordinal = figures[:1] == filled[:1] and len(filled) > 1 and filled[1] not in figures
    return figures[1:] if has_ordinal else figures


def _is_figure_or_sign(value: Any) -> bool:
    return is_figure(value) or (isinstance(value, str) and fold_text(value) in _FIGURE_SIGNS)


def _has_head_between(texts: CellTexts, body: tuple[int, int], row: int) -> bool:
    """Return whether the rows between a table and a row hold the heads of another table."""
    last_columns = _list_figures(texts, body[1])
    return any(
        len(texts.list_anchors(between)) > 1
        and any(
            texts.get_text(between, c) and not _is_figure_or_sign(texts.get_value(between, c))
            for c in last_columns
        )
        and not is_column_number_row(texts, between)
        for between in range(body[1] + 1, row)
    )


def _measure_table(texts: CellTexts, first_row: int, last_row: int) -> _TableShape:
    head_rows = _find_head_rows(texts, first_row)
    section_rows = _find_section_rows(texts, head_rows, first_row)
    top = min((*section_rows, first_row))
    rows = range(top, last_row + 1)
    width = texts.column_count
    heads = {c: _list_head_keys(texts, head_rows, c) for c in range(width)}
    filled = [c for c in range(width) if any(texts.get_text(r, c) for r in rows)]
    ordinal = next((c for c in filled[:2] if _is_ordinal_column(texts, rows, c, heads[c])), None)
    headed_columns = [c for c in filled if c != ordinal and heads[c]]
    unit = next((c for c in headed_columns if heads[c][-1] in _UNIT_HEADS), None)
    figure_columns = [
        c
        for c in range(width)
        if c not in (ordinal, unit)
        and not (heads[c] and heads[c][-1] in _NOTE_HEADS)
        and any(is_figure(texts.get_value(r, c)) for r in rows)
    ]
    first_figure = min(figure_columns, default=0)
    label_columns = tuple(c for c in filled if c < first_figure and c not in (ordinal, unit))
    figure_columns += [
        c
        for c in range(first_figure, width)
        if c not in (*figure_columns, ordinal, unit)
        and heads[c]
        and heads[c][-1] not in _NOTE_HEADS
        and not any(_is_sentence(texts.get_text(r, c)) for r in rows)
    ]
    return _TableShape(
        tuple(head_rows), top, last_row, tuple(sorted(figure_columns)), label_columns, ordinal, unit
    )


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 2


def _find_head_rows(texts: CellTexts, first_row: int) -> list[int]:
    """Find the rows of heads above a table, without the row of column numbers."""
    head_rows: list[int] = []
    figure_columns = _list_figures(texts, first_row)
    for row in range(first_row - 1, -1, -1):
        anchors = texts.list_anchors(row)
        if not anchors or len(head_rows) == MAX_HEAD_ROWS:
            break
        if is_column_number_row(texts, row):
            continue
        if len(anchors) > 1 and any(texts.get_text(row, c) for c in figure_columns):
            head_rows.insert(0, row)
        elif head_rows:
            break
    return head_rows


def _find_section_rows(texts: CellTexts, head_rows: list[int], first_row: int) -> list[int]:
    if not head_rows:
        return []
    return [
        r
        for r in range(head_rows[-1] + 1, first_row)
        if texts.list_anchors(r) and not is_column_number_row(texts, r)
    ]


def _list_head_keys(texts: CellTexts, head_rows: list[int], column: int) -> list[str]:
    return [
        make_match_key(text)
        for text in texts.list_distinct_texts([(row, column) for row in head_rows])
    ]


def _is_ordinal_column(texts: CellTexts, rows: range, column: int, heads: list[str]) -> bool:
    values = [text for r in rows if (text := texts.get_text(r, column))]
    if not values or not all(ORDINAL.fullmatch(value) for value in values):
        return False
    if heads and heads[-1] in _ORDINAL_HEADS:
        return True
    first = values[0].strip(" .)").lower()
    has_label = any(
        not is_figure(texts.get_value(r, column + 1)) and texts.get_text(r, column + 1)
        for r in rows
        if texts.get_text(r, column)
    )
    return first in ("1", "i", "a") and has_label and len(set(values)) == len(values)


def _list_table_places(texts: CellTexts, shape: _TableShape, number: int) -> Iterator[FigurePlace]:
    row_paths = trace_row_paths(
        texts, range(shape.first_row, shape.last_row + 1), shape.label_columns, shape.ordinal_column
    )
    column_paths = {
        c: tuple(texts.list_distinct_texts([(row, c) for row in shape.head_rows]))
        for c in shape.figure_columns
    }
    for row, path in row_paths.items():
        if not any(_is_figure_or_sign(texts.get_value(row, c)) for c in shape.figure_columns):
            continue
        unit_text = texts.get_text(row, shape.unit_column) if shape.unit_column is not None else ""
        for column in shape.figure_columns:
            yield FigurePlace(
                texts.sheet_name,
                row,
                column,
                texts.get_value(row, column),
                path,
                column_paths[column],
                unit_text,
                number,
            )
