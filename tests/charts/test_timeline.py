from dataclasses import replace
from datetime import date

import pytest

from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.points import Point
from assets.charts.timeline import (
    find_break_day,
    get_axis_end,
    get_axis_middle,
    get_axis_start,
    group_runs,
)
from tests import spec
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()


@pytest.mark.parametrize(
    ("code", "start", "mid", "end"),
    [
        ("2025-06", (2025, 6, 1), (2025, 6, 16), (2025, 7, 1)),
        ("2025-12", (2025, 12, 1), (2025, 12, 16), (2026, 1, 1)),
        ("2025-Q3", (2025, 7, 1), (2025, 8, 16), (2025, 10, 1)),
        ("2025-H1", (2025, 1, 1), (2025, 4, 1), (2025, 7, 1)),
        ("2025", (2025, 1, 1), (2025, 7, 1), (2026, 1, 1)),
    ],
)
def test_where_a_period_stands(code, start, mid, end):
    period = parse_period_code(code)
    assert (get_axis_start(period), get_axis_middle(period), get_axis_end(period)) == (
        date(*start),
        date(*mid),
        date(*end),
    )


def point(code, area="DK", target=None):
    return Point(parse_period_code(code), area, target=target)


def series(*points):
    indicator = CATALOGUE.indicators["TT05"]
    return IndicatorSeries(
        indicator, find_chart_areas(CATALOGUE), points[0].period.grain, points, {}
    )


def test_runs_keep_neighbours_together_and_leave_out_none():
    points = [point(f"2023-{m:02d}", target=t) for m, t in enumerate((1, 1, None, 1, 2), 1)]
    assert [(t, len(p)) for t, p in group_runs(points, lambda p: p.target)] == [
        (1, 2),
        (1, 1),
        (2, 1),
    ]


@pytest.mark.parametrize(
    ("codes", "at"),
    [
        (("2025-06", "2025-07"), date(2025, 7, 1)),
        (("2024", "2025"), date(2025, 1, 1)),
    ],
)
def test_the_break_stands_where_the_successor_begins(codes, at):
    """A year that straddles the day is counted for the successor, whole."""
    assert find_break_day(series(point(codes[0]), point(codes[1], "HP"))) == at


def test_without_a_period_of_the_successor_it_stands_on_the_day_itself():
    assert find_break_day(series(point("2024"))) == date(2025, 7, 1)


def test_a_hub_that_lives_on_has_no_break():
    alone = replace(series(point("2024")), areas=ChartAreas(CATALOGUE.units["DK"]))
    assert find_break_day(alone) is None
