"""Further cells to hide, so that a count that is too narrow can move.

For each narrow count the cheapest movement is solved over all cells: moving a hidden cell costs
next to nothing, moving a shown one costs the more the larger it is; the shown cells that it moves
are to be hidden. What is public already does not move. Calls `cell_audit`, `count_table`,
`linear_program`, `movements`.
"""

from collections.abc import Collection
from math import log2

from expectations.disclosure.cell_audit import NarrowCell
from expectations.disclosure.count_table import Cell, CountTable
from expectations.disclosure.linear_program import Numbers, UnsolvedError
from expectations.disclosure.movements import MovementProgram, list_moved

_HIDDEN_COST = 0.001


class PatternRepair:
    """The repair of one table; hidden cells become cheap as they are hidden."""

    def __init__(self, table: CountTable, hidden: Collection[Cell]) -> None:
        self._table = table
        self._cells = [cell for cell in table.values if cell not in table.public]
        visible = set(table.offered) - set(hidden)
        self._visible = visible
        costs = [
            1.0 + log2(1 + table.values[c]) if c in visible else _HIDDEN_COST for c in self._cells
        ]
        values = [table.values[cell] for cell in self._cells]
        self._program = MovementProgram(self._cells, values, table.sums, costs)
        self._own_positions: dict[str, list[int]] = {}
        for i, cell in enumerate(self._cells):
            if cell in table.owners:
                self._own_positions.setdefault(table.owners[cell], []).append(i)

    def widen_cell(self, narrow: NarrowCell) -> set[Cell] | None:
        """Return the cells to hide in addition; None when no hiding helps."""
        movement = self._find_movement(narrow)
        if movement is None:
            return None
        newly_hidden = {self._cells[i] for i in list_moved(movement)} & self._visible
        for cell in newly_hidden:
            self._program.set_cost(self._program.positions[cell], _HIDDEN_COST)
        self._visible -= newly_hidden
        return newly_hidden

    def _find_movement(self, narrow: NarrowCell) -> Numbers | None:
        position = self._program.positions[narrow.cell]
        still = self._own_positions.get(narrow.reader, ())
        try:
            movement = self._program.find_movement(position, narrow.amount, still)
            if movement is None and not self._table.is_small_cell(narrow.cell):
                movement = self._program.find_movement(position, -narrow.amount, still)
        except UnsolvedError:
            return None
        return movement
