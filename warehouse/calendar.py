"""The reporting calendar: the window of a period, the due date of a report, the reminder days.

The rules are the catalogue's `calendar.yaml`; public holidays come from the holidays library.
May import only `periods`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import holidays

from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class ReminderSchedule:
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
    reminder_schedule: ReminderSchedule = ReminderSchedule()
    resend_working_days: int = 3

    def compute_window(self, period: Period) -> tuple[date, date]:
        """Return the first and the last day of the period, both included."""
        return (
            self._compute_month_start(period.year, period.first_month),
            self._compute_month_start(period.year, period.last_month + 1) - timedelta(days=1),
        )

    def compute_due_date(self, period: Period, working_days: int | None = None) -> date:
        """Return the due date: the number of working days after the window's last day.

        A report received after the end of the due date is late.
        """
        days = self.due_working_days if working_days is None else working_days
        return self.find_working_day(self.compute_window(period)[1], days)

    def compute_resend_date(self, due_date: date, received_on: date) -> date:
        """Return the new due date of a returned report, never before the first due date."""
        return max(due_date, self.find_working_day(received_on, self.resend_working_days))

    def find_working_day(self, day: date, offset: int) -> date:
        """Return the working day `offset` working days after `day`; negative numbers go back."""
        return date.fromordinal(self._public_holidays.get_nth_working_day(day, offset).toordinal())

    def is_reminder_day(self, due_date: date, day: date) -> bool:
        """Return whether `day` is a reminder day for a report due on `due_date`."""
        return any(
            self.find_working_day(due_date, n) == day for n in self.reminder_schedule.working_days
        )

    def needs_escalation(self, due_date: date, day: date) -> bool:
        """Return whether a report due on `due_date` is escalated to the leadership on `day`."""
        return self.find_working_day(due_date, self.reminder_schedule.escalate_after) <= day

    def list_new_year_days(self, years: Collection[int]) -> list[date]:
        """List the first days of the lunar new year; empty for a country without the holiday."""
        days = holidays.country_holidays(self.country, years=years, language="vi")
        return sorted(days.get_named("Tết Nguyên Đán", lookup="exact"))

    def get_local_date(self, moment: datetime) -> date:
        """Return the calendar day of an aware moment in the programme's time zone."""
        return self.to_local_time(moment).date()

    def to_local_time(self, moment: datetime) -> datetime:
        """Return an aware moment in the programme's time zone."""
        return moment.astimezone(ZoneInfo(self.time_zone))

    def get_day_start(self, day: date) -> datetime:
        """Return the first moment of a day in the programme's time zone."""
        return datetime.combine(day, time(), ZoneInfo(self.time_zone))

    def get_day_end(self, moment: datetime) -> datetime:
        """Return the first moment after the day of an aware moment, in the programme's zone."""
        return self.get_day_start(self.get_local_date(moment) + timedelta(days=1))

    def _compute_month_start(self, year: int, month: int) -> date:
        if self.month_starts_on_day > 1:
            month -= 1
        year, month_index = year + (month - 1) // 12, (month - 1) % 12
        return date(year, month_index + 1, self.month_starts_on_day)

    @cached_property
    def _public_holidays(self) -> holidays.HolidayBase:
        return holidays.country_holidays(self.country)
