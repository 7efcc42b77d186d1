"""Changes of counts that no reader could notice: sums stay true and no count becomes negative.

The audit asks for movements of hidden cells only, the repair for cheap movements of any cell.
Calls `count_table` and `linear_program`.
"""

from collections.abc import Collection, Sequence

import numpy as np

from expectations.disclosure.count_table import Cell, CountSum
from expectations.disclosure.linear_program import (
    INFINITY,
    TOLERANCE,
    LinearProgram,
    Numbers,
    Positions,
    Row,
)


class MovementProgram:
    """Finds the cheapest movement that moves a cell by an amount, again and again.

    A cell has two columns: how far up it moves, and how far down, at most to zero.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        values: Sequence[int],
        relations: Collection[CountSum],
        costs: Sequence[float],
    ) -> None:
        self.positions = {cell: i for i, cell in enumerate(cells)}
        self._count = len(cells)
        self._values = np.asarray(values, dtype=np.float64)
        self._upper = np.concatenate([np.full(self._count, INFINITY), self._values])
        rows = [row for relation in relations if (row := self._build_row(relation))]
        self._program = LinearProgram(
            rows, np.zeros(2 * self._count), self._upper, np.concatenate([costs, costs])
        )

    def _build_row(self, relation: CountSum) -> Row | None:
        weights = {self.positions[p]: 1.0 for p in relation.parts if p in self.positions}
        if relation.whole in self.positions:
            weights[self.positions[relation.whole]] = -1.0
        if not weights:
            return None
        columns = [*weights, *(self._count + i for i in weights)]
        return Row(columns, [*weights.values(), *(-w for w in weights.values())], 0.0)

    def set_cost(self, position: int, cost: float) -> None:
        """Set the cost of moving a cell by one."""
        self._program.set_cost(position, cost)
        self._program.set_cost(self._count + position, cost)

    def find_movement(
        self, position: int, amount: float, still: Collection[int] = ()
    ) -> Numbers | None:
        """Return a movement of all cells for a given movement of a cell, or None.

        `still` are positions that must not move.
        """
        chosen, other = (
            (position, self._count + position) if amount > 0 else (self._count + position, position)
        )
        if chosen >= self._count and abs(amount) > self._values[position]:
            return None
        self._hold_cells(still)
        amounts = np.array([abs(amount), 0.0])
        self._program.set_bounds(np.array([chosen, other], dtype=np.int32), amounts, amounts)
        try:
            solution = self._program.solve()
        finally:
            self._release_cells([*still, position])
        return None if solution is None else solution[: self._count] - solution[self._count :]

    def is_possible(self, movement: Numbers) -> bool:
        """Return whether no count becomes negative by a movement that keeps all sums true."""
        return bool(np.all(self._values + movement >= -TOLERANCE))

    def _hold_cells(self, positions: Collection[int]) -> None:
        columns = self._list_columns(positions)
        zeros = np.zeros(len(columns))
        self._program.set_bounds(columns, zeros, zeros)

    def _release_cells(self, positions: Collection[int]) -> None:
        columns = self._list_columns(positions)
        self._program.set_bounds(columns, np.zeros(len(columns)), self._upper[columns])

    def _list_columns(self, positions: Collection[int]) -> Positions:
        up = np.fromiter(positions, dtype=np.int32, count=len(positions))
        return np.concatenate([up, up + np.int32(self._count)])


def list_moved(movement: Numbers) -> list[int]:
    """List the positions of the cells that a movement moves."""
    return [int(i) for i in np.flatnonzero(np.abs(movement) > TOLERANCE)]
