"""What was read becomes submissions: checked as one batch, every doubt put into words.

Values only; where they come from and where they go is `intake`'s.
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
    """What was read as submissions, with the doubts of the reading in words."""
    return [submission for answer in taken for submission in _submissions(*answer, catalogue)]


def _submissions(delivery: Delivery, taken: Taken, catalogue: Catalogue) -> list[Submission]:
    assert taken.sha256 is not None  # what could not be opened never comes here
    stem = taken.sha256[:16]
    reports: tuple[Report | None, ...] = taken.reading.reports
    # What a zip holds besides its reports and could not be read goes back as well.
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
    """Check what was received, and put what is found besides into words."""
    reports = {s.submission: s.report for s in read if s.report}
    checked = check(catalogue, reports, history)
    found = {s: doubts for form in checked for s, doubts in form.doubts.items() if doubts}
    return [_with(s, found.get(s.submission, []), catalogue) for s in read], checked


def _with(submission: Submission, doubts: Sequence[Doubt], catalogue: Catalogue) -> Submission:
    """The submission with what was found of it besides; of most, nothing is."""
    if not doubts and not submission.findings:
        return submission
    told = submission.findings + _worded(submission, doubts, catalogue)
    return replace(submission, findings=_in_order(told))


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings as the eye meets them: down the sheet."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (f.sheet or "", _place(f.cell), f.code),
        )
    )


def _place(cell: str | None) -> tuple[int, int]:
    """Where an address stands; a JSON path or a paragraph has no place on a sheet."""
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
