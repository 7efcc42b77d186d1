"""Reasons for an empty cell: an error value, a formula without a result, or no content.

The spreadsheet library returns empty text for all three. This module reads the sheet's XML, for
.xlsx only and only for a missing figure.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from xml.parsers import expat

from warehouse.forms.extent import BROKEN_XML
from warehouse.forms.report import Cell, Doubt, Report, ReportCells
from warehouse.forms.zip_parts import DamagedError, Part, SwellingError, parts, unpack

ERROR_VALUE, NO_RESULT = "E-NUM-005", "E-NUM-009"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_ERROR = re.compile(r"#[A-Z/0!?_]{1,20}")
_Start = Callable[[str, dict[str, str]], None]
_MOST_PIECES = 256
"""Pieces of 64 KiB: the search in a part ends here."""


def explained(report: Report, content: bytes) -> Report:
    """Mark a missing figure as unreadable where the cell is not blank, and add finding drafts."""
    if "missing" not in report.cells.state or not content.startswith(b"PK"):
        return report
    missing = {cell.cell for cell in report.cells if cell.state == "missing" and not cell.raw_text}
    if not missing:
        return report
    found = _unread(content, report.sheet, missing)
    doubts = [
        Doubt(code, cell.element, report.sheet, cell.cell, observed)
        for cell in report.cells
        if cell.cell in found and cell.state == "missing"
        for code, observed in [found[cell.cell]]
    ]
    if not doubts:
        return report
    cells = ReportCells.of(_told(cell, found) for cell in report.cells)
    return replace(report, cells=cells, doubts=(*report.doubts, *doubts))


def _told(cell: Cell, found: dict[str, tuple[str, str]]) -> Cell:
    if cell.state != "missing" or cell.cell not in found:
        return cell
    return cell._replace(state="unreadable", raw_text=found[cell.cell][1])


def _unread(content: bytes, sheet: str, cells: set[str]) -> dict[str, tuple[str, str]]:
    """Find the cells with an error or a formula without a value: code and text by address."""
    try:
        by_name = {part.name: part for part in parts(content)}
        part = sheet_part(content, by_name, sheet)
    except (DamagedError, SwellingError, KeyError):
        return {}
    seen = _Cells(cells)
    walk(content, part, seen.start, seen)
    return seen.found


def sheet_part(content: bytes, by_name: dict[str, Part], sheet: str) -> Part:
    """Find the part of a sheet by the sheet's name.

    Raises:
        KeyError: the workbook does not name the part.
    """
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheets(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            ids[attributes.get("name", "")] = attributes.get(_RELATION, "")

    def relations(_: str, attributes: dict[str, str]) -> None:
        targets[attributes.get("Id", "")] = attributes.get("Target", "")

    walk(content, by_name["xl/workbook.xml"], sheets)
    walk(content, by_name["xl/_rels/workbook.xml.rels"], relations)
    target = targets[ids[sheet]]
    return by_name[target[1:] if target.startswith("/") else f"xl/{target}"]


def walk(content: bytes, part: Part, start: _Start, seen: "_Cells | None" = None) -> None:
    """Walk through a part and call `start` for every element, without the tag's namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, a: start(tag.rpartition(" ")[2], a)
    if seen:
        parser.EndElementHandler = lambda tag: seen.end(tag.rpartition(" ")[2])
        parser.CharacterDataHandler = seen.text
    try:
        for piece in islice(unpack(content, part), _MOST_PIECES):
            parser.Parse(piece)
    except BROKEN_XML:  # the rest is unreadable: the figure stays missing
        return


class _Cells:
    """A collector of the faults in some cells of one sheet."""

    def __init__(self, wanted: set[str]) -> None:
        self._wanted = wanted
        self.found: dict[str, tuple[str, str]] = {}
        self._cell, self._kind = "", ""
        self._tags: set[str] = set()
        self._value: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            address = attributes.get("r", "")
            self._cell = address if address in self._wanted else ""
            self._kind, self._tags, self._value = attributes.get("t", "n"), set(), None
        elif self._cell:
            self._tags.add(tag)
            if tag == "v":
                self._value = []

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def end(self, tag: str) -> None:
        if tag != "c" or not self._cell:
            return
        value = "".join(self._value or []).strip()
        if self._kind == "e":
            error = value if _ERROR.fullmatch(value) else "#N/A"
            self.found[self._cell] = (ERROR_VALUE, error)
        elif "f" in self._tags and not value and self._kind != "str":
            self.found[self._cell] = (NO_RESULT, "")
        self._cell = ""
