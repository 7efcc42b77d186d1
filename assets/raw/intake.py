"""From the inbox to the register: read, check, word, append; one transaction a run.

Makes `raw.submissions`, `raw.cells`, `raw.findings` and `raw.expectation_results`. A run that is
killed before the commit leaves the inbox as it was; after it, the files only have to be put away.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from assets.house import unwatched
from assets.raw import archive, finding_events, inbox, refusal, rows
from assets.raw.inbox import Delivery
from assets.raw.reader import LOST, Taken
from assets.raw.reading_pool import ReadingPool
from assets.raw.submission import Submission
from expectations.checks import Checked, Key, check
from expectations.codes import Finding, word
from expectations.validation import import_ahead
from warehouse.catalogue import Catalogue
from warehouse.forms.grid import position
from warehouse.forms.report import Doubt, Report
from warehouse.home import Home
from warehouse.memory import uncollected
from warehouse.periods import Period, from_code
from warehouse.store import Store

TABLES = ("raw.submissions", "raw.cells", "raw.findings", "raw.expectation_results")
REGISTER = (*TABLES, finding_events.TABLE)
"""What of the register is read when the tables are built."""

_KNOWN = """
    SELECT sha256, count(*), bool_and(submission IN (
        SELECT submission FROM raw.findings WHERE code = ?))
    FROM raw.submissions GROUP BY sha256
"""

Progress = Callable[[int, int], None]
"""Told how many files of how many are read."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What one run took in: files seen, files already known, files left, and every check.

    `strange` are names in the inbox that are no regular files; they are left alone.
    """

    files: int
    known: int
    left: tuple[str, ...] = ()
    submissions: tuple[Submission, ...] = ()
    checked: tuple[Checked, ...] = field(default=())
    strange: tuple[str, ...] = ()


def take_in(
    home: Home,
    catalogue: Catalogue,
    register: Store,
    progress: Progress = unwatched,
    *,
    pool: ReadingPool | None = None,
) -> Intake:
    """Take every complete file of the inbox into the register and put it away.

    `pool` reads the files, and may have been started ahead.
    """
    for table in REGISTER:
        register.create(table)
    strange = inbox.strange(home.inbox)
    refusal.purge(home.refused)
    deliveries = inbox.ready(home.inbox)
    if not deliveries:
        return Intake(0, 0, strange=strange)
    archive.clear_drafts(home.archive)
    import_ahead("assets.published.page")  # the reading is done by other processes
    # A batch is millions of small values.
    with uncollected(), archive.opened(home.archive) as kept:
        taken = _read(pool or ReadingPool(catalogue.folder, home.archive), deliveries, progress)
        return replace(_take_in(home, catalogue, register, taken, kept=kept), strange=strange)


def _take_in(
    home: Home,
    catalogue: Catalogue,
    register: Store,
    taken: list[tuple[Delivery, Taken]],
    *,
    kept: int,
) -> Intake:
    left = tuple(d.name for d, t in taken if t.sha256 is None)
    new = _new(taken, register)
    with ThreadPoolExecutor(1) as disk:  # the disk is waited for meanwhile
        synced = disk.submit(archive.sync_all, kept)
        submissions, checked = judge(catalogue, new, _history(register, catalogue, new))
        synced.result()
    with register.transaction():
        register.append("raw.submissions", rows.submissions(submissions))
        register.append("raw.cells", rows.cells(submissions))
        register.append("raw.findings", rows.findings(submissions))
        register.append("raw.expectation_results", rows.expectation_results(submissions, checked))
    refusal.set_apart([(d, t.sha256) for d, t in taken if t.sha256 and not t.is_kept], home.refused)
    inbox.put_away([d for d, t in taken if t.sha256 and t.is_kept], home.processed)
    known = len(taken) - len(left) - len(new)
    return Intake(len(taken), known, left, tuple(submissions), tuple(checked))


def _read(
    pool: ReadingPool, deliveries: list[Delivery], progress: Progress
) -> list[tuple[Delivery, Taken]]:
    taken = []
    for answer in pool.read(deliveries):
        taken.append(answer)
        progress(len(taken), len(deliveries))
    return sorted(taken, key=lambda answer: (answer[0].received_at, answer[0].name))


def _new(taken: list[tuple[Delivery, Taken]], register: Store) -> list[tuple[Delivery, Taken]]:
    """Files whose bytes the register does not hold; of equal ones, the first that came.

    Bytes that only ever cost their reader are new again once a reader lives through them: it may
    have been the machine.
    """
    known = {sha: (times, is_lost) for sha, times, is_lost in register.rows(_KNOWN, [LOST])}
    new = []
    for delivery, answer in taken:
        times, is_lost = known.get(answer.sha256 or "", (0, True))
        if answer.sha256 is not None and is_lost and not (times and answer.is_lost):
            known[answer.sha256] = (times, False)
            new.append((delivery, replace(answer, earlier=times)))
    return new


def judge(
    catalogue: Catalogue, taken: list[tuple[Delivery, Taken]], history: dict[Key, int]
) -> tuple[list[Submission], list[Checked]]:
    """Check what was read, and put every doubt into words."""
    read = [submission for answer in taken for submission in _submissions(*answer, catalogue)]
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


def _worded(
    submission: Submission, doubts: Iterable[Doubt], catalogue: Catalogue
) -> tuple[Finding, ...]:
    return tuple(
        word(doubt, submission.submission, submission.report, catalogue) for doubt in doubts
    )


def _history(
    register: Store, catalogue: Catalogue, taken: list[tuple[Delivery, Taken]]
) -> dict[Key, int]:
    """Accepted cumulative values of the periods before those just read."""
    before = {
        Period(p.year, p.grain, p.number - 1).code
        for _, answer in taken
        for report in answer.reading.reports
        if report.period
        for p in [from_code(report.period)]
        if p.number > 1
    }
    elements = {
        e.element for f in catalogue.forms.values() for e in f.elements if e.nature == "cumulative"
    }
    found = register.rows(
        """
        WITH accepted AS (
            SELECT submission, unit, period FROM raw.submissions AS s
            WHERE list_contains($before, period) AND NOT EXISTS (
                FROM raw.findings AS f WHERE f.submission = s.submission AND severity = 'error')
            QUALIFY row_number() OVER (
                PARTITION BY form, unit, period ORDER BY received_at DESC, submission DESC) = 1)
        SELECT unit, period, element, value FROM accepted JOIN raw.cells USING (submission)
        WHERE value IS NOT NULL AND list_contains($elements, element)
        """,
        {"before": sorted(before), "elements": sorted(elements)},
    )
    return {(unit, period, element): value for unit, period, element, value in found}
