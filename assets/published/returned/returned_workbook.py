"""The returned workbook: a sender's report with faults marked in their cells and listed in front.

Decides between three kinds of workbooks; `cell_marks` marks the cells, `fault_sheet` writes
the list. Pure functions of the catalogue and a submission; may call the floors below.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from assets.published.returned.cell_marks import mark_faults
from assets.published.returned.fault_sheet import ListHeading, write_fault_list
from assets.published.returned.own_layout_copy import open_own_layout
from assets.published.returned.sender_faults import FindingRecord, ReturnedFault, list_faults
from assets.published.returned.sender_workbook import (
    FormulaResults,
    ReturnWorkbook,
    open_original,
    open_template,
    save_workbook,
)
from expectations.codes import find_code
from warehouse.catalogue import Catalogue
from warehouse.forms.blank.live_checks import LiveChecks
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.manifest import Manifest
from warehouse.periods import parse_period_code

_PLACE_CAUSES = ("UNIT", "PERIOD")


@dataclass(frozen=True, slots=True)
class ReturnedReport:
    """A submission to send back.

    `original_file` is the archived file; a refused file is not archived. Form, unit and period are
    None when not recognised. `findings` are rows of core.findings, as values or as mappings.
    `values` maps each element to its number, or to the text as typed if it is not a number, and
    `sent_cells` to its cell; `is_own_layout` is true of a file with a single report, read by an
    accepted layout; `notes` and `obstacles` are those of a blank form. `sheet` is the sheet of the
    values; `file_name` is the sender's name of the file.
    """

    original_file: Path | None
    received_at: datetime
    form: str | None = None
    unit: str | None = None
    period: str | None = None
    sheet: str | None = None
    carries_manifest: bool = False
    is_own_layout: bool = False
    findings: Sequence[FindingRecord] = ()
    values: Mapping[str, int | str] = field(default_factory=dict)
    sent_cells: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    obstacles: Mapping[str, str] = field(default_factory=dict)
    file_name: str | None = None
    synthetic: bool = False
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class ReturnSummary:
    """The summary of a returned workbook: the kind, and the faults in order with their cells.

    `kind` is original, template, list or refused: the content of the workbook beside the list.
    """

    kind: str
    faults: Sequence[ReturnedFault]


def write_returned_workbook(
    catalogue: Catalogue, returned_report: ReturnedReport, path: Path
) -> ReturnSummary:
    """Write the returned workbook to `path`; the same submission gives the same bytes.

    Our own template comes back as the sender filled it, and so does a table read by an accepted
    layout if nothing of it is lost; any other own layout comes back as our template; an
    unrecognised report, and one of a wrong unit or period, comes back as the list only.
    """
    form = catalogue.forms.get(returned_report.form or "")
    faults = list_faults(returned_report.findings, form, returned_report.sheet)
    return_workbook, kind = _open_return_workbook(catalogue, returned_report, path, faults)
    formula_results: FormulaResults = {}
    if return_workbook is None:
        workbook = Workbook()
        workbook.remove(workbook.active)
    else:
        workbook, manifest = return_workbook
        own_cells = _map_sent_cells(returned_report.sent_cells, manifest)
        faults = [
            fault.locate_fault(manifest)
            if kind == "original"
            else fault.move_fault(manifest, own_cells)
            for fault in faults
        ]
        mark_faults(workbook, manifest, faults)
        formula_results = _compute_formula_results(catalogue, manifest, workbook)
    write_fault_list(
        workbook,
        ListHeading(
            _describe_report(catalogue, returned_report),
            kind,
            _list_unknown_parts(catalogue, returned_report),
        ),
        faults,
    )
    save_workbook(workbook, path, returned_report.received_at, formula_results)
    return ReturnSummary(kind, faults)


def _map_sent_cells(sent_cells: Mapping[str, str], manifest: Manifest) -> dict[str, str]:
    """Map each address of the file sent to our cell; an address of two elements names neither."""
    counts = Counter(sent_cells.values())
    return {
        sent_cell: manifest.cells[element]
        for element, sent_cell in sent_cells.items()
        if counts[sent_cell] == 1 and element in manifest.cells
    }


def _open_return_workbook(
    catalogue: Catalogue,
    returned_report: ReturnedReport,
    path: Path,
    faults: Sequence[ReturnedFault],
) -> tuple[ReturnWorkbook | None, str]:
    if returned_report.is_refused:
        return None, "refused"
    if (
        returned_report.original_file
        and returned_report.carries_manifest
        and (
            return_workbook := open_original(returned_report.original_file, returned_report.values)
        )
    ):
        return return_workbook, "original"
    if not (returned_report.form and returned_report.unit and returned_report.period):
        return None, "list"
    if own_copy := _open_own_copy(returned_report):
        return own_copy, "original"
    if any(map(_is_of_place, faults)):
        return None, "list"
    period = parse_period_code(returned_report.period)
    blank = BlankForm(
        returned_report.form,
        returned_report.unit,
        period,
        returned_report.values,
        returned_report.synthetic,
        notes=returned_report.notes,
        obstacles=returned_report.obstacles,
    )
    return open_template(path, write_form(catalogue, blank, path)), "template"


def _is_of_place(fault: ReturnedFault) -> bool:
    """Return whether unit or period is wrong: a form of ours is for one of each, for good."""
    return fault.severity == "error" and find_code(fault.code).cause in _PLACE_CAUSES


def _open_own_copy(returned_report: ReturnedReport) -> ReturnWorkbook | None:
    """Open the sender's own table to be marked; None where something of it would be lost."""
    given = returned_report
    if not (given.is_own_layout and given.original_file and given.sheet):
        return None
    cells = {e: cell for e, cell in given.sent_cells.items() if e in given.values}
    workbook = open_own_layout(given.original_file, given.sheet, cells)
    if workbook is None:
        return None
    manifest = Manifest(
        given.form or "", 0, given.unit or "", given.period or "", given.sheet, "", "", cells
    )
    return workbook, manifest


