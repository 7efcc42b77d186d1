"""The counts of a family in a year, with every sum that binds them.

Sums over units and areas, over months, quarters, half-years, nine months and the year, over
elements, and over parts and rests. Builds only; shows and hides nothing. Calls `count_table`,
`count_families` and the warehouse floor.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from expectations.disclosure.count_families import SUM_SIGN, CountFamily, Split
from expectations.disclosure.count_table import CountSum
from warehouse.periods import Grain, Period, list_year_periods, parse_period_code

_NESTED = (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR)


class CountCell(NamedTuple):
    """A count of a unit or area in a period; `version` marks what was true earlier."""

    item: str
    unit: str
    period: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Geography:
    """Which reporting units an area has, and whether a unit's stock counts at the end of a period.

    A unit that is no area is its own only member.
    """

    members: Mapping[str, Sequence[str]]
    adds_up: Callable[[str, str], bool]

    def list_members(self, unit: str) -> Sequence[str]:
        """List the reporting units of an area, or the unit itself."""
        return self.members.get(unit, (unit,))


@dataclass(slots=True)
class YearCounts:
    """Counts, sums, owners, and the cells whose small counts are no secret."""

    values: dict[CountCell, int] = field(default_factory=dict)
    sums: list[CountSum] = field(default_factory=list)
    owners: dict[CountCell, str] = field(default_factory=dict)
    harmless: set[CountCell] = field(default_factory=set)

    def add_sum(self, whole: CountCell, parts: Sequence[CountCell]) -> None:
        """Add a sum; the count of the whole follows from the parts."""
        self.values.setdefault(whole, sum(self.values[part] for part in parts))
        self.sums.append(CountSum(whole, tuple(parts)))


@lru_cache(maxsize=4096)
def list_base_periods(period_code: str, frequency: Grain) -> tuple[str, ...]:
    """List the reporting periods filling a period, or an empty list."""
    period = parse_period_code(period_code)
    if not frequency.fills_grain(period.grain):
        return ()
    return tuple(p.code for p in _list_within(period, frequency))


def _list_within(period: Period, grain: Grain) -> list[Period]:
    return [p for p in list_year_periods(period.year, grain) if period.contains_period(p)]


@lru_cache(maxsize=4096)
def _list_longer_periods(year: int, frequency: Grain) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List each longer period with the periods summed, shorter periods first."""
    longer = []
    for grain in (Grain.QUARTER, Grain.HALF_YEAR, Grain.NINE_MONTHS, Grain.YEAR):
        if grain is frequency or not frequency.fills_grain(grain):
            continue
        finer = max(
            (g for g in (*_NESTED, frequency) if g is not grain and g.fills_grain(grain)),
            key=lambda g: g.month_count,
        )
        for period in list_year_periods(year, grain):
            longer.append((period.code, tuple(p.code for p in _list_within(period, finer))))
    return tuple(longer)


@lru_cache(maxsize=4096)
def list_longer_periods(period_code: str, frequency: Grain) -> tuple[str, ...]:
    """List the longer periods of the year that hold a reporting period."""
    longer = _list_longer_periods(parse_period_code(period_code).year, frequency)
    return tuple(c for c, _ in longer if period_code in list_base_periods(c, frequency))


def find_cell(family: CountFamily, count: str, unit: str, period_code: str) -> CountCell:
    """Return the cell of a count: a stock or cumulative of a longer period is that of its end."""
    traits = family.elements[count.split(SUM_SIGN)[0]]
    if traits.nature != "flow":
        base_periods = list_base_periods(period_code, traits.frequency)
        period_code = base_periods[-1] if base_periods else period_code
    return CountCell(count, unit, period_code)


def build_year_counts(
    family: CountFamily, year: int, bases: Mapping[CountCell, int], geography: Geography
) -> YearCounts:
    """Build all counts of a year from the counts that units reported."""
    counts = YearCounts(values=dict(bases), owners={cell: cell.unit for cell in bases})
    units = sorted({cell.unit for cell in bases})
    for element, traits in family.elements.items():
        longer = _list_longer_periods(year, traits.frequency) if traits.nature == "flow" else ()
        for unit in units:
            for cell in _add_time_sums(counts, element, unit, longer):
                counts.owners[cell] = unit
        for area in geography.members:
            _add_area(
                counts, CountCell(element, area, ""), geography, is_flow=traits.nature == "flow"
            )
            for _ in _add_time_sums(counts, element, area, longer):
                pass
    places = sorted({(cell.unit, cell.period) for cell in counts.values})
    for count in family.sums:
        _add_element_sums(counts, count, places)
    for split in family.splits:
        _add_splits(counts, split, places)
    _add_growth(counts, family, year)
    counts.owners |= {c: c.unit for c in counts.values if c.unit not in geography.members}
    _add_areas_of_rests(counts, family, geography)
    counts.harmless |= {c for c in counts.values if _is_harmless(family, c.item)}
    return counts


