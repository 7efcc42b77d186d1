"""How many cells a worksheet would take up when read: the rectangle from A1 to its last value.

The library makes the whole rectangle, so two values far apart cost as much as all between.
Looks at addresses only, piece by piece.
"""

import re
from collections.abc import Iterable
from xml.parsers import expat

from warehouse.forms.grid import position

LARGEST_RECTANGLE = 2_000_000
"""Cells: some 100 MiB once read, and a second of work."""
_DECLARED = re.compile(rb'<(?:\w+:)?dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3}\d{1,7})"')


def is_plainly_small(head: bytes) -> bool:
    """Whether a worksheet declares a small extent; one that lies is stopped by the memory limit."""
    found = _DECLARED.search(head)
    if not found:
        return False
    row, column = position(found[1].decode("ascii"))
    return (row + 1) * (column + 1) <= LARGEST_RECTANGLE // 4


def rectangle(pieces: Iterable[bytes]) -> int:
    """Cells from A1 to the last row and column that hold a value; stops above the largest."""
    seen = _Seen()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = seen.start
    try:
        for piece in pieces:
            parser.Parse(piece)
            if seen.cells > LARGEST_RECTANGLE:
                break
    except expat.ExpatError:  # broken further on: that is the reader's to say
        pass
    return seen.cells


class _Seen:
    """Where the parser stands, and the furthest row and column with a value."""

    def __init__(self) -> None:
        self.row = self.column = -1
        self.rows = self.columns = 0

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(" ")[2]:
            case "row":
                self.row = self._number(attributes.get("r"), self.row + 1)
                self.column = -1
            case "c":
                self._at(attributes.get("r"))
            case "v" | "is" | "f":
                self.rows = max(self.rows, self.row + 1)
                self.columns = max(self.columns, self.column + 1)

    def _at(self, address: str | None) -> None:
        try:
            self.row, self.column = position((address or "").upper())
        except ValueError:  # cells need not say where they stand
            self.column += 1

    @staticmethod
    def _number(text: str | None, otherwise: int) -> int:
        return int(text) - 1 if text and text.isdecimal() and len(text) < 9 else otherwise
