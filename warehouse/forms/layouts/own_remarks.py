"""The remarks of a report read by an accepted layout: notes beside figures, obstacles below.

Reads the cells of a sheet; `reading.remarks` decides what a heading asks for and what says nothing.
The search for personal data comes before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from warehouse.files.grid import Sheet, format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.layout_fitting import FittedReport, LayoutFit
from warehouse.forms.layouts.shared_tables import Arrangement
from warehouse.forms.layouts.sheet_titles import StrangeSheet
from warehouse.forms.reading.remarks import (
    cut_remarks,
    find_obstacle_kind,
    find_obstacles,
    get_remark_text,
    is_note_heading,
    keep_remarks,
)
from warehouse.forms.remark import NOTE, Remark
from warehouse.text import fold_text

_SIGNATURE = re.compile(
    r"\bngay\s*[\d.…]+\s*(?:thang|/)"
    r"|^(?:noi nhan|nguoi (?:lap|bao cao)|lap bieu|thu truong|kt\b|tm\b)"
)
_MAX_PARAGRAPHS = 6
"""Most rows of a section below its heading; a blank row ends it before."""


def read_own_remarks(
    fit: LayoutFit, fitted: FittedReport, strange: StrangeSheet, sheets: Mapping[str, Sheet]
) -> tuple[tuple[Remark, ...], list[FindingDraft]]:
    """Read the remarks of a report, with a draft for each text that is cut.

    What stands below a table of many reports, or beside several in one row, is of no single one
    and is not read.
    """
    remarks: list[Remark] = []
    drafts: list[FindingDraft] = []
    for page in strange.pages:
        sheet = sheets[page.sheet]
        own = {e: p for e, p in fitted.places_by_element.items() if p.sheet == page.sheet}
        page_remarks: list[Remark] = []
        if fit.layout.arrangement in (Arrangement.SINGLE, Arrangement.UNITS_DOWN):
            page_remarks += _find_notes(sheet, own)
        if fit.layout.arrangement is Arrangement.SINGLE:
            first_row = 1 + max((place.row for place in page.places), default=0)
            page_remarks += [*find_obstacles(sheet, first_row), *_find_sections(sheet, first_row)]
        short_remarks, page_drafts = cut_remarks(keep_remarks(page_remarks))
        other_sheet = "" if page.sheet == strange.sheet else page.sheet
        remarks += [remark._replace(sheet=other_sheet) for remark in short_remarks]
        drafts += [replace(draft, sheet=page.sheet) for draft in page_drafts]
    return tuple(remarks), drafts


def _find_notes(sheet: Sheet, own: Mapping[str, FigurePlace]) -> Iterator[Remark]:
    """Find the notes in the rows of figures; the note of a row with several is of no element."""
    elements_by_row: dict[int, list[str]] = {}
    for name, place in own.items():
        elements_by_row.setdefault(place.row, []).append(name)
    first_rows = _map_note_columns(sheet)
    for row, elements in elements_by_row.items():
        labels = own[elements[0]].row_path
        for column, first_row in first_rows.items():
            text = get_remark_text(sheet.get_cell(row, column))
            if row >= first_row and text not in labels:
                element = elements[0] if len(elements) == 1 else None
                yield Remark(NOTE, element, format_address(row, column), text)


def _map_note_columns(sheet: Sheet) -> dict[int, int]:
    """Map each column of notes to the first row below the heading; a line alone heads nothing."""
    first_rows: dict[int, int] = {}
    for row in range(len(sheet.cells)):
        filled = _list_filled(sheet, row)
        for column, text in filled if len(filled) > 1 else ():
            if is_note_heading(text) and ":" not in text:
                first_rows.setdefault(column, row + 1)
    return first_rows


def _find_sections(sheet: Sheet, first_row: int) -> Iterator[Remark]:
    """Find the paragraphs below a heading of obstacles that stands alone in its row."""
    for row in range(first_row, len(sheet.cells)):
        filled = _list_filled(sheet, row)
        if len(filled) != 1 or ":" in filled[0][1].rstrip(": "):
            continue
        if kind := find_obstacle_kind(filled[0][1].rstrip(": ")):
            yield from _read_paragraphs(sheet, row + 1, kind)


def _read_paragraphs(sheet: Sheet, first_row: int, kind: str) -> Iterator[Remark]:
    for row in range(first_row, min(first_row + _MAX_PARAGRAPHS, len(sheet.cells))):
        filled = _list_filled(sheet, row)
        if len(filled) != 1 or _ends_section(filled[0][1]):
            return
        column, text = filled[0]
        yield Remark(kind, None, format_address(row, column), text)


def _ends_section(text: str) -> bool:
    """Return whether a line is another heading, or belongs to the signature."""
    is_heading = find_obstacle_kind(text.partition(":")[0]) is not None
    return is_heading or text.isupper() or bool(_SIGNATURE.search(fold_text(text)))


def _list_filled(sheet: Sheet, row: int) -> Sequence[tuple[int, str]]:
    """List the columns of a row with words, and the words."""
    texts = ((column, get_remark_text(value)) for column, value in enumerate(sheet.cells[row]))
    return [(column, text) for column, text in texts if text]
