"""The heartbeat: whether a home can be written, runs end well, and reports still come.

Judges and words what is known; `health_check` reads the home, `operators` notifies people.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assets.raw.connectors.source_states import UNREACHED_NIGHTS
from pipelines.alerts.notice_texts import format_notice
from pipelines.alerts.run_history import RunHistory
from pipelines.failures import Cause

LATE_HOURS, OVERDUE_HOURS = 26, 36
"""A run every night, and two hours or half a day of grace; Dagster's freshness policy warns and
fails then too."""
QUEUE_MINUTES = 10
"""How long a run may wait in Dagster's queue while no run is under way."""
MOST_NAMES = 5
"""How many unreadable files or faults are named; the rest is counted."""
ENDLESS_HOURS = 6
"""A run takes seconds, a national month minutes: one that has run for so long hangs."""


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of a home at a moment.

    `fault` is why the home cannot be written or its databases cannot be read; `missing` counts
    files of the publication that neither the register nor the inbox holds. `unreached_sources` do
    not answer, `silent_sources` send nothing. `is_clock_behind`: the last success is in the future.
    `unreadable_files` lie in the inbox without the right to read them. `holders` are the processes
    with the lock of the home open, `is_held_long`: for longer than a run may take.
    `history_faults` are of the last `chiso verify`.
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
    unreadable_files: tuple[str, ...] = ()
    holders: tuple[int, ...] = ()
    is_held_long: bool = False
    history_faults: tuple[str, ...] = ()

    @property
    def problem_keys(self) -> tuple[str, ...]:
        """Every thing that is wrong, in a word each."""
        return tuple(problem_key for problem_key, is_present in self._judge() if is_present)

    @property
    def state_key(self) -> str:
        """All ills as a text, or `well`; every failing source and named fault changes the text."""
        names = *self.unreached_sources, *self.silent_sources, *self.history_faults[:MOST_NAMES]
        return " ".join((*self.problem_keys, *names)) or "well"

    def _judge(self) -> Iterator[tuple[str, bool]]:
        last, succeeded_at = self.run_history.last, self.run_history.succeeded_at
        # A run that found another one under way has failed as well; the other one reports.
        is_overtaken = bool(last and succeeded_at and last.began_at < succeeded_at)
        yield "fault", self.fault is not None
        yield "fewer", self.missing > 0
        yield "unreadable", self.fault is None and not self.run_history.is_readable
        yield "failed", bool(last and last.succeeded is False and not is_overtaken)
        is_interrupted = self.run_history.interrupted_at is not None
        yield "unfinished", self._is_run_endless or is_interrupted
        yield "queued", self._is_queue_still
        yield "overdue", self._is_overdue
        yield "quiet", self._is_older(self.arrived_at, days=self.quiet_days)
        yield "clock", self.is_clock_behind
        yield "unreached", bool(self.unreached_sources)
        yield "silent", bool(self.silent_sources)
        yield "unreadable_files", bool(self.unreadable_files)
        yield "damaged_history", bool(self.history_faults)

    @property
    def is_stuck(self) -> bool:
        """Whether the home is held without an end: by a hanging run, or by an old process."""
        is_held_for_ever = self.is_held_long and self._is_overdue and not self._is_run_young
        return self.is_running and (self._is_run_endless or is_held_for_ever)

    @property
    def _is_queue_still(self) -> bool:
        """Whether a run waits in the queue although no run is under way."""
        queued_at = self.run_history.queued_at
        is_waiting = queued_at is not None and not self.is_running
        return is_waiting and self._is_older(queued_at, minutes=QUEUE_MINUTES)

    @property
    def _is_overdue(self) -> bool:
        return self._is_older(self.run_history.succeeded_at, hours=OVERDUE_HOURS)

    @property
    def _is_run_endless(self) -> bool:
        last = self.run_history.last
        return last is not None and last.succeeded is None and not self._is_run_young

    @property
    def _is_run_young(self) -> bool:
        """Whether the last run may still be at work."""
        last = self.run_history.last
        if last is None or last.succeeded is not None or not self.is_running:
            return False
        return not self._is_older(last.began_at, hours=ENDLESS_HOURS)

    def _is_older(self, moment: datetime | None, **than: int) -> bool:
        return moment is None or self.now - moment > timedelta(**than)

    def format_messages(self, lang: str) -> list[str]:
        """Return the ills, or that all is well, and the facts behind them."""
        last_run = self.run_history.last
        began_at = last_run.began_at if last_run else None
        blanks = {
            "when": self._format_moment(began_at),
            "unfinished": self._format_moment(self.run_history.interrupted_at or began_at),
            "queued": self._format_moment(self.run_history.queued_at),
            "hours": OVERDUE_HOURS,
            "days": self.quiet_days,
            "cause": self.fault.text(lang) if self.fault else "",
            "count": self.missing,
            "nights": UNREACHED_NIGHTS,
            "files": len(self.unreadable_files),
            "faults": len(self.history_faults),
        }
        names = {
            "unreached": ", ".join(self.unreached_sources),
            "silent": ", ".join(self.silent_sources),
            "unreadable_files": ", ".join(self.unreadable_files[:MOST_NAMES]),
            "damaged_history": ", ".join(self.history_faults[:MOST_NAMES]),
        }
        lines = [
            format_notice(lang, problem_key, names=names.get(problem_key, ""), **blanks)
            for problem_key in self.problem_keys or ("well",)
        ]
        if self.is_running and last_run and last_run.succeeded is None:
            lines.append(format_notice(lang, "is_running", **blanks))
        if self.is_stuck:
            lines.append(format_notice(lang, "stuck", processes=_format_numbers(self.holders)))
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


def _format_numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "–"
