"""The card of indicators that meet their target: of how many, of which year."""

from dataclasses import replace

import pytest

from assets.charts.chart_areas import find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.points import Point
from assets.published.page.cards import build_target_card, find_latest_year
from assets.published.page.indicator_table import build_indicator_rows
from assets.published.page.page_texts import PageWording
from tests import spec
from warehouse.periods import Grain, parse_period_code

CATALOGUE = spec.catalogue()
VI = PageWording("vi")
YEARS = {2023: True, 2024: True, 2025: True}
MET = Point(
    parse_period_code("2023"),
    "DK",
    value=72.0,
    target=70.0,
    target_scope="DK",
    target_binds=True,
    verdict="met",
)
COMPARED = replace(MET, target_scope="VN", target_binds=False, verdict=None)
HALF_YEAR = replace(MET, period=parse_period_code("2025-H1"))


def series_of(**points):
    return {
        code: IndicatorSeries(
            CATALOGUE.indicators[code],
            find_chart_areas(CATALOGUE),
            Grain.MONTH,
            (),
            {p.period.year: p for p in of_code},
            after_break=replace(COMPARED, period=parse_period_code("2025-H2"), area="HP"),
        )
        for code, of_code in points.items()
    }


def card(year, **points):
    rows = build_indicator_rows(CATALOGUE, series_of(**points), YEARS, VI)
    return build_target_card(rows, year, VI)


def test_met_are_counted_of_those_decided_and_the_open_ones_are_named():
    displayed = card(
        2023,
        TT01=[MET],
        TT02=[replace(MET, verdict="not_met")],
        TT03=[COMPARED],
        TT04=[replace(MET, verdict="not_decided")],
        TT05=[replace(MET, verdict="not_due")],
        LG01=[replace(MET, verdict="not_met")],
    )
    assert (displayed.figure, displayed.year) == ("1/3", 2023)
    assert displayed.detail == (
        "Trong 3 chỉ số có chỉ tiêu của quận năm đó đã kết luận được; 2 chỉ số chưa kết luận. "
        "Trang này theo dõi 6 chỉ số."
    )


def test_each_year_has_its_own_count():
    points = [MET, replace(MET, period=parse_period_code("2024"), verdict="not_met")]
    assert card(2023, TT01=points).figure == "1/1"
    assert card(2024, TT01=points).figure == "0/1"
    assert card(2024, TT01=points).sentence == "chỉ số đạt chỉ tiêu năm 2024"


def test_half_a_year_before_the_change_is_not_counted_as_a_year():
    assert card(2025, TT01=[HALF_YEAR]).figure == "–"


@pytest.mark.parametrize(
    ("points", "years", "year"),
    [
        ([MET, HALF_YEAR], YEARS, 2023),
        ([MET, replace(MET, period=parse_period_code("2024"))], YEARS, 2024),
        ([MET, replace(MET, period=parse_period_code("2024"))], YEARS | {2024: False}, 2023),
        ([replace(MET, value=None)], YEARS, None),
        ([MET], {2023: False}, 2023),
    ],
)
def test_the_year_shown_first_is_the_latest_whole_one_with_a_value(points, years, year):
    assert find_latest_year(series_of(TT01=points), years) == year
