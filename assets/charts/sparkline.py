"""A series as a small inline SVG for a table cell: shape only, no axis.

The numbers stand beside the picture: it is hidden from screen readers. Text out.
"""

from assets.charts.indicator_series import IndicatorSeries
from assets.charts.marks import HUB_COLOUR, SUCCESSOR_COLOUR
from assets.charts.points import Point
from assets.charts.timeline import group_runs

SPARKLINE_WIDTH, SPARKLINE_HEIGHT = 96, 26
_SPARKLINE_EDGE = 3


def draw_sparkline(series: IndicatorSeries) -> str:
    """Draw the line as SVG, broken at gaps and where the area changed, the last value as a dot."""
    values = [p.value for p in series.points if p.value is not None]
    if not values:
        return ""
    low, high = min(*values, 0.0), max(*values, 0.0)
    positions = {
        id(p): (_compute_x(i, len(series.points)), _compute_y(p.value, low, high))
        for i, p in enumerate(series.points)
        if p.value is not None
    }
    hub = series.areas.hub.unit
    strokes = [
        _draw_stroke([positions[id(p)] for p in points], _choose_colour(str(area), hub))
        for area, points in group_runs(series.points, lambda p: None if p.value is None else p.area)
    ]
    return (
        f'<svg class="spark" width="{SPARKLINE_WIDTH}" height="{SPARKLINE_HEIGHT}" viewBox="0 0 '
        f'{SPARKLINE_WIDTH} {SPARKLINE_HEIGHT}" '
        f'aria-hidden="true">{"".join(strokes)}'
        f"{_draw_last_dot(series.latest_point, positions, hub)}</svg>"
    )


def _compute_x(index: int, count: int) -> float:
    return round(
        _SPARKLINE_EDGE + index * (SPARKLINE_WIDTH - 2 * _SPARKLINE_EDGE) / max(count - 1, 1), 1
    )


def _compute_y(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.0
    return round(
        SPARKLINE_HEIGHT - _SPARKLINE_EDGE - share * (SPARKLINE_HEIGHT - 2 * _SPARKLINE_EDGE), 1
    )


def _choose_colour(area: str, hub: str) -> str:
    return HUB_COLOUR if area == hub else SUCCESSOR_COLOUR


def _draw_stroke(positions: list[tuple[float, float]], colour: str) -> str:
    if len(positions) == 1:
        return _draw_circle(positions[0], 1.2, colour)
    path = " ".join(f"{x:g},{y:g}" for x, y in positions)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'


def _draw_last_dot(
    latest_point: Point | None, positions: dict[int, tuple[float, float]], hub: str
) -> str:
    return (
        _draw_circle(positions[id(latest_point)], 2.4, _choose_colour(latest_point.area, hub))
        if latest_point
        else ""
    )


def _draw_circle(centre: tuple[float, float], radius: float, colour: str) -> str:
    return f'<circle cx="{centre[0]:g}" cy="{centre[1]:g}" r="{radius}" fill="{colour}"/>'
