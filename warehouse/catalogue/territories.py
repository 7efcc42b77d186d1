"""The territory of every unit and area through the changes of units, as tables for SQL.

A territory is the land of a unit or area. Decides whose figures belong to a territory before the
start and after the end of the unit, by which share, and why a share is unknown. Opens no database.
May import `loader`, `models`, `fields` and `periods` only.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pyarrow as pa

from warehouse.catalogue.loader import Catalogue
from warehouse.catalogue.models import Unit, UnitChange
from warehouse.periods import Grain
from warehouse.schema.fields import LEVELS

_CHANGE_SCHEMA = pa.schema(
    [
        ("effective", pa.date32()),
        ("old_unit", pa.string()),
        ("new_unit", pa.string()),
        ("extent", pa.string()),
        ("share", pa.float64()),
        ("outside", pa.string()),
    ]
)
_TERRITORY_SCHEMA = pa.schema(
    [
        ("territory", pa.string()),
        ("unit", pa.string()),
        ("relation", pa.string()),
        ("level", pa.string()),
        ("made_in", pa.int32()),
        ("share", pa.float64()),
        ("break_reason", pa.string()),
    ]
)
_AREA_LEVELS = frozenset(LEVELS) - {"unit"}
_REASONS_OF_OUTSIDE = {"none": None, "some": "outside", None: "outside_unknown"}


class TerritoryUnit(NamedTuple):
    """A unit with figures of a territory: the share of the figures, or the reason for none.

    `relation`: the unit is the territory or lies below (`own`), or is older or newer than the
    territory (`before`, `after`).
    """

    territory: str
    unit: str
    relation: str
    share: float | None = 1.0
    break_reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a unit in a territory; an unknown share has a reason."""

    share: float | None
    reason: str | None = None


_ALL, _NOTHING = _Part(1.0), _Part(0.0)
_NO_ORIGIN, _NO_SUCCESSOR = _Part(None, "origin_unknown"), _Part(None, "successor_unknown")


class _ChangeGraph:
    """The changes of units in both directions of time."""

    def __init__(self, changes: Sequence[UnitChange]) -> None:
        self.successors: dict[str, list[UnitChange]] = defaultdict(list)
        self.origins: dict[str, list[UnitChange]] = defaultdict(list)
        for change in changes:
            self.successors[change.old_unit].append(change)
            self.origins[change.new_unit].append(change)

    def list_older(self, units: Sequence[str]) -> list[str]:
        """List the units from which `units` come, through every change."""
        return _list_reached(
            units, {new: [c.old_unit for c in changes] for new, changes in self.origins.items()}
        )

    def list_newer(self, units: Sequence[str]) -> list[str]:
        """List the units into which `units` went, through every change."""
        return _list_reached(
            units, {old: [c.new_unit for c in changes] for old, changes in self.successors.items()}
        )

    def find_part_before(self, unit: str, territory: set[str]) -> _Part:
        """Find the part of an older unit in a territory: the sum over the successors.

        Without a single share known the part is the whole where every successor lies inside.
        """
        if unit in territory:
            return _ALL
        changes = self.successors.get(unit, ())
        parts = [self.find_part_before(c.new_unit, territory) for c in changes]
        pairs = [(c, p) for c, p in zip(changes, parts, strict=True) if p != _NOTHING]
        reasons = [p.reason or _REASONS_OF_OUTSIDE[c.outside] for c, p in pairs]
        if reason := next(filter(None, reasons), None):
            return _Part(None, reason)
        if changes and all(p == _ALL for p in parts):
            return _ALL
        if any(c.known_share is None for c, _ in pairs):
            return _Part(None, "share_unknown")
        total = sum(float(c.known_share or 0) * float(p.share or 0) for c, p in pairs)
        return _Part(round(total, 9))

    def find_part_after(self, unit: str, territory: set[str]) -> _Part:
        """Find the part of a newer unit in a territory: all, nothing, or unknown.

        A share says how an old unit was divided, never of what a new unit is made.
        """
        if unit in territory:
            return _ALL
        changes = self.origins.get(unit, ())
        parts = [self.find_part_after(c.old_unit, territory) for c in changes]
        if all(p == _NOTHING for p in parts):
            return _NOTHING
        if any(p == _NOTHING for p in parts):
            return _Part(None, "outside")
        reasons = [
            p.reason or _REASONS_OF_OUTSIDE[c.outside] for c, p in zip(changes, parts, strict=True)
        ]
        reason = next(filter(None, reasons), None)
        return _Part(None, reason) if reason else _ALL


def _list_reached(units: Sequence[str], links: Mapping[str, Sequence[str]]) -> list[str]:
    """List every unit that links lead to, directly or through others."""
    reached: dict[str, None] = {}
    waiting = list(units)
    while waiting:
        linked = links.get(waiting.pop(), ())
        waiting += [unit for unit in linked if unit not in reached]
        reached |= dict.fromkeys(linked)
    return list(reached)


