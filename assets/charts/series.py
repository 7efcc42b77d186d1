"""An indicator's values as they may be shown: the hub's, then the successor's, in time order.

The only way from the marts to a chart or a page; every row has passed disclosure control.
May call expectations and warehouse.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from expectations.disclosure import CHAIN, is_sensitive, protect
from warehouse.catalogue import Catalogue, Indicator, Unit
from warehouse.periods import Grain, Period, from_code
from warehouse.store import Store

_COLUMNS = (
    "indicator, unit, grain, period, numerator, denominator, value, target, met, "
    "units_owed, units_reported, reports_owed, reports_accepted, null_reason"
)


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas shown: the hub, and the successor from `breaks_on`."""

    hub: Unit
    successor: Unit | None = None
    breaks_on: date | None = None

    def of(self, catalogue: Catalogue, period: Period) -> Unit:
        """Find the area of a period, existing on the last day of the period's window."""
        if self.successor is None or self.hub.is_valid(catalogue.calendar.window(period)[1]):
            return self.hub
        return self.successor


@dataclass(frozen=True, slots=True)
class Point:
    """A value with its parts; `null_reason` or `suppressed` explains a missing value."""

    period: Period
    area: str
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    target: float | None = None
    met: bool | None = None
    units_owed: int = 0
    units_reported: int = 0
    reports_owed: int = 0
    reports_accepted: int = 0
    null_reason: str | None = None
    suppressed: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether every owed report was accepted."""
        return self.reports_accepted >= self.reports_owed


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator's points at the finest grain shown, and the yearly values.

    `is_coarsened`: disclosure control hides an existing finer grain. `ends_with_hub`: no unit of
    the successor reports the indicator's forms.
    """

    indicator: Indicator
    areas: Areas
    grain: Grain
    points: tuple[Point, ...]
    years: Mapping[int, Point]
    is_sensitive: bool = False
    is_coarsened: bool = False
    is_cumulative: bool = False
    ends_with_hub: bool = False

    @property
    def last(self) -> Point | None:
        """The latest point with a value."""
        return next((p for p in reversed(self.points) if p.value is not None), None)


def areas(catalogue: Catalogue) -> Areas:
    """Find the programme's hub, and the hub's parent if the hub ends before the programme."""
    hub = catalogue.units[catalogue.programme.hub]
    last = Period(catalogue.programme.last_year, Grain.YEAR)
    ends = hub.valid_to
    if ends is None or hub.parent is None or ends >= catalogue.calendar.window(last)[1]:
        return Areas(hub)
    return Areas(hub, catalogue.units[hub.parent], ends + timedelta(days=1))


def read(catalogue: Catalogue, store: Store) -> dict[str, Series]:
    """Load every indicator's series in the catalogue's order, even without rows in the marts."""
    shown_areas = areas(catalogue)
    points = _points(catalogue, store, shown_areas)
    return {
        code: _series(catalogue, indicator, shown_areas, points.get(code, {}))
        for code, indicator in catalogue.indicators.items()
    }


def own_grain(catalogue: Catalogue, indicator: Indicator) -> Grain:
    """Find the finest common reporting grain of the indicator's forms."""
    grains = [catalogue.forms[t.form].frequency for t in indicator.terms if t.form]
    return max(grains, key=lambda grain: grain.months, default=Grain.MONTH)


def _points(
    catalogue: Catalogue, store: Store, shown: Areas
) -> dict[str, dict[Grain, list[Point]]]:
    found: dict[str, dict[Grain, list[Point]]] = {}
    rows = protect(_shown_rows(catalogue, store, shown), catalogue)
    for row in sorted(rows.itertuples(), key=lambda row: row.period):
        grains = found.setdefault(row.indicator, {})
        grains.setdefault(Grain(row.grain), []).append(_point(row))
    return found


def _shown_rows(catalogue: Catalogue, store: Store, shown: Areas) -> pd.DataFrame:
    units = [unit.unit for unit in (shown.hub, shown.successor) if unit]
    rows = store.frame(
        f"SELECT {_COLUMNS} FROM marts.indicator_values WHERE list_contains(?, unit) "
        "ORDER BY indicator, grain, period, unit",
        [units],
    )
    area = {p.code: shown.of(catalogue, p).unit for p in catalogue.periods()}
    return rows[rows["unit"] == rows["period"].map(area)]


def _series(
    catalogue: Catalogue, indicator: Indicator, shown: Areas, points: Mapping[Grain, list[Point]]
) -> Series:
    own = own_grain(catalogue, indicator)
    candidates = [grain for grain in CHAIN if own.tiles(grain) and points.get(grain)]
    grain = next((g for g in candidates if _has_values(points[g])), own)
    sensitive = is_sensitive(indicator, catalogue.forms)
    return Series(
        indicator=indicator,
        areas=shown,
        grain=grain,
        points=tuple(points.get(grain, ())),
        years={p.period.year: p for p in points.get(Grain.YEAR, ())},
        is_sensitive=sensitive,
        is_coarsened=sensitive and bool(points) and own not in points,
        is_cumulative=_is_cumulative(catalogue, indicator),
        ends_with_hub=_ends_with_hub(catalogue, indicator, shown),
    )


def _has_values(points: list[Point]) -> bool:
    return any(p.value is not None or p.suppressed for p in points)


def _is_cumulative(catalogue: Catalogue, indicator: Indicator) -> bool:
    return any(
        catalogue.forms[t.form].element(t.element).nature == "cumulative"
        for t in indicator.numerator
        if t.form and t.element
    )


def _ends_with_hub(catalogue: Catalogue, indicator: Indicator, shown: Areas) -> bool:
    forms = {term.form for term in indicator.terms if term.form}
    since, successor = shown.breaks_on, shown.successor
    return bool(forms and since) and not any(
        unit.form in forms
        and (unit.valid_to is None or (since and unit.valid_to >= since))
        and successor in catalogue.ancestors(unit.unit)
        for unit in catalogue.units.values()
    )


def _point(row: Any) -> Point:
    return Point(
        period=from_code(row.period),
        area=row.unit,
        numerator=_whole(row.numerator),
        denominator=_whole(row.denominator),
        value=_known(row.value, float),
        target=_known(row.target, float),
        met=_known(row.met, bool),
        units_owed=_whole(row.units_owed) or 0,
        units_reported=_whole(row.units_reported) or 0,
        reports_owed=_whole(row.reports_owed) or 0,
        reports_accepted=_whole(row.reports_accepted) or 0,
        null_reason=_known(row.null_reason, str),
        suppressed=bool(row.suppressed),
    )


def _known(value: Any, kind: Any) -> Any:
    return None if pd.isna(value) else kind(value)


def _whole(value: Any) -> int | None:
    found: int | None = _known(value, int)
    return found
