"""The reporting calendar: the window of a period, the due date of a report, the reminder days.

The rules are the catalogue's `calendar.yaml`; public holidays come from the holidays library.
May import only `periods`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import holidays

from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class Reminding:
    """The working days, counted from a due date, of the reminders and of the escalation."""

    working_days: tuple[int, ...] = ()
    escalate_after: int = 1


@dataclass(frozen=True)
class ReportingCalendar:
    """Windows and due dates by the rules of the programme.

    `month_starts_on_day` is a day of the month before (15 gives 15→14 windows); 1 means
    calendar months. `due_working_days` is the default; a form may state its own number.
    """

    month_starts_on_day: int
    due_working_days: int
    time_zone: str
    country: str
    reminding: Reminding = Reminding()

    def window(self, period: Period) -> tuple[date, date]:
        """Return the first and the last day of the period, both included."""
        return (
            self._starts(period.year, period.first_month),
            self._starts(period.year, period.last_month + 1) - timedelta(days=1),
        )

    def due(self, period: Period, working_days: int | None = None) -> date:
        """Return the due date: the number of working days after the window's last day.

        A report received after the end of the due date is late.
        """
        days = self.due_working_days if working_days is None else working_days
        return self.working_day(self.window(period)[1], days)

    def working_day(self, day: date, number: int) -> date:
        """Return the working day `number` working days after `day`; negative numbers go back."""
        return date.fromordinal(self._holidays.get_nth_working_day(day, number).toordinal())

    def reminds_on(self, due: date, day: date) -> bool:
        """Return whether `day` is a reminder day for a report due on `due`."""
        return any(self.working_day(due, n) == day for n in self.reminding.working_days)

    def escalates(self, due: date, day: date) -> bool:
        """Return whether a report due on `due` is escalated to the leadership on `day`."""
        return self.working_day(due, self.reminding.escalate_after) <= day

    def local_date(self, moment: datetime) -> date:
        """Return the calendar day of an aware moment in the programme's time zone."""
        return self.to_local_time(moment).date()

    def to_local_time(self, moment: datetime) -> datetime:
        """Return an aware moment in the programme's time zone."""
        return moment.astimezone(ZoneInfo(self.time_zone))

    def start_of(self, day: date) -> datetime:
        """Return the first moment of a day in the programme's time zone."""
        return datetime.combine(day, time(), ZoneInfo(self.time_zone))

    def _starts(self, year: int, month: int) -> date:
        if self.month_starts_on_day > 1:
            month -= 1
        year, month0 = year + (month - 1) // 12, (month - 1) % 12
        return date(year, month0 + 1, self.month_starts_on_day)

    @cached_property
    def _holidays(self) -> holidays.HolidayBase:
        return holidays.country_holidays(self.country)
