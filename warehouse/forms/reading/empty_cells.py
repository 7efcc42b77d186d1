"""Reasons for an empty cell: an error value, a formula without a result, or no content.

The spreadsheet library returns empty text for all three. This module reads the sheet's XML, for
.xlsx only and only for a missing figure.
"""

from dataclasses import replace

from warehouse.files.formats.sheet_xml import find_cell_faults
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import Report, ReportCell, ReportCells


def explain_missing_figures(report: Report, content: bytes) -> Report:
    """Mark a missing figure as unreadable where the cell is not blank, and add finding drafts."""
    if "missing" not in report.cells.state or not content.startswith(b"PK"):
        return report
    missing_addresses = {
        cell.cell for cell in report.cells if cell.state == "missing" and not cell.raw_text
    }
    if not missing_addresses:
        return report
    cell_faults = find_cell_faults(content, report.sheet, missing_addresses)
    drafts = [
        FindingDraft(code, cell.element, report.sheet, cell.cell, observed)
        for cell in report.cells
        if cell.cell in cell_faults and cell.state == "missing"
        for code, observed in [cell_faults[cell.cell]]
    ]
    if not drafts:
        return report
    cells = ReportCells.from_cells(
        _mark_unreadable_cell(cell, cell_faults) for cell in report.cells
    )
    return replace(report, cells=cells, drafts=(*report.drafts, *drafts))


def _mark_unreadable_cell(cell: ReportCell, cell_faults: dict[str, tuple[str, str]]) -> ReportCell:
    if cell.state != "missing" or cell.cell not in cell_faults:
        return cell
    return cell._replace(state="unreadable", raw_text=cell_faults[cell.cell][1])
