"""Earlier publications, as counts beside today's.

A reported count that was corrected is another count; a sum over it is another sum. What did not
change is the same cell, and a reader is taken to know which counts were corrected. Calls
`count_families`, `count_table`, `year_counts`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from expectations.disclosure.count_families import SUM_SIGN, CountFamily
from expectations.disclosure.count_table import CountSum
from expectations.disclosure.year_counts import (
    CountCell,
    Geography,
    YearCounts,
    add_split,
    list_base_periods,
    list_longer_periods,
)


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """A family in a year as published once: the reported and the visible counts.

    `counts` maps each cell that was offered to the count shown, or to None where it was hidden.
    """

    publication: int
    bases: dict[CountCell, int]
    counts: dict[CountCell, int | None]
    reasons: dict[CountCell, str] = field(default_factory=dict)


@dataclass(slots=True)
class KnownCounts:
    """What every reader knows from earlier publications.

    `corrected` are cells of today that were shown with another version. Not `is_explained`: a
    count that was shown does not follow from what was reported, as the ledger has it.
    """

    public: set[CountCell] = field(default_factory=set)
    corrected: set[CountCell] = field(default_factory=set)
    is_explained: bool = True


def add_history(
    counts: YearCounts, family: CountFamily, history: Sequence[PublishedYear], geography: Geography
) -> KnownCounts:
    """Add earlier versions to the counts of today; return what is public."""
    known = KnownCounts()
    for published in history:
        versions = {
            cell: cell if counts.values.get(cell) == value else cell._replace(version=f"={value}")
            for cell, value in published.bases.items()
        }
        for cell, version in versions.items():
            counts.values.setdefault(version, published.bases[cell])
            counts.owners.setdefault(version, cell.unit)
            if cell in counts.harmless:
                counts.harmless.add(version)
        _add_old_splits(counts, family, versions)
        _add_old_sums(counts, family, versions, geography)
        for cell, value in published.counts.items():
            leaves = list_leaves(family, cell, published.bases, geography)
            if not leaves or (
                value is not None and value != sum(published.bases[x] for x in leaves)
            ):
                known.is_explained = False
                continue
            _add_published_cell(
                counts, known, cell, [versions[x] for x in leaves], is_visible=value is not None
            )
    return known


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


def _add_published_cell(
    counts: YearCounts,
    known: KnownCounts,
    cell: CountCell,
    leaves: Sequence[CountCell],
    *,
    is_visible: bool,
) -> None:
    """Add a cell as published: today's, or a separate version like the leaves."""
    total = sum(counts.values[leaf] for leaf in leaves)
    is_current = not any(leaf.version for leaf in leaves) and counts.values.get(cell) == total
    version = cell if is_current else _add_old_sum(counts, cell, leaves)
    if is_visible:
        known.public.add(version)
        if not is_current:
            known.corrected.add(cell)


def _add_old_sum(counts: YearCounts, cell: CountCell, leaves: Sequence[CountCell]) -> CountCell:
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


def _add_old_sums(
    counts: YearCounts,
    family: CountFamily,
    versions: Mapping[CountCell, CountCell],
    geography: Geography,
) -> None:
    """Add every sum over a corrected count as it was then, shown or not: it is a secret too.

    A sum that lacked a report then is no count of its period.
    """
    for unit, period in _list_corrected_places(family, versions, geography):
        old_cells: dict[str, CountCell] = {}
        known_cells = set(counts.values)
        for item in (*family.elements, *family.sums):
            cell = CountCell(item, unit, period)
            leaves = list_leaves(family, cell, versions, geography)
            if leaves and leaves == list_leaves(family, cell, counts.values, geography):
                old_leaves = [versions[leaf] for leaf in leaves]
                has_changed = any(leaf.version for leaf in old_leaves)
                old_cells[item] = _add_old_sum(counts, cell, old_leaves) if has_changed else cell
        if known_cells.issuperset(old_cells.values()):
            continue
        for split in family.splits:
            cells = [old_cells.get(item) for item in (split.whole, *split.parts)]
            present = [cell for cell in cells if cell is not None]
            if len(present) == len(cells) and any(cell.version for cell in present):
                add_split(counts, split, present[0], present[1:])


def _list_corrected_places(
    family: CountFamily, versions: Mapping[CountCell, CountCell], geography: Geography
) -> list[tuple[str, str]]:
    """List the units, areas and periods with a sum over a count that was corrected since."""
    places = set()
    for leaf, version in versions.items():
        if version.version:
            traits = family.elements[leaf.item]
            areas = [area for area, members in geography.members.items() if leaf.unit in members]
            longer = list_longer_periods(leaf.period, traits.frequency)
            periods = (leaf.period, *(longer if traits.nature == "flow" else ()))
            places |= {(unit, period) for unit in (leaf.unit, *areas) for period in periods}
            places.discard((leaf.unit, leaf.period))
    return sorted(places)


def name_versions(leaves: Sequence[CountCell]) -> str:
    """Return a name for a sum of versions: the versions themselves."""
    return ";".join(f"{x.item}/{x.unit}/{x.period}{x.version}" for x in leaves)


def _add_old_splits(
    counts: YearCounts, family: CountFamily, versions: Mapping[CountCell, CountCell]
) -> None:
    """Add the rests of reported counts of which the whole or a part is an earlier version."""
    places = {(v.unit, v.period) for v in versions.values()}
    for split in family.splits:
        for unit, period in sorted(places):
            names = (split.whole, *split.parts)
            cells = [versions.get(CountCell(n, unit, period)) for n in names]
            present = [cell for cell in cells if cell is not None]
            if len(present) == len(names) and any(cell.version for cell in present):
                add_split(counts, split, present[0], present[1:])
