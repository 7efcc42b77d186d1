"""The number of cells a worksheet needs in memory: the rectangle from A1 to the last value.

The spreadsheet library allocates the whole rectangle, therefore two distant values cost as much
as a full sheet. This module reads addresses only, piece by piece.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from xml.parsers import expat

from warehouse.files.grid import parse_address

MAX_RECTANGLE_CELLS = 1_000_000
"""Cells: about 50 MiB in memory, and half a second of work."""
_DECLARED_DIMENSION = re.compile(
    rb'<(?:\w+:)?dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3}\d{1,7})"'
)
XML_ERRORS = (expat.ExpatError, LookupError, ValueError)
"""Errors of the parser: no XML, an unknown encoding, an encoding with several bytes a letter."""


@lru_cache(maxsize=256)  # the same in every report of a form
def declares_small_extent(head: bytes) -> bool:
    """Return whether a worksheet declares a small extent; the memory limit stops a false claim."""
    match = _DECLARED_DIMENSION.search(head)
    if not match:
        return False
    row, column = parse_address(match[1].decode("ascii"))
    return (row + 1) * (column + 1) <= MAX_RECTANGLE_CELLS // 4


def count_rectangle_cells(pieces: Iterable[bytes], *, include_formatted: bool = False) -> int:
    """Count the cells from A1 to the last row and column with a value; stop above the largest.

    With `include_formatted`, merged ranges and cells with only a format count too.
    """
    tracker = _ExtentTracker(include_formatted=include_formatted)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = tracker.start_element
    try:
        for piece in pieces:
            parser.Parse(piece)
            if tracker.cell_count > MAX_RECTANGLE_CELLS:
                break
    except XML_ERRORS:  # broken further on: the reader reports the error
        pass
    return tracker.cell_count


class _ExtentTracker:
    """The position of the parser, and the furthest row and column with a value.

    Knows the elements of .xlsx (row, c, v) and of OpenDocument. In OpenDocument a row or a cell
    may declare a number of repetitions.
    """

    def __init__(self, *, include_formatted: bool) -> None:
        self._include_formatted = include_formatted
        self.row = self.column = -1
        self.row_count = self.column_count = self._earlier_cells = 0
        self._row_repeats = 1

    @property
    def cell_count(self) -> int:
        return self._earlier_cells + self.row_count * self.column_count

    def start_element(self, tag: str, attributes: dict[str, str]) -> None:
        local_name = tag.rpartition(" ")[2]
        match local_name:
            case "row":
                self.row = _parse_count(attributes.get("r"), self.row + 2) - 1
                self.column = -1
            case "c":
                self._move_to_address(attributes.get("r"))
                if self._include_formatted:
                    self._count_value(1)
            case "mergeCell" if self._include_formatted:
                self._move_to_address(attributes.get("ref", "").rpartition(":")[2])
                self._count_value(1)
            case "v" | "is" | "f":
                self._count_value(1)
            case "table" | "table-row" | "table-cell" | "covered-table-cell":
                self._track_open_document(
                    local_name, {k.rpartition(" ")[2]: v for k, v in attributes.items()}
                )

    def _move_to_address(self, address: str | None) -> None:
        try:
            self.row, self.column = parse_address((address or "").upper())
        except ValueError:  # a cell may have no address
            self.column += 1

    def _count_value(self, rows: int) -> None:
        self.row_count = max(self.row_count, self.row + rows)
        self.column_count = max(self.column_count, self.column + 1)

    def _track_open_document(self, local_name: str, attributes: dict[str, str]) -> None:
        if local_name == "table":
            self._earlier_cells, self.row_count, self.column_count = self.cell_count, 0, 0
            self.row, self._row_repeats = -1, 1
        elif local_name == "table-row":
            self.row, self.column = self.row + self._row_repeats, -1
            self._row_repeats = _parse_count(attributes.get("number-rows-repeated"), 1)
        else:
            self.column += _parse_count(attributes.get("number-columns-repeated"), 1)
            if "value-type" in attributes or "formula" in attributes:
                self._count_value(self._row_repeats)


def _parse_count(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default
