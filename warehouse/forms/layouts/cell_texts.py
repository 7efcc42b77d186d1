"""The texts of a sheet with merged cells spread out; a merged text knows the first cell.

Shapes only: no heading is interpreted here.
"""

import re
from collections.abc import Iterable
from typing import Any

from warehouse.files.grid import Sheet
from warehouse.forms.reading.numbers import format_raw_text, is_figure
from warehouse.text import fold_text

_FIGURE_SIGNS = frozenset(("co", "khong", "x", "-", "–", "...", "…", ".."))
_COUNTED = re.compile(r"\d+(?:[.,]\d+)* ?(?!thang|qu[yi]|nam|ngay|k[iy]\b)[a-z]{2,}(?: [a-z]+)?")
_TELEPHONE = re.compile(r"\W*0\d(?:\W{0,2}\d){7,}\W*")
_COLUMN_NUMBER = re.compile(r"\(?(?:[a-e]|\d{1,2})\)?(?:\s*=.*)?")
_MIN_NUMBERED_COLUMNS = 3


class CellTexts:
    """A sheet's values by row and column; a cell inside a merged range has the range's value."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet_name = sheet.name
        self.row_count = len(sheet.cells)
        self.column_count = max(map(len, sheet.cells), default=0)
        self._sheet = sheet
        self._anchors = {
            (row, column): top_left
            for top_left, (bottom, right) in sheet.merged_ranges
            for row in range(top_left[0], min(bottom + 1, self.row_count))
            for column in range(top_left[1], min(right + 1, self.column_count))
        }

    def find_anchor(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell with the text of a cell: the first of a merged range."""
        return self._anchors.get((row, column), (row, column))

    def get_value(self, row: int, column: int) -> Any:
        """Return the value of a cell as read; a merged figure counts in the first cell only."""
        return self._sheet.get_cell(row, column)

    def get_text(self, row: int, column: int) -> str:
        """Return the text shown in a cell on one line, the merged text in every merged cell."""
        return " ".join(format_raw_text(self.get_value(*self.find_anchor(row, column))).split())

    def list_values_after(self, row: int, column: int) -> list[Any]:
        """List the values of a row to the right of a column."""
        return [self.get_value(row, c) for c in range(column + 1, self.column_count)]

    def list_filled_columns(self, row: int) -> list[int]:
        """List the columns of a row with a content."""
        return [c for c in range(self.column_count) if self.get_text(row, c)]

    def list_anchors(self, row: int) -> list[tuple[int, int]]:
        """List the different filled cells of a row, merged cells once."""
        return list(dict.fromkeys(self.find_anchor(row, c) for c in self.list_filled_columns(row)))

    def list_distinct_texts(self, cells: Iterable[tuple[int, int]]) -> list[str]:
        """List the texts of cells in order, a merged text once."""
        anchors = dict.fromkeys(self.find_anchor(row, column) for row, column in cells)
        return [text for anchor in anchors if (text := self.get_text(*anchor))]


def is_count(value: Any) -> bool:
    """Return whether a value is a figure, or a number with a unit of measure: «95 lượt người»."""
    if isinstance(value, str) and _COUNTED.fullmatch(fold_text(value)):
        return True
    return is_figure(value) and not (isinstance(value, str) and _TELEPHONE.fullmatch(value))


def is_figure_or_sign(value: Any) -> bool:
    """Return whether a value is a figure, «7 buổi», or a sign for one, such as «có» or «-»."""
    return is_count(value) or is_figure_sign(value)


def is_figure_sign(value: Any) -> bool:
    """Return whether a value is a sign for a figure, such as «có» or «-»."""
    return isinstance(value, str) and fold_text(value) in _FIGURE_SIGNS


def is_column_number_row(texts: CellTexts, row: int) -> bool:
    """Return whether a row only numbers the columns: «A, B, 1, 2» or «(1), (2), (3)»."""
    short_texts = [fold_text(texts.get_text(row, c)) for c in texts.list_filled_columns(row)]
    if len(short_texts) < _MIN_NUMBERED_COLUMNS or not all(
        map(_COLUMN_NUMBER.fullmatch, short_texts)
    ):
        return False
    numbers = [int(digits[0]) for word in short_texts if (digits := re.search(r"\d+", word))]
    return (
        bool(numbers)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and (numbers[0] in (1, len(short_texts) - len(numbers) + 1))
    )
