"""The history of nightly runs: the last run, the last success, and the failed steps.

Reads Dagster's run storage and the record of the last night; writes nothing. A failure is named by
step and kind of error, and by its cause where that is known: an error's text may quote a cell.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.dagster_database import DagsterDatabaseError, check_database
from pipelines.failures import SAFE_ERRORS, Cause, explain_text
from pipelines.instance import SETTINGS_FILE, has_own_settings, read_database
from pipelines.last_night import read_last_night
from pipelines.run_processes import find_interrupted_runs
from warehouse.home import BusyError, Home

if TYPE_CHECKING:
    from dagster import DagsterEvent, DagsterInstance, RunRecord

JOB_NAME = "nightly"
CHECK_EVENT, BREAKING_SEVERITY = "ASSET_CHECK_EVALUATION", "ERROR"
_BEGUN = ("STARTING", "STARTED", "CANCELING", "SUCCESS", "FAILURE", "CANCELED")
"""The statuses of runs outside the queue."""
UNTOLD_ERRORS = frozenset({BusyError.__name__})
"""A run that ends with one of these touched nothing, and another run reports for it."""
STOPPED_ERRORS = frozenset({"DagsterExecutionInterruptedError", KeyboardInterrupt.__name__})
"""The errors of a run to which SIGINT or SIGTERM came within a step, or within a query."""
STOPPED = Cause(
    "Lượt chạy bị dừng giữa chừng (Ctrl+C, hoặc hệ thống dừng dịch vụ). Không mất gì; lượt sau làm "
    "tiếp, hay chạy lại `chiso nightly`.",
    "The run was stopped midway (Ctrl+C, or the system stopped the service). Nothing is lost; the "
    "next run goes on, or run `chiso nightly` again.",
)

KILLED = Cause(
    "Tiến trình của lượt chạy bị kết thúc từ bên ngoài (bị giết, hết bộ nhớ, mất điện). Không mất "
    "gì; lượt sau làm tiếp, hay chạy lại `chiso nightly`. Nếu tin này đến nhiều lần, hãy xem máy "
    "có đủ bộ nhớ không.",
    "The process of the run was ended from outside (killed, out of memory, a power cut). Nothing "
    "is lost; the next run goes on, or run `chiso nightly` again. Should this come again and "
    "again, see whether the machine has enough memory.",
)
"""The cause of a failed run without a failed step: Dagster marks the run itself."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run: its beginning and its success; None if the end is unknown."""

    began_at: datetime
    succeeded: bool | None


@dataclass(frozen=True, slots=True)
class RunHistory:
    """The run that began last, and the time of the last publication.

    `interrupted_at` is when a run began that is counted as in progress although its process is
    gone, `queued_at` when a waiting run was queued. `is_readable` is False when Dagster's
    own files could not be read: then no run is known.
    `fault` is why its database cannot be read.
    """

    last: RunSummary | None = None
    succeeded_at: datetime | None = None
    interrupted_at: datetime | None = None
    is_readable: bool = True
    fault: Cause | None = None
    queued_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunError:
    """An error of a run: the step, its class, and its text, which may quote a cell."""

    step: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class RunFailure:
    """The places where a run failed, the cause if known, and the last successful run before."""

    places: tuple[str, ...]
    after: str
    cause: Cause | None = None


def read_history(home: Home) -> RunHistory:
    """Return what is known of the runs of a home, even where Dagster's files are damaged."""
    night = read_last_night(home)
    published_at = night.ended_at if night else None
    if not home.dagster_folder.exists():
        return RunHistory(succeeded_at=published_at)
    try:
        with _open_instance(home) as instance:
            last, success = _find_last(instance, _BEGUN), _find_last(instance, ("SUCCESS",))
            queued_at = _find_queued(instance, published_at)
            interrupted = find_interrupted_runs(home, instance)
    except DagsterDatabaseError as error:
        fault = Cause(error.vi, error.en)
        return RunHistory(succeeded_at=published_at, is_readable=False, fault=fault)
    except Exception as error:
        if not _is_of_storage(error):
            raise
        return RunHistory(succeeded_at=published_at, is_readable=False)
    # A home of an older version has no record beside its publication.
    if published_at is None and success and success.end_time:
        published_at = datetime.fromtimestamp(success.end_time, UTC)
    summary = RunSummary(last.create_timestamp, _has_succeeded(last)) if last else None
    interrupted_at = interrupted[-1].create_timestamp if interrupted else None
    return RunHistory(summary, published_at, interrupted_at, queued_at=queued_at)


