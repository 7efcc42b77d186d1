"""A first choice of cells to hide, by Gaussian elimination (Langsrud 2024, GaussSuppression).

The cells are taken from the most to the least worth showing; a cell is hidden when showing it,
together with those shown before it, would leave a small count as a multiple of a single column.
The choice is a good beginning and no proof: `cell_audit` proves. Arithmetic modulo a prime is
exact and fast. Calls `count_table` only.
"""

from collections import defaultdict
from collections.abc import Sequence

from expectations.disclosure.count_table import Cell, CountTable, list_small_cells

_PRIME = (1 << 61) - 1
_Column = dict[Cell, int]


def choose_first_pattern(table: CountTable) -> set[Cell]:
    """Return the offered cells to hide: the small ones, and those that would reveal one."""
    columns = build_columns(table)
    small_cells = list_small_cells(table)
    elimination = _Elimination({cell: dict(columns[cell]) for cell in small_cells})
    for cell in table.public:
        elimination.show_column(dict(columns[cell]))
    hidden = set(small_cells) & set(table.offered)
    for cell in order_by_worth(table, columns):
        if not elimination.offer_column(dict(columns[cell])):
            hidden.add(cell)
    return hidden


def build_columns(table: CountTable) -> dict[Cell, _Column]:
    """Return each cell as a sum of inner cells, those that no relation defines.

    A relation whose whole is defined already defines its last part, as a difference.
    """
    parts_by_whole: dict[Cell, tuple[Cell, ...]] = {}
    defined: dict[Cell, _Column] = {}
    extra_relations = []
    for relation in table.sums:
        if parts_by_whole.setdefault(relation.whole, relation.parts) is not relation.parts:
            extra_relations.append(relation)
    expanding: set[Cell] = set()

    def expand(cell: Cell) -> _Column:
        if cell not in defined:
            if cell in expanding:
                raise ValueError(f"relations run in a circle at {cell!r}")
            expanding.add(cell)
            parts = parts_by_whole.get(cell)
            defined[cell] = _add_columns([expand(p) for p in parts]) if parts else {cell: 1}
        return defined[cell]

    columns = {cell: expand(cell) for cell in table.values}
    for relation in extra_relations:
        _replace_last_part(columns, relation.whole, relation.parts)
    return columns


def _replace_last_part(columns: dict[Cell, _Column], whole: Cell, parts: Sequence[Cell]) -> None:
    """Write the difference for the last part, where the two sums do not agree by themselves."""
    last = parts[-1]
    difference = _add_columns([columns[whole], *(_negate_column(columns[p]) for p in parts)])
    if difference and columns[last] == {last: 1}:
        rest = _add_columns([columns[whole], *(_negate_column(columns[p]) for p in parts[:-1])])
        for cell, column in columns.items():
            weight = column.get(last)
            if weight:
                others = {c: w for c, w in column.items() if c != last}
                scaled = {c: w * weight % _PRIME for c, w in rest.items()}
                columns[cell] = _add_columns([others, scaled])


def _add_columns(columns: Sequence[_Column]) -> _Column:
    total: defaultdict[Cell, int] = defaultdict(int)
    for column in columns:
        for cell, weight in column.items():
            total[cell] = (total[cell] + weight) % _PRIME
    return {cell: weight for cell, weight in total.items() if weight}


def _negate_column(column: _Column) -> _Column:
    return {cell: _PRIME - weight for cell, weight in column.items()}


def order_by_worth(table: CountTable, columns: dict[Cell, _Column]) -> list[Cell]:
    """Order the offered cells, the most worth showing first; small and public ones are left out.

    Large counts first, ties by `frequency + 1 + 0.99 * X'X frequency`; zeros before all, for a
    zero hides nobody.
    """
    skipped = {*list_small_cells(table), *table.public}
    cells = list(dict.fromkeys([*table.values]))
    by_inner: defaultdict[Cell, float] = defaultdict(float)
    for cell in cells:
        for inner, weight in columns[cell].items():
            by_inner[inner] += _to_signed(weight) * (table.values[cell] + 1.0)
    ties = {c: abs(sum(_to_signed(w) * by_inner[i] for i, w in columns[c].items())) for c in cells}
    highest_tie = max(ties.values(), default=1.0) or 1.0
    worth = {c: table.values[c] + 1 + 0.99 * ties[c] / highest_tie for c in cells}
    offered = [c for c in cells if c in set(table.offered) - skipped]
    return sorted(offered, key=lambda c: (table.values[c] != 0, -worth[c]))


def _to_signed(weight: int) -> int:
    return weight - _PRIME if weight > _PRIME // 2 else weight


class _Elimination:
    """The columns shown so far, reduced, and the columns of the small counts, reduced by them."""

    def __init__(self, small_columns: dict[Cell, _Column]) -> None:
        self._small = small_columns
        self._pivots: dict[Cell, _Column] = {}
        self._small_by_row: defaultdict[Cell, set[Cell]] = defaultdict(set)
        for cell, column in small_columns.items():
            for row in column:
                self._small_by_row[row].add(cell)

    def offer_column(self, column: _Column) -> bool:
        """Show a column unless a small count would follow from it; return whether it is shown."""
        self._reduce(column)
        if not column:
            return True
        row = self._choose_pivot(column)
        if any(_is_multiple(self._small[cell], column, row) for cell in self._small_by_row[row]):
            return False
        self._eliminate(column, row)
        return True

    def show_column(self, column: _Column) -> None:
        """Show a column that every reader knows already."""
        self._reduce(column)
        if column:
            self._eliminate(column, self._choose_pivot(column))

    def _choose_pivot(self, column: _Column) -> Cell:
        row = min(column, key=lambda r: len(self._small_by_row[r]))
        inverse = pow(column[row], _PRIME - 2, _PRIME)
        for cell in column:
            column[cell] = column[cell] * inverse % _PRIME
        return row

    def _reduce(self, column: _Column) -> None:
        while rows := [row for row in column if row in self._pivots]:
            for row in rows:
                if factor := column.get(row, 0):
                    _subtract_multiple(column, self._pivots[row], factor)

    def _eliminate(self, column: _Column, row: Cell) -> None:
        for cell in list(self._small_by_row[row]):
            small = self._small[cell]
            _subtract_multiple(small, column, small[row])
            for inner in column:
                if inner in small:
                    self._small_by_row[inner].add(cell)
                else:
                    self._small_by_row[inner].discard(cell)
        self._pivots[row] = column


def _is_multiple(small: _Column, column: _Column, row: Cell) -> bool:
    if small.keys() != column.keys():
        return False
    factor = small[row]
    return all(small[c] == factor * weight % _PRIME for c, weight in column.items())


def _subtract_multiple(target: _Column, column: _Column, factor: int) -> None:
    for cell, weight in column.items():
        rest = (target.get(cell, 0) - factor * weight) % _PRIME
        if rest:
            target[cell] = rest
        else:
            target.pop(cell, None)
