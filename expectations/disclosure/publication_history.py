"""Earlier publications, as counts beside today's.

A reported count that was corrected is another count; a sum over it is another sum. What did not
change is the same cell, and a reader is taken to know which counts were corrected. Calls
`count_families`, `earlier_counts`, `year_counts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from expectations.disclosure.count_families import CountFamily
from expectations.disclosure.earlier_counts import (
    EarlierCounts,
    add_earlier_sum,
    list_leaves,
)
from expectations.disclosure.year_counts import CountCell, Geography, YearCounts


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
        EarlierCounts(counts, family, versions, geography).add_all()
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
    version = cell if is_current else add_earlier_sum(counts, cell, leaves)
    if is_visible:
        known.public.add(version)
        if not is_current:
            known.corrected.add(cell)
