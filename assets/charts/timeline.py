"""Where periods stand on a chart's time axis, and the runs a series falls into.

Dates and lists only; nothing is drawn here. May call the warehouse floor.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from itertools import groupby

from assets.charts.series import Point, Series
from warehouse.periods import Period


def starts(period: Period) -> date:
    """The first day of its first month, as the axis labels months."""
    return date(period.year, period.first_month, 1)


def ends(period: Period) -> date:
    """The first day after its last month."""
    years, month0 = divmod(period.last_month, 12)
    return date(period.year + years, month0 + 1, 1)


def middle(period: Period) -> date:
    """Where its point is drawn."""
    half_months = 2 * (period.first_month - 1) + period.grain.months
    month0, is_half = divmod(half_months, 2)
    return date(period.year, month0 + 1, 16 if is_half else 1)


def runs(
    points: Sequence[Point], of: Callable[[Point], Hashable]
) -> Iterator[tuple[Hashable, list[Point]]]:
    """Neighbouring points of which `of` says the same, leaving out those where it says None."""
    for kind, group in groupby(points, key=of):
        if kind is not None:
            yield kind, list(group)


def break_at(series: Series) -> date | None:
    """The start of the first period counted for the successor, else the day of the break itself."""
    after = (p for p in series.points if p.area != series.areas.hub.unit)
    first = next(after, None)
    return starts(first.period) if first else series.areas.breaks_on
