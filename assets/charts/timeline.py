"""Positions of periods on a chart's time axis, and the runs of a series.

Dates and lists only; nothing is drawn here. May call the warehouse floor.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from itertools import groupby

from assets.charts.indicator_series import IndicatorSeries
from assets.charts.points import Point
from warehouse.periods import Period


def get_axis_start(period: Period) -> date:
    """Return the first day of the period's first month, as labelled on the axis."""
    return date(period.year, period.first_month, 1)


def get_axis_end(period: Period) -> date:
    """Return the first day after the period's last month."""
    years, month_index = divmod(period.last_month, 12)
    return date(period.year + years, month_index + 1, 1)


def get_axis_middle(period: Period) -> date:
    """Return the day of the period's point on the axis."""
    half_months = 2 * (period.first_month - 1) + period.grain.month_count
    month_index, is_half = divmod(half_months, 2)
    return date(period.year, month_index + 1, 16 if is_half else 1)


def group_runs(
    points: Sequence[Point], key: Callable[[Point], Hashable]
) -> Iterator[tuple[Hashable, list[Point]]]:
    """Group neighbouring points with the same value of `key`; skip points with None."""
    for kind, group in groupby(points, key=key):
        if kind is not None:
            yield kind, list(group)


def find_break_day(series: IndicatorSeries) -> date | None:
    """Find the start of the successor's first period, or else the day of the break."""
    successor_points = (p for p in series.points if p.area != series.areas.hub.unit)
    first_point = next(successor_points, None)
    return get_axis_start(first_point.period) if first_point else series.areas.breaks_on
