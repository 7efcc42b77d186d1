"""The texts and shapes on a chart: areas, targets, gaps, the break, and explanations of the marks.

Direct labels instead of a legend; only the marks used on a chart are explained on it.
Annotations and shapes only: the line itself is `trends`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from textwrap import wrap
from typing import Any

from assets.charts.chart_phrases import format_chart_phrase
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.number_texts import format_day, format_target
from assets.charts.point_texts import format_target_label
from assets.charts.points import Point
from assets.charts.timeline import find_break_day, get_axis_end, get_axis_start, group_runs
from warehouse.catalogue import Catalogue

HUB_COLOUR, SUCCESSOR_COLOUR, TARGET_COLOUR = "#12436D", "#F46A25", "#801650"
SUCCESSOR_TEXT_COLOUR = "#8A3A0B"  # the same hue, dark enough to read
INK_COLOUR, QUIET_COLOUR, RULE_COLOUR, PAPER_COLOUR = "#1A1A1A", "#4A4F55", "#DDE1E5", "#FFFFFF"
CHART_FONT = "'Noto Sans', 'Segoe UI', Roboto, Arial, sans-serif"

_LABEL_WIDTH = 18  # letters beside the plot, right of the break


def build_annotations(
    catalogue: Catalogue, series: IndicatorSeries, span: tuple[date, date], lang: str
) -> list[dict[str, Any]]:
    """List every text written on the chart."""
    return [
        *_build_area_labels(series, span, lang),
        *_build_target_labels(catalogue, series, lang),
        *_build_gap_marks(series),
        *_build_note_labels(series, lang),
    ]


def build_shapes(series: IndicatorSeries) -> list[dict[str, Any]]:
    """List the bands of the gaps and the line of the area's change."""
    return [*_build_gap_bands(series), *_build_break_line(series)]


def _build_target_labels(
    catalogue: Catalogue, series: IndicatorSeries, lang: str
) -> Iterator[dict[str, Any]]:
    """Label each target: beside the line if the chart ends there, else above the line."""
    runs_by_target = dict(group_runs(series.points, lambda p: p.target))
    for height, points in runs_by_target.items():
        target = float(str(height))
        at_edge = points[-1] is series.points[-1]
        separator = "<br>" if at_edge else " "
        yield _build_label(
            format_target_label(
                catalogue,
                points[0],
                lang,
                separator=separator,
                target=format_target(target, series.indicator, lang),
            ),
            x=(
                get_axis_end(points[-1].period) if at_edge else get_axis_start(points[0].period)
            ).isoformat(),
            xshift=4 if at_edge else 0,
            y=target,
            yref="y",
            xanchor="left",
            align="left",
            yanchor="middle" if at_edge else "bottom",
            font={"size": 12, "color": TARGET_COLOUR},
            yshift=0 if at_edge else 4,
        )


def _build_area_labels(
    series: IndicatorSeries, span: tuple[date, date], lang: str
) -> Iterator[dict[str, Any]]:
    """Label each area above the plot, where no line can cross the text."""
    position = {"y": 1.02, "yref": "paper", "yanchor": "bottom"}
    hub, successor = series.areas.hub, series.areas.successor
    yield _build_label(
        f"<b>{escape(hub.get_name(lang))}</b>",
        x=span[0].isoformat(),
        xanchor="left",
        font={"color": HUB_COLOUR, "size": 13},
        **position,
    )
    break_day = find_break_day(series)
    if successor and break_day and series.areas.breaks_on:
        yield _build_label(
            f"<b>{_split_into_lines(series.areas.get_successor_name(lang))}</b>",
            x=break_day.isoformat(),
            xanchor="left",
            align="left",
            xshift=4,
            font={"color": SUCCESSOR_TEXT_COLOUR, "size": 13},
            **position,
        )
        yield _build_label(
            format_day(series.areas.breaks_on, lang),
            x=break_day.isoformat(),
            xanchor="right",
            xshift=-4,
            font={"color": QUIET_COLOUR, "size": 12},
            **position,
        )


def _split_into_lines(name: str) -> str:
    return "<br>".join(escape(line) for line in wrap(name, _LABEL_WIDTH))


def _build_break_line(series: IndicatorSeries) -> Iterator[dict[str, Any]]:
    break_day = find_break_day(series)
    if break_day:
        yield {
            "type": "line",
            "x0": break_day.isoformat(),
            "x1": break_day.isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1.2,
            "line": {"color": QUIET_COLOUR, "width": 1.25, "dash": "dot"},
        }


def _find_gap_mark(point: Point) -> str | None:
    if point.suppressed:
        return "[c]"
    return "[x]" if point.null_reason == "not_reported" and point.units_owed else None


def _build_gap_bands(series: IndicatorSeries) -> Iterator[dict[str, Any]]:
    for _, points in group_runs(series.points, _find_gap_mark):
        yield {
            "type": "rect",
            "layer": "below",
            "x0": get_axis_start(points[0].period).isoformat(),
            "x1": get_axis_end(points[-1].period).isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "fillcolor": "#F3F5F7",
            "line": {"width": 0},
        }


def _build_gap_marks(series: IndicatorSeries) -> Iterator[dict[str, Any]]:
    for mark, points in group_runs(series.points, _find_gap_mark):
        start, end = get_axis_start(points[0].period), get_axis_end(points[-1].period)
        yield _build_label(
            str(mark),
            x=(start + timedelta(days=(end - start).days // 2)).isoformat(),
            y=0.01,
            yref="paper",
            yanchor="bottom",
            font={"size": 11, "color": QUIET_COLOUR},
        )


def list_chart_notes(series: IndicatorSeries, lang: str) -> list[str]:
    """List the explanations of the marks used on this chart."""
    marks = {_find_gap_mark(p) for p in series.points}
    used_marks = {
        "gaps": "[x]" in marks,
        "hidden": "[c]" in marks,
        "office_only": any(p.value is not None and not p.is_public for p in series.points),
        "provisional": any(p.value is not None and not p.is_complete for p in series.points),
        "doubted": any(p.value is not None and p.has_doubt for p in series.points),
    }
    return [format_chart_phrase(key, lang) for key, is_used in used_marks.items() if is_used]


def _build_note_labels(series: IndicatorSeries, lang: str) -> Iterator[dict[str, Any]]:
    texts = list_chart_notes(series, lang)
    if texts:
        yield _build_label(
            "<br>".join(texts),
            x=0,
            xref="paper",
            xanchor="left",
            align="left",
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-24,
            font={"size": 12, "color": QUIET_COLOUR},
        )


def _build_label(text: str, **place: Any) -> dict[str, Any]:
    return {"text": text, "showarrow": False, **place}
