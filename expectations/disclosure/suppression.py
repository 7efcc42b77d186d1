"""The whole way to a safe pattern: first pattern, audit, repair, and the audit again.

It ends with a pattern that an audit found safe, or hides all that is offered, and says so. Calls
the other modules of the engine.
"""

from collections.abc import Collection
from dataclasses import dataclass

from expectations.disclosure.cell_audit import CellAudit, NarrowCell
from expectations.disclosure.count_table import Cell, CountTable
from expectations.disclosure.first_pattern import choose_first_pattern
from expectations.disclosure.pattern_repair import PatternRepair

MAX_ROUNDS = 12
"""Rounds of repair and audit, before everything offered is hidden."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The offered cells to hide; `narrow_cells` are what even hiding everything leaves narrow."""

    hidden: frozenset[Cell]
    narrow_cells: tuple[NarrowCell, ...] = ()
    is_everything: bool = False


def protect_counts(table: CountTable, *, kept_hidden: Collection[Cell] = ()) -> Pattern:
    """Return the cells to hide against every narrowing of a hidden count."""
    audit = CellAudit(table)
    offered = frozenset(table.offered) - frozenset(table.public)
    hidden = (choose_first_pattern(table) | set(kept_hidden)) & offered
    repair: PatternRepair | None = None
    for _ in range(MAX_ROUNDS):
        narrow_cells = audit.find_narrow_cells(hidden)
        if not narrow_cells:
            return Pattern(frozenset(hidden))
        repair = repair or PatternRepair(table, hidden | set(table.public))
        newly_hidden: set[Cell] = set()
        for narrow in narrow_cells:
            newly_hidden |= repair.widen_cell(narrow) or set()
        newly_hidden &= offered
        if newly_hidden <= hidden:
            break
        hidden |= newly_hidden
    return Pattern(offered, tuple(audit.find_narrow_cells(offered)), is_everything=True)
