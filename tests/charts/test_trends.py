"""A chart drawn from a few points: what is on it, and what is not."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.marks import HUB_COLOUR, PAPER_COLOUR, SUCCESSOR_COLOUR, TARGET_COLOUR
from assets.charts.points import Point
from assets.charts.trends import build_trend_figure
from tests import spec
from warehouse.periods import Grain, parse_period_code

CATALOGUE = spec.catalogue()


def point(code, value=None, **more):
    period = parse_period_code(code)
    area = find_chart_areas(CATALOGUE).find_area(CATALOGUE, period).unit
    whole = Point(period, area, units_owed=6, units_reported=6)
    if value is not None:
        whole = replace(whole, value=value, numerator=value, denominator=100)
    return replace(whole, **more)


def series(*points, code="DT01", **more):
    return IndicatorSeries(
        CATALOGUE.indicators[code],
        find_chart_areas(CATALOGUE),
        points[0].period.grain,
        points,
        {},
        **more,
    )


def checked(*drawing):
    """Return the figure as plotly has checked it: an unknown property is an error."""
    return go.Figure(build_trend_figure(*drawing))


def drawn(*points, lang="vi", **more):
    return checked(CATALOGUE, series(*points, **more), lang)


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
    assert (before.line.color, before.marker.symbol, before.y) == (HUB_COLOUR, "circle", (90.0,))
    assert (after.line.color, after.marker.symbol) == (SUCCESSOR_COLOUR, "square")
    assert after.y == (80.0, 70.0)
    mark = next(s for s in figure.layout.shapes if s.type == "line")
    assert (mark.x0, mark.x1, mark.line.dash) == ("2025-07-01", "2025-07-01", "dot")
    labels = texts(figure)
    assert "<b>Quận Dương Kinh</b>" in labels
    assert "<b>3 phường mới thuộc<br>địa bàn quận Dương<br>Kinh cũ</b>" in labels
    assert "01/07/2025" in labels


def test_without_a_break_there_is_no_mark():
    living = replace(series(point("2023-01", 90.0)), areas=ChartAreas(CATALOGUE.units["DK"]))
    figure = checked(CATALOGUE, living)
    assert not figure.layout.shapes
    assert [t for t in texts(figure) if "<b>" in t] == ["<b>Quận Dương Kinh</b>"]


OWN = {"target_scope": "DK", "target_binds": True}


def test_the_target_is_stepped_by_year_and_said_once_each():
    figure = drawn(
        point("2022", 50.0, target=70.0, **OWN),
        point("2023", 60.0, target=100.0, **OWN),
        point("2024", 70.0),
    )
    line = next(t for t in figure.data if t.line.color == TARGET_COLOUR)
    assert line.line.dash == "dash"
    assert line.x == ("2022-01-01", "2023-01-01", "2023-01-01", "2024-01-01")
    assert line.y == (70.0, 70.0, 100.0, 100.0)
    assert [t for t in texts(figure) if t.startswith("Chỉ tiêu")] == [
        "Chỉ tiêu 70\u00a0%",
        "Chỉ tiêu 100\u00a0%",
    ]


def test_a_target_that_does_not_bind_is_called_by_its_area():
    nation = point("2022", 50.0, target=70.0, target_scope="VN")
    own = point("2023", 60.0, target=100.0, **OWN)
    province = point("2024", 60.0, target=80.0, target_scope="HP")
    labels = [t for t in texts(drawn(nation, own, province)) if "tiêu" in t]
    assert labels == [
        "Mục tiêu cả nước 70\u00a0%",
        "Chỉ tiêu 100\u00a0%",
        "Mục tiêu Thành phố Hải Phòng<br>80\u00a0%",
    ]


def test_a_target_with_years_between_has_a_gap():
    figure = drawn(
        point("2021", 50.0, target=70.0, **OWN),
        point("2022", 50.0),
        point("2023", 60.0, target=70.0, **OWN),
    )
    line = next(t for t in figure.data if t.line.color == TARGET_COLOUR)
    assert line.y == (70.0, 70.0, None, 70.0, 70.0)


def test_axes_start_at_zero_and_make_room_above():
    low, high = drawn(point("2023-01", 380), code="TT05").layout.yaxis.range
    assert low == 0
    assert high > 380
    assert drawn(point("2023-01", 0), code="TT05").layout.yaxis.range[1] > 0
    assert drawn(point("2023", -20.0), point("2024", 10.0)).layout.yaxis.range[0] < -20


def missing(count, reports="2023-05 DK-DAPHUC"):
    return {"is_complete": False, "reports_missing": count, "missing_reports": reports}


FIVE = ", ".join(f"2023-0{month} DK-CA" for month in range(1, 6))


def test_hover_says_what_the_value_is_made_of():
    (line,) = lines(drawn(point("2023-05", 1234.5, numerator=1235)))
    assert line.text[0] == (
        "<b>Tháng 05/2023</b><br>1.234,5\u00a0% (1.235/100)<br>6/6 đơn vị báo cáo"
    )
    assert drawn(point("2023-05", 1)).layout.separators == ",."


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        (missing(1), "thiếu 1 báo cáo: 2023-05 DK-DAPHUC"),
        (missing(5, FIVE), f"thiếu 5 báo cáo: {FIVE}"),
        (missing(6, FIVE), f"thiếu 6 báo cáo: {FIVE}, …"),
        ({"is_complete": False}, "chưa đủ số liệu"),
        ({"has_doubt": True}, "có số liệu đang được hỏi lại"),
        (
            missing(1) | {"has_doubt": True},
            "thiếu 1 báo cáo: 2023-05 DK-DAPHUC<br>có số liệu đang được hỏi lại",
        ),
    ],
)
def test_hover_says_why_a_value_is_provisional(more, reasons):
    (line,) = lines(drawn(point("2023-05", 90.0, **more)))
    assert line.text[0].endswith(f"6/6 đơn vị báo cáo<br>{reasons}")


def marks(*points):
    """List symbol and fill of each mark of the one line, and the notes that explain them."""
    figure = drawn(*points)
    (line,) = lines(figure)
    notes = [t for t in texts(figure) if t.startswith(("○", "◇"))]
    return line.marker.symbol, line.marker.color, notes


def test_a_value_over_missing_reports_is_hollow_wherever_it_stands():
    before, after = point("2023-01", 90.0), point("2023-03", 80.0)
    incomplete = point("2023-02", 85.0, **missing(1))
    hollow = (HUB_COLOUR, PAPER_COLOUR, HUB_COLOUR)
    note = ["○ tạm tính: chưa đủ báo cáo"]
    assert marks(before, incomplete, after) == ("circle", hollow, note)
    assert marks(before, after) == ("circle", HUB_COLOUR, [])
    last = replace(incomplete, period=after.period)
    assert marks(before, last) == ("circle", (HUB_COLOUR, PAPER_COLOUR), note)


def test_a_value_in_doubt_is_a_hollow_diamond():
    doubted = point("2023-02", 85.0, has_doubt=True)
    assert marks(point("2023-01", 90.0), doubted, point("2023-03", 80.0)) == (
        ("circle", "diamond", "circle"),
        (HUB_COLOUR, PAPER_COLOUR, HUB_COLOUR),
        ["◇ có số liệu đang được hỏi lại"],
    )


def test_a_gap_that_lacks_reports_has_no_mark_to_explain():
    gap = point("2023-02", null_reason="not_reported", **missing(6))
    assert marks(point("2023-01", 90.0), gap) == ("circle", HUB_COLOUR, [])


def test_a_count_from_the_years_beginning_starts_anew():
    figure = drawn(point("2022-12", 90.0), point("2023-01", 5.0), code="TT02", is_cumulative=True)
    assert lines(figure)[0].y == (90.0, None, 5.0)
    assert figure.layout.yaxis.title.text == "%, lũy kế từ đầu năm"


def test_at_most_four_hues_and_no_legend():
    figure = drawn(point("2025-06", 90.0, target=100.0, **OWN), point("2025-07", 80.0))
    assert {t.line.color for t in figure.data} <= {HUB_COLOUR, SUCCESSOR_COLOUR, TARGET_COLOUR}
    assert figure.layout.showlegend is False


def test_a_name_with_markup_stays_text():
    hub = CATALOGUE.units["DK"].model_copy(update={"name_vi": "<img src=x>"})
    hostile = replace(
        series(point("2023-01", 90.0)), areas=replace(find_chart_areas(CATALOGUE), hub=hub)
    )
    assert "<img" not in "".join(texts(checked(CATALOGUE, hostile)))


def test_a_target_of_an_area_whose_name_has_markup_stays_text():
    nation = CATALOGUE.units["HP"].model_copy(update={"name_vi": "<img src=x>"})
    hostile = replace(CATALOGUE, units={**CATALOGUE.units, "HP": nation})
    one = series(point("2023-01", 90.0, target=70.0, target_scope="HP"))
    displayed = "".join(texts(checked(hostile, one)))
    assert "&lt;img" in displayed
    assert "<img" not in displayed


def test_a_series_without_points_is_an_empty_frame():
    empty = IndicatorSeries(
        CATALOGUE.indicators["TT05"], find_chart_areas(CATALOGUE), Grain.MONTH, (), {}
    )
    figure = checked(CATALOGUE, empty)
    assert lines(figure) == []
    assert figure.layout.xaxis.range == ("2021-01-01", "2026-01-01")
