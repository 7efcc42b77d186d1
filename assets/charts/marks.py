"""The texts and shapes on a chart: areas, targets, gaps, the break, and explanations of the marks.

Direct labels instead of a legend; only the marks used on a chart are explained on it.
Annotations and shapes only: the line itself is `trends`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from typing import Any

from assets.charts.numbers import aim, day
from assets.charts.series import Point, Series
from assets.charts.timeline import break_at, ends, runs, starts
from warehouse.language import choose_text

HUB, SUCCESSOR, TARGET = "#12436D", "#801650", "#F46A25"
TARGET_TEXT = "#A33B00"  # the same hue, dark enough to read
INK, QUIET, RULE, PAPER = "#1F2933", "#5B6670", "#DDE3E8", "#FFFFFF"
FONT = "'Segoe UI', system-ui, -apple-system, Roboto, 'Noto Sans', Arial, sans-serif"

WORDS = {
    "target": ("Chỉ tiêu{}{}", "Target{}{}"),
    "reported": ("{}/{} đơn vị báo cáo", "{}/{} units reported"),
    "reports": ("{}/{} báo cáo", "{}/{} reports"),
    "gaps": ("[x] chưa báo cáo", "[x] not reported"),
    "hidden": ("[c] không công bố: số nhỏ", "[c] suppressed: small count"),
    "provisional": (
        "○ tạm tính: chưa đủ báo cáo",
        "○ provisional: reports are missing",
    ),
    "cumulative": ("{}, lũy kế từ đầu năm", "{}, year to date"),
}


def say(key: str, lang: str, *values: str | int) -> str:
    """Format a phrase of this module in `vi` or `en`."""
    return choose_text(WORDS[key], lang).format(*values)


def annotations(series: Series, span: tuple[date, date], lang: str) -> list[dict[str, Any]]:
    """List every text written on the chart."""
    return [
        *_area_labels(series, span, lang),
        *_target_labels(series, lang),
        *_gap_marks(series),
        *_note_lines(series, lang),
    ]


def shapes(series: Series) -> list[dict[str, Any]]:
    """List the bands of the gaps and the line of the area's change."""
    return [*_gap_bands(series), *_break_mark(series)]


def is_provisional(series: Series, point: Point) -> bool:
    """Return whether a point is the latest value and still lacks a report."""
    return point is series.last and not point.is_complete


def _target_labels(series: Series, lang: str) -> Iterator[dict[str, Any]]:
    """Label each target: beside the line if the chart ends there, else above the line."""
    latest = dict(runs(series.points, lambda p: p.target))
    for height, points in latest.items():
        target = float(str(height))
        at_edge = points[-1] is series.points[-1]
        parted = "<br>" if at_edge else " "
        yield _label(
            say("target", lang, parted, aim(target, series.indicator, lang)),
            x=(ends(points[-1].period) if at_edge else starts(points[0].period)).isoformat(),
            xshift=4 if at_edge else 0,
            y=target,
            yref="y",
            xanchor="left",
            align="left",
            yanchor="middle" if at_edge else "bottom",
            font={"size": 12, "color": TARGET_TEXT},
            yshift=0 if at_edge else 4,
        )


def _area_labels(series: Series, span: tuple[date, date], lang: str) -> Iterator[dict[str, Any]]:
    """Label each area above the plot, where no line can cross the text."""
    above = {"y": 1.02, "yref": "paper", "yanchor": "bottom"}
    hub, successor = series.areas.hub, series.areas.successor
    yield _label(
        f"<b>{escape(hub.name(lang))}</b>",
        x=span[0].isoformat(),
        xanchor="left",
        font={"color": HUB, "size": 13},
        **above,
    )
    at = break_at(series)
    if successor and at and series.areas.breaks_on:
        yield _label(
            f"<b>{_two_lines(escape(successor.name(lang)))}</b>",
            x=at.isoformat(),
            xanchor="left",
            xshift=4,
            font={"color": SUCCESSOR, "size": 13},
            **above,
        )
        yield _label(
            day(series.areas.breaks_on, lang),
            x=at.isoformat(),
            xanchor="right",
            xshift=-4,
            font={"color": QUIET, "size": 12},
            **above,
        )


def _two_lines(name: str) -> str:
    words = name.split(" ")
    return " ".join(words[: len(words) // 2]) + "<br>" + " ".join(words[len(words) // 2 :])


def _break_mark(series: Series) -> Iterator[dict[str, Any]]:
    at = break_at(series)
    if at:
        yield {
            "type": "line",
            "x0": at.isoformat(),
            "x1": at.isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1.16,
            "line": {"color": QUIET, "width": 1.25, "dash": "dot"},
        }


def _gap(point: Point) -> str | None:
    if point.suppressed:
        return "[c]"
    return "[x]" if point.null_reason == "not_reported" and point.units_owed else None


def _gap_bands(series: Series) -> Iterator[dict[str, Any]]:
    for _, points in runs(series.points, _gap):
        yield {
            "type": "rect",
            "layer": "below",
            "x0": starts(points[0].period).isoformat(),
            "x1": ends(points[-1].period).isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "fillcolor": "#EEF1F4",
            "line": {"width": 0},
        }


def _gap_marks(series: Series) -> Iterator[dict[str, Any]]:
    for mark, points in runs(series.points, _gap):
        start, end = starts(points[0].period), ends(points[-1].period)
        yield _label(
            str(mark),
            x=(start + timedelta(days=(end - start).days // 2)).isoformat(),
            y=0.99,
            yref="paper",
            yanchor="top",
            font={"size": 11, "color": QUIET},
        )


def notes(series: Series, lang: str) -> list[str]:
    """List the explanations of the marks used on this chart."""
    marks = {_gap(p) for p in series.points}
    used = {
        "gaps": "[x]" in marks,
        "hidden": "[c]" in marks,
        "provisional": any(is_provisional(series, p) for p in series.points),
    }
    return [say(key, lang) for key, is_used in used.items() if is_used]


def _note_lines(series: Series, lang: str) -> Iterator[dict[str, Any]]:
    texts = notes(series, lang)
    if texts:
        yield _label(
            "<br>".join(texts),
            x=0,
            xref="paper",
            xanchor="left",
            align="left",
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-24,
            font={"size": 12, "color": QUIET},
        )


def _label(text: str, **place: Any) -> dict[str, Any]:
    return {"text": text, "showarrow": False, **place}
