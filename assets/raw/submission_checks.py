"""Turns read results into submissions: checked as a batch, every finding with messages.

Values only; `intake` reads the files and stores the submissions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from assets.raw.file_senders import FileKey, FileSender, find_file_sender
from assets.raw.inbox import Delivery
from assets.raw.reader import ReadResult
from assets.raw.submission import Submission
from expectations.codes import Finding, build_finding
from expectations.intake.form_checks import FormCheckResult, HistoryKey, check_reports
from warehouse.catalogue import Catalogue
from warehouse.files.grid import parse_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.remark import map_notes
from warehouse.forms.report import Report


def build_submissions(
    catalogue: Catalogue,
    read_results: Iterable[tuple[Delivery, ReadResult]],
    senders: Mapping[FileKey, FileSender] = MappingProxyType({}),
) -> list[Submission]:
    """Convert read results to submissions, with their senders and the findings of the reading."""
    return [
        submission
        for delivery, read_result in read_results
        for submission in _build_file_submissions(
            delivery,
            read_result,
            find_file_sender(senders, (read_result.sha256 or "", delivery.received_at)),
            catalogue,
        )
    ]


def _build_file_submissions(
    delivery: Delivery, read_result: ReadResult, sender: FileSender, catalogue: Catalogue
) -> list[Submission]:
    assert read_result.sha256 is not None  # unopened files were filtered out before
    id_prefix = read_result.sha256[:16]
    reports: tuple[Report | None, ...] = read_result.reading.reports
    # Unreadable files of a zip are returned as well, beside its reports.
    if read_result.reading.drafts or not reports:
        reports = (*reports, None)
    submissions = []
    for number, report in enumerate(reports, start=read_result.earlier_submissions + 1):
        drafts = report.drafts if report else read_result.reading.drafts
        submission = Submission(
            f"{id_prefix}-{number}",
            read_result.sha256,
            delivery,
            report,
            (),
            read_result.is_refused,
            read_result.refused_report,
            sender,
        )
        submissions.append(add_findings(submission, drafts, catalogue))
    return submissions


def check_submissions(
    catalogue: Catalogue, submissions: Sequence[Submission], history: Mapping[HistoryKey, int]
) -> tuple[list[Submission], list[FormCheckResult]]:
    """Check the submissions and add the findings of the checks."""
    reports = {s.submission: s.report for s in submissions if s.report}
    form_results = check_reports(catalogue, reports, history)
    drafts_by_submission = {
        s: drafts
        for form_result in form_results
        for s, drafts in form_result.drafts.items()
        if drafts
    }
    return [
        add_findings(s, drafts_by_submission.get(s.submission, []), catalogue) for s in submissions
    ], form_results


def add_findings(
    submission: Submission, drafts: Sequence[FindingDraft], catalogue: Catalogue
) -> Submission:
    """Add findings to a submission; most submissions have nothing to add."""
    if not drafts and not submission.findings:
        return submission
    findings = submission.findings + _build_findings(submission, drafts, catalogue)
    return replace(submission, findings=_sort_findings(findings))


def _sort_findings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Sort findings in reading order: by sheet, row and column."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (f.sheet or "", _find_cell_position(f.cell), f.code),
        )
    )


def _find_cell_position(cell: str | None) -> tuple[int, int]:
    """Return the row and column of an address; (0, 0) for a JSON path or paragraph."""
    try:
        return parse_address(cell or "A1")
    except ValueError:
        return 0, 0


def _build_findings(
    submission: Submission, drafts: Iterable[FindingDraft], catalogue: Catalogue
) -> tuple[Finding, ...]:
    findings = [
        build_finding(draft, submission.submission, submission.report, catalogue)
        for draft in drafts
    ]
    notes = map_notes(submission.report.remarks) if submission.report else {}
    return tuple(
        replace(finding, note=notes.get(finding.element or "")) if notes else finding
        for finding in findings
    )
