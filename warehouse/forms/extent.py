"""The number of cells a worksheet needs in memory: the rectangle from A1 to the last value.

The spreadsheet library allocates the whole rectangle, therefore two distant values cost as much
as a full sheet. This module reads addresses only, piece by piece.
"""

import re
from collections.abc import Iterable
from xml.parsers import expat

from warehouse.forms.grid import position

LARGEST_RECTANGLE = 1_000_000
"""Cells: about 50 MiB in memory, and half a second of work."""
_DECLARED = re.compile(rb'<(?:\w+:)?dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3}\d{1,7})"')
BROKEN_XML = (expat.ExpatError, LookupError, ValueError)
"""Errors of the parser: no XML, an unknown encoding, an encoding with several bytes a letter."""


def is_plainly_small(head: bytes) -> bool:
    """Return whether a worksheet declares a small extent; the memory limit stops a false claim."""
    found = _DECLARED.search(head)
    if not found:
        return False
    row, column = position(found[1].decode("ascii"))
    return (row + 1) * (column + 1) <= LARGEST_RECTANGLE // 4


def rectangle(pieces: Iterable[bytes], *, of_all: bool = False) -> int:
    """Count the cells from A1 to the last row and column with a value; stop above the largest.

    With `of_all`, merged ranges and cells with only a format count too.
    """
    seen = _Seen(of_all=of_all)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = seen.start
    try:
        for piece in pieces:
            parser.Parse(piece)
            if seen.cells > LARGEST_RECTANGLE:
                break
    except BROKEN_XML:  # broken further on: the reader reports the error
        pass
    return seen.cells


class _Seen:
    """The position of the parser, and the furthest row and column with a value.

    Knows the elements of .xlsx (row, c, v) and of OpenDocument. In OpenDocument a row or a cell
    may declare a number of repetitions.
    """

    def __init__(self, *, of_all: bool) -> None:
        self._of_all = of_all
        self.row = self.column = -1
        self.rows = self.columns = self._before = 0
        self._repeat = 1

    @property
    def cells(self) -> int:
        return self._before + self.rows * self.columns

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        match name:
            case "row":
                self.row = _number(attributes.get("r"), self.row + 2) - 1
                self.column = -1
            case "c":
                self._at(attributes.get("r"))
                if self._of_all:
                    self._value(1)
            case "mergeCell" if self._of_all:
                self._at(attributes.get("ref", "").rpartition(":")[2])
                self._value(1)
            case "v" | "is" | "f":
                self._value(1)
            case "table" | "table-row" | "table-cell" | "covered-table-cell":
                self._open_document(name, {k.rpartition(" ")[2]: v for k, v in attributes.items()})

    def _at(self, address: str | None) -> None:
        try:
            self.row, self.column = position((address or "").upper())
        except ValueError:  # a cell may have no address
            self.column += 1

    def _value(self, rows: int) -> None:
        self.rows = max(self.rows, self.row + rows)
        self.columns = max(self.columns, self.column + 1)

    def _open_document(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._before, self.rows, self.columns = self.cells, 0, 0
            self.row, self._repeat = -1, 1
        elif name == "table-row":
            self.row, self.column = self.row + self._repeat, -1
            self._repeat = _number(attributes.get("number-rows-repeated"), 1)
        else:
            self.column += _number(attributes.get("number-columns-repeated"), 1)
            if "value-type" in attributes or "formula" in attributes:
                self._value(self._repeat)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
