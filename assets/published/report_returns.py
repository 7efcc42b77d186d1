"""Returns submissions with errors to their senders: a workbook and a letter each, exactly once.

The register's `raw.returns` remembers the submissions returned: an officer may empty the folder.
`return_package` writes the files.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from assets.outbox.hold_decisions import STOPPED_SUBMISSIONS
from assets.published.return_names import build_returned_name
from assets.raw import archive
from assets.raw.waiting_layouts import READ_BY_LAYOUT
from warehouse.catalogue import Catalogue
from warehouse.forms.layout import map_obstacles
from warehouse.forms.remark import Remark, map_notes
from warehouse.forms.report import ReportCell, cite_cell
from warehouse.home import Home
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

if TYPE_CHECKING:
    from assets.published.returned.returned_workbook import ReturnedReport, ReturnSummary

_SUBMISSIONS_TO_RETURN = f"""
    SELECT s.submission, s.sha256, s.file_name, s.received_at, s.form, s.unit, s.period, s.sheet,
        s.layout,
        -- What was not recognised is synthetic where reports are: the two never share a home.
        s.synthetic OR s.form IS NULL AND (SELECT bool_or(synthetic) FROM raw.submissions)
            AS synthetic,
        s.decision,
        s.layout = 'typed'
            AND EXISTS (
                FROM raw.findings AS n WHERE n.submission = s.submission AND n.code = $layout_note)
            AND NOT EXISTS (
                FROM raw.submissions AS o
                ANTI JOIN raw.renewed_decisions AS e ON e.earlier_submission = o.submission
                WHERE o.sha256 = s.sha256 AND o.submission <> s.submission) AS is_own_layout
    FROM raw.submissions AS s
    WHERE NOT EXISTS (FROM raw.returns AS r WHERE r.submission = s.submission)
        AND s.submission NOT IN ({STOPPED_SUBMISSIONS})
        AND EXISTS (
            FROM raw.findings AS f WHERE f.submission = s.submission AND f.severity = 'error')
        AND NOT EXISTS (
            FROM raw.renewed_decisions AS d WHERE d.earlier_submission = s.submission)
    ORDER BY s.received_at, s.submission
