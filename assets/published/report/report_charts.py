"""The charts of a report: an SVG for each indicator with a target, drawn without a browser.

Black on white: a filled mark is a whole figure, a hollow one provisional, a dashed line the target.
Reads the published warehouse. May call the floors below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from assets.charts.number_texts import format_indicator_value, format_target
from warehouse.catalogue import Catalogue, Indicator
from warehouse.periods import Grain, Period
from warehouse.store import Store

CHART_TITLE = "PHỤ LỤC: Biểu đồ các chỉ số có chỉ tiêu"
CHART_NOTE = "Chú giải: ● đủ số liệu; ○ số tạm tính hoặc đang xác minh; nét đứt: chỉ tiêu kế hoạch."
CHARTS_AT_MOST, PERIODS_AT_MOST = 6, 8
_WIDTH, _HEIGHT = 360, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 62, 14, 24
_LANG = "vi"
_HISTORY = """
    SELECT indicator, period, value, is_complete AND NOT has_doubt AS is_firm,
        CASE WHEN target_binds THEN target END AS target
    FROM marts.indicator_values
    WHERE unit = $area AND list_contains($periods, period)
"""
_LABELS = {
    Grain.MONTH: "T{number}/{year}",
    Grain.QUARTER: "Q{number}/{year}",
    Grain.HALF_YEAR: "6T-{number}/{year}",
    Grain.NINE_MONTHS: "9T/{year}",
    Grain.YEAR: "{year}",
}


@dataclass(frozen=True, slots=True)
class ChartedValue:
    """A value of an indicator in a period; without a value there is a gap."""

    indicator: str
    period: str
    value: float | None
    is_firm: bool
    target: float | None


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A chart: the caption, and the picture as SVG."""

    caption: str
    svg: str


def load_report_charts(
    store: Store, catalogue: Catalogue, area: str, period: Period
) -> tuple[ReportChart, ...]:
    """Draw the indicators with a target in the period, over the last periods of the same length.

    Raises:
        OutdatedError: another version of the program wrote the publication.
    """
    every_period = catalogue.list_periods(period.grain)
    periods = every_period[: every_period.index(period) + 1][-PERIODS_AT_MOST:]
    values = store.query_records(
        ChartedValue, _HISTORY, {"area": area, "periods": [p.code for p in periods]}
    )
    by_key = {(value.indicator, value.period): value for value in values}
    charts = []
    for code, indicator in catalogue.indicators.items():
        points = [by_key.get((code, p.code)) for p in periods]
        if points[-1] and points[-1].target is not None and _count_values(points) > 1:
            caption = f"{indicator.name_vi} ({code}), {indicator.unit_vi}"
            charts.append(ReportChart(caption, draw_chart(indicator, periods, points)))
    return tuple(charts[:CHARTS_AT_MOST])


def _count_values(points: Sequence[ChartedValue | None]) -> int:
    return sum(point is not None and point.value is not None for point in points)


def draw_chart(
    indicator: Indicator, periods: Sequence[Period], points: Sequence[ChartedValue | None]
) -> str:
    """Draw the values of periods in order; a missing value breaks the line."""
    heights = [h for p in points if p for h in (p.value, p.target) if h is not None]
    low, high = min([0.0, *heights]), max([0.0, *heights])
    places = [
        (_compute_x(number, len(points)), _compute_y(p.value, low, high), p)
        if p and p.value is not None
        else None
        for number, p in enumerate(points)
    ]
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
            f'width="{_WIDTH}" height="{_HEIGHT}" font-family="Liberation Serif" font-size="10">',
            *_draw_axes(indicator, periods, low, high),
            *_draw_targets(indicator, points, low, high),
            *_draw_line(places),
            *_draw_last_value(indicator, places),
            "</svg>",
        )
    )


_Place = tuple[float, float, ChartedValue]


def _compute_x(number: int, count: int) -> float:
    width = _WIDTH - _LEFT - _RIGHT
    return round(_LEFT + width * (number + 0.5) / count, 1)


def _compute_y(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.0
    return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)


def _draw_text(text: str, x: float, y: float, *, anchor: str, weight: str = "normal") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(text)}</text>"
    )


def _draw_axes(
    indicator: Indicator, periods: Sequence[Period], low: float, high: float
) -> list[str]:
    right = _WIDTH - _RIGHT
    parts = []
    for value in dict.fromkeys((low, 0.0, high)):
        y = _compute_y(value, low, high)
        end = right if value == 0 else _LEFT + 4  # a line there would cover a target
        parts.append(f'<line x1="{_LEFT}" y1="{y:g}" x2="{end}" y2="{y:g}" stroke="black"/>')
        label = format_indicator_value(value, indicator, _LANG)
        parts.append(_draw_text(label, _LEFT - 4, y + 3, anchor="end"))
    for number, period in enumerate(periods):
        label = _LABELS[period.grain].format(number=period.number, year=period.year % 100)
        if period.grain is Grain.YEAR:
            label = str(period.year)
        x = _compute_x(number, len(periods))
        parts.append(_draw_text(label, x, _HEIGHT - 8, anchor="middle"))
    return parts


def _draw_targets(
    indicator: Indicator, points: Sequence[ChartedValue | None], low: float, high: float
) -> list[str]:
    """Draw a dashed line over the periods of each target, the last one labelled."""
    step = (_WIDTH - _LEFT - _RIGHT) / len(points)
    numbered = list(enumerate(points))
    parts = []
    for target, group in groupby(numbered, lambda n: n[1].target if n[1] else None):
        if target is None:
            continue
        run, y = list(group), _compute_y(target, low, high)
        x1, x2 = _LEFT + step * run[0][0], _LEFT + step * (run[-1][0] + 1)
        parts.append(
            f'<line x1="{x1:.1f}" y1="{y:g}" x2="{x2:.1f}" y2="{y:g}" stroke="black" '
            'stroke-width="1" stroke-dasharray="5 3"/>'
        )
    last = points[-1].target if points[-1] else None
    if last is not None:
        y = _compute_y(last, low, high) - 4
        text = f"CT {format_target(last, indicator, _LANG)}"
        parts.append(_draw_text(text, _WIDTH - _RIGHT + 4, y, anchor="start"))
    return parts


def _draw_line(places: Sequence[_Place | None]) -> list[str]:
    parts = []
    for before, place in pairwise(places):
        if before and place:
            parts.append(
                f'<line x1="{before[0]:g}" y1="{before[1]:g}" x2="{place[0]:g}" '
                f'y2="{place[1]:g}" stroke="black" stroke-width="1.4"/>'
            )
    for place in places:
        if place:
            fill = "black" if place[2].is_firm else "white"
            parts.append(
                f'<circle cx="{place[0]:g}" cy="{place[1]:g}" r="3" fill="{fill}" '
                'stroke="black" stroke-width="1.2"/>'
            )
    return parts


def _draw_last_value(indicator: Indicator, places: Sequence[_Place | None]) -> list[str]:
    last = places[-1]
    if last is None or last[2].value is None:
        return []
    text = format_indicator_value(last[2].value, indicator, _LANG)
    return [_draw_text(text, last[0] + 7, last[1] + 13, anchor="start", weight="bold")]
