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
        upper = np.concatenate([np.full(self._count, INFINITY), self._values])
        rows = [row for relation in relations if (row := self._build_row(relation))]
        self._program = LinearProgram(
            rows, np.zeros(2 * self._count), upper, np.concatenate([costs, costs])
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
        """Return a movement of all cells with that of one cell given; None if there is none.

        `still` are positions that must not move.
        """
        chosen, other = (
            (position, self._count + position) if amount > 0 else (self._count + position, position)
        )
        if chosen >= self._count and abs(amount) > self._values[position]:
            return None
        for i in still:
            self._set_both(i, 0.0, 0.0)
        self._program.set_bounds(chosen, abs(amount), abs(amount))
        self._program.set_bounds(other, 0.0, 0.0)
        try:
            solution = self._program.solve()
        finally:
            for i in (*still, position):
                self._set_both(i, INFINITY, self._values[i])
        return None if solution is None else solution[: self._count] - solution[self._count :]

    def _set_both(self, position: int, up: float, down: float) -> None:
        self._program.set_bounds(position, 0.0, up)
        self._program.set_bounds(self._count + position, 0.0, down)


def list_moved(movement: Numbers) -> list[int]:
    """List the positions of the cells that a movement moves."""
    return [int(i) for i in np.flatnonzero(np.abs(movement) > TOLERANCE)]
