"""When a file arrives: on the last working days before the due date, late, or again later.

Moments are aware, in the programme's zone. May call `warehouse`.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipelines.demo import chance
from pipelines.demo.typed import Typed
from warehouse.catalogue import Catalogue

_LATE = 0.12
_FEWER_LATE = 0.8
_DAYS_LATE = (1, 1, 1, 2, 3, 3, 5, 7, 10, 14, 18)


@dataclass(frozen=True, slots=True)
class Moments:
    """The punctuality of the offices: the same for the same seed."""

    catalogue: Catalogue
    seed: int

    def on_time(self, report: Typed) -> datetime:
        """Draw a moment on the due date, or in a third of the cases on the working day before."""
        rng = self._rng(report, "on time")
        stated = self.catalogue.forms[report.form].due_working_days
        calendar = self.catalogue.calendar
        days = calendar.due_working_days if stated is None else stated
        early = days > 1 and rng.random() < 0.35
        return self._minute(calendar.due(report.period, days - 1 if early else days), rng)

    def usual(self, report: Typed) -> datetime:
        """Draw a moment on time or up to twenty days late; lateness becomes rarer each year."""
        rng = self._rng(report, "usual")
        years = report.period.year - self.catalogue.programme.first_year
        if rng.random() > _LATE * _FEWER_LATE**years:
            return self.on_time(report)
        due = self.catalogue.due(report.form, report.period)
        return self._minute(due + timedelta(days=rng.choice(_DAYS_LATE)), rng)

    def later(self, report: Typed, at: datetime) -> datetime:
        """Draw a moment a few days after `at`: the sender was notified or noticed the mistake."""
        rng = self._rng(report, at.isoformat())
        return self._minute(at.date() + timedelta(days=rng.randint(2, 6)), rng)

    def _minute(self, day: date, rng: random.Random) -> datetime:
        """Draw a moment of office hours on the day, or on the next Monday after a week-end."""
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())
        opens = datetime.combine(day, time(8), ZoneInfo(self.catalogue.calendar.time_zone))
        return opens + timedelta(seconds=rng.randrange(8 * 3600))

    def _rng(self, report: Typed, what: str) -> random.Random:
        return chance.stream(self.seed, what, report.unit, report.period.code)
