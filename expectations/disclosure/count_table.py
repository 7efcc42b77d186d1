"""Counts with the sums between them, and the counts offered for publication.

Values only; nothing here solves or decides. Calls nothing but the standard library.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MIN_SHOWN_COUNT = 5
"""The smallest count above zero that may be shown of a sensitive element."""

Cell = Any
"""The key of a count, anything that can be hashed; the engine never looks into it."""


@dataclass(frozen=True, slots=True)
class CountSum:
    """A sum known to every reader: the whole equals the parts together."""

    whole: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the whole and the parts."""
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts and sums; a count that is not `offered` is hidden from the beginning.

    `public` counts are known from an earlier publication and cannot be taken back. `owners` names
    the reader who knows a count exactly, because it is that unit's own; a small count that is
    `harmless` is no secret.
    """

    values: Mapping[Cell, int]
    sums: Sequence[CountSum]
    offered: Collection[Cell]
    public: Collection[Cell] = frozenset()
    owners: Mapping[Cell, str] = field(default_factory=dict)
    harmless: Collection[Cell] = frozenset()
    smallest_shown: int = MIN_SHOWN_COUNT

    def is_small_cell(self, cell: Cell) -> bool:
        """Return whether a cell holds a count that nobody may learn."""
        return 1 <= self.values[cell] < self.smallest_shown and cell not in self.harmless


def list_small_cells(table: CountTable) -> list[Cell]:
    """List the secret cells, offered or not; public cells are left out."""
    return [cell for cell in table.values if table.is_small_cell(cell) and cell not in table.public]


def find_contributions(table: CountTable) -> dict[Cell, dict[str, int]]:
    """Return, for each cell, how much of it each unit knows to be its own."""
    parts_by_whole: dict[Cell, tuple[Cell, ...]] = {}
    for count_sum in table.sums:
        parts_by_whole.setdefault(count_sum.whole, count_sum.parts)
    contributions: dict[Cell, dict[str, int]] = {}

    def sum_parts(cell: Cell) -> dict[str, int]:
        if cell not in contributions:
            shares: dict[str, int] = {}
            if cell in table.owners:
                shares[table.owners[cell]] = table.values[cell]
            else:
                for part in parts_by_whole.get(cell, ()):
                    for unit, count in sum_parts(part).items():
                        shares[unit] = shares.get(unit, 0) + count
            contributions[cell] = shares
        return contributions[cell]

    for cell in table.values:
        sum_parts(cell)
    return contributions
