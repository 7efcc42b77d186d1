"""The offered rows of the sensitive indicators, and the counts of each row.

The grain is the catalogue's, never chosen from the figures; only complete periods are offered, of
areas and not of single units. Calls `count_families`, `year_counts`, and the warehouse floor.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from expectations.disclosure.count_families import (
    SUM_SIGN,
    CountFamily,
    list_row_counts,
)
from expectations.disclosure.earlier_counts import list_leaves
from expectations.disclosure.publication_pattern import FamilyYear, OfferedRow
from expectations.disclosure.year_counts import CountCell, Geography, find_cell
from warehouse.catalogue import Catalogue, Indicator
from warehouse.catalogue.sensitivity import is_sensitive_indicator
from warehouse.periods import Grain, Period, parse_period_code

RowKey = tuple[str, str, str]
"""Indicator, area and period."""
YearBases = Mapping[FamilyYear, Mapping[CountCell, int]]
"""What units reported, by family and year."""


def is_public_grain(indicator: Indicator, grain: Grain) -> bool:
    """Return whether rows of a grain leave the house: the declared grain and longer grains."""
    return indicator.public_grain is None or indicator.public_grain.fills_grain(grain)


def list_sensitive_indicators(catalogue: Catalogue) -> list[str]:
    """List the codes of the sensitive indicators."""
    return [
        code
        for code, indicator in catalogue.indicators.items()
        if is_sensitive_indicator(indicator, catalogue.forms)
    ]


def build_geography(catalogue: Catalogue, areas: Collection[str]) -> Geography:
    """Return the reporting units of each area, and who still counts at the end of a period."""
    members: dict[str, list[str]] = {area: [] for area in sorted(areas)}
    for unit in catalogue.units.values():
        for ancestor in catalogue.list_ancestors(unit.unit) if unit.form else ():
            if ancestor.unit in members:
                members[ancestor.unit].append(unit.unit)

    @lru_cache(maxsize=65536)
    def adds_up(unit: str, period_code: str) -> bool:
        last_day = catalogue.calendar.compute_window(parse_period_code(period_code))[1]
        return catalogue.units[unit].exists_on(last_day)

    return Geography(members, adds_up)


def build_offered_rows(
    catalogue: Catalogue,
    families: Collection[CountFamily],
    keys: Collection[RowKey],
    *,
    bases: YearBases,
    geography: Geography,
) -> Iterator[OfferedRow]:
    """Yield the complete rows of a public grain of which every count is known."""
    for key in keys:
        indicator = catalogue.indicators[key[0]]
        if is_public_grain(indicator, parse_period_code(key[2]).grain):
            cells = find_row_cells(indicator, families, key)
            if all(
                list_leaves(find_family(families, cell.item), cell, bases.get(year, {}), geography)
                for year, cell in cells
            ):
                yield OfferedRow(key, cells)


def find_row_cells(
    indicator: Indicator, families: Collection[CountFamily], key: RowKey
) -> tuple[tuple[FamilyYear, CountCell], ...]:
    """Return the counts of a row, each with family and year."""
    period = parse_period_code(key[2])
    cells = []
    for row_count in list_row_counts(indicator):
        family = find_family(families, row_count.count)
        year = period.year - row_count.years_back
        code = Period(year, period.grain, period.number).code
        cells.append(((family.name, year), find_cell(family, row_count.count, key[1], code)))
    return tuple(cells)


def find_family(families: Collection[CountFamily], count: str) -> CountFamily:
    """Return the family of a count."""
    element = count.split(SUM_SIGN)[0]
    return next(family for family in families if element in family.elements)
