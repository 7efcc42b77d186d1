"""Of which periods an area has figures: those whose every month lies within one coverage."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import spec
from warehouse.catalogue import AreaCoverage
from warehouse.catalogue.catalogue_tables import build_catalogue_tables
from warehouse.periods import Grain, parse_period_code

CATALOGUE = spec.catalogue()
PERIODS = CATALOGUE.list_periods()


@pytest.mark.parametrize(
    ("area", "period", "covers"),
    [
        ("DK", "2025-06", "all"),
        ("DK", "2025-07", None),
        ("DK", "2025-Q2", "all"),
        ("DK", "2025-Q3", None),
        ("DK", "2025-H1", "all"),
        ("DK", "2025-9M", None),
        ("DK", "2025", None),
        ("DK", "2024", "all"),
        ("DK", "2021-01", "all"),
        ("HP", "2024", None),
        ("HP", "2025-06", None),
        # 15 June to 14 July: the month of the change belongs to the new wards
        ("HP", "2025-07", "part"),
        ("HP", "2025-Q3", "part"),
        ("HP", "2025-H2", "part"),
        ("HP", "2025", None),
        ("VN", "2024", None),
        ("DK-CA", "2024", None),
    ],
)
def test_the_shipped_areas(area, period, covers):
    matches = CATALOGUE.find_coverage(area, parse_period_code(period))
    assert (matches.covers if matches else None) == covers


DAYS = st.dates(date(2020, 6, 1), date(2026, 6, 1))
SPANS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 1500)), max_size=4)


def coverage(first, length):
    last = None if length is None else first + timedelta(days=length)
    return AreaCoverage(area="DK", covers="all", valid_from=first, valid_to=last, basis="test")


@given(SPANS, st.sampled_from(PERIODS))
def test_a_period_is_covered_when_the_last_day_of_each_of_its_months_lies_inside(spans, period):
    rows = tuple(coverage(*span) for span in spans)
    closes = [
        CATALOGUE.calendar.compute_window(month)[1] for month in period.split_into(Grain.MONTH)
    ]
    inside = [
        row
        for row in rows
        if all(row.valid_from <= day <= (row.valid_to or date.max) for day in closes)
    ]
    matches = replace(CATALOGUE, coverage=rows).find_coverage("DK", period)
    assert matches == (inside[0] if inside else None)


@given(SPANS)
def test_a_covered_period_is_a_row_of_the_warehouse_and_no_other_is(spans):
    stated = replace(CATALOGUE, coverage=tuple(coverage(*span) for span in spans))
    rows = build_catalogue_tables(stated, date(2026, 1, 1))["catalogue.area_periods"].to_pylist()
    assert {row["period"] for row in rows} == {
        p.code for p in PERIODS if stated.find_coverage("DK", p)
    }
    assert {(row["area"], row["covers"]) for row in rows} <= {("DK", "all")}
