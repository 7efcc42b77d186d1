"""Publication histories drawn at random, and an attacker who keeps every page.

Six units, twelve months, three elements of which two indicators share one, six publications with
corrections, late reports and a merge. The attacker is written apart from the engine: reported
counts are his unknowns, everything shown is an equation, and each count is solved for.
"""

import random
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from expectations.disclosure.count_families import CountFamily, ElementTraits, Split
from expectations.disclosure.publication_history import PublishedYear
from expectations.disclosure.publication_pattern import (
    OfferedRow,
    PublicationInput,
    decide_publication,
)
from expectations.disclosure.year_counts import CountCell, Geography
from warehouse.periods import Grain, list_year_periods

YEAR, PUBLICATIONS = 2024, 6
UNITS = [f"U{n}" for n in range(6)]
ELEMENTS = ("f.a", "f.b", "f.c")
MONTHS = [p.code for p in list_year_periods(YEAR, Grain.MONTH)]
PERIODS = {
    p.code: [m.code for m in p.split_into(Grain.MONTH)]
    for p in list_year_periods(YEAR)
    if p.grain is not Grain.MONTH
}
INDICATORS = {"count": ("f.a+f.b",), "share": ("f.b", "f.c")}
"""The sum of a and b, and the share of b in c."""
FAMILY = CountFamily(
    "f.a",
    {element: ElementTraits("flow", Grain.MONTH, is_sensitive=True) for element in ELEMENTS},
    sums=("f.a+f.b",),
    splits=(Split("f.c", ("f.b",)),),
)
KEY = (FAMILY.name, YEAR)
LOWEST, HIGHEST = 1 + 1e-6, 5 - 1e-6
"""What a small count must reach, as far as any reader can tell; within the solver's precision."""
GREATEST = 10_000
"""No count is above this: each program has a solution, and the attacker knows a little more."""


@dataclass
class History:
    """What was reported at each publication, and the rows shown in it: sums of reported counts."""

    bases: list[dict[CountCell, int]] = field(default_factory=list)
    visible: list[list[tuple[str, str, str]]] = field(default_factory=list)
    published: list[PublishedYear] = field(default_factory=list)
    reasons: list[dict[CountCell, str]] = field(default_factory=list)


def draw_history(seed, *, is_protected=True):
    """Draw a history; with `is_protected` off everything complete is shown."""
    chance = random.Random(seed)
    truth = _draw_truth(chance)
    late = chance.sample(sorted(truth), 8)
    history = History()
    for number in range(1, PUBLICATIONS + 1):
        last_month = 2 * number
        for cell in chance.sample(sorted(truth), 4):
            _correct(truth, cell, chance)
        late = [c for c in late if chance.random() < 0.7 and number < PUBLICATIONS]
        bases = {c: v for c, v in truth.items() if int(c.period[-2:]) <= last_month}
        bases = {c: v for c, v in bases.items() if c not in late}
        _publish(history, bases, truth, last_month, is_protected)
    return history


def _draw_truth(chance):
    truth = {}
    for unit in UNITS:
        size = chance.choice((1, 2, 6, 25))
        for month in MONTHS:
            if unit == UNITS[-1] and month > MONTHS[5]:
                continue  # merged into its neighbour in July
            counts = [chance.randint(0, size) if chance.random() < 0.7 else 0 for _ in ELEMENTS]
            counts[2] += counts[1]
            for element, count in zip(ELEMENTS, counts, strict=True):
                truth[CountCell(element, unit, month)] = count
    return truth


def _correct(truth, cell, chance):
    truth[cell] = max(0, truth[cell] + chance.choice((-3, -1, 1, 2, 4)))
    part, whole = cell._replace(item="f.b"), cell._replace(item="f.c")
    truth[whole] = max(truth[whole], truth[part])


def members_of(unit):
    return UNITS if unit == "AREA" else [unit]


def _publish(history, bases, truth, last_month, is_protected):
    rows = []
    for unit in ("AREA", *UNITS):
        for period, months in PERIODS.items():
            owed = [c for c in truth if c.unit in members_of(unit) and c.period in months]
            is_over = int(months[-1][-2:]) <= last_month
            if is_over and owed and all(c in bases for c in owed):
                for name, counts in INDICATORS.items():
                    cells = tuple((KEY, CountCell(count, unit, period)) for count in counts)
                    rows.append(OfferedRow((name, unit, period), cells))
    if not is_protected:
        history.bases.append(bases)
        history.visible.append([row.key for row in rows])
        return
    given = PublicationInput(
        {FAMILY.name: FAMILY},
        {KEY: bases},
        rows,
        {KEY: tuple(history.published)},
        Geography({"AREA": UNITS}, lambda *_: True),
    )
    decisions = decide_publication(given)
    assert all(d.is_safe for d in decisions)
    counts = {d.cell: d.value if d.reason is None else None for d in decisions}
    reasons = {d.cell: d.reason for d in decisions if d.reason}
    history.bases.append(bases)
    history.reasons.append(reasons)
    history.visible.append(sorted(select_visible_rows(rows, decisions)))
    if any(d.is_new for d in decisions):
        number = len(history.bases)
        history.published.append(PublishedYear(number, bases, counts, reasons))


def select_visible_rows(rows, decisions):
    """Return the keys of the rows of which every count is shown."""
    visible = {((d.family, d.year), d.cell) for d in decisions if d.reason is None}
    return {row.key for row in rows if all(place in visible for place in row.cells)}


