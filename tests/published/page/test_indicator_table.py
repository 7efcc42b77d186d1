from dataclasses import replace

import pytest

from assets.charts.chart_areas import find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.points import Point
from assets.published.page.indicator_table import (
    build_indicator_rows,
    explain_missing_value,
    find_latest_year,
    format_units_reported,
    list_cautions,
)
from assets.published.page.page_texts import PAGE_PHRASES, PageWording
from tests import spec
from warehouse.periods import Grain, parse_period_code
from warehouse.schema.disclosure_fields import HIDE_REASONS
from warehouse.schema.indicator_fields import NULL_REASONS, VERDICTS

CATALOGUE = spec.catalogue()
VI = PageWording("vi")
MET = Point(
    parse_period_code("2024"),
    "DK",
    numerator=72,
    denominator=100,
    value=72.0,
    target=70.0,
    target_scope="DK",
    target_binds=True,
    verdict="met",
    units_owed=6,
    units_reported=6,
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
    (row,) = build_indicator_rows(CATALOGUE, {code: series}, {2024: is_over}, VI)
    (displayed,) = row.years
    return displayed


def test_a_value_its_parts_its_target_and_a_verdict_in_a_word():
    displayed = cell(MET)
    assert (displayed.value, displayed.parts, displayed.target) == (
        "72,0\u00a0%",
        "72/100",
        "70\u00a0%",
    )
    assert (displayed.verdict, displayed.verdict_text, displayed.units_reported) == (
        "met",
        "Đạt",
        "6/6",
    )
    missed = cell(replace(MET, verdict="not_met"))
    assert (missed.verdict, missed.verdict_text) == ("not_met", "Chưa đạt")


@pytest.mark.parametrize(
    ("verdict", "text_parts"), [("not_decided", "Chưa kết luận"), ("not_due", "Chưa đến lúc")]
)
def test_a_verdict_that_is_open_says_so(verdict, text_parts):
    displayed = cell(replace(MET, verdict=verdict))
    assert (displayed.verdict, displayed.verdict_text) == (verdict, text_parts)


def test_every_verdict_of_the_marts_has_words():
    assert set(VERDICTS) <= set(PAGE_PHRASES)


def test_without_target_or_value_nothing_is_judged():
    aimless = replace(MET, target=None, target_scope=None, target_binds=False, verdict=None)
    assert cell(aimless).verdict_text == "không có chỉ tiêu"
    neither = cell(replace(MET, verdict=None))
    assert (neither.verdict, neither.verdict_text) == ("none", "chưa kết luận được")
    nothing = cell(replace(MET, value=None, verdict="not_decided", null_reason="not_reported"))
    assert (nothing.verdict, nothing.verdict_text) == ("not_decided", "Chưa kết luận")
    assert nothing.parts == ""


def test_a_target_of_the_whole_country_is_a_comparison_and_gives_no_verdict():
    displayed = cell(replace(MET, target_scope="VN", target_binds=False, verdict=None))
    assert (displayed.target, displayed.verdict) == ("cả nước 70\u00a0%", "none")
    assert displayed.verdict_text == "chỉ để so sánh"


def test_a_year_that_is_not_over_is_provisional_and_not_judged():
    running = cell(replace(MET, verdict="not_due"), is_over=False)
    assert running.cautions == (("[p]", "tạm tính, chưa hết năm"),)
    assert (running.verdict, running.verdict_text) == ("not_due", "Chưa đến lúc")


HALF_YEAR = replace(MET, period=parse_period_code("2025-H1"))
AFTER = replace(
    MET,
    period=parse_period_code("2025-H2"),
    area="HP",
    value=50.0,
    target=None,
    target_scope=None,
    target_binds=False,
    verdict=None,
)


def change_cells(after_break):
    series = IndicatorSeries(
        CATALOGUE.indicators["TT01"],
        find_chart_areas(CATALOGUE),
        Grain.MONTH,
        (),
        {2024: MET, 2025: HALF_YEAR},
        after_break=after_break,
    )
    (row,) = build_indicator_rows(CATALOGUE, {"TT01": series}, {2024: True, 2025: True}, VI)
    return row.years


def test_a_year_whose_units_ended_with_the_hub_is_marked_and_not_judged():
    year, before, after = change_cells(None)
    assert (year.year, year.cautions, year.verdict) == (2024, (), "met")
    assert (before.year, before.value, before.verdict) == (2025, "72,0\u00a0%", "none")
    assert before.cautions == (("[b]", "đến hết kỳ tháng 06/2025"),)
    assert before.verdict_text == "chưa kết luận được"
    assert (after.value, after.mark, after.cautions) == ("không có số liệu", "–", ())


def test_the_year_of_the_change_has_two_cells_and_never_one_figure_of_both():
    year, before, after = change_cells(AFTER)
    places = (HALF_YEAR.period.code, AFTER.period.code)
    assert (year.place, before.place, after.place) == ("", f"DK {places[0]}", f"HP {places[1]}")
    assert [(c.year, c.value, c.is_after_break) for c in (before, after)] == [
        (2025, "72,0\u00a0%", False),
        (2025, "50,0\u00a0%", True),
    ]
    assert (after.verdict, after.verdict_text) == ("none", "không có chỉ tiêu")


def test_what_the_hub_lacked_at_its_end_is_said_beside_its_end():
    _, _, after = change_cells(replace(AFTER, has_doubt=True))
    assert after.cautions == (("[?]", "có số liệu đang được hỏi lại"),)
    series = IndicatorSeries(
        CATALOGUE.indicators["TT01"],
        find_chart_areas(CATALOGUE),
        Grain.MONTH,
        (),
        {2025: replace(HALF_YEAR, **MISSING)},
    )
    (row,) = build_indicator_rows(CATALOGUE, {"TT01": series}, {2025: True}, VI)
    assert [mark for mark, _ in row.years[0].cautions] == ["[b]", "[p]"]


MISSING = {"is_complete": False, "reports_missing": 3, "missing_reports": "2024-05 DK-DAPHUC"}


@pytest.mark.parametrize(
    ("more", "cautions"),
    [
        ({}, ()),
        (MISSING, (("[p]", "thiếu 3 báo cáo: 2024-05 DK-DAPHUC, …"),)),
        ({"is_complete": False}, (("[p]", "chưa đủ số liệu"),)),
        ({"has_doubt": True}, (("[?]", "có số liệu đang được hỏi lại"),)),
        (
            MISSING | {"has_doubt": True},
            (
                ("[p]", "thiếu 3 báo cáo: 2024-05 DK-DAPHUC, …"),
                ("[?]", "có số liệu đang được hỏi lại"),
            ),
        ),
        (MISSING | {"value": None, "null_reason": "not_reported"}, ()),
    ],
)
def test_a_figure_that_is_not_whole_is_marked_and_says_why(more, cautions):
    assert cell(replace(MET, **more)).cautions == cautions


def test_nobody_who_owes_is_counted_as_nothing():
    assert format_units_reported(replace(MET, units_reported=5)) == "5/6"
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
        ({"null_reason": "not_applicable"}, ("[z]", "không áp dụng")),
        ({"null_reason": "unlike_periods"}, ("[z]", "hai năm không cùng tháng, cùng đơn vị")),
        ({"null_reason": "open_doubt"}, ("[z]", "có số liệu đang được hỏi lại")),
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


def test_rows_are_grouped_by_the_letters_of_their_code():
    series = {
        code: IndicatorSeries(
            CATALOGUE.indicators[code], find_chart_areas(CATALOGUE), Grain.MONTH, (), {}
        )
        for code in ("TT05", "LG01", "LG02")
    }
    rows = build_indicator_rows(CATALOGUE, series, {2024: True}, VI)
    assert [row.opens_group for row in rows] == [False, True, False]


@pytest.mark.parametrize("reason", HIDE_REASONS)
def test_the_office_reads_why_a_count_is_not_public(reason):
    point = Point(parse_period_code("2023"), "DK", value=3.0, is_public=False, hide_reason=reason)
    ((mark, reason_text),) = list_cautions(point, VI)
    assert (mark, reason_text) == ("[c]", PAGE_PHRASES[f"hidden_{reason}"][0])
    assert reason_text.startswith("không công bố: ")
    assert list_cautions(replace(point, is_public=True), VI) == []


def test_what_was_never_offered_to_the_public_has_words_too():
    point = Point(parse_period_code("2023-05"), "DK", value=3.0, is_public=False)
    assert list_cautions(point, VI) == [("[c]", "chỉ trong cơ quan, không công bố")]


WHOLE_YEARS = {2023: True, 2024: True, 2025: True}


@pytest.mark.parametrize(
    ("points", "years", "year"),
    [
        ([MET, HALF_YEAR], WHOLE_YEARS, 2024),
        ([MET, replace(MET, period=parse_period_code("2023"))], WHOLE_YEARS, 2024),
        (
            [MET, replace(MET, period=parse_period_code("2023"))],
            WHOLE_YEARS | {2024: False},
            2023,
        ),
        ([replace(MET, value=None)], WHOLE_YEARS, None),
        ([MET], {2024: False}, 2024),
    ],
)
def test_the_year_shown_first_is_the_latest_whole_one_with_a_value(points, years, year):
    by_year = {point.period.year: point for point in points}
    series = IndicatorSeries(
        CATALOGUE.indicators["TT01"], find_chart_areas(CATALOGUE), Grain.MONTH, (), by_year
    )
    assert find_latest_year({"TT01": series}, years) == year
