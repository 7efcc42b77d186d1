"""An indicator's values as they may be shown: the hub's, then the successor's, in time order.

The only way from the marts to a chart or a page; every row has passed disclosure control.
May call expectations and warehouse.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.points import Point, find_point_after_break, find_year_of_break
from expectations.disclosure.count_families import is_sensitive_indicator
from warehouse.catalogue import Catalogue, Indicator
from warehouse.periods import Grain, parse_period_code
from warehouse.store import Store

_INDICATOR_COLUMNS = (
    "indicator, unit, grain, period, numerator, denominator, value, is_complete, has_doubt, "
    "reports_missing, missing_reports, target, target_scope, target_binds, verdict, units_owed, "
    "units_reported, null_reason, suppressed"
)
_DRAWN_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)
"""The grains of a line, finest first; nine months do not follow one another."""


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """An indicator's points at the finest grain shown, and the yearly values.

    In the year of the break, `years` has the hub's longest period before the break, and
    `after_break` the successor's longest period after it: the two are never one figure.
    `is_coarsened`: a finer grain is reported, and never published. `ends_with_hub`: no unit of
    the successor reports the indicator's forms.
    """

    indicator: Indicator
    areas: ChartAreas
    grain: Grain
    points: tuple[Point, ...]
    years: Mapping[int, Point]
    after_break: Point | None = None
    is_sensitive: bool = False
    is_coarsened: bool = False
    is_cumulative: bool = False
    ends_with_hub: bool = False

    @property
    def latest_point(self) -> Point | None:
        """The latest point with a value."""
        return next((p for p in reversed(self.points) if p.value is not None), None)


def load_indicator_series(catalogue: Catalogue, store: Store) -> dict[str, IndicatorSeries]:
    """Load every indicator's series in the catalogue's order, even without rows in the marts."""
    chart_areas = find_chart_areas(catalogue)
    points = _load_points(catalogue, store, chart_areas)
    return {
        code: _build_indicator_series(catalogue, indicator, chart_areas, points.get(code, {}))
        for code, indicator in catalogue.indicators.items()
    }


def find_own_grain(catalogue: Catalogue, indicator: Indicator) -> Grain:
    """Find the finest common reporting grain of the indicator's forms."""
    grains = [catalogue.forms[t.form].frequency for t in indicator.all_terms if t.form]
    return max(grains, key=lambda grain: grain.month_count, default=Grain.MONTH)


def _load_points(
    catalogue: Catalogue, store: Store, chart_areas: ChartAreas
) -> dict[str, dict[Grain, list[Point]]]:
    points: dict[str, dict[Grain, list[Point]]] = {}
    rows: Iterable[Any] = _query_area_rows(catalogue, store, chart_areas).itertuples()
    for row in sorted(rows, key=lambda row: row.period):
        grains = points.setdefault(row.indicator, {})
        grains.setdefault(Grain(row.grain), []).append(_build_point(row))
    return points


def _query_area_rows(catalogue: Catalogue, store: Store, chart_areas: ChartAreas) -> pd.DataFrame:
    units = [unit.unit for unit in (chart_areas.hub, chart_areas.successor) if unit]
    rows = store.query_frame(
        f"SELECT {_INDICATOR_COLUMNS} FROM marts.public_values WHERE list_contains(?, unit) "
        "ORDER BY indicator, grain, period, unit",
        [units],
    )
    area_by_period = {
        p.code: chart_areas.find_area(catalogue, p).unit for p in catalogue.list_periods()
    }
    return rows[rows["unit"] == rows["period"].map(area_by_period)]


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
    grain = indicator.public_grain or next(
        (g for g in candidates if _has_values(points[g])), own_grain
    )
    return IndicatorSeries(
        indicator=indicator,
        areas=chart_areas,
        grain=grain,
        points=tuple(points.get(grain, ())),
        years={p.period.year: p for p in points.get(Grain.YEAR, ())}
        | find_year_of_break(chart_areas, points),
        after_break=find_point_after_break(chart_areas, points),
        is_sensitive=is_sensitive_indicator(indicator, catalogue.forms),
        is_coarsened=grain is indicator.public_grain and grain is not own_grain,
        is_cumulative=_is_cumulative_indicator(catalogue, indicator),
        ends_with_hub=_ends_with_hub(catalogue, indicator, chart_areas),
    )


def _has_values(points: list[Point]) -> bool:
    return any(p.value is not None or p.suppressed for p in points)


def _is_cumulative_indicator(catalogue: Catalogue, indicator: Indicator) -> bool:
    return any(
        catalogue.forms[t.form].get_element(t.element).nature == "cumulative"
        for t in indicator.numerator
        if t.form and t.element
    )


def _ends_with_hub(catalogue: Catalogue, indicator: Indicator, chart_areas: ChartAreas) -> bool:
    forms = {term.form for term in indicator.all_terms if term.form}
    since, successor = chart_areas.breaks_on, chart_areas.successor
    return bool(forms and since) and not any(
        unit.form in forms
        and (unit.valid_to is None or (since and unit.valid_to >= since))
        and successor in catalogue.list_ancestors(unit.unit)
        for unit in catalogue.units.values()
    )


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
    )


def _convert_known(value: Any, convert: Any) -> Any:
    return None if pd.isna(value) else convert(value)


def _convert_to_int(value: Any) -> int | None:
    number: int | None = _convert_known(value, int)
    return number
