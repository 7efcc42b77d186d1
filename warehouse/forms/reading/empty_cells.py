"""Reasons for an empty cell: an error value, a formula without a result, or no content.

The spreadsheet library returns empty text for all three. This module reads the sheet's XML, for
.xlsx only and only for a missing figure.
"""

from dataclasses import replace

from warehouse.files.formats.sheet_xml import find_cell_faults
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import Report, ReportCell, ReportCells

CellFault = tuple[str, str]
"""The code of a fault, and the text observed."""


def explain_missing_figures(report: Report, content: bytes) -> Report:
    """Mark a missing figure as unreadable where the cell is not blank, and add finding drafts."""
    if "missing" not in report.cells.state or not content.startswith(b"PK"):
        return report
    faults = _find_faults(report, content)
    if not faults:
        return report
    drafts = [
        FindingDraft(code, cell.element, report.get_sheet(cell.element), cell.cell, observed)
        for cell in report.cells
        if cell.element in faults
        for code, observed in [faults[cell.element]]
    ]
    cells = ReportCells.from_cells(
        cell._replace(state="unreadable", raw_text=faults[cell.element][1])
        if cell.element in faults
        else cell
        for cell in report.cells
    )
    return replace(report, cells=cells, drafts=(*report.drafts, *drafts))


def _find_faults(report: Report, content: bytes) -> dict[str, CellFault]:
    """Find the reasons of missing figures by element, sheet by sheet."""
    missing_cells: dict[str, list[ReportCell]] = {}
    for cell in report.cells:
        if cell.state == "missing" and not cell.raw_text:
            missing_cells.setdefault(report.get_sheet(cell.element), []).append(cell)
    return {
        cell.element: faults[cell.cell]
        for sheet, cells in missing_cells.items()
        for faults in [find_cell_faults(content, sheet, {cell.cell for cell in cells})]
        for cell in cells
        if cell.cell in faults
    }
