"""An attacker written apart from the engine: scipy, and intervals by minimum and maximum."""

import numpy as np
from scipy.optimize import linprog


def attack(table, visible, cells, known_units=()):
    """Return the interval of each cell, for a reader of `shown` and of the units' own counts."""
    keys = list(table.values)
    at = {cell: i for i, cell in enumerate(keys)}
    matrix = np.zeros((len(table.sums), len(keys)))
    for row, relation in enumerate(table.sums):
        matrix[row, at[relation.whole]] -= 1
        for part in relation.parts:
            matrix[row, at[part]] += 1
    visible = set(visible) | {c for c, unit in table.owners.items() if unit in known_units}
    bounds = [(table.values[c],) * 2 if c in visible else (0, None) for c in keys]
    return {c: _interval(matrix, bounds, at[c]) for c in cells}


def _interval(matrix, bounds, position):
    ends = []
    for sense in (1, -1):
        aim = np.zeros(len(bounds))
        aim[position] = sense
        solution = linprog(aim, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=bounds)
        if solution.status == 3:
            ends.append(np.inf)
        else:
            assert solution.status == 0, solution.message
            ends.append(abs(solution.fun))
    return tuple(ends)


def list_leaks(table, visible, known_units=()):
    """List the small counts of which the reader knows that they are above 1, or below 5."""
    small = [c for c in table.values if table.is_small_cell(c)]
    cells = [c for c in small if table.owners.get(c) not in known_units]
    intervals = attack(table, visible, cells, known_units)
    highest = table.smallest_shown
    return {
        cell: (low, high)
        for cell, (low, high) in intervals.items()
        if low > 1 + 1e-6 or high < highest - 1e-6
    }
