"""Runs that Dagster counts as in progress, and whether the process of each still lives.

Judges by the record in the home's lock, or else by the process in Dagster's events; changes
nothing. `interruptions` closes runs.
"""

import time
from typing import TYPE_CHECKING

from warehouse.home import Home
from warehouse.locks import is_held, read_holder
from warehouse.processes import Process

if TYPE_CHECKING:
    from dagster import DagsterInstance, RunRecord

LAUNCH_SECONDS = 600
"""How long a run may be without a process, between its launch and the process' first word."""
CLOCK_SECONDS = 2
"""How much the start of a process and the time of an event may differ by rounding."""


def find_interrupted_runs(
    home: Home, instance: "DagsterInstance", now: float | None = None
) -> list["RunRecord"]:
    """List the runs in progress whose process is gone; change nothing."""
    import dagster as dg

    counted = ("STARTING", "STARTED", "CANCELING")
    statuses = [dg.DagsterRunStatus[name] for name in counted]
    moment = time.time() if now is None else now
    return [
        record
        for record in instance.get_run_records(dg.RunsFilter(statuses=statuses))
        if not _is_alive(home, instance, record, moment)
        and not _has_ended(instance, record.dagster_run.run_id)
    ]


def _is_alive(home: Home, instance: "DagsterInstance", record: "RunRecord", now: float) -> bool:
    run_id = record.dagster_run.run_id
    holder = read_holder(home.lock)
    if holder and holder.run_id == run_id:
        return holder.process.is_alive
    first_mentions = _list_processes(instance, run_id)
    if first_mentions:
        return any(_lives_on(pid, spoke_at) for pid, spoke_at in first_mentions.items())
    return _may_still_begin(home, instance, record, now)


def _list_processes(instance: "DagsterInstance", run_id: str) -> dict[int, float]:
    """Return the processes that Dagster names for a run, with the time of the first mention."""
    import dagster as dg

    first_mentions: dict[int, float] = {}
    for entry in instance.all_logs(run_id, of_type=dg.DagsterEventType.ENGINE_EVENT):
        pid = entry.get_dagster_event().engine_event_data.metadata.get("pid")
        if pid is not None:
            first_mentions.setdefault(int(str(pid.value)), entry.timestamp)
    return first_mentions


def _lives_on(pid: int, spoke_at: float) -> bool:
    process = Process.find(pid)
    return process is not None and process.started_at <= spoke_at + CLOCK_SECONDS


def _may_still_begin(
    home: Home, instance: "DagsterInstance", record: "RunRecord", now: float
) -> bool:
    """Return whether a run without a known process may still be starting."""
    import dagster as dg

    run = record.dagster_run
    created_at = record.create_timestamp.timestamp()
    since = max([created_at, *(entry.timestamp for entry in instance.all_logs(run.run_id))])
    if now - since > LAUNCH_SECONDS:
        return False
    if run.status == dg.DagsterRunStatus.STARTED:
        return True  # a night by hand, between two of its first events
    if not is_held(home.ui_lock):
        return False  # no process is left that could start it
    ui = read_holder(home.ui_lock)
    return ui is None or ui.process.started_at <= since


def _has_ended(instance: "DagsterInstance", run_id: str) -> bool:
    """Return whether a run has ended by now.

    To be called last: a process that ended of itself is gone before its run is read again.
    """
    run = instance.get_run_by_id(run_id)
    return run is None or run.is_finished
