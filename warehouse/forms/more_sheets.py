"""The other sheets of a file: hidden sheets, copies, reports added to a template.

Nothing is lost silently: each gives a report or a finding draft. Called by `reading` alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from warehouse.forms.grid import Sheet, Workbook
from warehouse.forms.layout import INSTRUCTIONS
from warehouse.forms.manifest import SHEET
from warehouse.forms.report import Doubt, Report

HIDDEN, ALSO, TWICE = "W-SHEET-001", "W-SHEET-002", "E-SHEET-001"
Read = Callable[[Sheet], Report | None]


def hidden(book: Workbook, read: Read) -> Iterator[Doubt]:
    """Yield a warning for each report on a hidden sheet."""
    for sheet in book.hidden_sheets():
        if sheet.name != SHEET and read(sheet):
            yield Doubt(HIDDEN, sheet=sheet.name, cell="A1", observed=sheet.name)


def beside(book: Workbook, report: Report, read: Read) -> Iterator[Report | Doubt]:
    """Yield the reports on sheets added to a template; a repeated report gives a warning."""
    if set(book.names) <= {SHEET, INSTRUCTIONS, report.sheet}:
        return
    for sheet in book.worksheets():
        if sheet.name in (INSTRUCTIONS, report.sheet) or not (other := read(sheet)):
            continue
        if _about(other) == _about(report):
            yield Doubt(ALSO, sheet=sheet.name, cell="A1", observed=report.sheet)
        else:
            yield other


def told_apart(reports: list[Report]) -> list[Report]:
    """Add an error to each report with a rival: the same unit and period, other values."""
    return [
        replace(one, doubts=(*one.doubts, Doubt(TWICE, sheet=one.sheet, observed=other.sheet)))
        if (other := _rival(one, reports))
        else one
        for one in reports
    ]


def _rival(one: Report, reports: list[Report]) -> Report | None:
    return next(
        (
            other
            for other in reports
            if other is not one
            and None not in _about(one)
            and _about(other) == _about(one)
            and other.content_sha256 != one.content_sha256
        ),
        None,
    )


def _about(report: Report) -> tuple[str, str | None, str | None]:
    return report.form, report.unit, report.period
