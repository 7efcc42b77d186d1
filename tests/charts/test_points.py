"""The points at the break: the longest period up to it for the hub, and from it on for the rest."""

from datetime import date

import pytest

from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.points import Point, find_point_after_break, find_year_of_break
from tests import spec
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
AREAS = find_chart_areas(CATALOGUE)  # the hub DK ends, and HP begins, on 1 July 2025


def points_of(*codes_and_areas):
    """Return points by grain, as a series has them."""
    points = {}
    for code, area in codes_and_areas:
        period = parse_period_code(code)
        points.setdefault(period.grain, []).append(Point(period, area))
    return points


def name_period(point):
    return point and (point.area, point.period.code)


@pytest.mark.parametrize(
    ("codes", "longest"),
    [
        (("2025-01", "2025-Q1", "2025-H1"), "2025-H1"),
        (("2025-H1", "2025-Q1", "2025-01"), "2025-H1"),
        (("2025-Q1", "2025-Q2"), "2025-Q1"),
        (("2025-02", "2025-01"), "2025-01"),
    ],
)
def test_the_hub_has_its_longest_period_from_january_in_the_year_of_the_break(codes, longest):
    points = points_of(*((code, "DK") for code in codes))
    by_year = find_year_of_break(AREAS, points)
    assert {year: name_period(point) for year, point in by_year.items()} == {2025: ("DK", longest)}


@pytest.mark.parametrize(
    "other",
    [("2024-H1", "DK"), ("2026", "DK"), ("2025-H1", "HP"), ("2025-Q2", "DK")],
    ids=["year before", "year after", "other area", "not from January"],
)
def test_no_other_point_stands_for_the_hubs_last_year(other):
    assert find_year_of_break(AREAS, points_of(other)) == {}
    with_january = points_of(other, ("2025-01", "DK"))
    assert name_period(find_year_of_break(AREAS, with_january)[2025]) == ("DK", "2025-01")


@pytest.mark.parametrize(
    ("codes", "longest"),
    [
        (("2025-12", "2025-Q4", "2025-H2"), "2025-H2"),
        (("2025-Q4", "2025-12"), "2025-Q4"),
        (("2025-11", "2025-12"), "2025-12"),
    ],
)
def test_the_successor_has_its_longest_period_to_december(codes, longest):
    points = points_of(*((code, "HP") for code in codes))
    assert name_period(find_point_after_break(AREAS, points)) == ("HP", longest)


@pytest.mark.parametrize(
    "other",
    [("2024-H2", "HP"), ("2026", "HP"), ("2025-H2", "DK"), ("2025-Q3", "HP")],
    ids=["year before", "year after", "the hub", "not to December"],
)
def test_no_other_point_stands_for_the_successors_first_year(other):
    assert find_point_after_break(AREAS, points_of(other)) is None


def test_without_a_break_there_is_neither():
    points = points_of(("2025-H1", "DK"), ("2025-H2", "HP"))
    alone = ChartAreas(CATALOGUE.units["DK"])
    assert find_year_of_break(alone, points) == {}
    assert find_point_after_break(alone, points) is None


def test_the_hub_is_the_area_of_every_period_whose_last_day_it_lives_to_see():
    areas = {
        code: AREAS.find_area(CATALOGUE, parse_period_code(code)).unit
        for code in ("2024", "2025-06", "2025-H1", "2025-07", "2025", "2026-01")
    }
    assert areas == dict.fromkeys(("2024", "2025-06", "2025-H1"), "DK") | dict.fromkeys(
        ("2025-07", "2025", "2026-01"), "HP"
    )
    alone = ChartAreas(CATALOGUE.units["DK"], breaks_on=date(2025, 7, 1))
    assert alone.find_area(CATALOGUE, parse_period_code("2026")).unit == "DK"
    assert alone.get_successor_name("vi") == ""


@pytest.mark.parametrize(
    ("changes", "is_firm"),
    [
        ({"value": 1.0}, True),
        ({"value": 0.0}, True),
        ({"value": None}, False),
        ({"value": 1.0, "is_complete": False}, False),
        ({"value": 1.0, "has_doubt": True}, False),
    ],
)
def test_a_value_may_be_compared_when_it_is_whole_and_not_doubted(changes, is_firm):
    assert Point(parse_period_code("2023"), "DK", **changes).is_firm is is_firm
