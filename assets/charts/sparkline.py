"""A series as a small inline SVG for a table cell: shape only, no axis.

The numbers stand beside the picture: it is hidden from screen readers. Text out; no plotly.
"""

from assets.charts.marks import HUB, SUCCESSOR
from assets.charts.series import Point, Series
from assets.charts.timeline import runs

WIDTH, HEIGHT = 96, 26
_EDGE = 3


def sparkline(series: Series) -> str:
    """Draw the line as SVG, broken at gaps and where the area changed, the last value as a dot."""
    values = [p.value for p in series.points if p.value is not None]
    if not values:
        return ""
    low, high = min(*values, 0.0), max(*values, 0.0)
    at = {
        id(p): (_x(i, len(series.points)), _y(p.value, low, high))
        for i, p in enumerate(series.points)
        if p.value is not None
    }
    hub = series.areas.hub.unit
    strokes = [
        _stroke([at[id(p)] for p in points], _colour(str(area), hub))
        for area, points in runs(series.points, lambda p: None if p.value is None else p.area)
    ]
    return (
        f'<svg class="spark" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'aria-hidden="true">{"".join(strokes)}{_dot(series.last, at, hub)}</svg>'
    )


def _x(index: int, count: int) -> float:
    return round(_EDGE + index * (WIDTH - 2 * _EDGE) / max(count - 1, 1), 1)


def _y(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.0
    return round(HEIGHT - _EDGE - share * (HEIGHT - 2 * _EDGE), 1)


def _colour(area: str, hub: str) -> str:
    return HUB if area == hub else SUCCESSOR


def _stroke(places: list[tuple[float, float]], colour: str) -> str:
    if len(places) == 1:
        return _circle(places[0], 1.2, colour)
    path = " ".join(f"{x:g},{y:g}" for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'


def _dot(last: Point | None, at: dict[int, tuple[float, float]], hub: str) -> str:
    return _circle(at[id(last)], 2.4, _colour(last.area, hub)) if last else ""


def _circle(place: tuple[float, float], radius: float, colour: str) -> str:
    return f'<circle cx="{place[0]:g}" cy="{place[1]:g}" r="{radius}" fill="{colour}"/>'
