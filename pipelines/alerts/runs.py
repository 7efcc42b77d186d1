"""What Dagster remembers of nightly runs: how the last went, when one last succeeded, what broke.

Reads the run storage under the home; no second record is kept of what it already knows. What broke
is told by step and kind of error only: a message may quote a cell.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines.instance import prepare_instance
from warehouse.home import BusyError, Home

if TYPE_CHECKING:
    from dagster import DagsterInstance, RunRecord

JOB = "nightly"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: when it began, and whether it succeeded; None when its end is not known."""

    began_at: datetime
    succeeded: bool | None


@dataclass(frozen=True, slots=True)
class Runs:
    """The run that began last, and when one last succeeded."""

    last: Run | None = None
    succeeded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a run broke, and the run that had last succeeded before it."""

    places: tuple[str, ...]
    after: str


def remembered(home: Home) -> Runs:
    """What there is to know of the runs of a home."""
    if not home.dagster.exists():
        return Runs()
    with _instance(home) as instance:
        last, success = _last(instance), _last(instance, ("SUCCESS",))
    return Runs(
        Run(last.create_timestamp, _succeeded(last)) if last else None,
        datetime.fromtimestamp(success.end_time, UTC) if success else None,
    )


def broken(instance: "DagsterInstance", run_id: str) -> Broken | None:
    """Where a run broke; None when it only found another one under way."""
    record = instance.get_run_record_by_id(run_id)
    assert record is not None, run_id
    errors = list(_errors(instance, run_id))
    if any(kind == BusyError.__name__ for _, kind in errors):
        return None
    before = _last(instance, ("SUCCESS",), before=record.create_timestamp)
    places = dict.fromkeys(f"{step}: {kind}" for step, kind in errors)
    return Broken(tuple(places), before.dagster_run.run_id if before else "")


def _errors(instance: "DagsterInstance", run_id: str) -> Iterator[tuple[str, str]]:
    """Step and kind of every error, the innermost of each; and every promise that was broken."""
    for entry in instance.all_logs(run_id):
        event = entry.dagster_event
        told = event.event_specific_data if event else None
        error = getattr(told, "error", None)
        while error is not None and error.cause is not None:
            error = error.cause
        if event is not None and error is not None:
            yield event.step_key or JOB, error.cls_name or "Error"
        if getattr(told, "check_name", None) and getattr(told, "passed", True) is False:
            yield ".".join(told.asset_key.path), told.check_name


@contextmanager
def _instance(home: Home) -> Iterator["DagsterInstance"]:
    import dagster as dg

    prepare_instance(home.dagster)
    with dg.DagsterInstance.get() as instance:
        yield instance


def _last(
    instance: "DagsterInstance", statuses: Iterable[str] = (), before: datetime | None = None
) -> "RunRecord | None":
    import dagster as dg

    wanted = [dg.DagsterRunStatus[status] for status in statuses] or None
    asked = dg.RunsFilter(job_name=JOB, statuses=wanted, created_before=before)
    return next(iter(instance.get_run_records(asked, limit=1)), None)


def _succeeded(record: "RunRecord") -> bool | None:
    run = record.dagster_run
    return run.is_success if run.is_finished else None
