"""From the inbox to the register: read, check, write findings, append, in a single transaction.

Fills `raw.submissions`, `raw.cells`, `raw.findings` and `raw.expectation_results`. A run killed
before the commit leaves the inbox unchanged; after the commit, only moving the files remains.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from assets.house import unwatched
from assets.raw import archive, finding_events, inbox, refusal, rows
from assets.raw.inbox import Delivery
from assets.raw.judging import judge, received
from assets.raw.reader import LOST, Taken
from assets.raw.reading_pool import ReadingPool
from assets.raw.submission import Submission
from expectations.checks import Checked, Key
from expectations.validation import import_ahead
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.memory import uncollected
from warehouse.periods import Period, from_code
from warehouse.store import Store

TABLES = ("raw.submissions", "raw.cells", "raw.findings", "raw.expectation_results")
REGISTER = (*TABLES, finding_events.TABLE)
"""The tables of the register that a rebuild reads."""

_KNOWN = """
    SELECT sha256, count(*), bool_and(submission IN (
        SELECT submission FROM raw.findings WHERE code = ?))
    FROM raw.submissions GROUP BY sha256
"""

Progress = Callable[[int, int], None]
"""Called with the number of files read and the number of all files."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The result of an intake: counts of files, names of unopened files, submissions and checks.

    `strange` lists names in the inbox that are not regular files; the intake does not touch them.
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
    """Register every complete file and move the file out of the inbox.

    `pool` reads the files; its child processes may have been started earlier.
    """
    for table in REGISTER:
        register.create(table)
    strange = inbox.strange(home.inbox)
    refusal.purge(home.refused)
    deliveries = inbox.ready(home.inbox)
    if not deliveries:
        return Intake(0, 0, strange=strange)
    archive.clear_drafts(home.archive)
    import_ahead()  # other processes read the files meanwhile
    # A batch has millions of small values: the garbage collector would only cost time.
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
    read = received(catalogue, new)
    history = _history(register, catalogue, new)
    # The reports are checked while the disk syncs and the database stores the cells.
    with register.transaction(), ThreadPoolExecutor() as beside:
        synced = beside.submit(archive.sync_all, kept)
        judged = beside.submit(judge, catalogue, read, history)
        register.append("raw.cells", rows.cells(read))
        submissions, checked = judged.result()
        synced.result()
        register.append("raw.submissions", rows.submissions(submissions))
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
    """Select the files with bytes unknown to the register; of equal files, the first received.

    Bytes that have only ever crashed their reader count as new again once a reader survives them:
    the machine may have been the cause.
    """
    known = {sha: (times, is_lost) for sha, times, is_lost in register.rows(_KNOWN, [LOST])}
    new = []
    for delivery, answer in taken:
        times, is_lost = known.get(answer.sha256 or "", (0, True))
        if answer.sha256 is not None and is_lost and not (times and answer.is_lost):
            known[answer.sha256] = (times, False)
            new.append((delivery, replace(answer, earlier=times)))
    return new


def _history(
    register: Store, catalogue: Catalogue, taken: list[tuple[Delivery, Taken]]
) -> dict[Key, int]:
    """Return the accepted cumulative values of the periods before the new reports."""
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
