"""Reads how a home is now: locks, runs, databases, sources and the inbox.

Changes and words nothing: `health` judges. What cannot be read is a fault beside all else.
"""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from assets.raw.connectors.source_states import (
    SourceState,
    list_silent_sources,
    list_unreached_sources,
    read_source_states,
)
from assets.raw.inbox import list_unreadable_files
from assets.raw.missing_submissions import find_missing_files
from assets.recovery.archive_turn import ArchiveTurn
from pipelines.alerts.health import ENDLESS_HOURS, Health
from pipelines.alerts.run_history import read_history
from pipelines.failures import explain_error, probe_home
from pipelines.last_night import is_clock_behind
from warehouse.catalogue import Catalogue
from warehouse.home import BusyError, Home
from warehouse.journal.journal_entry import JournalError
from warehouse.processes import Process, list_openers
from warehouse.store import DatabaseError, Store

Known = TypeVar("Known")


def check_health(home: Home, catalogue: Catalogue, now: datetime, quiet_days: int) -> Health:
    """Return how a home is now; what cannot be read is a fault, and hides nothing else."""
    faults = [probe_home(home.root) if home.root.exists() else None]

    def attempt(read: Callable[[Home], Known], unknown: Known) -> Known:
        try:
            return read(home)
        except (OSError, DatabaseError, JournalError) as error:
            faults.append(explain_error(error, home.root))
            if faults[-1] is None:
                raise
            return unknown

    is_running = attempt(_is_running, False)
    states = attempt(read_source_states, dict[str, SourceState]())
    day = catalogue.calendar.get_local_date(now)
    arrived_at = attempt(_find_last_arrival, None)
    missing = 0 if is_running else len(attempt(find_missing_files, frozenset[str]()))
    unreadable_files = attempt(_list_unreadable_files, tuple[str, ...]())
    history = read_history(home)
    faults.append(history.fault)
    history_faults = attempt(ArchiveTurn.read, ArchiveTurn()).history_faults
    holders = tuple(list_openers(home.lock)) if is_running else ()
    return Health(
        now,
        catalogue.calendar.time_zone,
        history,
        is_running,
        arrived_at,
        quiet_days,
        next((fault for fault in faults if fault), None),
        missing,
        tuple(list_unreached_sources(states)),
        tuple(list_silent_sources(states, catalogue.sources, day)),
        is_clock_behind(home, datetime.now(UTC)),
        unreadable_files,
        holders,
        is_running and _has_old_process(holders),
        history_faults,
    )


def _is_running(home: Home) -> bool:
    try:
        with home.hold_lock():
            return False
    except BusyError:
        return True


def _has_old_process(holders: Iterable[int]) -> bool:
    """Return whether a process is older than a run may be; a hidden process counts as old."""
    processes = [process for pid in holders if (process := Process.find(pid))]
    first_start = min((process.started_at for process in processes), default=0.0)
    return time.time() - first_start > ENDLESS_HOURS * 3600


def _list_unreadable_files(home: Home) -> tuple[str, ...]:
    return list_unreadable_files(home.inbox_folder) if home.inbox_folder.is_dir() else ()


def _find_last_arrival(home: Home) -> datetime | None:
    """Return when the last report of the publication in force came."""
    if not home.is_published:
        return None
    with Store(home.snapshot_file, read_only=True) as store:
        ((moment,),) = store.query_rows("SELECT max(received_at) FROM core.submissions")
    last_arrival: datetime | None = moment
    return last_arrival
