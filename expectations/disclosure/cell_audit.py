"""The attack on a pattern: how far can each reader narrow down each hidden count?

Every reader knows the sums, what is shown and that no count is negative; a unit also knows its own
counts. A hidden count is safe when each reader must still think its whole needed range possible:
when hidden cells can move so that the count becomes the least and the greatest of the range. Each
movement that was solved is a witness for all cells that it moves far enough, and for every unit of
which it moves no cell. Hides nothing itself. Calls `count_table`, `linear_program`, `movements`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from expectations.disclosure.count_table import (
    Cell,
    CountSum,
    CountTable,
    find_contributions,
)
from expectations.disclosure.linear_program import TOLERANCE, Numbers, UnsolvedError
from expectations.disclosure.movements import MovementProgram, list_moved

PUBLIC_READER = "public"
"""The reader who knows only what is shown."""


@dataclass(frozen=True, slots=True)
class NarrowCell:
    """A hidden count that a reader can narrow down to less than `amount` away from the truth.

    Not `is_solved`: the solver gave no answer, which is taken for the worst.
    """

    cell: Cell
    reader: str
    amount: int
    is_solved: bool = True


@dataclass(slots=True)
class _Group:
    """Hidden cells bound by sums, the program of movements, and the movements so far."""

    cells: list[Cell]
    program: MovementProgram
    own_positions: dict[str, list[int]]
    movements: list[tuple[Numbers, frozenset[str]]] = field(default_factory=list)
    witnesses: dict[int, list[int]] = field(default_factory=dict)


class CellAudit:
    """The audit of a table; the pattern is an argument, and changes until safe."""

    def __init__(self, table: CountTable) -> None:
        self._table = table
        self._contributions = find_contributions(table)
        self._past_movements: list[dict[Cell, float]] = []

    def find_narrow_cells(self, hidden: Collection[Cell]) -> list[NarrowCell]:
        """List the cells that a reader can narrow down too far; `hidden` are offered cells.

        From one call to the next more may be hidden, never less: what moved once moves again.
        """
        visible = (set(self._table.offered) - set(hidden)) | set(self._table.public)
        unknown = [cell for cell in self._table.values if cell not in visible]
        hidden_cells = set(hidden)
        groups = list(_build_groups(self._table, unknown))
        _replay_movements(groups, self._past_movements)
        narrow_cells = [
            narrow
            for group in groups
            for cell in group.cells
            if self._table.is_small_cell(cell) or cell in hidden_cells
            for narrow in self._attack_cell(group, cell)
        ]
        self._past_movements = [
            {group.cells[i]: float(movement[i]) for i in list_moved(movement)}
            for group in groups
            for movement, _ in group.movements
        ]
        return narrow_cells

    def _attack_cell(self, group: _Group, cell: Cell) -> Iterator[NarrowCell]:
        value = self._table.values[cell]
        if not self._table.is_small_cell(cell):
            answers = [_move_cell(group, cell, 1, PUBLIC_READER)]
            if not answers[0]:
                answers.append(_move_cell(group, cell, -1, PUBLIC_READER))
            if not any(answers):
                yield NarrowCell(cell, PUBLIC_READER, 1, None not in answers)
            return
        for amount in (self._table.smallest_shown - value, 1 - value):
            if amount:
                yield from self._attack_direction(group, cell, amount)

    def _attack_direction(self, group: _Group, cell: Cell, amount: int) -> Iterator[NarrowCell]:
        """Yield the public's knowledge, then each unit moved by every witness so far."""
        is_possible = _move_cell(group, cell, amount, PUBLIC_READER)
        if not is_possible:
            yield NarrowCell(cell, PUBLIC_READER, amount, is_possible is not None)
            return
        shares = self._contributions[cell]
        for unit in sorted(_list_blocked_units(group, cell, amount)):
            reachable = max(amount, shares.get(unit, 0) - self._table.values[cell])
            if shares.keys() == {unit} or not reachable:
                continue
            is_possible = _move_cell(group, cell, reachable, unit)
            if not is_possible:
                yield NarrowCell(cell, unit, reachable, is_possible is not None)


