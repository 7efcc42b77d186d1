"""The pruning of Dagster's history: of all finished runs the newest stay, with the last success.

The last run that built the tables stays too: idle nights neither build nor check them anew.
Dagster deletes the events of a run and leaves its database, its output and the results of its
checks; these go too. Runs in progress are never touched. `notification_step` decides when.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.dagster_database import delete_stored_checks
from pipelines.instance import read_database

if TYPE_CHECKING:
    from dagster import DagsterInstance

MOST_RUNS_A_NIGHT = 50
"""A home of an earlier version has hundreds of runs; a night prunes some of them."""
_BUILT_TABLE = ["core", "submissions"]
"""A table of the rebuild step, which builds all tables in one run."""
_FINISHED = ("SUCCESS", "FAILURE", "CANCELED")


def prune_runs(instance: "DagsterInstance", folder: Path, keep: int) -> tuple[str, ...]:
    """Delete the oldest finished runs but `keep`, and return their ids.

    Args:
        instance: Dagster's storage.
        folder: the folder of that storage; files of a run may be there.
        keep: how many finished runs stay; the last success and the last build stay beside them.
    """
    run_ids = _list_old_runs(instance, keep)
    for run_id in run_ids:
        instance.delete_run(run_id)
        _delete_run_files(folder, run_id)
    _delete_check_results(folder, run_ids)
    return run_ids


def _list_old_runs(instance: "DagsterInstance", keep: int) -> tuple[str, ...]:
    """List the ids of the runs to delete, the oldest first."""
    import dagster as dg

    finished = dg.RunsFilter(statuses=[dg.DagsterRunStatus[name] for name in _FINISHED])
    count = min(instance.get_runs_count(finished) - keep, MOST_RUNS_A_NIGHT)
    if count <= 0:
        return ()
    oldest = instance.get_run_records(finished, limit=count, ascending=True)
    succeeded = dg.RunsFilter(statuses=[dg.DagsterRunStatus.SUCCESS])
    last_success = instance.get_run_ids(succeeded, limit=1)
    run_ids = (record.dagster_run.run_id for record in oldest)
    protected = {*last_success, find_last_build(instance)}
    return tuple(run_id for run_id in run_ids if run_id not in protected)


def find_last_build(instance: "DagsterInstance") -> str:
    """Return the id of the run that built the tables last, as Dagster knows it; else nothing."""
    import dagster as dg

    event = instance.get_latest_materialization_event(dg.AssetKey(_BUILT_TABLE))
    return event.run_id if event else ""


def _delete_run_files(folder: Path, run_id: str) -> None:
    """Delete the database of a run and its output; with PostgreSQL there is no database."""
    for suffix in ("", "-wal", "-shm"):
        (folder / "history" / "runs" / f"{run_id}.db{suffix}").unlink(missing_ok=True)
    shutil.rmtree(folder / "storage" / run_id, ignore_errors=True)


def _delete_check_results(folder: Path, run_ids: Sequence[str]) -> None:
    """Delete the results of checks, of which Dagster has one row a check and run for ever."""
    if run_ids and (address := read_database(folder)):
        delete_stored_checks(address, run_ids)
        return
    database = folder / "history" / "runs" / "index.db"
    if not run_ids or not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
        connection.executemany(
            "DELETE FROM asset_check_executions WHERE run_id = ?", [(name,) for name in run_ids]
        )
