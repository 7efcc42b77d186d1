"""Turns read results into submissions: checked as a batch, every finding with messages.

Values only; `intake` reads the files and stores the submissions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assets.raw.inbox import Delivery
from assets.raw.reader import Taken
from assets.raw.submission import Submission
from expectations.checks import Checked, Key, check
from expectations.codes import Finding, word
from warehouse.catalogue import Catalogue
from warehouse.forms.grid import position
from warehouse.forms.report import Doubt, Report


def received(catalogue: Catalogue, taken: Iterable[tuple[Delivery, Taken]]) -> list[Submission]:
    """Convert read results to submissions, with the findings of the reading."""
    return [submission for answer in taken for submission in _submissions(*answer, catalogue)]


def _submissions(delivery: Delivery, taken: Taken, catalogue: Catalogue) -> list[Submission]:
    assert taken.sha256 is not None  # unopened files were filtered out before
    stem = taken.sha256[:16]
    reports: tuple[Report | None, ...] = taken.reading.reports
    # Unreadable files of a zip are returned as well, beside its reports.
    if taken.reading.doubts or not reports:
        reports = (*reports, None)
    found = []
    for number, report in enumerate(reports, start=taken.earlier + 1):
        doubts = report.doubts if report else taken.reading.doubts
        bare = Submission(f"{stem}-{number}", taken.sha256, delivery, report, (), taken.is_refused)
        found.append(_with(bare, doubts, catalogue))
    return found


def judge(
    catalogue: Catalogue, read: Sequence[Submission], history: Mapping[Key, int]
) -> tuple[list[Submission], list[Checked]]:
    """Check the submissions and add the findings of the checks."""
    reports = {s.submission: s.report for s in read if s.report}
    checked = check(catalogue, reports, history)
    found = {s: doubts for form in checked for s, doubts in form.doubts.items() if doubts}
    return [_with(s, found.get(s.submission, []), catalogue) for s in read], checked


def _with(submission: Submission, doubts: Sequence[Doubt], catalogue: Catalogue) -> Submission:
    """Add findings to a submission; most submissions have nothing to add."""
    if not doubts and not submission.findings:
        return submission
    told = submission.findings + _worded(submission, doubts, catalogue)
    return replace(submission, findings=_in_order(told))


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Sort findings in reading order: by sheet, row and column."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (f.sheet or "", _place(f.cell), f.code),
        )
    )


def _place(cell: str | None) -> tuple[int, int]:
    """Return the row and column of an address; (0, 0) for a JSON path or paragraph."""
    try:
        return position(cell or "A1")
    except ValueError:
        return 0, 0


def _worded(
    submission: Submission, doubts: Iterable[Doubt], catalogue: Catalogue
) -> tuple[Finding, ...]:
    return tuple(
        word(doubt, submission.submission, submission.report, catalogue) for doubt in doubts
    )