def list_leaves(count, unit, months):
    return [
        CountCell(element, member, month)
        for element in count.split("+")
        for member in members_of(unit)
        for month in months
    ]


class Attacker:
    """Everything a reader can write down: unknowns, equations, and what is never negative."""

    def __init__(self, history, known_unit=None):
        self.at, self.truth, self.known_unit = {}, [], known_unit
        self.owned = []
        equations, rests = {}, {}
        for bases in history.bases:
            for cell in bases:
                self._place(bases, cell)
        for bases, visible in zip(history.bases, history.visible, strict=True):
            for name, unit, period in visible:
                for count in INDICATORS[name]:
                    self._note(equations, bases, list_leaves(count, unit, PERIODS[period]))
            for cell in bases:
                if cell.item == "f.b" and cell._replace(item="f.c") in bases:
                    whole = self._place(bases, cell._replace(item="f.c"))
                    rests[whole, self._place(bases, cell)] = None
        size = len(self.truth)
        rows = [dict.fromkeys(row, 1.0) for row in equations]
        self.matrix = _to_matrix(rows, size)
        self.totals = np.array([sum(self.truth[i] for i in row) for row in equations])
        self.rest_rows = _to_matrix([{part: 1.0, whole: -1.0} for whole, part in rests], size)
        self.bounds = [
            (v, v) if owned else (0, GREATEST)
            for v, owned in zip(self.truth, self.owned, strict=True)
        ]
        self.solutions = [np.array(self.truth)]

    def _place(self, bases, cell):
        key = (cell, bases[cell])
        if key not in self.at:
            self.at[key] = len(self.truth)
            self.truth.append(bases[cell])
            self.owned.append(cell.unit == self.known_unit)
        return self.at[key]

    def _note(self, equations, bases, leaves):
        equations[tuple(self._place(bases, leaf) for leaf in leaves if leaf in bases)] = None

    def find_leak(self, target):
        """Return a count with its interval if that does not reach from 1 to 5, else None.

        A solution for one count shows what the others may be: few need programs of their own.
        """
        aim = np.zeros(len(self.truth))
        for positions, sign in zip(target, (1, -1), strict=False):
            aim[list(positions)] = sign
        values = np.array(self.solutions) @ aim
        low, high = values.min(), values.max()
        if low > LOWEST:
            low = self._find_least(aim)
        if high < HIGHEST:
            high = -self._find_least(-aim)
        return (target, low, high) if low > LOWEST or high < HIGHEST else None

    def _find_least(self, aim):
        """Return the least that a weighted sum of reported counts can be."""
        solution = linprog(
            aim,
            A_eq=self.matrix if self.matrix.shape[0] else None,
            b_eq=self.totals if self.matrix.shape[0] else None,
            A_ub=self.rest_rows,
            b_ub=np.zeros(self.rest_rows.shape[0]),
            bounds=self.bounds,
        )
        assert solution.status == 0, solution.message
        self.solutions.append(solution.x)
        return solution.fun

    def list_targets(self, history):
        """List every small count there ever was: of units and the area, in every period."""
        targets = {}
        for bases in history.bases:
            for unit in ("AREA", *UNITS):
                for months in [[m] for m in MONTHS] + list(PERIODS.values()):
                    for count in ("f.a", "f.b", "f.c", "f.a+f.b"):
                        leaves = [c for c in list_leaves(count, unit, months) if c in bases]
                        positions = tuple(sorted(self._place(bases, leaf) for leaf in leaves))
                        targets[positions, ()] = sum(bases[leaf] for leaf in leaves)
                    wholes = [c for c in list_leaves("f.c", unit, months) if c in bases]
                    parts = [c._replace(item="f.b") for c in wholes]
                    if all(part in bases for part in parts):
                        positions = tuple(
                            tuple(sorted(self._place(bases, c) for c in cells))
                            for cells in (wholes, parts)
                        )
                        rest = sum(bases[c] for c in wholes) - sum(bases[c] for c in parts)
                        targets[positions] = rest
        return [t for t, total in targets.items() if 1 <= total <= 4 and not self._knows(t)]

    def _knows(self, target):
        """Return whether a count is the reader's own, or a part of it is."""
        positions = [i for side in target for i in side]
        return any(self.owned[i] and self.truth[i] for i in positions) or all(
            self.owned[i] for i in positions
        )


def _to_matrix(rows, size):
    entries = [(w, r, c) for r, row in enumerate(rows) for c, w in row.items()]
    if not entries:
        return csr_matrix((0, size))
    weights, row_numbers, columns = zip(*entries, strict=True)
    return csr_matrix((weights, (row_numbers, columns)), shape=(len(rows), size))


def find_leaks(history, known_unit=None, *, at_most=None, seed=0):
    """Yield the small counts that the reader knows to be above 1 or below 5."""
    attacker = Attacker(history, known_unit)
    targets = attacker.list_targets(history)
    if at_most is not None and len(targets) > at_most:
        targets = random.Random(seed).sample(targets, at_most)
    return filter(None, map(attacker.find_leak, targets))


def list_leaks(history, known_unit=None, **how):
    return list(find_leaks(history, known_unit, **how))


def is_leaking(history):
    return next(find_leaks(history), None) is not None
