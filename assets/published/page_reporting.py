"""Who has reported: the grid of units by period, and the counts of the page's first cards.

Reads the reports owed and the register of submissions; what they say in words is `page_model`.
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
    """A report owed, or None, over so many months of the grid."""

    months: int
    owed: Owed | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Units by month, the latest half-year last."""

    months: tuple[Period, ...]
    rows: tuple[tuple[Unit, tuple[Span, ...]], ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """How many submissions of a year were returned, and how many reports are still open."""

    year: int
    times: int
    still_open: int


def reporting_units(catalogue: Catalogue) -> list[Unit]:
    """The hub's own units and those they passed into, in the catalogue's order."""
    hub = catalogue.programme.hub
    own = {unit.unit for unit in catalogue.units.values() if unit.parent == hub} | {hub}
    heirs = {change.new_unit for change in catalogue.unit_changes if change.old_unit in own}
    return [unit for unit in catalogue.units.values() if unit.unit in own | heirs and unit.form]


def read_owed(catalogue: Catalogue, store: Store) -> list[Owed]:
    """Every report these units owe, in time order."""
    units = {unit.unit for unit in reporting_units(catalogue)}
    return [report for report in owed.read(store) if report.unit in units]


def read_returned(store: Store, reports: list[Owed]) -> Returned:
    """Submissions returned of the latest year due; open while no report was accepted since."""
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
    """Whether any submission was made by the demo."""
    return bool(store.rows("SELECT 1 FROM core.submissions WHERE synthetic LIMIT 1"))


def latest_month(reports: list[Owed]) -> Period | None:
    """The last month any accepted report covers."""
    covered = [(o.period.year, o.period.last_month) for o in reports if o.accepted]
    return Period(max(covered)[0], Grain.MONTH, max(covered)[1]) if covered else None


def latest_due(catalogue: Catalogue, reports: list[Owed], on: date) -> list[Owed]:
    """Each unit's latest report due, for the units that exist on that day."""
    latest: dict[str, Owed] = {}
    for report in reports:
        if report.is_due and catalogue.units[report.unit].is_valid(on):
            latest[report.unit] = report
    return list(latest.values())


def grid(catalogue: Catalogue, reports: list[Owed]) -> Grid:
    """The last months up to the half-year of the latest report due; units still owing first."""
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
