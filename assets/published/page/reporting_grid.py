"""The reporting of units: the grid of units by period.

Reads the owed reports; `page_model` writes them in words.
May call the warehouse floor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from assets import owed_reports
from assets.owed_reports import OwedReport
from warehouse.catalogue import Catalogue, Unit
from warehouse.periods import Grain, Period
from warehouse.store import Store

GRID_MONTHS = 18


@dataclass(frozen=True, slots=True)
class GridSpan:
    """An owed report, or None, over a number of months of the grid."""

    months: int
    owed_report: OwedReport | None


@dataclass(frozen=True, slots=True)
class ReportingGrid:
    """Units by month, the latest half-year last."""

    months: tuple[Period, ...]
    rows: tuple[tuple[Unit, tuple[GridSpan, ...]], ...]


def list_reporting_units(catalogue: Catalogue) -> list[Unit]:
    """List the hub's own units and their successors, in the catalogue's order."""
    hub = catalogue.programme.hub
    own_units = {unit.unit for unit in catalogue.units.values() if unit.parent == hub} | {hub}
    successor_units = {
        change.new_unit for change in catalogue.unit_changes if change.old_unit in own_units
    }
    return [
        unit
        for unit in catalogue.units.values()
        if unit.unit in own_units | successor_units and unit.form
    ]


def query_page_reports(catalogue: Catalogue, store: Store) -> list[OwedReport]:
    """Read every report owed by the page's units, in time order."""
    units = [unit.unit for unit in list_reporting_units(catalogue)]
    return owed_reports.query_owed_reports(store, units=units)


def find_latest_month(reports: list[OwedReport]) -> Period | None:
    """Find the last month whose reports were due, with an accepted one among them."""
    covered_months = [
        (o.period.year, o.period.last_month) for o in reports if o.accepted and o.is_due
    ]
    return (
        Period(max(covered_months)[0], Grain.MONTH, max(covered_months)[1])
        if covered_months
        else None
    )


def build_reporting_grid(catalogue: Catalogue, reports: list[OwedReport]) -> ReportingGrid:
    """Build the grid of the last months, up to the half-year of the latest due report.

    Units that still owe reports come first.
    """
    due_months = [(o.period.year, o.period.last_month) for o in reports if o.is_due]
    if not due_months:
        return ReportingGrid((), ())
    year, month = max(due_months)
    last = year * 12 + (6 if month <= 6 else 12)
    months = tuple(
        Period((m - 1) // 12, Grain.MONTH, (m - 1) % 12 + 1)
        for m in range(last - GRID_MONTHS + 1, last + 1)
    )
    by_key = {(o.unit, o.period.code): o for o in reports}
    rows = [
        (u, _build_spans(catalogue, u, months, by_key)) for u in list_reporting_units(catalogue)
    ]
    rows_with_reports = [(u, spans) for u, spans in rows if any(s.owed_report for s in spans)]
    return ReportingGrid(
        months, tuple(sorted(rows_with_reports, key=lambda row: row[1][-1].owed_report is None))
    )


def _build_spans(
    catalogue: Catalogue,
    unit: Unit,
    months: tuple[Period, ...],
    by_key: Mapping[tuple[str, str], OwedReport],
) -> tuple[GridSpan, ...]:
    grain = catalogue.forms[unit.form].frequency if unit.form else Grain.MONTH

    def find_report(month: Period) -> tuple[str, OwedReport | None]:
        number = (month.number - 1) // grain.month_count + 1
        code = Period(month.year, grain, min(number, grain.periods_per_year)).code
        report = by_key.get((unit.unit, code))
        return (code if report else "", report)

    return tuple(
        GridSpan(len(list(group)), report)
        for (_, report), group in groupby(months, key=find_report)
    )
