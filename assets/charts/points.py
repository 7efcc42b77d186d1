"""A value of an indicator as it may be shown, and the points of the year in which the hub ends.

Values only; the marts are read by `indicator_series`. May call the warehouse floor.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assets.charts.chart_areas import ChartAreas
from warehouse.periods import Grain, Period


@dataclass(frozen=True, slots=True)
class Point:
    """A value with its parts; `null_reason` or `suppressed` explains a missing value.

    A value that is not `is_public` is for the office alone; `hide_reason` says why, if disclosure
    control hides it.
    """

    period: Period
    area: str
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    is_complete: bool = True
    has_doubt: bool = False
    reports_missing: int = 0
    missing_reports: str | None = None
    target: float | None = None
    target_scope: str | None = None
    target_binds: bool = False
    verdict: str | None = None
    units_owed: int = 0
    units_reported: int = 0
    null_reason: str | None = None
    suppressed: bool = False
    is_public: bool = True
    hide_reason: str | None = None

    @property
    def is_firm(self) -> bool:
        """Whether the value may be compared: every report is here and none of them is in doubt."""
        return self.value is not None and self.is_complete and not self.has_doubt


def find_year_of_break(
    chart_areas: ChartAreas, points: Mapping[Grain, list[Point]]
) -> dict[int, Point]:
    """Return the hub's longest period from January in the year in which the hub ends."""
    candidates = _list_points_of_break(chart_areas, points)
    hub_points = [
        p for p in candidates if p.area == chart_areas.hub.unit and p.period.first_month == 1
    ]
    return {p.period.year: p for p in _select_longest(hub_points)}


def find_point_after_break(
    chart_areas: ChartAreas, points: Mapping[Grain, list[Point]]
) -> Point | None:
    """Return the successor's longest period to December in the year in which the hub ends."""
    candidates = _list_points_of_break(chart_areas, points)
    later_points = [
        p for p in candidates if p.area != chart_areas.hub.unit and p.period.last_month == 12
    ]
    return next(iter(_select_longest(later_points)), None)


def _list_points_of_break(
    chart_areas: ChartAreas, points: Mapping[Grain, list[Point]]
) -> list[Point]:
    if chart_areas.breaks_on is None:
        return []
    year = chart_areas.breaks_on.year
    return [p for of_grain in points.values() for p in of_grain if p.period.year == year]


def _select_longest(points: list[Point]) -> list[Point]:
    """Return the point of the longest period, in a list; an empty list of no points."""
    return sorted(points, key=lambda p: p.period.grain.month_count)[-1:]
