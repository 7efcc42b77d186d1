"""A chart drawn from a few points: what is on it, and what is not."""

from dataclasses import replace

import pytest

from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.marks import HUB_COLOUR, PAPER_COLOUR, SUCCESSOR_COLOUR, TARGET_COLOUR
from assets.charts.points import Point
from assets.charts.trends import build_trend_figure
from warehouse.catalogue import load_catalogue
from warehouse.periods import Grain, parse_period_code

CATALOGUE = load_catalogue()


def point(code, value=None, **more):
    period = parse_period_code(code)
    area = find_chart_areas(CATALOGUE).find_area(CATALOGUE, period).unit
    drawn_point = Point(
        period, area, units_owed=6, units_reported=6, reports_owed=6, reports_accepted=6
    )
    if value is not None:
        drawn_point = replace(drawn_point, value=value, numerator=value, denominator=100)
    return replace(drawn_point, **more)


def series(*points, code="DT01", **more):
    return IndicatorSeries(
        CATALOGUE.indicators[code],
        find_chart_areas(CATALOGUE),
        points[0].period.grain,
        points,
        {},
        **more,
    )


def drawn(*points, lang="vi", **more):
    return build_trend_figure(CATALOGUE, series(*points, **more), lang)


def lines(figure):
    return [t for t in figure.data if t.line.color in (HUB_COLOUR, SUCCESSOR_COLOUR)]


def texts(figure):
    return [a.text for a in figure.layout.annotations]


def test_the_title_is_the_name_and_the_axis_has_the_unit():
    figure = drawn(point("2023-01", 90.0))
    assert figure.layout.title.text == "Tỷ lệ tin báo, tố giác được xử lý kịp thời"
    assert figure.layout.yaxis.title.text == "%"
    assert drawn(point("2023-01", 9), code="TT04", lang="en").layout.yaxis.title.text == (
        "participants per session"
    )


def test_a_gap_is_a_gap():
    figure = drawn(
        point("2023-01", 90.0),
        point("2023-02", null_reason="not_reported"),
        point("2023-03", 80.0),
    )
    (line,) = lines(figure)
    assert line.y == (90.0, None, 80.0)
    assert line.connectgaps is False
    band = next(s for s in figure.layout.shapes if s.type == "rect")
    assert (band.x0, band.x1) == ("2023-02-01", "2023-03-01")
    assert "[x]" in texts(figure)
    assert "[x] chưa báo cáo" in texts(figure)


@pytest.mark.parametrize(
    "missing",
    [
        {"null_reason": "not_yet_due"},
        {"null_reason": "no_denominator"},
        {"null_reason": "not_reported", "units_owed": 0},
    ],
)
def test_only_a_missing_report_is_marked_as_one(missing):
    figure = drawn(point("2023-01", 90.0), replace(point("2023-02"), **missing))
    assert not [t for t in texts(figure) if "[x]" in t]
    assert not [s for s in figure.layout.shapes if s.type == "rect"]


def test_the_break_is_marked_even_where_nobody_reports_after_it():
    figure = drawn(point("2025-05", 90.0))
    (mark,) = figure.layout.shapes
    assert (mark.x0, mark.line.dash) == ("2025-07-01", "dot")


def test_a_suppressed_year_is_marked_and_not_drawn():
    figure = drawn(point("2022", 0.0), replace(point("2023"), suppressed=True))
    assert lines(figure)[0].y == (0.0, None)
    assert "[c]" in texts(figure)


def test_the_line_breaks_where_the_area_changes():
    figure = drawn(point("2025-06", 90.0), point("2025-07", 80.0), point("2025-08", 70.0))
    before, after = lines(figure)
    assert (before.line.color, before.y) == (HUB_COLOUR, (90.0,))
    assert (after.line.color, after.y) == (SUCCESSOR_COLOUR, (80.0, 70.0))
    mark = next(s for s in figure.layout.shapes if s.type == "line")
    assert (mark.x0, mark.x1, mark.line.dash) == ("2025-07-01", "2025-07-01", "dot")
    labels = texts(figure)
    assert "<b>Quận Dương Kinh</b>" in labels
    assert "<b>Thành phố<br>Hải Phòng</b>" in labels
    assert "01/07/2025" in labels


