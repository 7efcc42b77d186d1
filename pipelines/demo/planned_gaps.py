"""What a planned inbox leaves out on purpose: the reports never sent, the cells left blank.

Reads a plan and the catalogue, plans nothing; `plan` decides. May call `warehouse`.
"""

from collections.abc import Iterable

from pipelines.demo.fault_kinds import FaultKind
from pipelines.demo.report_deck import PlannedFile
from pipelines.demo.typed_report import TypedReport
from warehouse.catalogue import Catalogue

UNRECOGNISED_FAULTS = frozenset(
    {
        FaultKind.UNKNOWN_UNIT,
        FaultKind.WRONG_PERIOD,
        FaultKind.UNRECOGNISABLE,
        FaultKind.UNREADABLE,
    }
)
"""Faults by which a file is not a report of the unit and period that owe it."""
ReportKey = tuple[str, str, str]
"""Form, unit and period of a report."""


def list_unsent_reports(
    catalogue: Catalogue, planned_files: Iterable[PlannedFile]
) -> set[ReportKey]:
    """List the owed reports without a recognisable file."""
    sent_reports = {
        _build_key(report)
        for planned_file in planned_files
        if planned_file.fault_kind not in UNRECOGNISED_FAULTS
        for report in planned_file.reports
    }
    owed_reports = {
        (unit.form, unit.unit, period.code)
        for unit in catalogue.units.values()
        if unit.form
        for period in catalogue.list_periods()
        if catalogue.owes_report(unit, period)
    }
    return owed_reports - sent_reports


def list_allowed_blanks(
    catalogue: Catalogue, planned_files: Iterable[PlannedFile]
) -> set[tuple[str, str, str, str]]:
    """List the cells left blank where a form allows it, with the key of the report."""
    return {
        (*_build_key(report), element.element)
        for planned_file in planned_files
        if planned_file.fault_kind is None
        for report in planned_file.reports
        for element in catalogue.forms[report.form].elements
        if not element.required and report.values.get(element.element, 0) is None
    }


def _build_key(report: TypedReport) -> ReportKey:
    return report.form, report.unit, report.period.code
