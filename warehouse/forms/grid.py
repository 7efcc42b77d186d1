"""A workbook as sheets of plain cells with addresses, and addresses as Excel writes them.

The only place that knows python-calamine. Runs inside the reading process: a hostile file may
abort the parser, so nothing else may call `open_workbook` in a process it cannot spare.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import python_calamine

from warehouse.forms.stored import stored

Cells = list[list[Any]]
"""Rows of raw values from A1 on; an empty cell is the empty text."""


class UnreadableError(Exception):
    """The bytes are not a workbook that can be read; the message is the parser's."""

    code = "E-FILE-001"


class OversizedError(UnreadableError):
    """More than a report can hold."""

    code = "E-FILE-002"


class LockedError(UnreadableError):
    """The workbook asks for a password."""

    code = "E-FILE-011"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, whether a reader sees it, its cells from A1, its merged ranges.

    A merged range is ((first row, first column), (last row, last column)), counted from 0.
    `above` are texts that stand above A1 in a document, each with where it stands.
    """

    name: str
    visible: bool
    cells: Cells
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    above: list[tuple[str, str]] = field(default_factory=list)

    def at(self, address: str) -> Any:
        """The raw value at an address such as D11; empty text outside the used range."""
        row, column = position(address)
        if row < len(self.cells) and column < len(self.cells[row]):
            return self.cells[row][column]
        return ""


class Workbook:
    """The sheets of a workbook, read one by one as they are asked for."""

    def __init__(self, content: bytes) -> None:
        try:
            self._book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(stored(content)))
        except python_calamine.PasswordError as error:
            raise LockedError(str(error)) from error
        except python_calamine.CalamineError as error:
            raise UnreadableError(str(error)) from error
        self.names: list[str] = list(self._book.sheet_names)

    def sheet(self, name: str) -> Sheet:
        """One sheet with all its cells; UnreadableError when that part is broken."""
        try:
            found = self._book.get_sheet_by_name(name)
            cells = found.to_python(skip_empty_area=False)
        except python_calamine.CalamineError as error:
            raise UnreadableError(str(error)) from error
        return Sheet(name, self._visible(name), cells, list(found.merged_cell_ranges or []))

    def worksheets(self) -> Iterator[Sheet]:
        """Every visible worksheet, in order."""
        for meta in self._book.sheets_metadata:
            if (
                meta.typ == python_calamine.SheetTypeEnum.WorkSheet
                and meta.visible == python_calamine.SheetVisibleEnum.Visible
            ):
                yield self.sheet(meta.name)

    def all_sheets(self) -> Iterator[Sheet]:
        """Every worksheet that holds cells, hidden and very hidden ones too."""
        for meta in self._book.sheets_metadata:
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet:
                yield self.sheet(meta.name)

    def hidden_sheets(self) -> Iterator[Sheet]:
        """Every worksheet that the workbook does not show."""
        for meta in self._book.sheets_metadata:
            if (
                meta.typ == python_calamine.SheetTypeEnum.WorkSheet
                and meta.visible != python_calamine.SheetVisibleEnum.Visible
            ):
                yield self.sheet(meta.name)

    def _visible(self, name: str) -> bool:
        return any(
            meta.name == name and meta.visible == python_calamine.SheetVisibleEnum.Visible
            for meta in self._book.sheets_metadata
        )


_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def address(row: int, column: int) -> str:
    """`D11` for row 10, column 3, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


@lru_cache(maxsize=65536)
def position(cell: str) -> tuple[int, int]:
    """Row and column, counted from 0, of an address; ValueError when it is none."""
    found = _ADDRESS.fullmatch(cell)
    if not found:
        raise ValueError(f"{cell!r} is not a cell address")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
