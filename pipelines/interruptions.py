"""The closing of runs without a process that Dagster still counts, with one notice per run.

A power cut, `kill -9` or Ctrl-C leaves a run in progress for ever, and Dagster, which admits one
run at a time, then starts no other run. `run_processes` judges; `night_run`, `sensors` and
`commands.ui` decide when to check. A process must hold the home's lock to close a run.
"""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.alerts import operators
from pipelines.run_processes import find_interrupted_runs
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home

if TYPE_CHECKING:
    from dagster import DagsterInstance, RunRecord

TAG = "chiso/interrupted"
"""The tag of a run that was closed because its process is gone."""
TAGGED = {TAG: "true"}
MESSAGE = (
    "Tiến trình của lượt chạy không còn; lượt được đóng. / "
    "The process of this run is gone; the run is closed."
)


def close_interrupted_runs(
    settings: Settings, instance: "DagsterInstance", now: float | None = None
) -> list[str]:
    """Close the runs without a process and return their ids; none while a run is under way.

    Killed between any two steps, it leaves a run that the next look finds again: the tag is what
    the sensor asks for, so it comes first, and the end of the run comes last.
    """
    home = Home(settings.home.absolute())
    if not find_interrupted_runs(home, instance, now):
        return []
    try:
        with home.hold_lock(timeout_seconds=0):
            interrupted = find_interrupted_runs(home, instance, now)
            _tell(settings, home, [_tag(instance, r) for r in interrupted if _is_unasked(r)])
            for record in interrupted:
                instance.report_run_canceled(record.dagster_run, MESSAGE)
    except BusyError:
        return []
    return [record.dagster_run.run_id for record in interrupted]


def stop_closed_run(instance: "DagsterInstance", run_id: str) -> None:
    """Stop the calling run if it was closed or ended before it got the lock.

    Raises:
        DagsterExecutionInterruptedError: it was; Dagster lets a canceled run end at this in peace,
            where any other error would make a failure of it.
    """
    import dagster as dg

    run = instance.get_run_by_id(run_id)
    if run is None or not (run.is_finished or TAG in run.tags):
        return
    if not run.is_finished:  # its own first event came after it had been closed
        instance.report_run_canceled(run, MESSAGE)
    raise dg.DagsterExecutionInterruptedError(MESSAGE)


def find_last_interrupted_run(instance: "DagsterInstance") -> str:
    """Return the id of the run that was interrupted last, or nothing."""
    import dagster as dg

    return next(iter(instance.get_run_ids(dg.RunsFilter(tags=TAGGED), limit=1)), "")


def count_interrupted_runs(instance: "DagsterInstance") -> int:
    """Count the interrupted runs since the last success."""
    import dagster as dg

    succeeded = dg.RunsFilter(statuses=[dg.DagsterRunStatus.SUCCESS])
    last = next(iter(instance.get_run_records(succeeded, limit=1)), None)
    since = last.create_timestamp if last else None
    return instance.get_runs_count(dg.RunsFilter(tags=TAGGED, created_after=since))


def _is_unasked(record: "RunRecord") -> bool:
    """Return whether nobody had asked Dagster to terminate the run."""
    import dagster as dg

    return record.dagster_run.status != dg.DagsterRunStatus.CANCELING


def _tag(instance: "DagsterInstance", record: "RunRecord") -> "RunRecord":
    instance.add_run_tags(record.dagster_run.run_id, TAGGED)
    return record


def _tell(settings: Settings, home: Home, interrupted: Sequence["RunRecord"]) -> None:
    """Notify operators, one notice per run; a failing notice must not keep a run open."""
    try:
        catalogue = load_catalogue(settings.catalogue)
        began = {r.dagster_run.run_id: r.create_timestamp for r in interrupted}
        operators.notify_interruptions(home, catalogue, began, settings.choose_run_at(catalogue))
    except Exception as error:
        logging.getLogger(__name__).warning("tin không ghi lại được: %s", type(error).__name__)
