"""What a file holds beside the reports read of it: hidden sheets, copies, a second table below.

Nothing of it is lost silently: it is a report of its own, or a doubt. Called by `reading` alone.
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
    """A warning for each report on a sheet that no reader of the workbook sees."""
    for sheet in book.hidden_sheets():
        if sheet.name != SHEET and read(sheet):
            yield Doubt(HIDDEN, sheet=sheet.name, cell="A1", observed=sheet.name)


def beside(book: Workbook, report: Report, read: Read) -> Iterator[Report | Doubt]:
    """Sheets that someone added to our form: reports of other periods, or a second one of this."""
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
    """Reports of one unit and period that differ cannot both be meant: each names the other."""
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