def _is_harmless(family: CountFamily, count: str) -> bool:
    """Return whether small counts of an element are no secret; rests and growths always are."""
    elements = count.split(SUM_SIGN)
    return all(e in family.elements and not family.elements[e].is_sensitive for e in elements)


def _add_time_sums(
    counts: YearCounts, element: str, unit: str, longer: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[CountCell]:
    for period, parts in longer:
        cells = [CountCell(element, unit, part) for part in parts]
        cells = [cell for cell in cells if cell in counts.values]
        if cells:
            whole = CountCell(element, unit, period)
            counts.add_sum(whole, cells)
            yield whole


def _add_area(counts: YearCounts, area: CountCell, geography: Geography, *, is_flow: bool) -> None:
    members = set(geography.list_members(area.unit))
    parts_by_period: dict[str, list[CountCell]] = {}
    for cell in counts.values:
        is_part = cell.item == area.item and cell.unit in members
        if is_part and (is_flow or geography.adds_up(cell.unit, cell.period)):
            parts_by_period.setdefault(cell.period, []).append(cell)
    for period, parts in parts_by_period.items():
        counts.add_sum(area._replace(period=period), parts)


def _add_element_sums(counts: YearCounts, count: str, places: Sequence[tuple[str, str]]) -> None:
    for unit, period in places:
        parts = [CountCell(element, unit, period) for element in count.split(SUM_SIGN)]
        if all(part in counts.values for part in parts):
            counts.add_sum(CountCell(count, unit, period), parts)


def _add_splits(counts: YearCounts, split: Split, places: Sequence[tuple[str, str]]) -> None:
    for unit, period in places:
        whole = CountCell(split.whole, unit, period)
        add_split(counts, split, whole, [CountCell(p, unit, period) for p in split.parts])


def add_split(
    counts: YearCounts, split: Split, whole: CountCell, parts: Sequence[CountCell]
) -> None:
    """Add a whole with its parts and the rest; where the parts are more, with the excess."""
    if whole not in counts.values or any(part not in counts.values for part in parts):
        return
    owner = counts.owners.get(whole)
    rest = counts.values[whole] - sum(counts.values[part] for part in parts)
    name = f"{split.whole}-{'-'.join(split.parts)}"
    versions = [cell.version for cell in (whole, *parts)]
    version = "|".join(versions) if any(versions) else ""
    rest_cell = CountCell(name, whole.unit, whole.period, version)
    if rest == 0 and split.is_exhaustive:
        counts.add_sum(whole, parts)
        return
    if owner is not None:
        counts.owners[rest_cell] = owner
    if rest >= 0:
        counts.values[rest_cell] = rest
        counts.add_sum(whole, [*parts, rest_cell])
    elif len(parts) == 1:
        counts.values[rest_cell] = -rest
        counts.add_sum(parts[0], [whole, rest_cell])


def _add_areas_of_rests(counts: YearCounts, family: CountFamily, geography: Geography) -> None:
    """Add the sum of the rests and increases of an area's units, where theirs is one."""
    rests = [c for c in counts.values if not set(c.item.split(SUM_SIGN)) <= family.elements.keys()]
    for rest in rests:
        if rest.unit in geography.members:
            parts = [rest._replace(unit=unit) for unit in geography.list_members(rest.unit)]
            parts = [part for part in parts if part in counts.values]
            if parts and sum(counts.values[part] for part in parts) == counts.values[rest]:
                counts.sums.append(CountSum(rest, tuple(parts)))


def _add_growth(counts: YearCounts, family: CountFamily, year: int) -> None:
    """Add the increase of a cumulative count from period to period."""
    units = sorted({cell.unit for cell in counts.values})
    for earlier, later in list_growths(family, year, units):
        if earlier in counts.values and later in counts.values:
            add_increase(counts, earlier, later)


def list_growths(
    family: CountFamily, year: int, units: Sequence[str]
) -> Iterator[tuple[CountCell, CountCell]]:
    """List the neighbouring cells of each cumulative element, the earlier one first."""
    for element, traits in family.elements.items():
        grains = [g for g in _NESTED if traits.frequency.fills_grain(g)]
        for grain in grains if traits.nature == "cumulative" else ():
            for earlier, later in pairwise(list_year_periods(year, grain)):
                for unit in units:
                    yield (
                        find_cell(family, element, unit, earlier.code),
                        find_cell(family, element, unit, later.code),
                    )


def add_increase(counts: YearCounts, earlier: CountCell, later: CountCell) -> None:
    """Add the increase between two counts of a cumulative element, as a count of its own."""
    versions = (earlier.version, later.version)
    increase = CountCell(
        f"{later.item}~",
        later.unit,
        f"{earlier.period}>{later.period}",
        ">".join(versions) if any(versions) else "",
    )
    growth = counts.values[later] - counts.values[earlier]
    low, high = (earlier, later) if growth >= 0 else (later, earlier)
    if increase not in counts.values:
        counts.values[increase] = abs(growth)
        counts.sums.append(CountSum(high, (low, increase)))
