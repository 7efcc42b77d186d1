"""The nightly job run in this process, with the same definitions Dagster schedules.

Returns the outcome; `commands.nightly` prints it. Operators are notified of every failure from
this module, which does not depend on the failed part.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assets.raw.missing_submissions import MissingSubmissionsError
from assets.raw.reading_pool import ReadingPool
from assets.run_context import ignore_progress
from assets.run_results import RunResults
from pipelines.alerts.night_log import append_failure
from pipelines.alerts.run_history import JOB_NAME, RunFailure, explain_run_error, list_errors
from pipelines.failures import Cause, explain_error, is_damage
from pipelines.idle_night import (
    is_night_idle,
    is_publication_up_to_date,
    is_renewed_nightly,
)
from pipelines.instance import prepare_storage, set_aside_damaged_files
from pipelines.last_night import read_last_night
from pipelines.reader_processes import start_reading_pool
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, CatalogueError, load_catalogue
from warehouse.home import BusyError, Home
from warehouse.home_identity import prepare_home
from warehouse.memory import collect_garbage_rarely, pause_garbage_collection

if TYPE_CHECKING:
    from dagster import AssetKey, DagsterInstance, Definitions, ExecuteInProcessResult


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that ended a run: its kind, its text, and its cause if known."""

    kind: str
    text: str
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class NightSummary:
    """How a run ended: whether it published, what its steps did, and its faults.

    `new_history` names Dagster's damaged files that were made anew.
    """

    has_succeeded: bool
    results: RunResults = field(default_factory=RunResults)
    faults: tuple[Fault, ...] = ()
    new_history: tuple[str, ...] = ()

    @property
    def would_shrink(self) -> bool:
        """Whether the run stopped because the publication would rest on fewer files."""
        return any(fault.kind == MissingSubmissionsError.__name__ for fault in self.faults)


Progress = Callable[[int, int], None]


def run_nightly_job(
    settings: Settings, progress: Progress = ignore_progress, *, accept_fewer: str = ""
) -> NightSummary:
    """Run the nightly job once.

    Args:
        settings: the home, the catalogue and the day.
        progress: called with the number of files read, and of all files.
        accept_fewer: the reason why this run may publish fewer files than are published now.

    Raises:
        BusyError: another run holds the home; nothing was touched.
        CatalogueError: the catalogue cannot be read, and nobody can be notified.
    """
    home = Home(settings.home.absolute())
    try:
        return _run_mending(home, settings, progress, accept_fewer)
    except (BusyError, CatalogueError):
        raise
    except Exception as error:
        cause = explain_error(error, home.root)
        _discard_draft(home)
        _notify_outside_failure(home, settings, error, cause)
        if cause is None:
            raise
        return NightSummary(
            has_succeeded=False, faults=(Fault(type(error).__name__, str(error), cause),)
        )


def _run_mending(
    home: Home, settings: Settings, progress: Progress, accept_fewer: str
) -> NightSummary:
    """Run once; once more if Dagster's files were damaged and could be set aside."""
    try:
        return _run_once(home, settings, progress, accept_fewer)
    except Exception as error:
        if not is_damage(error):
            raise
        new_history = set_aside_damaged_files(home)
        if not new_history:
            raise
    night = _run_once(home, settings, progress, accept_fewer)
    _notify_new_files(home, settings, new_history)
    return replace(night, new_history=new_history)


def _run_once(
    home: Home, settings: Settings, progress: Progress, accept_fewer: str
) -> NightSummary:
    with home.hold_lock():
        prepare_home(home)
    prepare_storage(home, settings.dagster_database)
    collect_garbage_rarely()
    with pause_garbage_collection():
        pool = start_reading_pool(settings)
    with closing(pool):
        catalogue = load_catalogue(settings.catalogue)
        if accept_fewer or not is_night_idle(settings, catalogue):
            return _execute(settings, catalogue, progress, pool, accept_fewer=accept_fewer)
        idle_night = _execute(settings, catalogue, progress, pool, is_idle=True)
        if not idle_night.has_succeeded or is_publication_up_to_date(settings, catalogue):
            return idle_night
        # A file came, or a day ended, after the night was judged to be idle.
        night = _execute(settings, catalogue, progress, pool)
        night.results.add_intake(idle_night.results)
        return night


def _execute(
    settings: Settings,
    catalogue: Catalogue,
    progress: Progress,
    pool: ReadingPool,
    *,
    accept_fewer: str = "",
    is_idle: bool = False,
) -> NightSummary:
    """Run all steps of the job, or those alone that an idle night needs."""
    with pause_garbage_collection():
        import dagster as dg  # takes its time, which the readers use

        from pipelines.alerts.notification_step import notify_failed_run
        from pipelines.build import build_defs
        from pipelines.interruptions import close_interrupted_runs
        from pipelines.lasting_connections import keep_connections

        results = RunResults()
        defs = build_defs(
            settings, progress, pool, catalogue, accept_fewer=accept_fewer, results=results
        )
        job = defs.resolve_job_def(JOB_NAME)
    home = Home(settings.home.absolute())
    with keep_connections(home.dagster_folder), dg.DagsterInstance.get() as instance:
        close_interrupted_runs(settings, instance)
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            asset_selection=_list_nightly_assets(defs, instance) if is_idle else None,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
        run = instance.get_run_by_id(result.run_id)
        if run and run.status == dg.DagsterRunStatus.CANCELED:
            raise BusyError  # another process closed this run before it had the home
        night = _summarise(result, results, home)
        if not result.success:
            notify_failed_run(settings, instance, result.run_id)
    return night


def _list_nightly_assets(
    defs: "Definitions", instance: "DagsterInstance"
) -> "list[AssetKey] | None":
    """List what an idle night renews; None, for everything, if Dagster lost its history."""
    from pipelines.run_pruning import find_last_build

    if not find_last_build(instance):
        return None
    keys = (spec.key for spec in defs.resolve_all_asset_specs())
    return list(filter(is_renewed_nightly, keys))


def _discard_draft(home: Home) -> None:
    """Remove what the failed run had built, unless another run is under way or nothing can be."""
    from assets.publication import discard_draft

    try:
        with home.hold_lock():
            discard_draft(home)
    except (OSError, BusyError):
        return


def _notify_outside_failure(
    home: Home, settings: Settings, error: Exception, cause: Cause | None
) -> None:
    from pipelines.alerts import operators

    last = read_last_night(home)
    place = f"{JOB_NAME}: {type(error).__name__}"
    failure = RunFailure((place,), last.run_id if last else "", cause)
    append_failure(home, failure)
    catalogue = load_catalogue(settings.catalogue)
    operators.notify_failure(home, catalogue, failure, settings.choose_run_at(catalogue))


def _notify_new_files(home: Home, settings: Settings, names: tuple[str, ...]) -> None:
    from pipelines.alerts import operators

    catalogue = load_catalogue(settings.catalogue)
    operators.notify_new_files(home, catalogue, names, settings.choose_run_at(catalogue))


def _summarise(result: "ExecuteInProcessResult", results: RunResults, home: Home) -> NightSummary:
    faults = tuple(_read_faults(result, home))
    if any(fault.kind == BusyError.__name__ for fault in faults):
        raise BusyError
    return NightSummary(result.success, results, faults)


def _read_faults(result: "ExecuteInProcessResult", home: Home) -> list[Fault]:
    """Return every error of a run once, the innermost of each."""
    faults = [
        Fault(error.kind, error.text, explain_run_error(error, home.root))
        for error in list_errors(result.all_events)
    ]
    return list(dict.fromkeys(faults))
