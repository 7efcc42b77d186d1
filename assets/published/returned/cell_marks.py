"""Faults marked in their cells: a colour, and a comment with the remedy.

Touches only the cells named by the manifest or a finding; the list of faults is `fault_sheet`.
"""

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from assets.published.returned.sender_faults import NOTE_PHRASES, SEVERITY_LABELS, ReturnedFault
from assets.published.returned.sender_workbook import (
    CELL_ADDRESS,
    remove_control_characters,
)
from warehouse.forms.blank.styles import ERROR_FILL, INPUT_FILL, WARNING_FILL
from warehouse.forms.layout import FAULT_LIST_SHEET
from warehouse.forms.manifest import Manifest

_MARK_AUTHOR = "chiso"
_CELL_FILLS = {"error": ERROR_FILL, "warning": WARNING_FILL}


def mark_faults(workbook: Workbook, manifest: Manifest, faults: Iterable[ReturnedFault]) -> None:
    """Mark every fault with a cell in this workbook, and remove the marks of a former return."""
    if FAULT_LIST_SHEET in workbook.sheetnames:
        workbook.remove(workbook[FAULT_LIST_SHEET])
    _clear_marks(workbook[manifest.sheet], manifest)
    faults_by_cell: dict[tuple[str, str], list[ReturnedFault]] = {}
    for fault in faults:
        sheet, cell = fault.sheet or "", fault.cell or ""
        if sheet in workbook.sheetnames and CELL_ADDRESS.fullmatch(cell):
            faults_by_cell.setdefault((sheet, cell), []).append(fault)
    for (sheet, cell), cell_faults in faults_by_cell.items():
        _mark_cell(workbook[sheet][cell], cell_faults)


def _clear_marks(sheet: Worksheet, manifest: Manifest) -> None:
    for address in manifest.cells.values():
        cell = sheet[address]
        cell.fill = _build_cell_fill(INPUT_FILL)
        if not isinstance(cell, MergedCell):
            cell.comment = None
            # Pasted cells may be locked; the sender must be able to correct every number.
            cell.protection = Protection(locked=False)


def _mark_cell(cell: Cell, faults: list[ReturnedFault]) -> None:
    severities = [fault.severity for fault in faults]
    worst_severity = next((s for s in _CELL_FILLS if s in severities), None)
    if worst_severity:
        cell.fill = _build_cell_fill(_CELL_FILLS[worst_severity])
    if not isinstance(cell, MergedCell):
        cell.protection = Protection(locked=False)
        cell.comment = _build_comment(faults)


def _build_cell_fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour.removeprefix("#"))


def _build_comment(faults: list[ReturnedFault]) -> Comment:
    text = "\n\n".join(
        f"{SEVERITY_LABELS[fault.severity][0]} ({fault.code}).\n"
        f"{fault.message_vi}\n→ {fault.remedy_vi}\n{fault.message_en}\n→ {fault.remedy_en}"
        + (f"\n{NOTE_PHRASES[0].format(note=fault.note)}" if fault.note else "")
        for fault in faults
    )
    lines = sum(1 + len(line) // 52 for line in text.split("\n"))
    return Comment(remove_control_characters(text), _MARK_AUTHOR, width=360, height=24 + 17 * lines)
