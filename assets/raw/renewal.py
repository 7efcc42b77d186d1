"""Decides reports anew on the bytes in the archive, when the hub has taught what they wait for.

A renewed decision is a new submission of the same bytes with the same time of receipt; of a zip
only the part that waits. `waiting_reports` chooses the candidates: another reason to decide anew
adds candidates there and a value of `renewal_reason`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from assets.raw import archive, register_rows
from assets.raw.accepted_history import query_history
from assets.raw.inbox import Delivery
from assets.raw.new_submissions import append_checked_submissions, build_new_submissions
from assets.raw.reader import ReadResult
from assets.raw.reading_pool import ReadingPool
from assets.raw.releases import mark_released_deliveries
from assets.raw.report_holds import append_judgement
from assets.raw.report_titles import choose_by_title
from assets.raw.submission import Submission
from assets.raw.submission_checks import check_submissions
from assets.raw.waiting_reports import (
    RENEWED_DECISIONS_TABLE,
    StandingSubmission,
    find_waiting_submissions,
    query_findings,
    query_standing_submissions,
)
from expectations.codes import Finding
from warehouse.catalogue import Catalogue
from warehouse.forms.file_names import FileNames, build_sheet_key
from warehouse.forms.report import FileReading, Report
from warehouse.home import Home
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class _RenewedFile:
    """The parts of a file decided anew, each with the replaced decisions."""

    delivery: Delivery
    read_result: ReadResult
    earlier: tuple[tuple[StandingSubmission, ...], ...]


def renew_decisions(
    home: Home, catalogue: Catalogue, register: Store, pool: ReadingPool
) -> list[Submission]:
    """Read the files again whose reports wait for a label, and append every changed decision."""
    waiting = find_waiting_submissions(register, catalogue, pool.taught)
    paths = _find_archived_paths(home, {row.sha256 for row in waiting})
    if not paths:
        return []
    standing = query_standing_submissions(register, sorted(paths))
    received_times = {row.sha256: row.received_at for row in standing}
    deliveries = mark_released_deliveries(
        [Delivery(path, received_times[sha256]) for sha256, path in paths.items()], register
    )
    waiting_ids = {row.submission for row in waiting}
    renewed_files = [
        renewed_file
        for _, read_result in pool.read_deliveries(deliveries)
        if read_result.is_archived and read_result.sha256 in paths
        for renewed_file in _choose_parts(
            read_result, [r for r in standing if r.sha256 == read_result.sha256], waiting_ids
        )
    ]
    reasons = {row.sha256: row.reason for row in waiting}
    return _append_changed_decisions(catalogue, register, renewed_files, reasons)


def _find_archived_paths(home: Home, hashes: Iterable[str]) -> dict[str, Path]:
    """Find the archived files; what was not archived (decision 0009) cannot be read again."""
    return {
        sha256: archive.find_archived_file(home.archive_folder, sha256)
        for sha256 in sorted(hashes)
        if archive.is_file_archived(home.archive_folder, sha256)
    }


def _choose_parts(
    read_result: ReadResult, standing: Sequence[StandingSubmission], waiting_ids: set[str]
) -> Iterator[_RenewedFile]:
    """Choose the reports of a file that wait, and the rest without a report if this waits too."""
    rows_by_sheet: dict[str, list[StandingSubmission]] = defaultdict(list)
    for row in standing:
        if row.form:
            rows_by_sheet[build_sheet_key(row.sheet or "")].append(row)
    rest = tuple(row for row in standing if not row.form)
    is_rest_waiting = any(row.submission in waiting_ids for row in rest)
    parts: list[tuple[Report, tuple[StandingSubmission, ...]]] = []
    read_again: set[str] = set()
    for report in read_result.reading.reports:
        earlier = choose_by_title(rows_by_sheet[build_sheet_key(report.sheet)], report)
        if earlier:
            read_again.add(earlier.submission)
        if earlier and earlier.submission in waiting_ids:
            parts.append((report, (earlier,)))
        elif earlier is None and is_rest_waiting:
            parts.append((report, rest))
    lost = tuple(
        row
        for row in standing
        if row.form and row.submission in waiting_ids and row.submission not in read_again
    )
    has_rest = bool(read_result.reading.drafts) and (is_rest_waiting or bool(lost))
    reports, earlier_rows = tuple(r for r, _ in parts), tuple(e for _, e in parts)
    if reports or has_rest:
        first = standing[0]
        reading = FileReading(reports, read_result.reading.drafts if has_rest else ())
        count = standing[0].submission_count
        yield _RenewedFile(
            Delivery(Path(first.file_name), first.received_at),
            ReadResult(read_result.sha256, reading, earlier_submissions=count),
            (*earlier_rows, (*rest, *lost)) if has_rest else earlier_rows,
        )


def _append_changed_decisions(
    catalogue: Catalogue,
    register: Store,
    renewed_files: Sequence[_RenewedFile],
    reasons: Mapping[str, str],
) -> list[Submission]:
    """Check the parts read again, and append the changed decisions in one transaction.

    `reasons` says by file why its reports are decided anew.
    """
    file_names = FileNames(catalogue)  # a register of an earlier version holds names as typed
    read_results = [
        (
            replace(f.delivery, stored_name=file_names.reduce_name(f.delivery.display_name)),
            f.read_result,
        )
        for f in renewed_files
    ]
    built = build_new_submissions(catalogue, register, read_results)
    earlier = [rows for renewed_file in renewed_files for rows in renewed_file.earlier]
    earlier_by_id = {s.submission: rows for s, rows in zip(built, earlier, strict=True)}
    reports = [s.report for s in built if s.report]
    history = query_history(register, catalogue, reports)
    checked, form_results = check_submissions(catalogue, built, history)
    findings = query_findings(register, [r.submission for rows in earlier for r in rows])
    changed = [s for s in checked if _has_changed(s, earlier_by_id[s.submission], findings)]
    changed = _drop_idle_rests(changed, earlier_by_id)
    if changed and len(changed) < len(built):  # the results of a suite are those of its batch
        kept_ids = {s.submission for s in changed}
        built = [s for s in built if s.submission in kept_ids]
        changed, form_results = check_submissions(catalogue, built, history)
    if changed:
        with register.begin_transaction():
            # Who sent the report is asked anew: what it replaces is no longer what it was.
            _append_replaced_decisions(register, changed, earlier_by_id, reasons)
            append_judgement(catalogue, register, changed)
            register.append_rows("raw.cells", register_rows.build_cell_table(changed))
            append_checked_submissions(register, changed, form_results)
    return changed


def _has_changed(
    submission: Submission,
    earlier: Sequence[StandingSubmission],
    findings: Mapping[str, Sequence[tuple[str | None, ...]]],
) -> bool:
    """Return whether a decision differs from the replaced decision."""
    if submission.report is None or len(earlier) != 1 or not earlier[0].form:
        return True
    new_findings = Counter(_describe_finding(finding) for finding in submission.findings)
    is_same = submission.report.content_sha256 == earlier[0].content_sha256
    return not (is_same and new_findings == Counter(findings.get(earlier[0].submission, ())))


def _describe_finding(finding: Finding) -> tuple[str | None, ...]:
    return finding.code, finding.element, finding.cell, finding.observed


def _drop_idle_rests(
    changed: list[Submission], earlier_by_id: Mapping[str, Sequence[StandingSubmission]]
) -> list[Submission]:
    """Drop the rest of a file of which nothing new was recognised and nothing was lost."""
    moved = {
        row.submission
        for s in changed
        if s.report
        for row in earlier_by_id[s.submission]
        if not row.form
    }
    return [
        s
        for s in changed
        if s.report
        or any(row.form or row.submission in moved for row in earlier_by_id[s.submission])
    ]


def _append_replaced_decisions(
    register: Store,
    submissions: Sequence[Submission],
    earlier_by_id: Mapping[str, Sequence[StandingSubmission]],
    reasons: Mapping[str, str],
) -> None:
    pairs = [
        (s.submission, row.submission, reasons[row.sha256])
        for s in submissions
        for row in earlier_by_id[s.submission]
    ]
    renewed = {
        "submission": [submission for submission, _, _ in pairs],
        "earlier_submission": [earlier for _, earlier, _ in pairs],
        "reason": [reason for _, _, reason in pairs],
        "happened_at": [datetime.now(UTC)] * len(pairs),
    }
    register.append_rows(RENEWED_DECISIONS_TABLE, pa.table(renewed))
