"""The trend chart of an indicator: a series as a figure in plotly's JSON form.

A line never crosses a gap or the day the area changed. The numbers come from the floors below;
the layout of the charts on a page is `assets.published`.
"""

from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import pairwise
from typing import Any

from assets.charts.chart_phrases import format_chart_phrase
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.marks import (
    CHART_FONT,
    HUB_COLOUR,
    INK_COLOUR,
    PAPER_COLOUR,
    QUIET_COLOUR,
    RULE_COLOUR,
    SUCCESSOR_COLOUR,
    TARGET_COLOUR,
    build_annotations,
    build_shapes,
    list_chart_notes,
)
from assets.charts.number_texts import format_indicator_value, format_sides
from assets.charts.point_texts import is_provisional, list_provisional_reasons
from assets.charts.points import Point
from assets.charts.timeline import get_axis_end, get_axis_middle, get_axis_start, group_runs
from warehouse.catalogue import Catalogue
from warehouse.language import choose_text

CHART_HEIGHT, NOTE_HEIGHT, TITLE_HEIGHT = 314, 17, 52
"""In pixels: the plot with its labels, a line of explanation, the title with a line below it."""
_HEADROOM_FACTOR = 1.2


def build_trend_figure(
    catalogue: Catalogue, series: IndicatorSeries, lang: str = "vi"
) -> dict[str, Any]:
    """Draw the indicator's line over the programme's years, with break, target and gaps.

    Returns:
        `data` and `layout`, as plotly.js takes them; `plotly.graph_objects.Figure` takes it whole
        and would check each property, which costs a page more than all its numbers.
    """
    programme = catalogue.programme
    span = (date(programme.first_year, 1, 1), date(programme.last_year + 1, 1, 1))
    return {
        "data": [_build_target_line(series), *_build_lines(series, lang)],
        "layout": {
            **_build_layout(series, lang),
            "xaxis": _build_time_axis(span),
            "yaxis": _build_value_axis(series, lang),
            "shapes": build_shapes(series),
            "annotations": list(build_annotations(catalogue, series, span, lang)),
        },
    }


def _build_layout(series: IndicatorSeries, lang: str) -> dict[str, Any]:
    note_room = NOTE_HEIGHT * len(list_chart_notes(series, lang))
    return {
        "template": {},
        "title": {
            "text": escape(series.indicator.get_name(lang)),
            "font": {"size": 16},
            "x": 0,
            "xref": "paper",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 10},
        },
        "separators": choose_text((",.", ".,"), lang),
        "font": {"family": CHART_FONT, "size": 13, "color": INK_COLOUR},
        "height": TITLE_HEIGHT + CHART_HEIGHT + note_room,
        "margin": {"l": 64, "r": 96, "t": TITLE_HEIGHT + 66, "b": 34 + note_room},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER_COLOUR,
            "bordercolor": RULE_COLOUR,
            "font": {"color": INK_COLOUR, "family": CHART_FONT},
        },
        "paper_bgcolor": PAPER_COLOUR,
        "plot_bgcolor": PAPER_COLOUR,
        "dragmode": "zoom",
    }


def _build_time_axis(span: tuple[date, date]) -> dict[str, Any]:
    return {
        "type": "date",
        "range": [day.isoformat() for day in span],
        "dtick": "M12",
        "tick0": span[0].isoformat(),
        "tickformat": "%Y",
        "ticklabelmode": "period",
        "ticks": "outside",
        "tickcolor": RULE_COLOUR,
        "gridcolor": RULE_COLOUR,
        "linecolor": QUIET_COLOUR,
        "showline": True,
    }


def _build_value_axis(series: IndicatorSeries, lang: str) -> dict[str, Any]:
    indicator = series.indicator
    unit = indicator.unit_text(lang)
    return {
        "title": {
            "text": format_chart_phrase("cumulative", lang, unit) if series.is_cumulative else unit,
            "font": {"size": 12, "color": QUIET_COLOUR},
            "standoff": 8,
        },
        **_build_scale(series),
        "automargin": True,
        "nticks": 8,
        "gridcolor": RULE_COLOUR,
        "zeroline": True,
        "zerolinecolor": QUIET_COLOUR,
        "exponentformat": "none",
        "separatethousands": True,
    }


