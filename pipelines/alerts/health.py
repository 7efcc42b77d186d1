"""The heartbeat: whether a home can be written, runs end well, and reports still come.

Examines and judges, and changes nothing; `operators` notifies people.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from assets.raw.connectors.source_states import (
    UNREACHED_NIGHTS,
    SourceState,
    list_silent_sources,
    list_unreached_sources,
    read_source_states,
)
from assets.raw.missing_submissions import find_missing_files
from pipelines.alerts.notice_texts import format_notice
from pipelines.alerts.run_history import RunHistory, read_history
from pipelines.failures import Cause, explain_error, probe_home
from pipelines.last_night import is_clock_behind
from warehouse.catalogue import Catalogue
from warehouse.home import BusyError, Home
from warehouse.store import DatabaseError, Store

Known = TypeVar("Known")
LATE_HOURS, OVERDUE_HOURS = 26, 36
"""A run every night, and two hours or half a day of grace; Dagster's freshness policy warns and
fails then too."""
ENDLESS_HOURS = 6
"""A run takes seconds, a national month minutes: one that has run for so long hangs."""


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of a home at a moment.

    `fault` is why the home cannot be written or its databases cannot be read; `missing` counts
    files of the publication that neither the register nor the inbox holds. `unreached_sources` do
    not answer, `silent_sources` send nothing. `is_clock_behind`: the last success is in the future.
    """

    now: datetime
    time_zone: str
    run_history: RunHistory
    is_running: bool
    arrived_at: datetime | None
    quiet_days: int
    fault: Cause | None = None
    missing: int = 0
    unreached_sources: tuple[str, ...] = ()
    silent_sources: tuple[str, ...] = ()
    is_clock_behind: bool = False

    @property
    def problem_keys(self) -> tuple[str, ...]:
        """Every thing that is wrong, in a word each."""
        return tuple(problem_key for problem_key, is_present in self._judge() if is_present)

    @property
    def state_key(self) -> str:
        """All ills as a text, or `well`; every failing source changes the text."""
        names = (*self.unreached_sources, *self.silent_sources)
        return " ".join((*self.problem_keys, *names)) or "well"

    def _judge(self) -> Iterator[tuple[str, bool]]:
        last, succeeded_at = self.run_history.last, self.run_history.succeeded_at
        # A run that found another one under way has failed as well; the other one reports.
        is_overtaken = bool(last and succeeded_at and last.began_at < succeeded_at)
        is_going = self.is_running and not self._is_older(
            last.began_at if last else None, hours=ENDLESS_HOURS
        )
        yield "fault", self.fault is not None
        yield "fewer", self.missing > 0
        yield "unreadable", self.fault is None and not self.run_history.is_readable
        yield "failed", bool(last and last.succeeded is False and not is_overtaken)
        is_endless = bool(last and last.succeeded is None and not is_going)
        yield "unfinished", is_endless or self.run_history.interrupted_at is not None
        yield "overdue", self._is_older(succeeded_at, hours=OVERDUE_HOURS)
        yield "quiet", self._is_older(self.arrived_at, days=self.quiet_days)
        yield "clock", self.is_clock_behind
        yield "unreached", bool(self.unreached_sources)
        yield "silent", bool(self.silent_sources)

    def _is_older(self, moment: datetime | None, **than: int) -> bool:
        return moment is None or self.now - moment > timedelta(**than)

    def format_messages(self, lang: str) -> list[str]:
        """Return the ills, or that all is well, and the facts behind them."""
        last_run = self.run_history.last
        began_at = last_run.began_at if last_run else None
        blanks = {
            "when": self._format_moment(began_at),
            "unfinished": self._format_moment(self.run_history.interrupted_at or began_at),
            "hours": OVERDUE_HOURS,
            "days": self.quiet_days,
            "cause": self.fault.text(lang) if self.fault else "",
            "count": self.missing,
            "nights": UNREACHED_NIGHTS,
        }
        names = {
            "unreached": ", ".join(self.unreached_sources),
            "silent": ", ".join(self.silent_sources),
        }
        lines = [
            format_notice(lang, problem_key, names=names.get(problem_key, ""), **blanks)
            for problem_key in self.problem_keys or ("well",)
        ]
        if self.is_running and last_run and last_run.succeeded is None:
            lines.append(format_notice(lang, "is_running", **blanks))
        for moment, key in (
            (self.run_history.succeeded_at, "finished"),
            (self.arrived_at, "arrived"),
        ):
            lines.append(
                format_notice(
                    lang, key if moment else f"never_{key}", when=self._format_moment(moment)
                )
            )
        return lines

    def _format_moment(self, moment: datetime | None) -> str:
        return f"{moment.astimezone(ZoneInfo(self.time_zone)):%H:%M %d/%m/%Y}" if moment else ""


def check_health(home: Home, catalogue: Catalogue, now: datetime, quiet_days: int) -> Health:
    """Return how a home is now; what cannot be read is a fault, and hides nothing else."""
    faults = [probe_home(home.root) if home.root.exists() else None]

    def attempt(read: Callable[[Home], Known], unknown: Known) -> Known:
        try:
            return read(home)
        except (OSError, DatabaseError) as error:
            faults.append(explain_error(error, home.root))
            if faults[-1] is None:
                raise
            return unknown

    is_running = attempt(_is_running, False)
    states = attempt(read_source_states, dict[str, SourceState]())
    day = catalogue.calendar.get_local_date(now)
    history = read_history(home)
    faults.append(history.fault)
    return Health(
        now,
        catalogue.calendar.time_zone,
        history,
        is_running,
        attempt(_find_last_arrival, None),
        quiet_days,
        next((fault for fault in faults if fault), None),
        0 if is_running else len(attempt(find_missing_files, frozenset[str]())),
        tuple(list_unreached_sources(states)),
        tuple(list_silent_sources(states, catalogue.sources, day)),
        is_clock_behind(home, datetime.now(UTC)),
    )


def _is_running(home: Home) -> bool:
    try:
        with home.hold_lock():
            return False
    except BusyError:
        return True


def _find_last_arrival(home: Home) -> datetime | None:
    """Return when the last report of the publication in force came."""
    if not home.is_published:
        return None
    with Store(home.snapshot_file, read_only=True) as store:
        ((moment,),) = store.query_rows("SELECT max(received_at) FROM core.submissions")
    last_arrival: datetime | None = moment
    return last_arrival
