"""When windows open and close, and when reports are due; the dates are reckoned by hand."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.calendar import ReminderSchedule, ReportingCalendar
from warehouse.periods import Grain, Period, list_year_periods, parse_period_code

PROGRAMME = ReportingCalendar(15, 2, "Asia/Ho_Chi_Minh", "VN")
MONTHLY = ReportingCalendar(1, 2, "Asia/Ho_Chi_Minh", "VN")

calendars = st.integers(1, 28).map(lambda day: ReportingCalendar(day, 2, "Asia/Ho_Chi_Minh", "VN"))
periods = st.integers(2020, 2030).flatmap(lambda year: st.sampled_from(list_year_periods(year)))


@pytest.mark.parametrize(
    ("calendar", "code", "first", "last"),
    [
        (PROGRAMME, "2023-05", date(2023, 4, 15), date(2023, 5, 14)),
        (PROGRAMME, "2023-01", date(2022, 12, 15), date(2023, 1, 14)),
        (PROGRAMME, "2023-Q1", date(2022, 12, 15), date(2023, 3, 14)),
        (PROGRAMME, "2023-H2", date(2023, 6, 15), date(2023, 12, 14)),
        (PROGRAMME, "2023-9M", date(2022, 12, 15), date(2023, 9, 14)),
        (PROGRAMME, "2023", date(2022, 12, 15), date(2023, 12, 14)),
        (MONTHLY, "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (MONTHLY, "2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_windows(calendar, code, first, last):
    assert calendar.compute_window(parse_period_code(code)) == (first, last)


@given(calendars, periods, st.sampled_from(Grain))
def test_windows_nest_without_gap_or_overlap(calendar, period, grain):
    parts = [calendar.compute_window(part) for part in period.split_into(grain)]
    if parts:
        assert (parts[0][0], parts[-1][1]) == calendar.compute_window(period)
        for (_, closes), (opens, _) in pairwise(parts):
            assert opens == closes + timedelta(days=1)


@given(calendars, st.integers(2020, 2030))
def test_years_follow_each_other(calendar, year):
    this, following = (calendar.compute_window(Period(y, Grain.YEAR)) for y in (year, year + 1))
    assert following[0] == this[1] + timedelta(days=1)


@pytest.mark.parametrize(
    ("calendar", "code", "days", "due", "why"),
    [
        (PROGRAMME, "2023-06", None, date(2023, 6, 16), "Wed 14 June, two plain days"),
        (PROGRAMME, "2023-05", None, date(2023, 5, 16), "closes on a Sunday"),
        (PROGRAMME, "2023", None, date(2023, 12, 18), "Thu 14 December, over a weekend"),
        (PROGRAMME, "2021-02", None, date(2021, 2, 18), "Tết: 10-16 February are off"),
        (PROGRAMME, "2024-02", None, date(2024, 2, 16), "Tết ends on the closing day itself"),
        (MONTHLY, "2022-01", None, date(2022, 2, 8), "Tết: 31 January to 4 February"),
        (PROGRAMME, "2024-04", 4, date(2024, 4, 19), "Hùng Kings: Thu 18 April is off"),
        (MONTHLY, "2023-04", None, date(2023, 5, 5), "off until 3 May, in lieu of a Saturday"),
        (MONTHLY, "2024-04", None, date(2024, 5, 3), "1 May is off"),
        (MONTHLY, "2024-04", 3, date(2024, 5, 4), "Sat 4 May is worked for Mon 29 April"),
        (MONTHLY, "2025-04", None, date(2025, 5, 6), "Fri 2 May is off"),
        (PROGRAMME, "2025-04", 10, date(2025, 4, 26), "Sat 26 April is worked for 2 May"),
        (MONTHLY, "2023-08", None, date(2023, 9, 6), "National Day: 1-4 September"),
        (PROGRAMME, "2022-04", 0, date(2022, 4, 14), "a form due as its window closes"),
        (PROGRAMME, "2023-05", 0, date(2023, 5, 15), "the same on a Sunday: the first working day"),
    ],
)
def test_due_dates(calendar, code, days, due, why):
    assert calendar.compute_due_date(parse_period_code(code), days) == due, why


@given(periods, st.integers(1, 20))
def test_one_more_working_day_is_due_later(period, days):
    closes = PROGRAMME.compute_window(period)[1]
    assert (
        closes
        < PROGRAMME.compute_due_date(period, days)
        < PROGRAMME.compute_due_date(period, days + 1)
    )
    assert PROGRAMME.compute_due_date(period) == PROGRAMME.compute_due_date(period, 2)


def test_the_day_is_that_of_the_programme():
    assert PROGRAMME.get_local_date(datetime(2023, 5, 16, 16, 59, tzinfo=UTC)) == date(2023, 5, 16)
    assert PROGRAMME.get_local_date(datetime(2023, 5, 16, 17, 0, tzinfo=UTC)) == date(2023, 5, 17)
    local = PROGRAMME.to_local_time(datetime(2023, 5, 16, 17, 30, tzinfo=UTC))
    assert local.isoformat() == "2023-05-17T00:30:00+07:00"


def test_working_days_count_both_ways():
    due = date(2023, 5, 16)
    assert PROGRAMME.find_working_day(due, -3) == date(2023, 5, 11)
    assert PROGRAMME.find_working_day(due, 5) == date(2023, 5, 23)


def test_who_says_no_reminders_gets_none():
    assert not PROGRAMME.is_reminder_day(date(2023, 5, 16), date(2023, 5, 17))


FRIDAY = date(2023, 6, 16)
REMINDING = ReportingCalendar(
    15, 2, "Asia/Ho_Chi_Minh", "VN", ReminderSchedule((-3, 1, 5), 5), resend_working_days=3
)


def list_days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_reminders_come_on_working_days_before_and_after_the_due_date():
    days = list_days(date(2023, 6, 1), date(2023, 6, 30))
    assert [day for day in days if REMINDING.is_reminder_day(FRIDAY, day)] == [
        date(2023, 6, 13),
        date(2023, 6, 19),
        date(2023, 6, 23),
    ]


@pytest.mark.parametrize(
    ("day", "is_escalated"),
    [(FRIDAY, False), (date(2023, 6, 22), False), (date(2023, 6, 23), True), (date.max, True)],
)
def test_a_report_is_escalated_from_the_fifth_working_day_on(day, is_escalated):
    assert REMINDING.needs_escalation(FRIDAY, day) is is_escalated


@pytest.mark.parametrize(
    ("received_on", "resend_by"),
    [
        (date(2023, 6, 5), FRIDAY),  # never before the first due date
        (date(2023, 6, 13), FRIDAY),
        (date(2023, 6, 14), date(2023, 6, 19)),
        (date(2023, 6, 17), date(2023, 6, 21)),  # a Saturday
    ],
)
def test_a_returned_report_has_three_working_days_more(received_on, resend_by):
    assert REMINDING.compute_resend_date(FRIDAY, received_on) == resend_by


def test_a_day_begins_at_midnight_where_the_programme_runs():
    start = PROGRAMME.get_day_start(FRIDAY)
    assert start == datetime(2023, 6, 15, 17, tzinfo=UTC)
    assert PROGRAMME.get_local_date(start) == FRIDAY
    assert PROGRAMME.get_local_date(start - timedelta(microseconds=1)) == date(2023, 6, 15)


@pytest.mark.parametrize(
    ("month_starts_on_day", "first"),
    [(1, date(2023, 3, 1)), (2, date(2023, 2, 2)), (28, date(2023, 2, 28))],
)
def test_a_month_may_begin_on_a_day_of_the_month_before(month_starts_on_day, first):
    calendar = ReportingCalendar(month_starts_on_day, 2, "Asia/Ho_Chi_Minh", "VN")
    assert calendar.compute_window(parse_period_code("2023-03"))[0] == first
