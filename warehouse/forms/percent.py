"""Figures shown as percentages: a 1 behind «100%» is no count of one.

The spreadsheet library returns numbers without formats. This module reads the styles of .xlsx
only, and a sheet only when some style of the workbook shows percentages.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from warehouse.forms import zip_parts
from warehouse.forms.formula import sheet_part, walk
from warehouse.forms.numbers import PERCENT
from warehouse.forms.report import Cell, Doubt, Report, ReportCells
from warehouse.forms.zip_parts import DamagedError, Part, SwellingError

_BUILT_IN = {"9", "10"}
_STYLES = "xl/styles.xml"
_READ = ("value", "zero", "unreadable")


def explained(report: Report, content: bytes) -> Report:
    """Mark every figure with a percentage format as unreadable, and add finding drafts."""
    if not content.startswith(b"PK"):
        return report
    try:
        by_name = {part.name: part for part in zip_parts.parts(content)}
        shown = set(_shown(content, by_name, report))
    except (DamagedError, SwellingError, KeyError):
        return report
    if not shown:
        return report
    cells = ReportCells.of(_told(cell) if cell.cell in shown else cell for cell in report.cells)
    about = {cell.element for cell in cells if cell.cell in shown}
    others = [doubt for doubt in report.doubts if doubt.element not in about]
    doubts = [
        Doubt(PERCENT, cell.element, report.sheet, cell.cell, cell.raw_text)
        for cell in cells
        if cell.cell in shown
    ]
    return replace(report, cells=cells, doubts=(*others, *doubts))


def _told(cell: Cell) -> Cell:
    return cell._replace(state="unreadable", value=None, raw_text=f"{float(cell.raw_text):.0%}")


def _shown(content: bytes, by_name: dict[str, Part], report: Report) -> Iterator[str]:
    """Yield the addresses of the report's figures with a percentage format."""
    styles = by_name[_STYLES]
    packed = content[styles.start : styles.start + styles.packed]
    formats = _percent_formats(packed, styles._replace(start=0))
    if not formats:
        return
    wanted = {c.cell for c in report.cells if c.state in _READ and _is_number(c.raw_text)}
    found: list[str] = []

    def cell(tag: str, attributes: dict[str, str]) -> None:
        if tag == "c" and attributes.get("s") in formats and attributes.get("t", "n") == "n":
            found.append(attributes.get("r", ""))

    walk(content, sheet_part(content, by_name, report.sheet), cell)
    yield from wanted.intersection(found)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text))


@lru_cache(maxsize=256)
def _percent_formats(packed: bytes, styles: Part) -> frozenset[str]:
    """List the numbers of the cell formats with percentages; cached, since styles repeat."""
    custom = set(_BUILT_IN)
    formats: list[str] = []
    is_inside = False

    def element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_inside
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            custom.add(attributes.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyles", "cellStyleXfs", "dxfs"):
            is_inside = tag == "cellXfs"
        elif tag == "xf" and is_inside:
            formats.append(attributes.get("numFmtId", ""))

    walk(packed, styles, element)
    return frozenset(str(number) for number, used in enumerate(formats) if used in custom)
