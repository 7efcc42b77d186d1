from assets.charts.chart_areas import find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.points import Point
from assets.charts.sparkline import draw_sparkline
from tests import spec
from warehouse.periods import Grain, parse_period_code

CATALOGUE = spec.catalogue()


def spark(*values, start=1, area="DK"):
    points = tuple(
        Point(parse_period_code(f"2023-{m:02d}"), area, value=v)
        for m, v in enumerate(values, start)
    )
    indicator = CATALOGUE.indicators["TT05"]
    return draw_sparkline(
        IndicatorSeries(indicator, find_chart_areas(CATALOGUE), Grain.MONTH, points, {})
    )


def test_a_line_from_zero_with_its_last_value_as_a_dot():
    assert spark(0.0, 5.0, 10.0) == (
        '<svg class="spark" width="96" height="26" viewBox="0 0 96 26" aria-hidden="true">'
        '<polyline points="3,23 48,13 93,3" fill="none" stroke="#12436D" stroke-width="1.5"/>'
        '<circle cx="93" cy="3" r="2.4" fill="#12436D"/></svg>'
    )


def test_a_gap_parts_the_line_and_a_lone_value_is_a_dot():
    drawn = spark(5.0, 6.0, None, 7.0, None)
    assert drawn.count("<polyline") == 1
    assert drawn.count('r="1.2"') == 1


def test_the_successor_has_its_colour():
    assert "#F46A25" in spark(5.0, 6.0, area="HP")


def test_all_zero_lies_on_the_ground_and_nothing_is_nothing():
    assert 'points="3,23 93,23"' in spark(0.0, 0.0)
    assert spark(None, None) == ""
    assert spark() == ""
