"""A file arrives in office hours, by the due days of its form, sometimes late, sometimes again."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.demo.arrival_times import ArrivalSchedule
from pipelines.demo.typed_report import TypedReport
from tests import spec
from warehouse.periods import Grain, parse_period_code

CATALOGUE = spec.catalogue()
SCHEDULE = ArrivalSchedule(CATALOGUE, 2021)
REPORTS = tuple(
    TypedReport(unit.form, unit.unit, period, {})
    for unit in CATALOGUE.units.values()
    if unit.form
    for period in CATALOGUE.list_periods(CATALOGUE.forms[unit.form].frequency)
    if CATALOGUE.owes_report(unit, period)
)
MAY = TypedReport("ward", "DK-DAPHUC", parse_period_code("2023-05"), {})


def schedule_with_due_days(days, own_due_days=None):
    """Return the schedule of a programme with these due days, and a form with days of its own."""
    calendar = replace(CATALOGUE.calendar, due_working_days=days)
    ward = CATALOGUE.forms["ward"].model_copy(update={"due_working_days": own_due_days})
    forms = {**CATALOGUE.forms, "ward": ward}
    return ArrivalSchedule(replace(CATALOGUE, calendar=calendar, forms=forms), 2021)


@cache
def draw_all(purpose):
    return [getattr(SCHEDULE, f"draw_{purpose}_arrival")(report) for report in REPORTS]


def count_days_late(report, arrival):
    return (arrival.date() - CATALOGUE.compute_due_date(report.form, report.period)).days


@pytest.mark.parametrize("purpose", ["punctual", "usual"])
def test_a_file_arrives_in_office_hours_where_the_programme_runs(purpose):
    for arrival in draw_all(purpose):
        assert arrival.weekday() <= 4
        assert 8 <= arrival.hour < 16
        assert str(arrival.tzinfo) == CATALOGUE.calendar.time_zone


def test_another_time_zone_has_the_same_office_hours():
    schedule = ArrivalSchedule(spec.catalogue_in("America/Lima"), 2021)
    arrival = schedule.draw_punctual_arrival(MAY)
    assert arrival.utcoffset() == timedelta(hours=-5)
    assert arrival.replace(tzinfo=None) == SCHEDULE.draw_punctual_arrival(MAY).replace(tzinfo=None)


def test_a_punctual_file_arrives_on_the_due_date_or_the_working_day_before():
    early = 0
    for report, arrival in zip(REPORTS, draw_all("punctual"), strict=True):
        due = CATALOGUE.compute_due_date(report.form, report.period)
        day_before = CATALOGUE.calendar.find_working_day(due, -1)
        assert arrival.date() in (due, day_before), report
        early += arrival.date() != due
    assert 0.25 < early / len(REPORTS) < 0.45


@pytest.mark.parametrize(
    ("period", "days", "own_days", "arrival_days"),
    [
        # the window of May ends on Sunday 14 May 2023, that of June on Wednesday 14 June
        ("2023-05", 1, None, {date(2023, 5, 15)}),
        ("2023-05", 2, None, {date(2023, 5, 15), date(2023, 5, 16)}),
        ("2023-05", 5, None, {date(2023, 5, 18), date(2023, 5, 19)}),
        ("2023-05", 2, 1, {date(2023, 5, 15)}),
        ("2023-05", 1, 6, {date(2023, 5, 19), date(2023, 5, 22)}),
        ("2023-06", 1, None, {date(2023, 6, 15)}),  # never before the window has ended
        ("2023-06", 2, None, {date(2023, 6, 15), date(2023, 6, 16)}),
    ],
)
def test_the_form_s_own_due_days_come_before_those_of_the_programme(
    period, days, own_days, arrival_days
):
    schedule = schedule_with_due_days(days, own_days)
    report = replace(MAY, period=parse_period_code(period))
    arrivals = [
        schedule.draw_punctual_arrival(replace(report, unit=f"W-{number}")) for number in range(30)
    ]
    assert {arrival.date() for arrival in arrivals} == arrival_days


def test_a_usual_file_is_on_time_or_at_most_twenty_days_late():
    late = [
        count_days_late(report, arrival)
        for report, arrival in zip(REPORTS, draw_all("usual"), strict=True)
    ]
    assert 0.03 < sum(days > 0 for days in late) / len(late) < 0.12
    assert max(late) <= 20  # eighteen days, and a week-end


def test_a_usual_file_that_is_not_late_is_a_punctual_one():
    for report, usual, punctual in zip(
        REPORTS, draw_all("usual"), draw_all("punctual"), strict=True
    ):
        assert usual == punctual or count_days_late(report, usual) > 0


def test_lateness_becomes_rarer_with_the_years():
    def count_late(year):
        period = replace(MAY.period, year=year)
        reports = [TypedReport("ward", f"W-{number}", period, {}) for number in range(400)]
        return sum(count_days_late(r, SCHEDULE.draw_usual_arrival(r)) > 0 for r in reports)

    first, last = CATALOGUE.programme.first_year, CATALOGUE.programme.last_year
    assert 0.08 * 400 < count_late(first) < 0.16 * 400
    assert count_late(last) < 0.7 * count_late(first)


@settings(max_examples=50)
@given(st.datetimes(datetime(2021, 1, 1), datetime(2026, 1, 1)), st.integers(0, 99))
def test_a_correction_follows_two_to_six_days_later_week_ends_aside(earlier, number):
    report = replace(MAY, unit=f"W-{number}")
    later = SCHEDULE.draw_later_arrival(report, earlier)
    days = (later.date() - earlier.date()).days
    assert 2 <= days <= 6 or (later.weekday() == 0 and days <= 8)
    assert later.weekday() <= 4
    assert 8 <= later.hour < 16
    assert later == SCHEDULE.draw_later_arrival(report, earlier)


def test_corrections_of_a_monday_come_from_wednesday_to_the_monday_after():
    monday = datetime(2023, 5, 15, 9)
    days = {
        SCHEDULE.draw_later_arrival(replace(MAY, unit=f"W-{number}"), monday).date()
        for number in range(60)
    }
    assert days == {date(2023, 5, day) for day in (17, 18, 19, 22)}


def test_the_moment_belongs_to_the_seed_the_unit_and_the_period():
    def draw(seed=2021, **other):
        return ArrivalSchedule(CATALOGUE, seed).draw_punctual_arrival(replace(MAY, **other)).time()

    moments = {
        *(draw(), draw(seed=7), draw(unit="DK-ANHDUNG")),
        draw(period=replace(MAY.period, number=6)),
    }
    assert len(moments) == 4
    assert draw() == draw(values={"raids": 3})  # the figures do not decide


def test_two_corrections_of_one_report_are_drawn_apart():
    first = SCHEDULE.draw_later_arrival(MAY, datetime(2023, 5, 16, 9))
    second = SCHEDULE.draw_later_arrival(MAY, datetime(2023, 5, 16, 10))
    assert first != second


@pytest.mark.parametrize("grain", [Grain.QUARTER, Grain.HALF_YEAR])
def test_a_longer_period_arrives_after_its_own_end(grain):
    for report, arrival in zip(REPORTS, draw_all("usual"), strict=True):
        if report.period.grain is grain:
            assert arrival.date() > CATALOGUE.calendar.compute_window(report.period)[1]
