"""The reporting of units: the grid of units by period, and the counts of the page's first cards.

Reads the owed reports and the register of submissions; `page_model` writes them in words.
May call the warehouse floor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assets import owed
from assets.owed import Owed
from warehouse.catalogue import Catalogue, Unit
from warehouse.periods import Grain, Period
from warehouse.store import Store

MONTHS_SHOWN = 18


@dataclass(frozen=True, slots=True)
class Span:
    """An owed report, or None, over a number of months of the grid."""

    months: int
    owed: Owed | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Units by month, the latest half-year last."""

    months: tuple[Period, ...]
    rows: tuple[tuple[Unit, tuple[Span, ...]], ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """Number of returned submissions of a year, and of reports still open."""

    year: int
    times: int
    still_open: int


def reporting_units(catalogue: Catalogue) -> list[Unit]:
    """List the hub's own units and their successors, in the catalogue's order."""
    hub = catalogue.programme.hub
    own = {unit.unit for unit in catalogue.units.values() if unit.parent == hub} | {hub}
    heirs = {change.new_unit for change in catalogue.unit_changes if change.old_unit in own}
    return [unit for unit in catalogue.units.values() if unit.unit in own | heirs and unit.form]


def read_owed(catalogue: Catalogue, store: Store) -> list[Owed]:
    """Read every report owed by the page's units, in time order."""
    units = {unit.unit for unit in reporting_units(catalogue)}
    return [report for report in owed.read(store) if report.unit in units]


def read_returned(store: Store, reports: list[Owed]) -> Returned:
    """Count the returned submissions of the latest year with due reports.

    Also counts the reports among them that are open: no submission was accepted since.
    """
    year = max((o.period.year for o in reports if o.is_due), default=0)
    accepted = {(o.form, o.unit, o.period.code): o.accepted for o in reports}
    rows = store.rows(
        "SELECT form, unit, period FROM core.submissions "
        "WHERE decision = 'returned' AND period[:4] = ?",
        [str(year)],
    )
    ours = [row for row in rows if row in accepted]
    return Returned(year, len(ours), sum(not accepted[row] for row in set(ours)))


def is_synthetic(store: Store) -> bool:
    """Return whether any submission comes from the demo."""
    return bool(store.rows("SELECT 1 FROM core.submissions WHERE synthetic LIMIT 1"))


def latest_month(reports: list[Owed]) -> Period | None:
    """Find the last month covered by an accepted report."""
    covered = [(o.period.year, o.period.last_month) for o in reports if o.accepted]
    return Period(max(covered)[0], Grain.MONTH, max(covered)[1]) if covered else None


def latest_due(catalogue: Catalogue, reports: list[Owed], on: date) -> list[Owed]:
    """Select each unit's latest due report, for the units existing on a day."""
    latest: dict[str, Owed] = {}
    for report in reports:
        if report.is_due and catalogue.units[report.unit].is_valid(on):
            latest[report.unit] = report
    return list(latest.values())


def grid(catalogue: Catalogue, reports: list[Owed]) -> Grid:
    """Build the grid of the last months, up to the half-year of the latest due report.

    Units that still owe reports come first.
    """
    due = [(o.period.year, o.period.last_month) for o in reports if o.is_due]
    if not due:
        return Grid((), ())
    year, month = max(due)
    last = year * 12 + (6 if month <= 6 else 12)
    months = tuple(
        Period((m - 1) // 12, Grain.MONTH, (m - 1) % 12 + 1)
        for m in range(last - MONTHS_SHOWN + 1, last + 1)
    )
    by_key = {(o.unit, o.period.code): o for o in reports}
    rows = [(u, _spans(catalogue, u, months, by_key)) for u in reporting_units(catalogue)]
    shown = [(u, spans) for u, spans in rows if any(s.owed for s in spans)]
    return Grid(months, tuple(sorted(shown, key=lambda row: row[1][-1].owed is None)))


def _spans(
    catalogue: Catalogue,
    unit: Unit,
    months: tuple[Period, ...],
    by_key: Mapping[tuple[str, str], Owed],
) -> tuple[Span, ...]:
    grain = catalogue.forms[unit.form].frequency if unit.form else Grain.MONTH

    def report_of(month: Period) -> tuple[str, Owed | None]:
        number = (month.number - 1) // grain.months + 1
        code = Period(month.year, grain, min(number, grain.per_year)).code
        found = by_key.get((unit.unit, code))
        return (code if found else "", found)

    return tuple(
        Span(len(list(group)), report) for (_, report), group in groupby(months, key=report_of)
    )
