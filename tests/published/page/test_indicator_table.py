from dataclasses import replace

import pytest

from assets.charts.chart_areas import find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.points import Point
from assets.published.page.indicator_table import (
    build_indicator_rows,
    explain_missing_value,
    format_units_reported,
)
from assets.published.page.page_texts import PAGE_PHRASES, PageWording
from warehouse.catalogue import load_catalogue
from warehouse.periods import Grain, parse_period_code
from warehouse.schema.indicator_fields import NULL_REASONS

CATALOGUE = load_catalogue()
VI = PageWording("vi")
MET = Point(
    parse_period_code("2024"),
    "DK",
    numerator=72,
    denominator=100,
    value=72.0,
    target=70.0,
    met=True,
    units_owed=6,
    units_reported=6,
    reports_owed=72,
    reports_accepted=72,
)


def cell(point, code="TT01", *, is_over=True):
    points = () if point is None else (point,)
    series = IndicatorSeries(
        CATALOGUE.indicators[code],
        find_chart_areas(CATALOGUE),
        Grain.MONTH,
        points,
        {p.period.year: p for p in points},
    )
    (row,) = build_indicator_rows({code: series}, {2024: is_over}, VI)
    return row.years[0]


def test_a_value_its_parts_its_target_and_a_verdict_in_a_word():
    printed_cell = cell(MET)
    assert (printed_cell.value, printed_cell.parts, printed_cell.target) == (
        "72,0\u00a0%",
        "72/100",
        "70\u00a0%",
    )
    assert (printed_cell.verdict, printed_cell.verdict_text, printed_cell.units_reported) == (
        "met",
        "Đạt",
        "6/6",
    )
    missed = cell(replace(MET, met=False))
    assert (missed.verdict, missed.verdict_text) == ("unmet", "Chưa đạt")


def test_without_target_or_value_nothing_is_judged():
    assert cell(replace(MET, target=None, met=None)).verdict_text == "không có chỉ tiêu"
    nothing = cell(replace(MET, value=None, met=None, null_reason="not_reported"))
    assert nothing.verdict_text == "chưa kết luận được"
    assert nothing.parts == ""


def test_a_year_that_is_not_over_is_provisional_and_not_judged():
    running = cell(MET, is_over=False)
    assert (running.caution, running.verdict) == ("[p]", "none")
    assert running.verdict_text == "tạm tính, chưa hết năm"


def test_a_year_whose_units_ended_with_the_hub_is_marked_and_not_judged():
    point = replace(MET, period=parse_period_code("2025"), area="HP")
    series = IndicatorSeries(
        CATALOGUE.indicators["DT01"],
        find_chart_areas(CATALOGUE),
        Grain.MONTH,
        (),
        {2024: MET, 2025: point},
        ends_with_hub=True,
    )
    (row,) = build_indicator_rows({"DT01": series}, {2024: True, 2025: True}, VI)
    assert [(c.caution, c.verdict) for c in row.years] == [("", "met"), ("[b]", "none")]
    assert row.years[1].caution_text == "chỉ có số liệu đến 30/06/2025"


def test_missing_reports_are_counted_beside_the_units():
    assert cell(MET).report_counts == ""
    assert cell(replace(MET, reports_accepted=69)).report_counts == "69/72 báo cáo"
    assert format_units_reported(replace(MET, units_owed=0)) == ""


@pytest.mark.parametrize(
    ("change", "expected_text"),
    [
        ({"null_reason": "not_yet_due"}, ("–", "chưa đến hạn")),
        ({"null_reason": "not_reported"}, ("[x]", "chưa báo cáo")),
        ({"null_reason": "no_living_unit"}, ("[z]", "đơn vị kết thúc giữa kỳ")),
        ({"null_reason": "not_reported", "units_owed": 0}, ("[z]", PAGE_PHRASES["nobody_owes"][0])),
        ({"null_reason": "no_base_period"}, ("[z]", "không có kỳ gốc")),
        ({"null_reason": "no_denominator"}, ("[z]", "mẫu số bằng 0")),
        ({"suppressed": True}, ("[c]", "không công bố vì số nhỏ")),
    ],
)
def test_why_there_is_no_value(change, expected_text):
    assert explain_missing_value(replace(MET, value=None, **change), VI) == expected_text


def test_every_reason_of_the_marts_has_words():
    assert set(NULL_REASONS) <= set(PAGE_PHRASES)
    assert explain_missing_value(None, VI) == ("–", "không có số liệu")


def test_a_suppressed_year_tells_nothing():
    hidden = cell(Point(parse_period_code("2024"), "DK", suppressed=True), "DT05")
    assert (hidden.mark, hidden.parts, hidden.verdict) == ("[c]", "", "none")


def test_rows_are_searched_by_code_and_name_without_diacritics_and_grouped_by_code():
    series = {
        code: IndicatorSeries(
            CATALOGUE.indicators[code], find_chart_areas(CATALOGUE), Grain.MONTH, (), {}
        )
        for code in ("TT05", "LG01", "LG02")
    }
    rows = build_indicator_rows(series, {2024: True}, VI)
    assert rows[0].search_text == "tt05 so luot phat tren loa truyen thanh"
    assert [row.opens_group for row in rows] == [False, True, False]
