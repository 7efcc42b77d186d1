"""A stranger's workbook opened to be marked: only if openpyxl can carry all of it.

Refuses every file with a part or an element that openpyxl drops, with a formula (its result would
be lost), or with another sheet (its figures may be of somebody else).
"""

import re
from pathlib import Path

from openpyxl import Workbook

from assets.published.returned.sender_workbook import (
    CELL_ADDRESS,
    disarm_workbook,
    load_original,
)
from warehouse.files.guard import examination, zip_parts
from warehouse.forms.layout import FAULT_LIST_SHEET

_CARRIED_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/\w+\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:workbook|styles|sharedStrings)\.xml|xl/theme/theme1\.xml|xl/worksheets/sheet\d+\.xml"
    r"|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/comments/?(?:comment|comments)?\d+\.xml"
    r"|xl/drawings/(?:vmlDrawing|commentsDrawing)\d+\.vml"
)
_SEARCHED_PARTS = re.compile(r"xl/worksheets/sheet\d+\.xml|.*\.vml")
_LOST_CONTENT = re.compile(
    rb"<(?:\w+:)?(?:extLst|f|drawing|oleObjects|controls|picture|customSheetViews)[\s/>]"
    rb"|ObjectType=\"(?!Note\")"
)


def open_own_layout(path: Path, sheet: str, cells: dict[str, str]) -> Workbook | None:
    """Open a workbook with a single report; None if anything of it would be lost.

    `cells` maps elements to their addresses on the sheet.
    """
    content = path.read_bytes()
    if not examination.is_editable_workbook(content) or not _is_carried(content):
        return None
    if not all(map(CELL_ADDRESS.fullmatch, cells.values())):
        return None
    try:
        workbook = load_original(content, has_rich_text=True)
    except Exception:  # openpyxl may fail in any way; the sender then gets our form
        return None
    if set(workbook.sheetnames) - {FAULT_LIST_SHEET} != {sheet}:
        return None
    disarm_workbook(workbook)
    return workbook


def _is_carried(content: bytes) -> bool:
    """Return whether openpyxl carries every part of a workbook, and every element of its sheets."""
    parts = zip_parts.list_parts(content)
    if not all(_CARRIED_PARTS.fullmatch(part.name) for part in parts):
        return False
    searched = [part for part in parts if _SEARCHED_PARTS.fullmatch(part.name)]
    texts = [zip_parts.get_whole_part(content, part) for part in searched]
    return all(text is not None and not _LOST_CONTENT.search(text) for text in texts)