def build_territory_tables(catalogue: Catalogue) -> dict[str, pa.Table]:
    """Build the changes of units and the territories, by table name."""
    changes = [c.model_dump() | {"share": c.known_share} for c in catalogue.unit_changes]
    first_days = {unit.unit: unit.valid_from for unit in catalogue.units.values()}
    years = {day: _find_year_within(catalogue, day) for day in set(first_days.values())}
    levels = {unit.unit: find_level(unit) for unit in catalogue.units.values()}
    rows = list(list_territories(catalogue))
    territories = {
        name: [row[place] for row in rows] for place, name in enumerate(TerritoryUnit._fields)
    } | {
        "level": [levels[row.territory] for row in rows],
        "made_in": [years[first_days[row.unit]] for row in rows],
    }
    return {
        "catalogue.unit_changes": pa.Table.from_pylist(changes, _CHANGE_SCHEMA),
        "catalogue.territories": pa.table(territories, _TERRITORY_SCHEMA),
    }


def find_level(unit: Unit) -> str:
    """Return the level of a unit: the kind of an area, or a reporting unit."""
    return unit.kind if unit.kind in _AREA_LEVELS else "unit"


def _find_year_within(catalogue: Catalogue, day: date) -> int | None:
    """Return the reporting year of whose first month a unit from a day on owes no report."""
    for period in catalogue.list_periods(Grain.YEAR):
        _, first_month_end = catalogue.calendar.compute_window(period.split_into(Grain.MONTH)[0])
        _, last = catalogue.calendar.compute_window(period)
        if first_month_end < day <= last:
            return period.year
    return None


def list_territories(catalogue: Catalogue) -> Iterator[TerritoryUnit]:
    """List the units of every territory: of each reporting unit, and of each covered area."""
    changes = _ChangeGraph(catalogue.unit_changes)
    members_by_territory: dict[str, list[Unit]] = defaultdict(list)
    for unit in catalogue.units.values():
        if unit.form:
            for area in catalogue.list_ancestors(unit.unit):
                if area is unit or area.unit in catalogue.coverage_by_area:
                    members_by_territory[area.unit].append(unit)
    for territory, members in members_by_territory.items():
        yield from _list_territory(catalogue, catalogue.units[territory], members, changes)


def _list_territory(
    catalogue: Catalogue, territory: Unit, members: Sequence[Unit], changes: _ChangeGraph
) -> Iterator[TerritoryUnit]:
    for unit in members:
        yield TerritoryUnit(territory.unit, unit.unit, "own")
    first = members[0].unit
    if len(members) == 1 and first not in changes.origins and first not in changes.successors:
        return
    own_units = {unit.unit for unit in members}
    if _is_whole_on(catalogue, territory, territory.valid_from):
        first_units = [u.unit for u in members if u.valid_from == territory.valid_from]
        older = {u: changes.find_part_before(u, own_units) for u in changes.list_older(first_units)}
        unknown = _find_units_before_start(catalogue, changes, [*first_units, *older])
        yield from _list_parts(territory, "before", older | dict.fromkeys(unknown, _NO_ORIGIN))
    if territory.valid_to and _is_whole_on(catalogue, territory, territory.valid_to):
        last_units = [u.unit for u in members if u.valid_to == territory.valid_to]
        newer = {u: changes.find_part_after(u, own_units) for u in changes.list_newer(last_units)}
        unknown = _find_units_after_end(catalogue, changes, [*last_units, *newer])
        yield from _list_parts(territory, "after", newer | dict.fromkeys(unknown, _NO_SUCCESSOR))


def _find_units_before_start(
    catalogue: Catalogue, changes: _ChangeGraph, names: Sequence[str]
) -> list[str]:
    """Find the units older than another unit of the form without an origin: a gap in the land."""
    units = [catalogue.units[name] for name in names]
    first_days: dict[str | None, date] = {}
    for unit in units:
        if unit.unit not in changes.origins:
            first_days[unit.form] = max(unit.valid_from, first_days.get(unit.form, date.min))
    return [u.unit for u in units if u.valid_from < first_days.get(u.form, date.min)]


def _find_units_after_end(
    catalogue: Catalogue, changes: _ChangeGraph, names: Sequence[str]
) -> list[str]:
    """Find the units that outlive another unit of the form without a successor."""
    units = [catalogue.units[name] for name in names]
    last_days: dict[str | None, date] = {}
    for unit in units:
        if unit.unit not in changes.successors:
            last_day = unit.valid_to or date.max
            last_days[unit.form] = min(last_day, last_days.get(unit.form, date.max))
    return [u.unit for u in units if (u.valid_to or date.max) > last_days.get(u.form, date.max)]


def _list_parts(territory: Unit, relation: str, parts: dict[str, _Part]) -> Iterator[TerritoryUnit]:
    for unit, part in parts.items():
        if part != _NOTHING:
            yield TerritoryUnit(territory.unit, unit, relation, part.share, part.reason)


def _is_whole_on(catalogue: Catalogue, territory: Unit, day: date) -> bool:
    """Return whether all reporters of a territory are known on a day: a unit reports itself."""
    return territory.form is not None or any(
        c.covers == "all" and c.includes_days(day, day)
        for c in catalogue.coverage_by_area.get(territory.unit, ())
    )
