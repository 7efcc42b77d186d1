"""Positions of periods on a chart's time axis, and the runs of a series.

Dates and lists only; nothing is drawn here. May call the warehouse floor.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from itertools import groupby

from assets.charts.series import Point, Series
from warehouse.periods import Period


def starts(period: Period) -> date:
    """Return the first day of the period's first month, as labelled on the axis."""
    return date(period.year, period.first_month, 1)


def ends(period: Period) -> date:
    """Return the first day after the period's last month."""
    years, month0 = divmod(period.last_month, 12)
    return date(period.year + years, month0 + 1, 1)


def middle(period: Period) -> date:
    """Return the day of the period's point on the axis."""
    half_months = 2 * (period.first_month - 1) + period.grain.months
    month0, is_half = divmod(half_months, 2)
    return date(period.year, month0 + 1, 16 if is_half else 1)


def runs(
    points: Sequence[Point], of: Callable[[Point], Hashable]
) -> Iterator[tuple[Hashable, list[Point]]]:
    """Group neighbouring points with the same value of `of`; skip points with None."""
    for kind, group in groupby(points, key=of):
        if kind is not None:
            yield kind, list(group)


def break_at(series: Series) -> date | None:
    """Find the start of the successor's first period, or else the day of the break."""
    after = (p for p in series.points if p.area != series.areas.hub.unit)
    first = next(after, None)
    return starts(first.period) if first else series.areas.breaks_on
