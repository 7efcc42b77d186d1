"""Values of cells as texts: which are searched, and the texts beside a cell.

Pure; may call the grid.
"""

from datetime import date
from itertools import takewhile
from typing import Any

from warehouse.files.grid import CellRows

_LEAST_TELLING_NUMBER = 10**8
"""A smaller number is no identity or telephone number."""

MAX_TEXTS_ABOVE = 8
"""Texts above a cell that say what the cell is about."""


def is_searched_value(value: Any) -> bool:
    """Return whether a cell's value is a text, or a whole number long enough to name a person."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return value >= _LEAST_TELLING_NUMBER and float(value).is_integer()
    return isinstance(value, str)


def list_row_texts(values: list[Any], column: int) -> tuple[str, ...]:
    """List the other texts of a row, nearest first."""
    other_columns = sorted(
        (abs(other_column - column), other_column)
        for other_column, v in enumerate(values)
        if other_column != column and v not in ("", None)
    )
    return tuple(format_cell_value(values[other_column]) for _, other_column in other_columns)


def get_cell_text(cells: CellRows, row: int, column: int) -> str:
    """Return the text of a cell; empty outside the sheet."""
    if row < len(cells) and column < len(cells[row]) and cells[row][column] is not None:
        return format_cell_value(cells[row][column])
    return ""


def list_texts_above(cells: CellRows, row: int, column: int) -> tuple[str, ...]:
    """List the texts above a cell, nearest first, up to a blank cell or `MAX_TEXTS_ABOVE`."""
    rows = range(row - 1, max(-1, row - 1 - MAX_TEXTS_ABOVE), -1)
    return tuple(takewhile(bool, (get_cell_text(cells, above, column) for above in rows)))


def format_cell_value(value: Any) -> str:
    """Format a cell's value for a reader: whole numbers without a fraction, dates day first."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
