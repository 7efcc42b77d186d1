"""The trend chart of an indicator: plotly figures of a series.

A line never crosses a gap or the day the area changed. The numbers come from the floors below;
the layout of the charts on a page is `assets.published`.
"""

from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from assets.charts.marks import (
    FONT,
    HUB,
    INK,
    PAPER,
    QUIET,
    RULE,
    SUCCESSOR,
    TARGET,
    annotations,
    is_provisional,
    notes,
    say,
    shapes,
)
from assets.charts.numbers import fraction, measured
from assets.charts.series import Point, Series
from assets.charts.timeline import ends, middle, runs, starts
from warehouse.catalogue import Catalogue
from warehouse.language import choose_text

HEIGHT, NOTE_HEIGHT = 300, 17
_HEADROOM = 1.2


def trend_figure(catalogue: Catalogue, series: Series, lang: str = "vi") -> go.Figure:
    """Draw the indicator's line over the programme's years, with break, target and gaps."""
    programme = catalogue.programme
    span = (date(programme.first_year, 1, 1), date(programme.last_year + 1, 1, 1))
    return go.Figure(
        data=[_target_line(series), *_lines(series, lang)],
        layout={
            **_frame(series, lang),
            "xaxis": _time_axis(span),
            "yaxis": _value_axis(series, lang),
            "shapes": shapes(series),
            "annotations": annotations(series, span, lang),
        },
    )


def _frame(series: Series, lang: str) -> dict[str, Any]:
    room = NOTE_HEIGHT * len(notes(series, lang))
    return {
        "template": {},
        "title": {"text": escape(series.indicator.name(lang)), "x": 0, "xref": "paper"},
        "separators": choose_text((",.", ".,"), lang),
        "font": {"family": FONT, "size": 13, "color": INK},
        "height": HEIGHT + room,
        "margin": {"l": 64, "r": 96, "t": 52, "b": 34 + room},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": RULE,
            "font": {"color": INK, "family": FONT},
        },
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "dragmode": False,
    }


def _time_axis(span: tuple[date, date]) -> dict[str, Any]:
    return {
        "type": "date",
        "range": [day.isoformat() for day in span],
        "fixedrange": True,
        "dtick": "M12",
        "tick0": span[0].isoformat(),
        "tickformat": "%Y",
        "ticklabelmode": "period",
        "ticks": "outside",
        "tickcolor": RULE,
        "gridcolor": RULE,
        "linecolor": QUIET,
        "showline": True,
    }


def _value_axis(series: Series, lang: str) -> dict[str, Any]:
    indicator = series.indicator
    unit = indicator.unit_text(lang)
    return {
        "title": {
            "text": say("cumulative", lang, unit) if series.is_cumulative else unit,
            "font": {"size": 12, "color": QUIET},
            "standoff": 8,
        },
        **_scale(series),
        "fixedrange": True,
        "automargin": True,
        "nticks": 8,
        "gridcolor": RULE,
        "zeroline": True,
        "zerolinecolor": QUIET,
        "exponentformat": "none",
        "separatethousands": True,
    }


def _scale(series: Series) -> dict[str, Any]:
    """Return the axis range: from zero or the lowest value, with room for the labels above."""
    heights = [h for p in series.points for h in (p.value, p.target) if h is not None] or [10.0]
    top = max(*heights, 0.0) or 10.0
    low = min(*heights, 0.0)
    if series.indicator.unit_vi == "%" and low == 0 and 50 < top <= 100:
        return {"range": [0, 100 * _HEADROOM], "tickvals": list(range(0, 101, 20))}
    return {"range": [low * _HEADROOM, top * _HEADROOM]}


def _lines(series: Series, lang: str) -> Iterator[dict[str, Any]]:
    for area, points in runs(series.points, lambda p: p.area):
        yield _line(series, points, HUB if area == series.areas.hub.unit else SUCCESSOR, lang)


def _line(series: Series, points: list[Point], colour: str, lang: str) -> dict[str, Any]:
    drawn = _parted_by_year(points) if series.is_cumulative else list(points)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "connectgaps": False,
        "cliponaxis": False,
        "x": [middle(p.period).isoformat() if p else None for p in drawn],
        "y": [p.value if p else None for p in drawn],
        "text": [_hover(series, p, lang) if p and p.value is not None else "" for p in drawn],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": colour, "width": 2.25},
        "marker": {
            "size": 9 if len(series.points) <= 10 else 5.5,
            "color": [PAPER if p and is_provisional(series, p) else colour for p in drawn]
            if any(is_provisional(series, p) for p in points)
            else colour,
            "line": {"color": colour, "width": 1.75},
        },
    }


def _parted_by_year(points: list[Point]) -> list[Point | None]:
    """Split cumulative points by year: no line leads from December to January."""
    parted: list[Point | None] = list(points[:1])
    for before, point in pairwise(points):
        parted += [point] if before.period.year == point.period.year else [None, point]
    return parted


def _hover(series: Series, point: Point, lang: str) -> str:
    parts = fraction(point.numerator, point.denominator, lang)
    value = measured(point.value or 0.0, series.indicator, lang)
    return (
        f"<b>{point.period.label(lang)}</b><br>{value}"
        + (f" ({parts})" if point.denominator is not None else "")
        + f"<br>{say('reported', lang, point.units_reported, point.units_owed)}"
        + ("" if point.is_complete else f", {_missing(point, lang)}")
    )


def _missing(point: Point, lang: str) -> str:
    return say("reports", lang, point.reports_accepted, point.reports_owed)


def _target_line(series: Series) -> dict[str, Any]:
    x: list[str | None] = []
    y: list[float | None] = []
    for target, points in runs(series.points, lambda p: p.target):
        start = starts(points[0].period).isoformat()
        if x and x[-1] != start:
            x.append(None)
            y.append(None)
        x += [start, ends(points[-1].period).isoformat()]
        y += [float(str(target))] * 2
    return {
        "type": "scatter",
        "mode": "lines",
        "connectgaps": False,
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "line": {"color": TARGET, "width": 1.75, "dash": "dash"},
    }
