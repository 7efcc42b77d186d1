"""When a file arrives: on the last working days before the due date, late, or again later.

Moments are aware, in the programme's zone. May call `warehouse`.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipelines.demo import chance
from pipelines.demo.typed_report import TypedReport
from warehouse.catalogue import Catalogue

_LATE_SHARE = 0.12
_YEARLY_LATE_FACTOR = 0.8
_DAYS_LATE = (1, 1, 1, 2, 3, 3, 5, 7, 10, 14, 18)


@dataclass(frozen=True, slots=True)
class ArrivalSchedule:
    """The punctuality of the offices: the same for the same seed."""

    catalogue: Catalogue
    seed: int

    def draw_punctual_arrival(self, report: TypedReport) -> datetime:
        """Draw a moment on the due date, or in a third of the cases on the working day before."""
        rng = self._seed_generator(report, "on time")
        own_due_days = self.catalogue.forms[report.form].due_working_days
        calendar = self.catalogue.calendar
        days = calendar.due_working_days if own_due_days is None else own_due_days
        is_early = days > 1 and rng.random() < 0.35
        return self._draw_office_moment(
            calendar.compute_due_date(report.period, days - 1 if is_early else days), rng
        )

    def draw_usual_arrival(self, report: TypedReport) -> datetime:
        """Draw a moment on time or up to twenty days late; lateness becomes rarer each year."""
        rng = self._seed_generator(report, "usual")
        years = report.period.year - self.catalogue.programme.first_year
        if rng.random() > _LATE_SHARE * _YEARLY_LATE_FACTOR**years:
            return self.draw_punctual_arrival(report)
        due = self.catalogue.compute_due_date(report.form, report.period)
        return self._draw_office_moment(due + timedelta(days=rng.choice(_DAYS_LATE)), rng)

    def draw_later_arrival(self, report: TypedReport, earlier_arrival: datetime) -> datetime:
        """Draw a moment a few days after `earlier_arrival`: the mistake was noticed."""
        rng = self._seed_generator(report, earlier_arrival.isoformat())
        return self._draw_office_moment(
            earlier_arrival.date() + timedelta(days=rng.randint(2, 6)), rng
        )

    def _draw_office_moment(self, day: date, rng: random.Random) -> datetime:
        """Draw a moment of office hours on the day, or on the next Monday after a week-end."""
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())
        opening_time = datetime.combine(day, time(8), ZoneInfo(self.catalogue.calendar.time_zone))
        return opening_time + timedelta(seconds=rng.randrange(8 * 3600))

    def _seed_generator(self, report: TypedReport, purpose: str) -> random.Random:
        return chance.seed_generator(self.seed, purpose, report.unit, report.period.code)
