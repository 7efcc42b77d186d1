"""The counts over a corrected count as they were before: sums, rests and increases.

Nobody need have shown one for it to be a secret: a reader may find it out of what was shown then
and is shown now. Calls `count_families`, `count_table`, `year_counts`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from expectations.disclosure.count_families import SUM_SIGN, CountFamily
from expectations.disclosure.count_table import CountSum
from expectations.disclosure.year_counts import (
    CountCell,
    Geography,
    YearCounts,
    add_increase,
    add_split,
    list_base_periods,
    list_growths,
    list_longer_periods,
)
from warehouse.periods import parse_period_code


def list_leaves(
    family: CountFamily, cell: CountCell, bases: Collection[CountCell], geography: Geography
) -> list[CountCell]:
    """List the reported counts of which a cell was the sum."""
    leaves = []
    for element in cell.item.split(SUM_SIGN):
        traits = family.elements[element]
        periods = list_base_periods(cell.period, traits.frequency)
        for unit in geography.list_members(cell.unit):
            for period in periods if traits.nature == "flow" else periods[-1:]:
                leaf = CountCell(element, unit, period)
                adds_up = (
                    traits.nature == "flow" or cell.unit == unit or geography.adds_up(unit, period)
                )
                if leaf in bases and adds_up:
                    leaves.append(leaf)
    return leaves


def name_versions(leaves: Sequence[CountCell]) -> str:
    """Return a name for a sum of versions: the versions themselves."""
    return ";".join(f"{x.item}/{x.unit}/{x.period}{x.version}" for x in leaves)


def add_earlier_sum(counts: YearCounts, cell: CountCell, leaves: Sequence[CountCell]) -> CountCell:
    """Add a sum over versions of reported counts, unless it is there; return its cell."""
    if len(leaves) == 1:
        return leaves[0]
    version = cell._replace(version=name_versions(leaves))
    if version not in counts.values:
        counts.values[version] = sum(counts.values[leaf] for leaf in leaves)
        counts.sums.append(CountSum(version, tuple(leaves)))
        if cell in counts.harmless:
            counts.harmless.add(version)
    return version


@dataclass(frozen=True, slots=True)
class EarlierCounts:
    """The versions of reported counts at an earlier publication, beside the counts of today."""

    counts: YearCounts
    family: CountFamily
    versions: Mapping[CountCell, CountCell]
    geography: Geography

    def add_all(self) -> None:
        """Add each sum, rest and increase that rests on a corrected count."""
        self._add_reported_splits()
        places = self._list_corrected_places()
        for unit, period in sorted(places):
            self._add_sums(unit, period)
        units = sorted({unit for unit, _ in places} | {v.unit for v in self._list_corrected()})
        years = {parse_period_code(cell.period).year for cell in self.versions}
        for year in sorted(years):
            for earlier, later in list_growths(self.family, year, units):
                cells = [self._find_earlier_cell(cell) for cell in (earlier, later)]
                present = [cell for cell in cells if cell is not None]
                if len(present) == len(cells) and any(cell.version for cell in present):
                    add_increase(self.counts, *present)

    def _list_corrected(self) -> list[CountCell]:
        return [leaf for leaf, version in self.versions.items() if version.version]

    def _list_corrected_places(self) -> set[tuple[str, str]]:
        """List the units, areas and periods with a sum over a count that was corrected since."""
        places = set()
        members_by_area = self.geography.members.items()
        for leaf in self._list_corrected():
            traits = self.family.elements[leaf.item]
            areas = [area for area, members in members_by_area if leaf.unit in members]
            longer = list_longer_periods(leaf.period, traits.frequency)
            periods = (leaf.period, *(longer if traits.nature == "flow" else ()))
            places |= {(unit, period) for unit in (leaf.unit, *areas) for period in periods}
            places.discard((leaf.unit, leaf.period))
        return places

    def _find_earlier_cell(self, cell: CountCell) -> CountCell | None:
        """Return the earlier cell; None if a report of today was missing then.

        A sum that lacked a report then is no count of its period.
        """
        leaves = list_leaves(self.family, cell, self.versions, self.geography)
        if not leaves or leaves != list_leaves(
            self.family, cell, self.counts.values, self.geography
        ):
            return None
        versions = [self.versions[leaf] for leaf in leaves]
        has_changed = any(version.version for version in versions)
        return add_earlier_sum(self.counts, cell, versions) if has_changed else cell

    def _add_sums(self, unit: str, period: str) -> None:
        known_cells = set(self.counts.values)
        earlier_cells = {
            item: earlier
            for item in (*self.family.elements, *self.family.sums)
            if (earlier := self._find_earlier_cell(CountCell(item, unit, period)))
        }
        if not known_cells.issuperset(earlier_cells.values()):
            self._add_splits(earlier_cells)

    def _add_splits(self, earlier_cells: Mapping[str, CountCell]) -> None:
        for split in self.family.splits:
            names = (split.whole, *split.parts)
            present = [earlier_cells[name] for name in names if name in earlier_cells]
            if len(present) == len(names) and any(cell.version for cell in present):
                add_split(self.counts, split, present[0], present[1:])

    def _add_reported_splits(self) -> None:
        """Add the rests of reported counts of which the whole or a part is an earlier version."""
        places = {(v.unit, v.period) for v in self.versions.values()}
        for unit, period in sorted(places):
            cells = {
                item: version
                for item in self.family.elements
                if (version := self.versions.get(CountCell(item, unit, period)))
            }
            self._add_splits(cells)
