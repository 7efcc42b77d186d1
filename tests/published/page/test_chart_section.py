"""The sentence above a chart, and what is said below it."""

from dataclasses import replace

import pytest

from assets.charts.chart_areas import find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.points import Point
from assets.published.page.chart_section import build_charts, write_chart_sentence
from assets.published.page.page_texts import PageWording
from tests import spec
from warehouse.periods import Grain, parse_period_code

CATALOGUE = spec.catalogue()
VI = PageWording("vi")


def point(code, value=None, **more):
    period = parse_period_code(code)
    area = find_chart_areas(CATALOGUE).find_area(CATALOGUE, period).unit
    counts = {} if value is None else {"value": value, "numerator": round(value)}
    whole = {"units_owed": 6, "units_reported": 6}
    return Point(period, area, **counts | whole | more)


def series(*points, code="TT05", **more):
    grain = points[0].period.grain if points else Grain.MONTH
    return IndicatorSeries(
        CATALOGUE.indicators[code], find_chart_areas(CATALOGUE), grain, points, {}, **more
    )


OWN = {"target_scope": "DK", "target_binds": True}
MISSING = {"is_complete": False, "reports_missing": 1, "missing_reports": "2024-05 DK-DAPHUC"}


@pytest.mark.parametrize(
    ("before", "now", "expected_text"),
    [
        (380.0, 345.0, "Cùng kỳ năm trước 380, giảm 35."),
        (345.0, 380.0, "Cùng kỳ năm trước 345, tăng 35."),
        (345.0, 345.0, "Bằng cùng kỳ năm trước."),
        (None, 345.0, ""),
    ],
)
def test_the_latest_value_is_compared_with_a_year_earlier(before, now, expected_text):
    one = series(point("2023-05", before), point("2024-05", now))
    assert (
        write_chart_sentence(CATALOGUE, one, VI)
        == f"Mới nhất, tháng 05/2024: {now:.0f}. {expected_text}".strip()
    )


def test_shares_differ_by_points():
    one = series(
        point("2023-05", 90.0), point("2024-05", 92.5, denominator=100, numerator=92), code="DT03"
    )
    assert write_chart_sentence(CATALOGUE, one, VI) == (
        "Mới nhất, tháng 05/2024: 92,5\u00a0% (92/100). "
        "Cùng kỳ năm trước 90,0\u00a0%, tăng 2,5 điểm phần trăm."
    )


def test_areas_that_differ_are_not_compared():
    one = series(point("2024-08", 90.0), point("2025-08", 10.0))
    assert (
        "Không so với cùng kỳ năm trước vì địa bàn thay đổi từ 01/07/2025."
        in write_chart_sentence(CATALOGUE, one, VI)
    )


@pytest.mark.parametrize(
    ("code", "more", "expected_text"),
    [
        ("2024-05", OWN | {"verdict": "met"}, "Chỉ tiêu 100\u00a0%: đạt."),
        ("2024-05", OWN | {"verdict": "not_met"}, "Chỉ tiêu 100\u00a0%: chưa đạt."),
        ("2024-05", OWN | {"verdict": "not_due"}, "Chỉ tiêu cả năm 100\u00a0%."),
        ("2024-05", OWN | {"verdict": "not_decided"}, "Chỉ tiêu cả năm 100\u00a0%."),
        ("2024-05", {"target_scope": "VN"}, "Mục tiêu cả nước 100\u00a0%."),
    ],
)
def test_the_target_is_judged(code, more, expected_text):
    one = series(point(code, 90.0, target=100.0, **more), code="DT01")
    assert write_chart_sentence(CATALOGUE, one, VI).endswith(expected_text)


def test_a_count_from_the_years_beginning_is_judged_at_its_end_only():
    early = point("2024-05", 30.0, target=70.0, verdict="not_due", **OWN)
    one = series(early, code="TT02", is_cumulative=True)
    assert write_chart_sentence(CATALOGUE, one, VI).endswith("Chỉ tiêu cả năm 70\u00a0%.")
    december = replace(early, period=parse_period_code("2024-12"), verdict="not_met")
    full = replace(one, points=(december,))
    assert write_chart_sentence(CATALOGUE, full, VI).endswith("Chỉ tiêu 70\u00a0%: chưa đạt.")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (MISSING, "thiếu 1 báo cáo: 2024-05 DK-DAPHUC"),
        ({"has_doubt": True}, "có số liệu đang được hỏi lại"),
        (
            MISSING | {"has_doubt": True},
            "thiếu 1 báo cáo: 2024-05 DK-DAPHUC; có số liệu đang được hỏi lại",
        ),
    ],
)
def test_a_value_that_is_not_whole_is_provisional_and_compared_with_nothing(more, reason):
    one = series(point("2023-05", 380.0), point("2024-05", 345.0, **more))
    assert write_chart_sentence(CATALOGUE, one, VI) == (
        f"Mới nhất, tháng 05/2024: 345. Tạm tính: {reason}. "
        "Không so với cùng kỳ năm trước vì chưa đủ báo cáo hoặc có số liệu đang được hỏi lại."
    )