"""
_RETURNED_CELLS = "raw.returned_cells"


@dataclass(frozen=True, slots=True)
class _FaultySubmission:
    """A row of `_SUBMISSIONS_TO_RETURN`: a submission with an error, not yet sent back."""

    submission: str
    sha256: str
    file_name: str
    received_at: datetime
    form: str | None
    unit: str | None
    period: str | None
    sheet: str | None
    layout: str | None
    synthetic: bool | None
    decision: str | None
    is_own_layout: bool | None


def return_reports(
    home: Home, catalogue: Catalogue, register: Store, *, postponed: Collection[str] = ()
) -> list[str]:
    """Write workbook and letter of all new submissions with errors; return the file names.

    Submissions in `postponed` are not sent back now: the hub is asked how to read them.
    A report whose archived file is gone waits until the file is back: see `list_lost_files`.
    """
    register.create_table("raw.returns")
    register.create_table(_RETURNED_CELLS)
    register.create_table("raw.remarks")  # a register of an older version lacks the table
    returned_names: list[str] = []
    faulty = _query_faulty_submissions(register)
    rows = [r for r in faulty if r.submission not in postponed and not _is_file_lost(home, r)]
    if not rows:
        return returned_names
    from assets.published.return_package import write_returned_package

    for row in rows:
        name = build_returned_name(row.file_name, row.submission)
        summary = write_returned_package(
            catalogue, _build_returned_report(home, register, row), home.returned_folder / name
        )
        with register.begin_transaction():
            register.append_rows(_RETURNED_CELLS, _build_cell_rows(row.submission, summary))
            register.append_rows(
                "raw.returns", pa.table({"submission": [row.submission], "file_name": [name]})
            )
        returned_names.append(name)
    return returned_names


def _query_faulty_submissions(register: Store) -> list[_FaultySubmission]:
    parameters = {"layout_note": READ_BY_LAYOUT}
    return register.query_records(_FaultySubmission, _SUBMISSIONS_TO_RETURN, parameters)


def list_lost_files(home: Home, register: Store) -> tuple[str, ...]:
    """List the files gone from the archive of which a report could not be sent back."""
    faulty = _query_faulty_submissions(register)
    return tuple(row.file_name for row in faulty if _is_file_lost(home, row))


def _is_file_lost(home: Home, row: _FaultySubmission) -> bool:
    try:
        _find_original(home, row)
    except FileNotFoundError:
        return True
    return False


def _find_original(home: Home, row: _FaultySubmission) -> Path | None:
    """Return the archived file to be marked; None where a list of the faults is sent back."""
    if row.form and row.decision != "refused":
        return archive.find_archived_file(home.archive_folder, row.sha256)
    return None


def _build_cell_rows(submission: str, summary: "ReturnSummary") -> pa.Table:
    """Build the rows of `raw.returned_cells`: each fault in the file sent and in what went back."""
    rows = [
        {
            "submission": submission,
            "code": fault.code,
            "element": fault.element,
            "sheet": fault.sent_sheet,
            "cell": fault.sent_cell,
            "returned_sheet": fault.sheet,
            "returned_cell": fault.cell,
        }
        for fault in summary.faults
    ]
    return pa.Table.from_pylist(rows, schema=build_arrow_schema(TABLES[_RETURNED_CELLS]))


def _build_returned_report(home: Home, register: Store, row: _FaultySubmission) -> "ReturnedReport":
    from assets.published.returned.returned_workbook import ReturnedReport

    findings = "FROM raw.findings WHERE submission = ?"
    cells = _query_cells(register, row.submission)
    remarks = _query_remarks(register, row.submission)
    return ReturnedReport(
        original_file=_find_original(home, row),
        received_at=row.received_at,
        form=row.form,
        unit=row.unit,
        period=row.period,
        sheet=row.sheet,
        carries_manifest=row.layout == "template",
        is_own_layout=bool(row.is_own_layout),
        findings=register.query_records(dict, findings, [row.submission]),
        values=collect_cell_values(cells),
        sent_cells=collect_sent_cells(cells, _query_other_sheets(register, row)),
        notes=map_notes(remarks),
        obstacles=map_obstacles(remarks),
        file_name=row.file_name,
        synthetic=bool(row.synthetic),
        is_refused=row.decision == "refused",
    )


def _query_cells(register: Store, submission: str) -> list[ReportCell]:
    columns = ", ".join(ReportCell._fields)
    rows = register.query_rows(
        f"SELECT {columns} FROM raw.cells WHERE submission = ?", [submission]
    )
    return list(map(ReportCell._make, rows))


def _query_other_sheets(register: Store, row: _FaultySubmission) -> dict[str, str]:
    """Map the elements of further sheets than the report's first to the sheet."""
    sheets = "SELECT element, sheet FROM raw.cells WHERE submission = ? AND sheet <> ?"
    return dict(register.query_rows(sheets, [row.submission, row.sheet]))


def _query_remarks(register: Store, submission: str) -> list[Remark]:
    columns = ", ".join(Remark._fields)
    rows = register.query_rows(
        f"SELECT {columns} FROM raw.remarks WHERE submission = ? ORDER BY sheet, cell", [submission]
    )
    return list(map(Remark._make, rows))


def collect_cell_values(cells: Iterable[ReportCell]) -> dict[str, int | str]:
    """Map each element to the number read, or else to the text as typed."""
    return {
        cell.element: cell.raw_text if cell.value is None else cell.value
        for cell in cells
        if cell.state != "missing"
    }


def collect_sent_cells(
    cells: Iterable[ReportCell], other_sheets: Mapping[str, str]
) -> dict[str, str]:
    """Map each element to the cell in the received file, as cited in messages.

    `other_sheets` maps the elements of further sheets to the sheet.
    """
    return {
        cell.element: cite_cell(cell.cell, other_sheets.get(cell.element))
        for cell in cells
        if cell.cell
    }
