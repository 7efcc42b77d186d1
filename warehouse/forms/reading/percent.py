"""Figures shown as percentages: a 1 behind «100%» is no count of one.

The spreadsheet library returns numbers without formats. This module reads the styles of .xlsx
only, and a sheet only when some style of the workbook shows percentages.
"""

import re
from dataclasses import replace
from functools import lru_cache

from warehouse.files.formats.sheet_xml import find_sheet_part, walk_elements
from warehouse.files.guard import zip_parts
from warehouse.files.guard.zip_parts import ArchivePart, DamagedError, SwellingError
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.numbers import PERCENT_VALUE
from warehouse.forms.report import Report, ReportCell, ReportCells

_BUILT_IN_FORMATS = {"9", "10"}
_STYLES_PART = "xl/styles.xml"
_FIGURE_STATES = ("value", "zero", "unreadable")


def explain_percentages(report: Report, content: bytes) -> Report:
    """Mark every figure with a percentage format as unreadable, and add finding drafts."""
    if not content.startswith(b"PK"):
        return report
    try:
        by_name = {part.name: part for part in zip_parts.list_parts(content)}
        percent_elements = _find_percent_elements(content, by_name, report)
    except (DamagedError, SwellingError, KeyError):
        return report
    if not percent_elements:
        return report
    cells = ReportCells.from_cells(
        _mark_percent_cell(cell) if cell.element in percent_elements else cell
        for cell in report.cells
    )
    other_drafts = [draft for draft in report.drafts if draft.element not in percent_elements]
    drafts = [
        FindingDraft(
            PERCENT_VALUE, cell.element, report.get_sheet(cell.element), cell.cell, cell.raw_text
        )
        for cell in cells
        if cell.element in percent_elements
    ]
    return replace(report, cells=cells, drafts=(*other_drafts, *drafts))


def _mark_percent_cell(cell: ReportCell) -> ReportCell:
    return cell._replace(state="unreadable", value=None, raw_text=f"{float(cell.raw_text):.0%}")


def _find_percent_elements(
    content: bytes, by_name: dict[str, ArchivePart], report: Report
) -> set[str]:
    """Find the elements of the report's figures with a percentage format, sheet by sheet."""
    styles = by_name[_STYLES_PART]
    packed = content[styles.start : styles.start + styles.packed_size]
    formats = _list_percent_formats(packed, styles._replace(start=0))
    if not formats:  # so in nearly every workbook
        return set()
    figures = [c for c in report.cells if c.state in _FIGURE_STATES and _is_number_text(c.raw_text)]
    addresses_by_sheet = {
        sheet: _list_formatted_cells(content, find_sheet_part(content, by_name, sheet), formats)
        for sheet in {report.get_sheet(cell.element) for cell in figures}
    }
    return {
        cell.element
        for cell in figures
        if cell.cell in addresses_by_sheet[report.get_sheet(cell.element)]
    }


def _list_formatted_cells(content: bytes, part: ArchivePart, formats: frozenset[str]) -> set[str]:
    """List the addresses of the numbers of a sheet in any of some cell formats."""
    addresses: set[str] = set()

    def collect_cell(tag: str, attributes: dict[str, str]) -> None:
        if tag == "c" and attributes.get("s") in formats and attributes.get("t", "n") == "n":
            addresses.add(attributes.get("r", ""))

    walk_elements(content, part, collect_cell)
    return addresses


def _is_number_text(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text))


@lru_cache(maxsize=256)
def _list_percent_formats(packed: bytes, styles: ArchivePart) -> frozenset[str]:
    """List the numbers of the cell formats with percentages; cached, since styles repeat."""
    percent_ids = set(_BUILT_IN_FORMATS)
    format_ids: list[str] = []
    is_inside = False

    def collect_format(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_inside
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            percent_ids.add(attributes.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyles", "cellStyleXfs", "dxfs"):
            is_inside = tag == "cellXfs"
        elif tag == "xf" and is_inside:
            format_ids.append(attributes.get("numFmtId", ""))

    walk_elements(packed, styles, collect_format)
    return frozenset(
        str(number) for number, format_id in enumerate(format_ids) if format_id in percent_ids
    )
