"""An indicator's values as an audience may see them: the hub's, then the successor's, in order.

From the rows of `area_rows`, which says what is public. May call expectations and warehouse.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.points import Point, find_point_after_break, find_year_of_break
from warehouse.catalogue import Catalogue, Indicator
from warehouse.catalogue.sensitivity import is_sensitive_indicator
from warehouse.periods import Grain, parse_period_code

_DRAWN_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)
"""The grains of a line, finest first; nine months do not follow one another."""


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """An indicator's points at the finest grain shown, and the yearly values.

    In the year of the break, `years` has the hub's longest period before the break, and
    `after_break` the successor's longest period after it: the two are never one figure.
    """

    indicator: Indicator
    areas: ChartAreas
    grain: Grain
    points: tuple[Point, ...]
    years: Mapping[int, Point]
    after_break: Point | None = None
    is_cumulative: bool = False

    @property
    def latest_point(self) -> Point | None:
        """The latest point with a value."""
        return next((p for p in reversed(self.points) if p.value is not None), None)


def build_series(catalogue: Catalogue, area_rows: pd.DataFrame) -> dict[str, IndicatorSeries]:
    """Build every indicator's series in the catalogue's order, even without rows."""
    chart_areas = find_chart_areas(catalogue)
    points = _collect_points(area_rows)
    return {
        code: _build_indicator_series(catalogue, indicator, chart_areas, points.get(code, {}))
        for code, indicator in catalogue.indicators.items()
    }


def find_own_grain(catalogue: Catalogue, indicator: Indicator) -> Grain:
    """Find the finest common reporting grain of the indicator's forms."""
    grains = [catalogue.forms[t.form].frequency for t in indicator.all_terms if t.form]
    return max(grains, key=lambda grain: grain.month_count, default=Grain.MONTH)


def list_natures(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    """List the natures of an indicator's elements, those of the numerator first."""
    return list(
        dict.fromkeys(
            catalogue.forms[term.form].get_element(term.element).nature
            for term in indicator.all_terms
            if term.form and term.element
        )
    )


def _collect_points(area_rows: pd.DataFrame) -> dict[str, dict[Grain, list[Point]]]:
    points: dict[str, dict[Grain, list[Point]]] = {}
    rows: Iterable[Any] = area_rows.itertuples()
    for row in sorted(rows, key=lambda row: row.period):
        grains = points.setdefault(row.indicator, {})
        grains.setdefault(Grain(row.grain), []).append(_build_point(row))
    return points


def _build_indicator_series(
    catalogue: Catalogue,
    indicator: Indicator,
    chart_areas: ChartAreas,
    points: Mapping[Grain, list[Point]],
) -> IndicatorSeries:
    own_grain = find_own_grain(catalogue, indicator)
    candidates = [
        grain for grain in _DRAWN_GRAINS if own_grain.fills_grain(grain) and points.get(grain)
    ]
    sensitive = is_sensitive_indicator(indicator, catalogue.forms)
    # A grain chosen by the figures of a sensitive indicator would tell of those that are hidden.
    grain = next((g for g in candidates if sensitive or _has_values(points[g])), own_grain)
    return IndicatorSeries(
        indicator=indicator,
        areas=chart_areas,
        grain=grain,
        points=tuple(points.get(grain, ())),
        years={p.period.year: p for p in points.get(Grain.YEAR, ())}
        | find_year_of_break(chart_areas, points),
        after_break=find_point_after_break(chart_areas, points),
        is_cumulative="cumulative" in list_natures(catalogue, indicator),
    )


def _has_values(points: list[Point]) -> bool:
    return any(p.value is not None or p.suppressed for p in points)


def _build_point(row: Any) -> Point:
    return Point(
        period=parse_period_code(row.period),
        area=row.unit,
        numerator=_convert_to_int(row.numerator),
        denominator=_convert_to_int(row.denominator),
        value=_convert_known(row.value, float),
        target=_convert_known(row.target, float),
        is_complete=bool(row.is_complete),
        has_doubt=bool(row.has_doubt),
        reports_missing=int(row.reports_missing),
        missing_reports=_convert_known(row.missing_reports, str),
        target_scope=_convert_known(row.target_scope, str),
        target_binds=bool(_convert_known(row.target_binds, bool)),
        verdict=_convert_known(row.verdict, str),
        units_owed=_convert_to_int(row.units_owed) or 0,
        units_reported=_convert_to_int(row.units_reported) or 0,
        null_reason=_convert_known(row.null_reason, str),
        suppressed=bool(row.suppressed),
        is_public=bool(row.is_public),
        # The public rows have no such column: nobody outside learns why a count is hidden.
        hide_reason=_convert_known(getattr(row, "hide_reason", None), str),
    )


def _convert_known(value: Any, convert: Any) -> Any:
    return None if pd.isna(value) else convert(value)


def _convert_to_int(value: Any) -> int | None:
    number: int | None = _convert_known(value, int)
    return number
