"""The figures of a report: indicators with the year before, reports, obstacles.

Reads the published warehouse and writes nothing; `report_sentences` puts the figures into words.
May call the floors below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assets.published.publication_facts import has_synthetic_data, query_published_at
from warehouse.catalogue import Catalogue, Indicator
from warehouse.catalogue.indicators import Target
from warehouse.periods import Grain, Period, list_year_periods
from warehouse.store import Store

_VALUES = """
    SELECT indicator, period, numerator, denominator, value, is_complete, has_doubt, covers,
        reports_missing, missing_reports, target, target_binds, verdict, null_reason, (
            SELECT bool_and(c.is_due)
            FROM catalogue.indicator_forms AS f
            INNER JOIN marts.reporting_coverage AS c USING (form)
            WHERE f.indicator = v.indicator AND c.unit = v.unit AND c.period = v.period
        ) AS is_due
    FROM marts.indicator_values AS v
    WHERE unit = $area AND list_contains($periods, period)
"""
_REPORTS = """
    SELECT r.form, r.unit, r.period, r.accepted,
        r.on_time OR coalesce(r.waiting_days_late = 0, false) AS on_time,
        r.waiting_days_late IS NOT NULL AS is_waiting
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.nesting AS n ON n.part = r.period AND n.period = $period
    INNER JOIN catalogue.ancestors AS a ON a.unit = r.unit AND a.area = $area
    ORDER BY r.form, r.unit, r.period
"""
_OBSTACLES = """
    SELECT o.unit, o.kind, o.text
    FROM core.obstacles AS o
    INNER JOIN catalogue.nesting AS n ON n.part = o.period AND n.period = $period
    INNER JOIN catalogue.ancestors AS a ON a.unit = o.unit AND a.area = $area
    GROUP BY o.unit, o.kind, o.text
    ORDER BY o.unit, o.kind, o.text
"""


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A value of an indicator of the reporting area, as stored in the warehouse."""

    indicator: str
    period: str
    numerator: int | None
    denominator: int | None
    value: float | None
    is_complete: bool
    has_doubt: bool
    covers: str | None
    reports_missing: int
    missing_reports: str | None
    target: float | None
    target_binds: bool | None
    verdict: str | None
    null_reason: str | None
    is_due: bool

    @property
    def is_firm(self) -> bool:
        """Return whether the value may be compared: whole, and not doubted."""
        return self.value is not None and self.is_complete and not self.has_doubt


@dataclass(frozen=True, slots=True)
class ReportedIndicator:
    """An indicator in a report: the period, the year before, the year so far, and the targets."""

    indicator: Indicator
    value: ReportedValue | None
    year_before: ReportedValue | None
    cumulative: ReportedValue | None
    year_target: Target | None
    plan_target: Target | None


@dataclass(frozen=True, slots=True)
class OwedByUnit:
    """A report owed for the period, or for a part of the period.

    A waiting report has been received in an own layout, at which the hub is looking.
    """

    form: str
    unit: str
    period: str
    accepted: bool
    on_time: bool
    is_waiting: bool = False

    @property
    def is_received(self) -> bool:
        """Return whether the report counts as received."""
        return self.accepted or self.is_waiting


@dataclass(frozen=True, slots=True)
class UnitRemark:
    """An obstacle or a proposal of a unit, in the unit's own words."""

    unit: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The whole input of a report."""

    period: Period
    area: str
    indicators: tuple[ReportedIndicator, ...]
    reports: tuple[OwedByUnit, ...]
    remarks: tuple[UnitRemark, ...]
    published_at: datetime
    synthetic: bool


def load_report_figures(
    store: Store, catalogue: Catalogue, area: str, period: Period
) -> ReportFigures:
    """Load the figures of an area for a period.

    Raises:
        OutdatedError: another version of the program wrote the publication.
    """
    so_far, before = find_year_so_far(period), Period(period.year - 1, period.grain, period.number)
    codes = [p.code for p in (period, before, so_far) if p]
    values = store.query_records(ReportedValue, _VALUES, {"area": area, "periods": codes})
    by_key = {(v.indicator, v.period): v for v in values}
    place = {"area": area, "period": period.code}
    return ReportFigures(
        period,
        area,
        tuple(
            ReportedIndicator(
                indicator,
                by_key.get((code, period.code)),
                by_key.get((code, before.code)),
                by_key.get((code, so_far.code)) if so_far else None,
                *_find_targets(catalogue, code, area, period.year),
            )
            for code, indicator in catalogue.indicators.items()
        ),
        tuple(store.query_records(OwedByUnit, _REPORTS, place)),
        tuple(store.query_records(UnitRemark, _OBSTACLES, place)),
        query_published_at(store),
        has_synthetic_data(store),
    )


def find_year_so_far(period: Period) -> Period | None:
    """Find the period from January to the end of a period; months and halves may have none."""
    return next(
        (
            p
            for p in list_year_periods(period.year)
            if p.first_month == 1 and p.last_month == period.last_month and p.grain != Grain.MONTH
        ),
        period if period.first_month == 1 else None,
    )


def _find_targets(
    catalogue: Catalogue, indicator: str, area: str, year: int
) -> tuple[Target | None, Target | None]:
    """Find the target of the year and of the whole plan, each of the nearest area above."""
    nearest: Mapping[str, int] = {
        unit.unit: distance for distance, unit in enumerate(catalogue.list_ancestors(area))
    }
    rows = sorted(
        (
            t
            for t in catalogue.targets
            if t.indicator == indicator and t.scope in nearest and t.from_year <= year <= t.to_year
        ),
        key=lambda t: nearest[t.scope],
    )
    year_target = next((t for t in rows if t.from_year == t.to_year), None)
    return year_target, next((t for t in rows if t.from_year < t.to_year), None)
