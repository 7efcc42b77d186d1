"""From the inbox to the register: read, check, write findings, append, in a single transaction.

Fills the tables of `INTAKE_TABLES`. A run killed before the commit leaves the inbox unchanged;
after the commit, only moving the files remains.
Reports that wait for what the hub has taught since are decided anew by `raw.renewal`.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from assets.layouts.inbox_answers import AnswerReceiver, InboxAnswers
from assets.outbox import (
    finding_events,
    hold_decisions,
    hub_corrections,
    obstacle_replies,
    publication_ledger,
)
from assets.raw import archive, inbox, refusal, register_rows, renewal
from assets.raw.accepted_history import query_history
from assets.raw.connectors.deliveries import DELIVERIES_TABLE
from assets.raw.hub_teaching import query_hub_teaching
from assets.raw.inbox import Delivery
from assets.raw.layout_decisions import LAYOUT_DECISIONS_TABLE
from assets.raw.layout_waits import LAYOUT_WAITS_TABLE
from assets.raw.new_submissions import append_checked_submissions, build_new_submissions
from assets.raw.reader import LOST_READER_CODES, ReadResult
from assets.raw.reading_pool import ReadingPool
from assets.raw.releases import mark_released_deliveries
from assets.raw.report_holds import REPLACEMENTS_TABLE, append_judgement
from assets.raw.signatures import WRONG_SIGNATURE_CODE, check_signatures
from assets.raw.submission import Submission
from assets.raw.submission_checks import check_submissions
from assets.raw.taught_labels import TAUGHT_LABELS_TABLE
from assets.raw.waiting_reports import RENEWED_DECISIONS_TABLE
from assets.run_context import ignore_progress
from expectations.intake.form_checks import FormCheckResult
from expectations.intake.suites.validation import start_import
from warehouse.catalogue import Catalogue
from warehouse.forms.file_names import FileNames
from warehouse.home import Home
from warehouse.memory import pause_garbage_collection
from warehouse.store import Store

INTAKE_TABLES = (
    "raw.submissions",
    "raw.cells",
    "raw.remarks",
    "raw.findings",
    "raw.expectation_results",
    RENEWED_DECISIONS_TABLE,
    hold_decisions.HOLDS_TABLE,
    REPLACEMENTS_TABLE,
)
REGISTER_TABLES = (
    *INTAKE_TABLES,
    LAYOUT_WAITS_TABLE,
    hold_decisions.DECISIONS_TABLE,
    finding_events.FINDING_EVENTS_TABLE,
    obstacle_replies.REPLIES_TABLE,
    hub_corrections.CORRECTIONS_TABLE,
    publication_ledger.LEDGER_TABLE,
    publication_ledger.PUBLICATIONS_TABLE,
)
"""The tables of the register that a rebuild reads."""

_KNOWN_HASHES = """
    SELECT sha256, count(*), bool_and(submission IN (
        SELECT submission FROM raw.findings WHERE list_contains(?, code))),
        bool_and(decision IS NOT DISTINCT FROM 'refused')
    FROM raw.submissions GROUP BY sha256
