"""The cells and remarks of registered reports, read again from the archive as when they came.

All other rows of a report are in the journal. Reads with the labels, layouts and
releases of the register made so far; files without a report are not read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from assets.raw import archive
from assets.raw.hub_teaching import query_hub_teaching
from assets.raw.inbox import Delivery
from assets.raw.masking import mask_reading
from assets.raw.reading_pool import ReadingPool
from assets.raw.register_rows import build_cell_table, build_remark_table
from assets.raw.releases import mark_released_deliveries
from assets.raw.report_titles import choose_by_title
from assets.raw.submission import Submission
from warehouse.forms.file_names import build_sheet_key
from warehouse.forms.report import Report
from warehouse.journal.journal_entry import Entry
from warehouse.store import Store

CELLS_TABLE, REMARKS_TABLE = "raw.cells", "raw.remarks"


class RegisteredReport(NamedTuple):
    """A report of the journal: the submission, the file, the sheet, the unit and the period."""

    submission: str
    sha256: str
    received_at: datetime
    sheet: str
    unit: str | None
    period: str | None


FileKey = tuple[str, datetime]
"""A file as received: the hash of the bytes, and the time of receipt."""
ReportPlaces = dict[tuple[FileKey, str], list[Report]]
"""The reports of each sheet of each file."""


def list_reports(entry: Entry) -> list[RegisteredReport]:
    """List the reports of an entry with cells or remarks in the archive."""
    table = entry.tables.get("raw.submissions")
    if table is None or not (entry.derived or entry.is_register_part):
        return []
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return [
        RegisteredReport(
            row["submission"],
            row["sha256"],
            datetime.fromisoformat(row["received_at"]),
            row["sheet"],
            row["unit"],
            row["period"],
        )
        for row in rows
        if row["sheet"] is not None
    ]


def read_archived_reports(
    register: Store,
    reports: Iterable[RegisteredReport],
    archive_folder: Path,
    *,
    pool: ReadingPool,
    reduced_pool: ReadingPool,
) -> ReportPlaces:
    """Read the files of the reports; return the reports by file and sheet.

    `reduced_pool` reads files archived in part (decision 0021), with a scratch folder as archive.
    """
    files = dict.fromkeys((report.sha256, report.received_at) for report in reports)
    keys: dict[bool, dict[Path, FileKey]] = {True: {}, False: {}}
    for key in files:
        is_whole = archive.is_file_archived(archive_folder, key[0])
        keys[is_whole][archive.find_archived_file(archive_folder, key[0])] = key
    taught = query_hub_teaching(register)
    places: ReportPlaces = {}
    for is_whole, reader in ((True, pool), (False, reduced_pool)):
        deliveries = [
            Delivery(path, received_at) for path, (_, received_at) in keys[is_whole].items()
        ]
        reader.taught = taught
        for delivery, result in reader.read_deliveries(
            mark_released_deliveries(deliveries, register)
        ):
            for report in mask_reading(result.reading).reports:
                sheet_key = build_sheet_key(report.sheet)
                place = keys[is_whole][delivery.path], sheet_key
                places.setdefault(place, []).append(report)
    return places


def append_cells(
    register: Store, reports: Sequence[RegisteredReport], places: ReportPlaces
) -> None:
    """Append the cells and remarks of reports, in the order of the reports.

    The sheet is written as in the journal: the allow list of names may have changed since.
    """
    submissions = []
    for row in reports:
        key = row.sha256, row.received_at
        report = choose_by_title(places.get((key, build_sheet_key(row.sheet)), ()), row)
        report = report and replace(report, sheet=row.sheet)
        delivery = Delivery(Path(row.sha256), row.received_at)
        submissions.append(Submission(row.submission, row.sha256, delivery, report, ()))
    register.append_rows(CELLS_TABLE, build_cell_table(submissions))
    register.append_rows(REMARKS_TABLE, build_remark_table(submissions))
