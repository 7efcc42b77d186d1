"""The heartbeat: did the last run end well, has one succeeded of late, and do reports still come.

Looks and judges; who is told of it is `operators`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pipelines.alerts.runs import Runs, remembered
from pipelines.alerts.wording import say
from warehouse.home import BusyError, Home
from warehouse.store import Store

OVERDUE_HOURS = 36
"""A run every night, and half a day of grace; what Dagster calls stale as well."""
ENDLESS_HOURS = 6
"""A run takes seconds, a national month minutes: one that has run for so long hangs."""


@dataclass(frozen=True, slots=True)
class Health:
    """What is known at a moment: of runs, whether one is under way, when a report came last."""

    now: datetime
    time_zone: str
    runs: Runs
    is_running: bool
    arrived_at: datetime | None
    quiet_days: int

    @property
    def ills(self) -> tuple[str, ...]:
        """What is wrong, in a word each."""
        return tuple(ill for ill, is_so in self._judged() if is_so)

    @property
    def state(self) -> str:
        """All of it in one word or some."""
        return " ".join(self.ills) or "well"

    def _judged(self) -> Iterator[tuple[str, bool]]:
        last, succeeded_at = self.runs.last, self.runs.succeeded_at
        # One that found another under way has failed as well; that other one tells.
        is_overtaken = bool(last and succeeded_at and last.began_at < succeeded_at)
        is_going = self.is_running and not self._is_older(
            last and last.began_at, hours=ENDLESS_HOURS
        )
        yield "failed", bool(last and last.succeeded is False and not is_overtaken)
        yield "unfinished", bool(last and last.succeeded is None and not is_going)
        yield "overdue", self._is_older(succeeded_at, hours=OVERDUE_HOURS)
        yield "quiet", self._is_older(self.arrived_at, days=self.quiet_days)

    def _is_older(self, moment: datetime | None, **than: int) -> bool:
        return moment is None or self.now - moment > timedelta(**than)

    def words(self, lang: str) -> list[str]:
        """What is wrong if anything is, and the facts."""
        last = self.runs.last
        blanks = {
            "when": self._shown(last and last.began_at),
            "hours": OVERDUE_HOURS,
            "days": self.quiet_days,
        }
        told = [say(lang, ill, **blanks) for ill in self.ills or ("well",)]
        if self.is_running and last and last.succeeded is None:
            told.append(say(lang, "is_running", **blanks))
        for moment, key in (
            (self.runs.succeeded_at, "finished"),
            (self.arrived_at, "arrived"),
        ):
            told.append(say(lang, key if moment else f"never_{key}", when=self._shown(moment)))
        return told

    def _shown(self, moment: datetime | None) -> str:
        return f"{moment.astimezone(ZoneInfo(self.time_zone)):%H:%M %d/%m/%Y}" if moment else ""


def look(home: Home, time_zone: str, now: datetime, quiet_days: int) -> Health:
    """How a home is now; changes nothing."""
    return Health(now, time_zone, remembered(home), _is_running(home), _arrived(home), quiet_days)


def _is_running(home: Home) -> bool:
    try:
        with home.locked():
            return False
    except BusyError:
        return True


def _arrived(home: Home) -> datetime | None:
    """When the last report of the publication in force came."""
    if not home.snapshot.exists():
        return None
    with Store(home.snapshot, read_only=True) as store:
        ((moment,),) = store.rows("SELECT max(received_at) FROM core.submissions")
    return moment
