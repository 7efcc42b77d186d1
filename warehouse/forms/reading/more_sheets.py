"""The other sheets of a file: hidden sheets, copies, reports added to a template.

Nothing is lost silently: each gives a report or a finding draft. Called by `report_reader` alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from warehouse.files.grid import Sheet, SheetBook
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layout import INSTRUCTION_SHEET
from warehouse.forms.manifest import MANIFEST_SHEET
from warehouse.forms.report import Report

HIDDEN_REPORT, REPEATED_REPORT, CONFLICTING_REPORT = "W-SHEET-001", "W-SHEET-002", "E-SHEET-001"
SheetReader = Callable[[Sheet], Report | None]


def find_hidden_reports(book: SheetBook, read_sheet: SheetReader) -> Iterator[FindingDraft]:
    """Yield a warning for each report on a hidden sheet."""
    for sheet in book.iterate_hidden_sheets():
        if sheet.name != MANIFEST_SHEET and read_sheet(sheet):
            yield FindingDraft(HIDDEN_REPORT, sheet=sheet.name, cell="A1", observed=sheet.name)


def read_added_sheets(
    book: SheetBook, report: Report, read_sheet: SheetReader
) -> Iterator[Report | FindingDraft]:
    """Yield the reports on sheets added to a template; a repeated report gives a warning."""
    if set(book.sheet_names) <= {MANIFEST_SHEET, INSTRUCTION_SHEET, report.sheet}:
        return
    for sheet in book.iterate_visible_sheets():
        if sheet.name in (INSTRUCTION_SHEET, report.sheet) or not (
            added_report := read_sheet(sheet)
        ):
            continue
        if _get_report_key(added_report) == _get_report_key(report):
            yield FindingDraft(REPEATED_REPORT, sheet=sheet.name, cell="A1", observed=report.sheet)
        else:
            yield added_report


def mark_rival_reports(reports: list[Report]) -> list[Report]:
    """Add an error to each report with a rival: the same unit and period, other values."""
    return [
        replace(
            report,
            drafts=(
                *report.drafts,
                FindingDraft(CONFLICTING_REPORT, sheet=report.sheet, observed=rival.sheet),
            ),
        )
        if (rival := _find_rival(report, reports))
        else report
        for report in reports
    ]


def _find_rival(report: Report, reports: list[Report]) -> Report | None:
    return next(
        (
            candidate
            for candidate in reports
            if candidate is not report
            and None not in _get_report_key(report)
            and _get_report_key(candidate) == _get_report_key(report)
            and candidate.content_sha256 != report.content_sha256
        ),
        None,
    )


def _get_report_key(report: Report) -> tuple[str, str | None, str | None]:
    return report.form, report.unit, report.period