def _list_blocked_units(group: _Group, cell: Cell, amount: int) -> frozenset[str]:
    """List the units that know better than each witness of the movement."""
    moved_units = [units for _, units in _list_witnesses(group, cell, amount)]
    return frozenset.intersection(*moved_units)


def _list_witnesses(
    group: _Group, cell: Cell, amount: int
) -> Iterator[tuple[Numbers, frozenset[str]]]:
    position = group.program.positions[cell]
    for i in group.witnesses.get(position, ()):
        movement, units = group.movements[i]
        if movement[position] / amount >= 1 - TOLERANCE:
            yield movement, units


def _move_cell(group: _Group, cell: Cell, amount: int, reader: str) -> bool | None:
    """Return whether the reader must think the movement possible; None without an answer."""
    if any(reader not in units for _, units in _list_witnesses(group, cell, amount)):
        return True
    position = group.program.positions[cell]
    try:
        movement = group.program.find_movement(
            position, amount, group.own_positions.get(reader, ())
        )
    except UnsolvedError:
        return None
    if movement is None:
        return False
    _record_movement(group, movement)
    if group.program.is_possible(-movement):  # as much proof for the other direction
        _record_movement(group, -movement)
    return True


def _record_movement(group: _Group, movement: Numbers) -> None:
    moved = list_moved(movement)
    moved_set = set(moved)
    units = frozenset(
        unit for unit, own in group.own_positions.items() if not moved_set.isdisjoint(own)
    )
    for position in moved:
        group.witnesses.setdefault(position, []).append(len(group.movements))
    group.movements.append((movement, units))


def _replay_movements(groups: Sequence[_Group], movements: Sequence[dict[Cell, float]]) -> None:
    group_by_cell = {cell: group for group in groups for cell in group.cells}
    for by_cell in movements:
        group = group_by_cell[next(iter(by_cell))]
        movement = np.zeros(len(group.cells))
        for cell, amount in by_cell.items():
            movement[group.program.positions[cell]] = amount
        _record_movement(group, movement)


def _build_groups(table: CountTable, unknown: list[Cell]) -> Iterator[_Group]:
    roots = _join_cells(unknown, table.sums)
    cells_by_root: defaultdict[Cell, list[Cell]] = defaultdict(list)
    relations_by_root: defaultdict[Cell, list[CountSum]] = defaultdict(list)
    for cell in unknown:
        cells_by_root[roots[cell]].append(cell)
    for relation in table.sums:
        inside = next((c for c in relation.cells if c in roots), None)
        if inside is not None:
            relations_by_root[roots[inside]].append(relation)
    for root, cells in cells_by_root.items():
        yield _build_group(table, cells, relations_by_root[root])


def _build_group(table: CountTable, cells: list[Cell], relations: list[CountSum]) -> _Group:
    values = [table.values[cell] for cell in cells]
    program = MovementProgram(cells, values, relations, [1.0] * len(cells))
    own_positions: dict[str, list[int]] = {}
    for i, cell in enumerate(cells):
        if cell in table.owners:
            own_positions.setdefault(table.owners[cell], []).append(i)
    return _Group(cells, program, own_positions)


def _join_cells(unknown: list[Cell], relations: Collection[CountSum]) -> dict[Cell, Cell]:
    """Map each unknown cell to the first of its group: cells joined by sums."""
    parents = {cell: cell for cell in unknown}

    def find_root(cell: Cell) -> Cell:
        while parents[cell] != cell:
            parents[cell] = parents[parents[cell]]
            cell = parents[cell]
        return cell

    for relation in relations:
        inside = [c for c in relation.cells if c in parents]
        for cell in inside[1:]:
            parents[find_root(cell)] = find_root(inside[0])
    return {cell: find_root(cell) for cell in unknown}
