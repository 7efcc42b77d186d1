"""The XML of one .xlsx sheet, for what python-calamine does not hand out.

Finds cells with an error value or with a formula that was never calculated, and walks a part
element by element, within bounds. Knows no report and no catalogue.
"""

import re
from collections.abc import Callable
from itertools import islice
from xml.parsers import expat

from warehouse.files.guard.sheet_extent import XML_ERRORS
from warehouse.files.guard.zip_parts import (
    ArchivePart,
    DamagedError,
    SwellingError,
    list_parts,
    unpack_pieces,
)

ERROR_VALUE_CODE, NO_RESULT_CODE = "E-NUM-005", "E-NUM-009"
_RELATION_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_ERROR_VALUE_TEXT = re.compile(r"#[A-Z/0!?_]{1,20}")
_StartHandler = Callable[[str, dict[str, str]], None]
_MAX_PIECES = 256
"""Pieces of 64 KiB: the search in a part ends here."""


def find_cell_faults(content: bytes, sheet: str, addresses: set[str]) -> dict[str, tuple[str, str]]:
    """Find the cells with an error or a formula without a value: code and text by address."""
    try:
        by_name = {part.name: part for part in list_parts(content)}
        part = find_sheet_part(content, by_name, sheet)
    except (DamagedError, SwellingError, KeyError):
        return {}
    collector = _CellFaultCollector(addresses)
    walk_elements(content, part, collector.start_element, collector)
    return collector.cell_faults


def find_sheet_part(
    content: bytes, by_name: dict[str, ArchivePart], sheet_name: str
) -> ArchivePart:
    """Find the part of a sheet by the sheet's name.

    Raises:
        KeyError: the workbook does not name the part.
    """
    relation_ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def collect_relation_id(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation_ids[attributes.get("name", "")] = attributes.get(_RELATION_ID, "")

    def collect_target(_: str, attributes: dict[str, str]) -> None:
        targets[attributes.get("Id", "")] = attributes.get("Target", "")

    walk_elements(content, by_name["xl/workbook.xml"], collect_relation_id)
    walk_elements(content, by_name["xl/_rels/workbook.xml.rels"], collect_target)
    target = targets[relation_ids[sheet_name]]
    return by_name[target[1:] if target.startswith("/") else f"xl/{target}"]


def walk_elements(
    content: bytes,
    part: ArchivePart,
    handle_start: _StartHandler,
    collector: "_CellFaultCollector | None" = None,
) -> None:
    """Walk through a part and call `handle_start` for every element, by tag without namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, a: handle_start(tag.rpartition(" ")[2], a)
    if collector:
        parser.EndElementHandler = lambda tag: collector.end_element(tag.rpartition(" ")[2])
        parser.CharacterDataHandler = collector.add_text
    try:
        for piece in islice(unpack_pieces(content, part), _MAX_PIECES):
            parser.Parse(piece)
    except XML_ERRORS:  # the rest is unreadable: the figure stays missing
        return


class _CellFaultCollector:
    """A collector of the faults in some cells of one sheet."""

    def __init__(self, addresses: set[str]) -> None:
        self._addresses = addresses
        self.cell_faults: dict[str, tuple[str, str]] = {}
        self._address, self._cell_type = "", ""
        self._tags: set[str] = set()
        self._value_texts: list[str] | None = None

    def start_element(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            address = attributes.get("r", "")
            self._address = address if address in self._addresses else ""
            self._cell_type, self._tags, self._value_texts = attributes.get("t", "n"), set(), None
        elif self._address:
            self._tags.add(tag)
            if tag == "v":
                self._value_texts = []

    def add_text(self, text: str) -> None:
        if self._value_texts is not None:
            self._value_texts.append(text)

    def end_element(self, tag: str) -> None:
        if tag != "c" or not self._address:
            return
        value = "".join(self._value_texts or []).strip()
        if self._cell_type == "e":
            error = value if _ERROR_VALUE_TEXT.fullmatch(value) else "#N/A"
            self.cell_faults[self._address] = (ERROR_VALUE_CODE, error)
        elif "f" in self._tags and not value and self._cell_type != "str":
            self.cell_faults[self._address] = (NO_RESULT_CODE, "")
        self._address = ""