@pytest.mark.parametrize("more", [MISSING, {"has_doubt": True}])
def test_nothing_is_compared_with_a_year_before_that_is_not_whole(more):
    one = series(point("2023-05", 380.0, **more), point("2024-05", 345.0))
    assert write_chart_sentence(CATALOGUE, one, VI) == (
        "Mới nhất, tháng 05/2024: 345. "
        "Không so với cùng kỳ năm trước vì chưa đủ báo cáo hoặc có số liệu đang được hỏi lại."
    )


def test_nothing_to_say_is_said():
    assert write_chart_sentence(CATALOGUE, series(), VI) == "Chưa có số liệu để vẽ."
    hidden = replace(point("2023"), suppressed=True)
    assert (
        write_chart_sentence(CATALOGUE, series(hidden), VI)
        == "Số đếm từng năm quá nhỏ nên không công bố."
    )
    assert write_chart_sentence(CATALOGUE, series(point("2022", 0.0), hidden), VI).endswith(
        "Các kỳ sau không công bố vì số nhỏ."
    )


@pytest.mark.parametrize(
    ("code", "grain", "expected_text"),
    [
        ("LG03", "2023-Q1", ["Số liệu nhạy cảm: chỉ công bố theo quý trở lên."]),
        ("LG03", "2023", ["Số liệu nhạy cảm: chỉ công bố theo năm."]),
    ],
)
def test_a_coarsened_series_says_so(code, grain, expected_text):
    one = series(point(grain, 30.0), code=code, is_coarsened=True)
    (chart,) = build_charts(CATALOGUE, {code: one}, VI)
    assert list(chart.remarks) == expected_text


def test_remarks_and_source_come_from_the_catalogue():
    note = "Chỉ đọc theo quý."
    noted = CATALOGUE.indicators["YT01"].model_copy(update={"note_vi": note})
    one = series(point("2023-Q1", 80.0), code="YT01", ends_with_hub=True)
    (chart,) = build_charts(CATALOGUE, {"YT01": replace(one, indicator=noted)}, VI)
    assert chart.remarks == (
        note,
        "Từ 01/07/2025 không có đơn vị nào phải báo cáo chỉ số này.",
    )
    assert chart.source == "Nguồn: Báo cáo quý của ngành Y tế. Kỳ mới nhất: 6/6 đơn vị báo cáo."


def test_the_table_below_has_the_latest_period_first():
    one = series(point("2023-05", 3.0), point("2023-06", null_reason="not_yet_due"))
    (chart,) = build_charts(CATALOGUE, {"TT05": one}, VI)
    assert [(r.period, r.mark, r.value) for r in chart.rows] == [
        ("Tháng 06/2023", "–", "chưa đến hạn"),
        ("Tháng 05/2023", "", "3"),
    ]


def test_the_table_below_marks_what_is_not_whole_and_names_another_areas_target():
    doubted = point("2023-06", 4.0, has_doubt=True, target=7.0, target_scope="VN")
    one = series(point("2023-05", 3.0, target=5.0, **OWN, **MISSING), doubted)
    (chart,) = build_charts(CATALOGUE, {"TT05": one}, VI)
    assert [(r.value, r.target, r.cautions) for r in chart.rows] == [
        ("4", "cả nước 7", (("[?]", "có số liệu đang được hỏi lại"),)),
        ("3", "5", (("[p]", "thiếu 1 báo cáo: 2024-05 DK-DAPHUC"),)),
    ]


def test_no_tag_can_open_inside_the_figure():
    (chart,) = build_charts(CATALOGUE, {"TT05": series(point("2023-05", 3.0))}, VI)
    assert "<" not in chart.figure
    assert "\\u003cb>" in chart.figure