def test_without_a_break_there_is_no_mark():
    living = replace(series(point("2023-01", 90.0)), areas=ChartAreas(CATALOGUE.units["DK"]))
    figure = build_trend_figure(CATALOGUE, living)
    assert not figure.layout.shapes
    assert not [t for t in texts(figure) if "Hải" in t]


def test_the_target_is_stepped_by_year_and_said_once_each():
    figure = drawn(
        point("2022", 50.0, target=70.0), point("2023", 60.0, target=100.0), point("2024", 70.0)
    )
    line = next(t for t in figure.data if t.line.color == TARGET_COLOUR)
    assert line.line.dash == "dash"
    assert line.x == ("2022-01-01", "2023-01-01", "2023-01-01", "2024-01-01")
    assert line.y == (70.0, 70.0, 100.0, 100.0)
    assert [t for t in texts(figure) if t.startswith("Chỉ tiêu")] == [
        "Chỉ tiêu 70\u00a0%",
        "Chỉ tiêu 100\u00a0%",
    ]


def test_a_target_with_years_between_has_a_gap():
    figure = drawn(
        point("2021", 50.0, target=70.0), point("2022", 50.0), point("2023", 60.0, target=70.0)
    )
    line = next(t for t in figure.data if t.line.color == TARGET_COLOUR)
    assert line.y == (70.0, 70.0, None, 70.0, 70.0)


def test_axes_start_at_zero_and_make_room_above():
    low, high = drawn(point("2023-01", 380), code="TT05").layout.yaxis.range
    assert low == 0
    assert high > 380
    assert drawn(point("2023-01", 0), code="TT05").layout.yaxis.range[1] > 0
    assert drawn(point("2023", -20.0), point("2024", 10.0)).layout.yaxis.range[0] < -20


def test_hover_says_what_the_value_is_made_of():
    (line,) = lines(drawn(point("2023-05", 1234.5, numerator=1235, reports_accepted=5)))
    assert line.text[0] == (
        "<b>Tháng 05/2023</b><br>1.234,5\u00a0% (1.235/100)<br>6/6 đơn vị báo cáo, 5/6 báo cáo"
    )
    assert drawn(point("2023-05", 1)).layout.separators == ",."


def test_a_last_value_without_all_units_is_hollow():
    (line,) = lines(drawn(point("2023-01", 90.0), point("2023-02", 80.0, reports_accepted=5)))
    assert line.marker.color == (HUB_COLOUR, PAPER_COLOUR)
    (complete,) = lines(drawn(point("2023-01", 90.0, reports_accepted=5), point("2023-02", 80.0)))
    assert complete.marker.color == HUB_COLOUR


def test_a_count_from_the_years_beginning_starts_anew():
    figure = drawn(point("2022-12", 90.0), point("2023-01", 5.0), code="TT02", is_cumulative=True)
    assert lines(figure)[0].y == (90.0, None, 5.0)
    assert figure.layout.yaxis.title.text == "%, lũy kế từ đầu năm"


def test_at_most_four_hues_and_no_legend():
    figure = drawn(point("2025-06", 90.0, target=100.0), point("2025-07", 80.0))
    assert {t.line.color for t in figure.data} <= {HUB_COLOUR, SUCCESSOR_COLOUR, TARGET_COLOUR}
    assert figure.layout.showlegend is False


def test_a_name_with_markup_stays_text():
    hub = CATALOGUE.units["DK"].model_copy(update={"name_vi": "<img src=x>"})
    hostile = replace(
        series(point("2023-01", 90.0)), areas=replace(find_chart_areas(CATALOGUE), hub=hub)
    )
    assert "<img" not in "".join(texts(build_trend_figure(CATALOGUE, hostile)))


def test_a_series_without_points_is_an_empty_frame():
    empty = IndicatorSeries(
        CATALOGUE.indicators["TT05"], find_chart_areas(CATALOGUE), Grain.MONTH, (), {}
    )
    figure = build_trend_figure(CATALOGUE, empty)
    assert lines(figure) == []
    assert figure.layout.xaxis.range == ("2021-01-01", "2026-01-01")
