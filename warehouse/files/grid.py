"""A workbook as sheets of plain cells with addresses, and addresses in Excel's notation.

Values and the shape of a workbook, whatever its format; `formats/` opens the bytes.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

CellRows = list[list[Any]]
"""Rows of raw values from A1 on; an empty cell is the empty text."""


class UnreadableError(Exception):
    """The bytes are no readable workbook.

    `observed` and the words in `message_values` reach the sender: never the text of a Python error.
    """

    code = "E-FILE-001"

    def __init__(self, observed: str = "", **message_values: str) -> None:
        super().__init__(observed)
        self.observed, self.message_values = observed, message_values


class DamagedFileError(UnreadableError):
    """The file is broken or cut short; `observed` is the part at fault."""

    code = "E-FILE-012"


class OversizedError(UnreadableError):
    """More than a report can hold: the excess, and what is counted, in both languages."""

    code = "E-FILE-002"

    def __init__(self, excess: str, measure: tuple[str, str]) -> None:
        measure_vi, measure_en = measure
        super().__init__(excess, measure=measure_vi, measure_en=measure_en)


CELL_MEASURE = ("ô", "cells")
COLUMN_MEASURE = ("cột", "columns")
ROW_MEASURE = ("dòng", "rows")
LETTER_MEASURE = ("chữ", "letters")
BYTE_MEASURE = ("byte", "bytes")
MEGABYTE_MEASURE = ("MB", "MB")
REPORT_MEASURE = ("báo cáo", "reports")


class LockedError(UnreadableError):
    """The workbook asks for a password."""

    code = "E-FILE-011"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: name, visibility, cells from A1, merged ranges.

    A merged range is ((first row, first column), (last row, last column)), counted from 0.
    `texts_above` holds the texts above A1 in a document as pairs (place, text).
    """

    name: str
    is_visible: bool
    cells: CellRows
    merged_ranges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    texts_above: list[tuple[str, str]] = field(default_factory=list)

    def get_value(self, address: str) -> Any:
        """Return the raw value at an address like D11; empty text outside the used range."""
        return self.get_cell(*parse_address(address))

    def get_cell(self, row: int, column: int) -> Any:
        """Return the raw value of a cell, counted from 0; empty text outside the used range."""
        cells = self.cells[row] if row < len(self.cells) else []
        return cells[column] if column < len(cells) else ""

    def get_values(self, addresses: tuple[str, ...]) -> list[Any]:
        """Return the raw values at several addresses, for a form with thousands of reports."""
        cells = self.cells
        return [
            cells[row][column] if row < len(cells) and column < len(cells[row]) else ""
            for row, column in _parse_addresses(addresses)
        ]


class SheetBook(ABC):
    """A workbook: the names of all sheets, and which worksheets are visible."""

    sheet_names: list[str]
    visibility: dict[str, bool]
    """Whether a worksheet is visible, by name and in order; charts and macros are left out."""

    @abstractmethod
    def load_sheet(self, name: str) -> Sheet:
        """Read one sheet with all cells.

        Raises:
            UnreadableError: the sheet is broken.
        """

    def iterate_visible_sheets(self) -> Iterator[Sheet]:
        """Yield every visible worksheet, in order."""
        return (self.load_sheet(name) for name, is_visible in self.visibility.items() if is_visible)

    def iterate_hidden_sheets(self) -> Iterator[Sheet]:
        """Yield every hidden and very hidden worksheet."""
        return (
            self.load_sheet(name) for name, is_visible in self.visibility.items() if not is_visible
        )

    def iterate_all_sheets(self) -> Iterator[Sheet]:
        """Yield every worksheet, hidden and very hidden worksheets included."""
        return map(self.load_sheet, self.visibility)


_CELL_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def format_address(row: int, column: int) -> str:
    """Format an address: D11 for row 10 and column 3, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


@lru_cache(maxsize=65536)
def parse_address(cell: str) -> tuple[int, int]:
    """Parse an address into row and column, both counted from 0.

    Raises:
        ValueError: the text is no address.
    """
    match = _CELL_ADDRESS.fullmatch(cell)
    if not match:
        raise ValueError(f"{cell!r} is not a cell address")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


@lru_cache(maxsize=256)  # the same in every report of a form
def _parse_addresses(addresses: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(map(parse_address, addresses))
