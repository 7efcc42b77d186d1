"""Notes, obstacles and proposals of a report, from our form or from an office's own layout.

A text beyond its limit is cut, with a finding; a text that says «không có» is none. Reads cells
only; the search for personal data comes before. May call `warehouse` only.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from warehouse.files.grid import Sheet, format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layout import find_note_cell, get_obstacle_kind
from warehouse.forms.manifest import Manifest
from warehouse.forms.reading.report_grid import FormTable
from warehouse.forms.remark import (
    NOTE,
    OBSTACLE,
    PROPOSAL,
    REMARK_KINDS,
    Remark,
    get_length_limit,
)
from warehouse.text import escape_invisible, make_match_key

CUT_TEXT_CODE = "N-NOTE-001"
_OUR_VALUE_CELL = re.compile(r"D[1-9]\d{0,3}")
_EMPTY_ANSWERS = re.compile(
    r"(?:(?:khong|chua|k|ko)(?: co| phat sinh)?(?: (?:kho khan|vuong mac|de xuat|kien nghi|gi|va))*"
    r"|x|none|no)?"
)
_HEADINGS = ((OBSTACLE, ("kho khan", "vuong mac")), (PROPOSAL, ("de xuat", "kien nghi")))
_NUMBERING = re.compile(r"^(?:[ivx]+|\d+(?: \d+)*|[a-d]) ")
_MAX_HEADING_LENGTH = 60
_Places = tuple[tuple[str, str], ...]
"""Names of cells with their addresses."""
_RemarkCell = tuple[str, str | None, str]
"""The kind of remark, the element and the address of a cell."""


def read_template_remarks(sheet: Sheet, manifest: Manifest) -> list[Remark]:
    """Read the notes and obstacles of our form; a form from before the section has notes only."""
    cells, addresses = _list_remark_cells(
        tuple(manifest.cells.items()), tuple(manifest.remarks.items())
    )
    return keep_remarks(
        Remark(kind, element, address, get_remark_text(value))
        for (kind, element, address), value in zip(cells, sheet.get_values(addresses), strict=True)
        if value  # most notes are blank
    )


@lru_cache(maxsize=64)  # the same in every report of a form
def _list_remark_cells(
    value_places: _Places, remark_places: _Places
) -> tuple[tuple[_RemarkCell, ...], tuple[str, ...]]:
    """List the cells for remarks of a manifest, and their addresses alone."""
    cells: list[_RemarkCell] = [
        (NOTE, element, find_note_cell(address))
        for element, address in value_places
        if _OUR_VALUE_CELL.fullmatch(address)
    ]
    cells += [
        (get_obstacle_kind(name), None, address)
        for name, address in remark_places
        if get_obstacle_kind(name) in REMARK_KINDS
    ]
    return tuple(cells), tuple(address for _, _, address in cells)


def read_typed_remarks(table: FormTable) -> list[Remark]:
    """Read the column of notes, and the obstacles below the table, of an office's own layout."""
    columns = table.columns_by_kind.get(NOTE, [])
    notes = (
        Remark(
            NOTE,
            element,
            format_address(row, column),
            get_remark_text(table.get_value(row, column)),
        )
        for row, element in table.rows
        for column in columns
    )
    last_row = max(row for row, _ in table.rows)
    return keep_remarks((*notes, *find_obstacles(table.sheet, last_row + 1)))


def find_obstacles(sheet: Sheet, first_row: int) -> Iterator[Remark]:
    """Find the texts below a table with a heading before a colon, or in the cell to the left."""
    for row in range(first_row, len(sheet.cells)):
        for column, value in enumerate(sheet.cells[row]):
            heading, _, text = get_remark_text(value).partition(":")
            kind = find_obstacle_kind(heading)
            if kind and text.strip():
                yield Remark(kind, None, format_address(row, column), text.strip())
            elif kind:
                yield from _read_right_cell(sheet, (row, column), kind)


def _read_right_cell(sheet: Sheet, place: tuple[int, int], kind: str) -> Iterator[Remark]:
    row, column = place
    cells = sheet.cells[row]
    for other in range(column + 1, len(cells)):
        if text := get_remark_text(cells[other]):
            yield Remark(kind, None, format_address(row, other), text)
            return


def find_obstacle_kind(heading: str) -> str | None:
    """Return what a heading asks for: obstacles, proposals, or neither."""
    if len(heading) > _MAX_HEADING_LENGTH:
        return None
    key = _NUMBERING.sub("", make_match_key(heading))
    return next((kind for kind, signs in _HEADINGS if key.startswith(signs)), None)


def is_note_heading(text: str) -> bool:
    """Return whether a text heads a column of notes."""
    return len(text) <= _MAX_HEADING_LENGTH and make_match_key(text).startswith(
        ("ghi chu", "giai trinh")
    )


def get_remark_text(value: Any) -> str:
    """Return the words of a cell on one line; empty for a number."""
    if not isinstance(value, str):
        return ""
    return escape_invisible(" ".join(value.encode("utf-8", "replace").decode().split()))


def keep_remarks(remarks: Iterable[Remark]) -> list[Remark]:
    """Keep the remarks that say something."""
    return [
        remark for remark in remarks if not _EMPTY_ANSWERS.fullmatch(make_match_key(remark.text))
    ]


def cut_remarks(remarks: Iterable[Remark]) -> tuple[tuple[Remark, ...], list[FindingDraft]]:
    """Cut every remark to its limit, with a draft for each cut."""
    short_remarks, drafts = [], []
    for remark in remarks:
        limit = get_length_limit(remark.kind)
        if len(remark.text) > limit:
            drafts.append(
                FindingDraft(
                    CUT_TEXT_CODE,
                    cell=remark.cell,
                    message_values={"cell": remark.cell, "limit": str(limit)},
                )
            )
            remark = remark._replace(text=f"{remark.text[: limit - 1].rstrip()}…")
        short_remarks.append(remark)
    return tuple(short_remarks), drafts
