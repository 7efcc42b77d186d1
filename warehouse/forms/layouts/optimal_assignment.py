"""The best total of a choice of different columns for rows: an assignment, solved without scipy.

The same total as `scipy.optimize.linear_sum_assignment`, for few rows with few possible columns
each: importing scipy and numpy costs more than the whole proposal.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Gains = Sequence[Mapping[int, float]]
"""For each row the possible columns with the gain of the total, more than nothing."""
_ROUNDING = 1e-12


class _Path(NamedTuple):
    """The best ways on: the gain up to a row, and the row and column before."""

    sums: dict[int, float]
    before: dict[int, tuple[int, int]]


def assign_columns(gains: Gains) -> list[int | None]:
    """Assign different columns, or None, to the rows for the best total.

    Row by row: a row takes the column adding most, free or taken from a row moving on.
    """
    rows_of_columns: dict[int, int] = {}
    chosen: list[int | None] = [None] * len(gains)
    for row in range(len(gains)):
        path = _find_paths(gains, chosen, rows_of_columns, row)
        last, free_column = _choose_end(gains, rows_of_columns, path)
        column, at = free_column, last
        while True:
            chosen[at], column = column, chosen[at]
            if at == row:
                break
            at = path.before[at][0]
        rows_of_columns = {c: r for r, c in enumerate(chosen) if c is not None}
    return chosen


def _find_paths(
    gains: Gains, chosen: Sequence[int | None], rows_of_columns: Mapping[int, int], row: int
) -> _Path:
    """Find the gain of the moves up to each movable row, from a new row on."""
    path = _Path({row: 0.0}, {})
    waiting = deque([row])
    while waiting:
        at = waiting.popleft()
        for column, gain in gains[at].items():
            other = rows_of_columns.get(column)
            if other is None or other == at:
                continue
            added = path.sums[at] + gain - gains[other][column]
            if added > path.sums.get(other, float("-inf")) + _ROUNDING:
                path.sums[other] = added
                path.before[other] = at, column
                waiting.append(other)
    return path


def _choose_end(
    gains: Gains, rows_of_columns: Mapping[int, int], path: _Path
) -> tuple[int, int | None]:
    """Choose the row to end with, and the free column there, or None for no column."""
    ends = [
        (added + gain, at, column)
        for at, added in path.sums.items()
        for column, gain in (*gains[at].items(), (None, 0.0))
        if column not in rows_of_columns
    ]
    best = max(ends, key=lambda end: end[0])
    return best[1], best[2]
