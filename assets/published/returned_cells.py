"""Faults marked in their cells: a colour, and a comment with the remedy.

Touches only the cells named by the manifest or a finding; the list of faults is `returned_list`.
"""

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from assets.published.returned_faults import SEVERITIES, Fault
from assets.published.returned_file import CELL, LIST, plain
from warehouse.forms.manifest import Manifest
from warehouse.forms.styles import ERROR_FILL, INPUT_FILL, WARNING_FILL

_AUTHOR = "chiso"
_FILLS = {"error": ERROR_FILL, "warning": WARNING_FILL}


def mark(workbook: Workbook, manifest: Manifest, faults: Iterable[Fault]) -> None:
    """Mark every fault with a cell in this workbook, and remove the marks of a former return."""
    if LIST in workbook.sheetnames:
        workbook.remove(workbook[LIST])
    _wipe(workbook[manifest.sheet], manifest)
    placed: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        sheet, cell = fault.sheet or "", fault.cell or ""
        if sheet in workbook.sheetnames and CELL.fullmatch(cell):
            placed.setdefault((sheet, cell), []).append(fault)
    for (sheet, cell), here in placed.items():
        _mark(workbook[sheet][cell], here)


def _wipe(sheet: Worksheet, manifest: Manifest) -> None:
    for address in manifest.cells.values():
        cell = sheet[address]
        cell.fill = _fill(INPUT_FILL)
        if not isinstance(cell, MergedCell):
            cell.comment = None
            # Pasted cells may be locked; the sender must be able to correct every number.
            cell.protection = Protection(locked=False)


def _mark(cell: Cell, faults: list[Fault]) -> None:
    severities = [fault.severity for fault in faults]
    worst = next((s for s in _FILLS if s in severities), None)
    if worst:
        cell.fill = _fill(_FILLS[worst])
    if not isinstance(cell, MergedCell):
        cell.protection = Protection(locked=False)
        cell.comment = _comment(faults)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour.removeprefix("#"))


def _comment(faults: list[Fault]) -> Comment:
    text = "\n\n".join(
        f"{SEVERITIES[fault.severity][0]} ({fault.code}).\n"
        f"{fault.message_vi}\n→ {fault.remedy_vi}\n{fault.message_en}\n→ {fault.remedy_en}"
        for fault in faults
    )
    lines = sum(1 + len(line) // 52 for line in text.split("\n"))
    return Comment(plain(text), _AUTHOR, width=360, height=24 + 17 * lines)
