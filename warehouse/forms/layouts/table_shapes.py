"""The tables of a stranger's sheet: rows of heads, body, and what each column is for.

Goes by shape alone, and by the few words that head ordinals, units of measure and notes.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from warehouse.forms.layouts.cell_texts import (
    CellTexts,
    is_column_number_row,
    is_count,
    is_figure_or_sign,
    is_figure_sign,
)
from warehouse.forms.layouts.row_paths import ORDINAL
from warehouse.forms.layouts.table_heads import (
    find_head_rows,
    find_section_rows,
    list_head_keys,
    list_headed_columns,
    list_matching_columns,
)
from warehouse.text import make_match_key

_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME_WORD = re.compile(r"(?:cac )?(?:thang|qu[yi])(?: trong (?:nam|qu[yi]|k[iy]))?")
_MONTHS = 12
_CODE_HEADS = frozenset(("ma so", "ma", "ms", "ma chi tieu", "ma dong", "ma hieu"))
_LEAST_CODES = 4
_MAX_FOOT_ROWS = 8
"""Rows with texts below a table, the signature among them."""
_ORDINAL_HEADS = frozenset(("tt", "stt", "so tt", "muc", "so thu tu"))
_UNIT_HEADS = frozenset(("dvt", "don vi tinh", "don vi", "dv tinh", "dv"))
_NOTE_HEAD = re.compile(r"(?:ghi chu|giai trinh)\b.*|ghi chep|nguon|nguon so lieu")


@dataclass(frozen=True, slots=True)
class TableShape:
    """The rows and columns of a table, counted from 0."""

    head_rows: tuple[int, ...]
    first_row: int
    last_row: int
    figure_columns: tuple[int, ...]
    label_columns: tuple[int, ...]
    ordinal_column: int | None
    unit_column: int | None


def find_bodies(texts: CellTexts) -> list[tuple[int, int]]:
    """Find the first and last row with figures of each table."""
    bodies: list[tuple[int, int]] = []
    for row in range(texts.row_count):
        if not _has_figures(texts, row):
            continue
        if bodies and not _begins_table(texts, bodies[-1], row):
            bodies[-1] = (bodies[-1][0], row)
        else:
            bodies.append((row, row))
    return [(_find_first_sign_row(texts, first), last) for first, last in bodies]


def _find_first_sign_row(texts: CellTexts, first_row: int) -> int:
    """Find the first row of a table: «Có» or «-» beside a label, above the first figure, counts."""
    columns = _list_figures(texts, first_row)
    for row in range(first_row - 1, -1, -1):
        anchors = texts.list_anchors(row)
        if len(anchors) > 1:
            if not any(is_figure_sign(texts.get_value(row, c)) for c in columns):
                break
            first_row = row
    return first_row


def _has_figures(texts: CellTexts, row: int) -> bool:
    """Return whether a row has a figure besides an ordinal at the beginning."""
    if is_column_number_row(texts, row):
        return False
    columns = _list_figures(texts, row)
    return bool(columns) and not (
        _is_year_row(texts, row, columns) or _is_part_of_year_row(texts, row, columns)
    )


def _is_part_of_year_row(texts: CellTexts, row: int, columns: list[int]) -> bool:
    """Return whether figures below «Tháng» or «Quý» number months or quarters: heads too."""
    numbers = [texts.get_text(row, c) for c in columns]
    first = int(numbers[0]) if numbers[0].isdecimal() else 0
    is_counting = numbers == [str(first + at) for at in range(len(numbers))]
    above = [make_match_key(texts.get_text(row - 1, c)) for c in columns] if row else [""]
    return is_counting and 0 < first <= _MONTHS and all(map(_TIME_WORD.fullmatch, above))


def _is_year_row(texts: CellTexts, row: int, columns: list[int]) -> bool:
    """Return whether every figure of a row without a label is a year: it is a row of heads.

    A text above a figure is a head too, and no label: «Q2/2023 | 2024».
    """
    years = [bool(_YEAR.fullmatch(texts.get_text(row, c))) for c in columns]
    is_labelled = any(
        texts.find_anchor(row, c)[0] == row
        and not (row + 1 < texts.row_count and is_count(texts.get_value(row + 1, c)))
        for c in _list_label_columns(texts, row)
    )
    return all(years) and (len(columns) > 1 or not is_labelled)


def _list_label_columns(texts: CellTexts, row: int) -> list[int]:
    return [c for c in texts.list_filled_columns(row) if not is_count(texts.get_value(row, c))]


def _list_figures(texts: CellTexts, row: int) -> list[int]:
    """List the columns of a row with a figure; an ordinal before a label does not count."""
    return list_matching_columns(texts, row, is_count)


def _begins_table(texts: CellTexts, body: tuple[int, int], row: int) -> bool:
    """Return whether a row is of another table than the one above."""
    return _stands_apart(texts, body, row) or _has_head_between(texts, body, row)


def _stands_apart(texts: CellTexts, body: tuple[int, int], row: int) -> bool:
    """Return whether a blank row parts a foot from a table: few lines, in no column of its own.

    In a foot stand a telephone, a count of pages or a date.
    """
    has_gap = any(not texts.list_filled_columns(r) for r in range(body[1] + 1, row))
    columns = _collect_figure_columns(texts, range(body[0], body[1] + 1))
    foot = range(row, texts.row_count)
    return (
        has_gap
        and len(foot) <= _MAX_FOOT_ROWS < body[1] - body[0] + _MAX_FOOT_ROWS
        and columns.isdisjoint(_collect_figure_columns(texts, foot))
    )


def _collect_figure_columns(texts: CellTexts, rows: range) -> set[int]:
    return {c for row in rows for c in _list_figures(texts, row)}


def _has_head_between(texts: CellTexts, body: tuple[int, int], row: int) -> bool:
    """Return whether the rows between a table and a row hold the heads of another table."""
    last_columns = _list_figures(texts, body[1])
    return any(
        len(texts.list_anchors(between)) > 1
        and any(
            not is_figure_or_sign(texts.get_value(between, c))
            for c in list_headed_columns(texts, between, last_columns)
        )
        and not is_column_number_row(texts, between)
        for between in range(body[1] + 1, row)
    )


def measure_table(texts: CellTexts, first_row: int, last_row: int) -> TableShape:
    """Measure a table with figures in these rows."""
    head_rows = find_head_rows(texts, first_row)
    section_rows = find_section_rows(texts, head_rows, first_row)
    top = min((*section_rows, first_row))
    rows = range(top, last_row + 1)
    width = texts.column_count
    heads = {c: list_head_keys(texts, head_rows, c) for c in range(width)}
    filled = [c for c in range(width) if any(texts.get_text(r, c) for r in rows)]
    ordinal = next((c for c in filled[:2] if _is_ordinal_column(texts, rows, c, heads[c])), None)
    headed_columns = [c for c in filled if c != ordinal and heads[c]]
    unit = next((c for c in headed_columns if heads[c][-1] in _UNIT_HEADS), None)
    codes = [c for c in headed_columns if _is_code_column(texts, rows, c, heads[c])]
    notes = [c for c in range(width) if heads[c] and _NOTE_HEAD.fullmatch(heads[c][-1])]
    others = {ordinal, unit, *codes, *notes}
    figure_columns = [
        c
        for c in range(width)
        if c not in others and any(is_count(texts.get_value(r, c)) for r in rows)
    ]
    first_figure = min(figure_columns, default=0)
    label_columns = tuple(c for c in filled if c < first_figure and c not in others)
    figure_columns += [
        c
        for c in range(first_figure, width)
        if c not in {*figure_columns, *others}
        and heads[c]
        and not any(_is_sentence(texts.get_text(r, c)) for r in rows)
    ]
    return TableShape(
        tuple(head_rows), top, last_row, tuple(sorted(figure_columns)), label_columns, ordinal, unit
    )


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 2


def _is_code_column(texts: CellTexts, rows: range, column: int, heads: list[str]) -> bool:
    """Return whether a column numbers the lines of a form: «Mã số», or 1, 2, 3 … without a gap."""
    if heads and heads[-1] in _CODE_HEADS:
        return True
    numbers = [text.lstrip("0") for r in rows if (text := texts.get_text(r, column))]
    is_counting = numbers == [str(at + 1) for at in range(len(numbers))]
    return is_counting and len(numbers) >= _LEAST_CODES


def _is_ordinal_column(texts: CellTexts, rows: range, column: int, heads: list[str]) -> bool:
    values = [text for r in rows if (text := texts.get_text(r, column))]
    if not values or not all(ORDINAL.fullmatch(value) for value in values):
        return False
    if heads and heads[-1] in _ORDINAL_HEADS:
        return True
    marks = [value.strip(" .)").lower() for value in values]
    has_label = any(
        not is_count(texts.get_value(r, column + 1)) and texts.get_text(r, column + 1)
        for r in rows
        if texts.get_text(r, column)
    )
    numbers = [mark.lstrip("0") for mark in marks if mark.isdecimal()]
    restarts = all(
        int(after or 0) > int(before or 0) or after == "1" for before, after in pairwise(numbers)
    )
    return marks[0].lstrip("0") in ("1", "i", "a") and has_label and restarts