def _describe_report(catalogue: Catalogue, returned_report: ReturnedReport) -> list[str]:
    """List form, unit, period and file in words, as far as they are known."""
    form = catalogue.forms.get(returned_report.form or "")
    unit = catalogue.units.get(returned_report.unit or "")
    period = (
        parse_period_code(returned_report.period).format_label() if returned_report.period else None
    )
    file = f"Tệp: {returned_report.file_name}" if returned_report.file_name else None
    known_parts = (form and form.name_vi, unit and unit.name_vi, period, file)
    return [text for text in known_parts if text]


def _list_unknown_parts(catalogue: Catalogue, returned_report: ReturnedReport) -> dict[str, str]:
    """List the parts not recognised with their possible values; nothing for a refused file."""
    unknown_parts: dict[str, str] = {}
    if returned_report.is_refused:
        return unknown_parts
    form = catalogue.forms.get(returned_report.form or "")
    if form is None:
        names = "; ".join(f.name_vi for f in catalogue.forms.values())
        unknown_parts["biểu mẫu"] = f"Các biểu đang dùng: {names}."
    if returned_report.unit is None:
        units = catalogue.units_by_form[form.form] if form else ()
        names = "; ".join(dict.fromkeys(unit.name_vi for unit in units))
        unknown_parts["đơn vị báo cáo"] = f"Ghi đúng tên ở đầu báo cáo: {names}." if names else ""
    if returned_report.period is None:
        periods = catalogue.list_periods(form.frequency)[:2] if form else ()
        labels = " hoặc ".join(f"«{period.format_label()}»" for period in periods)
        unknown_parts["kỳ báo cáo"] = f"Ghi ở đầu báo cáo, ví dụ {labels}." if labels else ""
    return unknown_parts


def _compute_formula_results(
    catalogue: Catalogue, manifest: Manifest, workbook: Workbook
) -> FormulaResults:
    """Compute the texts of our formulas from the values in the sheet."""
    form = catalogue.forms.get(manifest.form)
    sheet = workbook[manifest.sheet]
    if form is None:
        return {}
    typed_values = {element: sheet[cell].value for element, cell in manifest.cells.items()}
    checks = LiveChecks.from_form(form, typed_values)
    return {manifest.sheet: checks.list_formula_results()} if checks.cells == manifest.cells else {}
