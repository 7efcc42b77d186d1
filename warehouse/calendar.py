"""The reporting calendar: when a period's window opens and closes, and when its report is due.

The rules are the catalogue's `calendar.yaml`; public holidays come from the holidays library.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import holidays

from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class Reminding:
    """On which working days from a due date a report is reminded of, and when it is escalated."""

    working_days: tuple[int, ...] = ()
    escalate_after: int = 1


@dataclass(frozen=True)
class ReportingCalendar:
    """Windows and due dates by the programme's rule.

    `month_starts_on_day` counts in the month before (15 gives 15→14 windows); 1 means
    calendar months. `due_working_days` is the default; a form may state its own.
    """

    month_starts_on_day: int
    due_working_days: int
    time_zone: str
    country: str
    reminding: Reminding = Reminding()

    def window(self, period: Period) -> tuple[date, date]:
        """First and last day whose events the period counts, both included."""
        return (
            self._starts(period.year, period.first_month),
            self._starts(period.year, period.last_month + 1) - timedelta(days=1),
        )

    def due(self, period: Period, working_days: int | None = None) -> date:
        """The day at whose end the report is late, counted in working days after the window."""
        days = self.due_working_days if working_days is None else working_days
        return self.working_day(self.window(period)[1], days)

    def working_day(self, day: date, number: int) -> date:
        """The working day so many after a day; before it when the number is negative."""
        return date.fromordinal(self._holidays.get_nth_working_day(day, number).toordinal())

    def reminds_on(self, due: date, day: date) -> bool:
        """Whether a report due then is reminded of on that day."""
        return any(self.working_day(due, n) == day for n in self.reminding.working_days)

    def escalates(self, due: date, day: date) -> bool:
        """Whether a report due then is so late on that day that the leadership is told."""
        return self.working_day(due, self.reminding.escalate_after) <= day

    def local_date(self, moment: datetime) -> date:
        """The calendar day of an aware moment where the programme runs."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()

    def _starts(self, year: int, month: int) -> date:
        if self.month_starts_on_day > 1:
            month -= 1
        year, month0 = year + (month - 1) // 12, (month - 1) % 12
        return date(year, month0 + 1, self.month_starts_on_day)

    @cached_property
    def _holidays(self) -> holidays.HolidayBase:
        return holidays.country_holidays(self.country)
