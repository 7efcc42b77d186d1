"""The rows of heads above a stranger's table, and the cells that head a column.

Goes by shape, and by the few words that only stand in a letterhead.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from warehouse.forms.layouts.cell_texts import CellTexts, is_column_number_row, is_figure_or_sign
from warehouse.text import fold_text, make_match_key

MAX_HEAD_ROWS = 3
_TITLE = re.compile(
    r"\bcong hoa xa hoi\b|\bdoc lap\b.*\btu do\b|^so ?:|^(?:don vi tinh|dvt) ?:|^kinh gui\b"
    r"|\bngay\b.{1,6}\bthang\b.{1,6}\bnam\b|^(?:mau|bieu)(?: so)?\b|^ubnd\b|^uy ban nhan dan\b"
)
"""What stands in a letterhead, never over figures."""


def find_head_rows(texts: CellTexts, first_row: int) -> list[int]:
    """Find the rows of heads above a table, without the row of column numbers."""
    head_rows: list[int] = []
    figure_columns = list_matching_columns(texts, first_row, is_figure_or_sign)
    for row in range(first_row - 1, -1, -1):
        anchors = texts.list_anchors(row)
        if not anchors or len(head_rows) == MAX_HEAD_ROWS or _is_title_row(texts, anchors):
            break
        if is_column_number_row(texts, row):
            continue
        if len(anchors) > 1 and list_headed_columns(texts, row, figure_columns):
            head_rows.insert(0, row)
        elif head_rows:
            break
    return head_rows


def _is_title_row(texts: CellTexts, anchors: list[tuple[int, int]]) -> bool:
    return any(_TITLE.search(fold_text(texts.get_text(*anchor))) for anchor in anchors)


def find_section_rows(texts: CellTexts, head_rows: list[int], first_row: int) -> list[int]:
    """Find the rows between heads and figures: sections without a figure."""
    if not head_rows:
        return []
    return [
        r
        for r in range(head_rows[-1] + 1, first_row)
        if texts.list_anchors(r) and not is_column_number_row(texts, r)
    ]


def list_head_keys(texts: CellTexts, head_rows: list[int], column: int) -> list[str]:
    """List the keys of the heads of a column, the outermost first."""
    return [
        make_match_key(text)
        for text in texts.list_distinct_texts([(row, column) for row in head_rows])
    ]


def list_headed_columns(texts: CellTexts, row: int, columns: list[int]) -> list[int]:
    """List the columns with a text of the row above figures: a label merged across is none."""
    first = min(columns)
    return [c for c in columns if texts.get_text(row, c) and texts.find_anchor(row, c)[1] >= first]


def list_head_cells(
    texts: CellTexts, head_rows: Sequence[int], figure_columns: Sequence[int], column: int
) -> list[tuple[int, int]]:
    """List the cells heading a column; a blank one belongs to the head on its left, unmerged."""
    *upper_rows, last_row = head_rows or (0,)
    cells = [(row, _find_left_head(texts, figure_columns, row, column)) for row in upper_rows]
    return [*cells, (last_row, column)] if head_rows else []


def _find_left_head(texts: CellTexts, figure_columns: Sequence[int], row: int, column: int) -> int:
    """Find the column with the head over a cell: its own, or one on the left over figures too."""
    while not texts.get_text(row, column) and column - 1 in figure_columns:
        column -= 1
    return column


def list_matching_columns(texts: CellTexts, row: int, matches: Callable[[Any], bool]) -> list[int]:
    """List the columns of a row with a fitting value; an ordinal before a label does not count."""
    filled = texts.list_filled_columns(row)
    figures = [c for c in filled if matches(texts.get_value(row, c))]
    has_ordinal = figures[:1] == filled[:1] and len(filled) > 1 and filled[1] not in figures
    return figures[1:] if has_ordinal else figures