"""

ProgressCallback = Callable[[int, int], None]
"""Called with the number of files read and the number of all files."""


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """The result of an intake: counts of files, names of unopened files, submissions and checks.

    `irregular_files` lists names in the inbox that are not regular files; the intake does not touch
    them. `renewed` are the submissions decided anew. `purged_count` counts the refused files that
    were deleted since their days were over. `answers` are the hub's decisions on layouts.
    """

    file_count: int
    known_count: int
    unopened_files: tuple[str, ...] = ()
    submissions: tuple[Submission, ...] = ()
    form_results: tuple[FormCheckResult, ...] = field(default=())
    irregular_files: tuple[str, ...] = ()
    renewed: tuple[Submission, ...] = ()
    purged_count: int = 0
    answers: InboxAnswers = field(default_factory=InboxAnswers)


def ingest_inbox(
    home: Home,
    catalogue: Catalogue,
    register: Store,
    progress: ProgressCallback = ignore_progress,
    *,
    pool: ReadingPool | None = None,
    run_at: datetime | None = None,
) -> IntakeResult:
    """Register every complete file, move it out of the inbox, and renew decisions.

    `pool` reads the files; its child processes may have been started earlier. The hub's decisions
    in the inbox count from `run_at`, by default from now.
    """
    for table in (*REGISTER_TABLES, TAUGHT_LABELS_TABLE, LAYOUT_DECISIONS_TABLE, DELIVERIES_TABLE):
        register.create_table(table)
    pool = pool or ReadingPool(catalogue.folder, home.archive_folder)
    file_names = FileNames(catalogue)
    irregular_files = tuple(
        map(file_names.reduce_name, inbox.list_irregular_files(home.inbox_folder))
    )
    receiver = AnswerReceiver(home, catalogue, register, run_at or datetime.now(UTC))
    all_deliveries = _list_deliveries(home, file_names)
    answers = receiver.receive_answers(all_deliveries)
    deliveries = [d for d in all_deliveries if d.path not in answers.paths]
    pool.taught = query_hub_teaching(register)
    intake_result = IntakeResult(0, 0)
    if deliveries:
        deliveries = mark_released_deliveries(deliveries, register)
        intake_result = _ingest_deliveries(
            home, catalogue, register, deliveries, progress=progress, pool=pool
        )
    renewed = renewal.renew_decisions(home, catalogue, register, pool)
    return replace(
        intake_result,
        irregular_files=irregular_files,
        renewed=tuple(renewed),
        purged_count=refusal.purge_refused_files(home.refused_folder),
        answers=answers,
    )


def _list_deliveries(home: Home, file_names: FileNames) -> list[Delivery]:
    """List the complete files of the inbox, each with its name for storing."""
    return [
        replace(delivery, stored_name=file_names.reduce_name(delivery.display_name))
        for delivery in inbox.list_ready_deliveries(home.inbox_folder)
    ]


def _ingest_deliveries(
    home: Home,
    catalogue: Catalogue,
    register: Store,
    deliveries: list[Delivery],
    *,
    progress: ProgressCallback,
    pool: ReadingPool,
) -> IntakeResult:
    archive.clear_drafts(home.archive_folder)
    # Other processes read the files meanwhile.
    start_import("assets.raw.masking")
    # A batch has millions of small values: the garbage collector would only cost time.
    with pause_garbage_collection(), archive.open_archive(home.archive_folder) as archive_handle:
        read_results = _read_deliveries(pool, deliveries, progress)
        return _register_results(
            home, catalogue, register, read_results, archive_handle=archive_handle
        )


def _register_results(
    home: Home,
    catalogue: Catalogue,
    register: Store,
    read_results: list[tuple[Delivery, ReadResult]],
    *,
    archive_handle: int,
) -> IntakeResult:
    unopened_files = tuple(d.display_name for d, t in read_results if t.sha256 is None)
    new_results = _select_new_results(read_results, register)
    new_submissions = build_new_submissions(catalogue, register, new_results)
    history = query_history(register, catalogue, [s.report for s in new_submissions if s.report])
    # The reports are checked while the disk syncs and the database stores the cells.
    with register.begin_transaction(), ThreadPoolExecutor() as executor:
        sync_future = executor.submit(archive.sync_archive, archive_handle)
        check_future = executor.submit(check_submissions, catalogue, new_submissions, history)
        register.append_rows("raw.cells", register_rows.build_cell_table(new_submissions))
        checked_submissions, form_results = check_future.result()
        submissions = check_signatures(catalogue, checked_submissions)
        append_judgement(catalogue, register, submissions)
        sync_future.result()
        append_checked_submissions(register, submissions, form_results)
    refusal.move_to_refused(
        [(d, t.sha256) for d, t in read_results if t.sha256 and not t.is_archived],
        home.refused_folder,
    )
    inbox.move_to_processed(
        [d for d, t in read_results if t.sha256 and t.is_archived], home.processed_folder
    )
    known_count = len(read_results) - len(unopened_files) - len(new_results)
    return IntakeResult(
        len(read_results), known_count, unopened_files, tuple(submissions), tuple(form_results)
    )


def _read_deliveries(
    pool: ReadingPool, deliveries: list[Delivery], progress: ProgressCallback
) -> list[tuple[Delivery, ReadResult]]:
    read_results = []
    for delivery_result in pool.read_deliveries(deliveries):
        read_results.append(delivery_result)
        progress(len(read_results), len(deliveries))
    return sorted(read_results, key=lambda answer: answer[0].order)


def _select_new_results(
    read_results: list[tuple[Delivery, ReadResult]], register: Store
) -> list[tuple[Delivery, ReadResult]]:
    """Select the files with bytes unknown to the register; of equal files, the first received.

    Bytes that have only ever cost their reader count as new again once a reader survives them:
    the machine may have been the cause. So do bytes that the office released, and bytes that have
    only ever had a wrong signature: the right one may lie beside them now.
    """
    known_hashes = {
        sha256: (submission_count, is_lost, is_refused)
        for sha256, submission_count, is_lost, is_refused in register.query_rows(
            _KNOWN_HASHES, [[*LOST_READER_CODES, WRONG_SIGNATURE_CODE]]
        )
    }
    new_results = []
    for delivery, read_result in read_results:
        submission_count, is_lost, was_refused = known_hashes.get(
            read_result.sha256 or "", (0, True, False)
        )
        is_released = delivery.is_released and was_refused
        if (
            read_result.sha256 is not None
            and (is_lost or is_released)
            and not (submission_count and read_result.is_lost)
        ):
            known_hashes[read_result.sha256] = (submission_count, False, False)
            if submission_count:
                read_result = replace(read_result, earlier_submissions=submission_count)
            new_results.append((delivery, read_result))
    return new_results
