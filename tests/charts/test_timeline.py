from dataclasses import replace
from datetime import date

import pytest

from assets.charts.series import Areas, Point, Series, areas
from assets.charts.timeline import break_at, ends, middle, runs, starts
from warehouse.catalogue import load
from warehouse.periods import from_code

CATALOGUE = load()


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
    period = from_code(code)
    assert (starts(period), middle(period), ends(period)) == (date(*start), date(*mid), date(*end))


def point(code, area="DK", target=None):
    return Point(from_code(code), area, target=target)


def series(*points):
    indicator = CATALOGUE.indicators["TT05"]
    return Series(indicator, areas(CATALOGUE), points[0].period.grain, points, {})


def test_runs_keep_neighbours_together_and_leave_out_none():
    points = [point(f"2023-{m:02d}", target=t) for m, t in enumerate((1, 1, None, 1, 2), 1)]
    assert [(t, len(p)) for t, p in runs(points, lambda p: p.target)] == [(1, 2), (1, 1), (2, 1)]


@pytest.mark.parametrize(
    ("codes", "at"),
    [
        (("2025-06", "2025-07"), date(2025, 7, 1)),
        (("2024", "2025"), date(2025, 1, 1)),
    ],
)
def test_the_break_stands_where_the_successor_begins(codes, at):
    """A year that straddles the day is counted for the successor, whole."""
    assert break_at(series(point(codes[0]), point(codes[1], "HP"))) == at


def test_without_a_period_of_the_successor_it_stands_on_the_day_itself():
    assert break_at(series(point("2024"))) == date(2025, 7, 1)


def test_a_hub_that_lives_on_has_no_break():
    alone = replace(series(point("2024")), areas=Areas(CATALOGUE.units["DK"]))
    assert break_at(alone) is None