def _is_of_storage(error: Exception) -> bool:
    """Return whether Dagster's files could not be read or written: SQLite or the system says so."""
    from sqlalchemy.exc import DBAPIError

    return isinstance(error, OSError | DBAPIError)


def read_failure(instance: "DagsterInstance", run_id: str, root: Path) -> RunFailure | None:
    """Return the places and the cause of a failure; None if another run was under way."""
    record = instance.get_run_record_by_id(run_id)
    assert record is not None, run_id
    events = [entry.dagster_event for entry in instance.all_logs(run_id) if entry.dagster_event]
    errors = list_errors(events)
    if any(error.kind in UNTOLD_ERRORS for error in errors):
        return None
    before = _find_last(instance, ("SUCCESS",), before=record.create_timestamp)
    places = dict.fromkeys([f"{e.step}: {e.kind}" for e in errors] + _list_broken(events))
    causes = (explain_run_error(error, root) for error in errors)
    cause = next((cause for cause in causes if cause), None)
    if not errors and not any(event.is_step_failure for event in events):
        cause = KILLED
    return RunFailure(tuple(places), before.dagster_run.run_id if before else "", cause)


def explain_run_error(error: RunError, root: Path) -> Cause | None:
    """Return the cause of an error of a run; None for an unknown cause."""
    if error.kind in SAFE_ERRORS:
        return Cause(error.text, error.text)
    if error.kind in STOPPED_ERRORS:
        return STOPPED
    return explain_text(error.text, root)


def list_errors(events: Iterable["DagsterEvent"]) -> list[RunError]:
    """Return every error of a run, the innermost of each."""
    errors = []
    for event in events:
        error = getattr(event.event_specific_data, "error", None)
        while error is not None and error.cause is not None:
            error = error.cause
        if error is not None:
            kind = (error.cls_name or "Error").rpartition(".")[2]
            errors.append(
                RunError(event.step_key or JOB_NAME, kind, _strip_class(error.message, kind))
            )
    return errors


def _strip_class(message: str, kind: str) -> str:
    """Return an error's text without its class, which Dagster writes before it."""
    first, separator, text = message.strip().partition(": ")
    return text.strip() if separator and first.endswith(kind) else message.strip()


def _list_broken(events: Iterable["DagsterEvent"]) -> list[str]:
    """Return the promises that were broken, each with its table; a warning breaks no run."""
    checks = [e.asset_check_evaluation_data for e in events if e.event_type_value == CHECK_EVENT]
    return [
        f"{'.'.join(c.asset_key.path)}: {c.check_name}"
        for c in checks
        if not c.passed and c.severity.value == BREAKING_SEVERITY
    ]


@contextmanager
def _open_instance(home: Home) -> Iterator["DagsterInstance"]:
    """Open Dagster's storage for reading; write no settings.

    The files are the same without settings, and those of an earlier version may name what is gone.
    """
    import dagster as dg

    folder = home.dagster_folder
    settings_file = SETTINGS_FILE if has_own_settings(folder) else "no-settings.yaml"
    check_database(read_database(folder))
    with dg.DagsterInstance.from_config(str(folder), settings_file) as instance:
        yield instance


def _find_last(
    instance: "DagsterInstance", statuses: Iterable[str] = (), before: datetime | None = None
) -> "RunRecord | None":
    import dagster as dg

    wanted = [dg.DagsterRunStatus[status] for status in statuses] or None
    runs = dg.RunsFilter(job_name=JOB_NAME, statuses=wanted, created_before=before)
    return next(iter(instance.get_run_records(runs, limit=1)), None)


def _find_queued(instance: "DagsterInstance", since: datetime | None) -> datetime | None:
    """Return the queueing time of the first waiting run after a moment."""
    import dagster as dg

    runs = dg.RunsFilter(
        job_name=JOB_NAME, statuses=[dg.DagsterRunStatus.QUEUED], created_after=since
    )
    records = instance.get_run_records(runs, limit=1, ascending=True)
    return records[0].create_timestamp if records else None


def _has_succeeded(record: "RunRecord") -> bool | None:
    run = record.dagster_run
    return run.is_success if run.is_finished else None