def _build_scale(series: IndicatorSeries) -> dict[str, Any]:
    """Return the axis range: from zero or the lowest value, with room for the labels above."""
    heights = [h for p in series.points for h in (p.value, p.target) if h is not None] or [10.0]
    top = max(*heights, 0.0) or 10.0
    low = min(*heights, 0.0)
    if series.indicator.unit_vi == "%" and low == 0 and 50 < top <= 100:
        return {"range": [0, 100 * _HEADROOM_FACTOR], "tickvals": list(range(0, 101, 20))}
    return {"range": [low * _HEADROOM_FACTOR, top * _HEADROOM_FACTOR]}


def _build_lines(series: IndicatorSeries, lang: str) -> Iterator[dict[str, Any]]:
    for area, points in group_runs(series.points, lambda p: p.area):
        is_hub = area == series.areas.hub.unit
        look = (HUB_COLOUR, "circle") if is_hub else (SUCCESSOR_COLOUR, "square")
        yield _build_line(series, points, look, lang)


def _build_line(
    series: IndicatorSeries, points: list[Point], look: tuple[str, str], lang: str
) -> dict[str, Any]:
    """Draw the points of one area; `look` is the colour and the symbol of a mark."""
    colour, symbol = look
    line_points = _split_by_year(points) if series.is_cumulative else list(points)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "connectgaps": False,
        "cliponaxis": False,
        "x": [get_axis_middle(p.period).isoformat() if p else None for p in line_points],
        "y": [p.value if p else None for p in line_points],
        "text": [
            _format_hover_text(series, p, lang) if p and p.value is not None else ""
            for p in line_points
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": colour, "width": 2.25},
        "marker": {
            "size": 9 if len(series.points) <= 10 else 5.5,
            "symbol": ["diamond" if p and p.has_doubt else symbol for p in line_points]
            if any(p.has_doubt for p in points)
            else symbol,
            "color": [PAPER_COLOUR if p and is_provisional(p) else colour for p in line_points]
            if any(is_provisional(p) for p in points)
            else colour,
            "line": {"color": colour, "width": 1.75},
        },
    }


def _split_by_year(points: list[Point]) -> list[Point | None]:
    """Split cumulative points by year: no line leads from December to January."""
    line_points: list[Point | None] = list(points[:1])
    for previous_point, point in pairwise(points):
        line_points += [point] if previous_point.period.year == point.period.year else [None, point]
    return line_points


def _format_hover_text(series: IndicatorSeries, point: Point, lang: str) -> str:
    parts = format_sides(series.indicator, point.numerator, point.denominator, lang)
    value = format_indicator_value(point.value or 0.0, series.indicator, lang)
    return (
        f"<b>{point.period.format_label(lang)}</b><br>{value}"
        + (f" ({parts})" if point.denominator is not None else "")
        + f"<br>{format_chart_phrase('reported', lang, point.units_reported, point.units_owed)}"
        + "".join(f"<br>{escape(r)}" for r in list_provisional_reasons(point, lang))
        + ("" if point.is_public else f"<br>{format_chart_phrase('office_only', lang)}")
    )


def _build_target_line(series: IndicatorSeries) -> dict[str, Any]:
    x: list[str | None] = []
    y: list[float | None] = []
    for target, points in group_runs(series.points, lambda p: p.target):
        start = get_axis_start(points[0].period).isoformat()
        if x and x[-1] != start:
            x.append(None)
            y.append(None)
        x += [start, get_axis_end(points[-1].period).isoformat()]
        y += [float(str(target))] * 2
    return {
        "type": "scatter",
        "mode": "lines",
        "connectgaps": False,
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "line": {"color": TARGET_COLOUR, "width": 1.75, "dash": "dash"},
    }
