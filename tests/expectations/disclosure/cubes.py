"""Cubes of counts for the tests: units by months by breakdowns, and the published example z1."""

from itertools import product

from expectations.disclosure.count_table import CountSum, CountTable
from warehouse.periods import Grain, list_year_periods

Z1 = """
A 11 11 55 36
B  7  1 29 18
C  5  8 35 25
D 13  2 17 13
E  9 14 63 52
F 12  9 24 22
G  6  4 22  8
H  9  3 38 15
"""
"""Statistics Norway's example of GaussSuppression: counts 1 to 3 are small."""

_YEAR = 2024
_FINER = {
    Grain.QUARTER: Grain.MONTH,
    Grain.HALF_YEAR: Grain.QUARTER,
    Grain.NINE_MONTHS: Grain.QUARTER,
    Grain.YEAR: Grain.QUARTER,
}
LONGER = {
    whole.code: tuple(
        part.code for part in list_year_periods(_YEAR, finer) if whole.contains_period(part)
    )
    for grain, finer in _FINER.items()
    for whole in list_year_periods(_YEAR, grain)
}
MONTHS = [p.code for p in list_year_periods(_YEAR, Grain.MONTH)]


def build_z1():
    """Return z1 with its margins, everything offered."""
    columns = ("annet", "arbeid", "soshjelp", "trygd")
    lines = [line.split() for line in Z1.strip().splitlines()]
    values = {
        (line[0], column): int(count)
        for line in lines
        for column, count in zip(columns, line[1:], strict=True)
    }
    regions = [line[0] for line in lines]
    relations = []
    add(values, relations, [((r, "all"), [(r, c) for c in columns]) for r in regions])
    add(values, relations, [(("all", c), [(r, c) for r in regions]) for c in (*columns, "all")])
    return CountTable(values, relations, list(values), smallest_shown=4)


def build_cube(counts, breakdowns=("all",)):
    """Return the cube of `{(unit, month, breakdown): count}`, summed over all three.

    With several breakdowns these are the parts of a whole called `whole`.
    """
    values = dict(counts)
    relations = []
    units = sorted({unit for unit, _, _ in counts})
    periods = [*MONTHS, *LONGER]
    for unit, part in product(units, breakdowns):
        sums = [((unit, p, part), [(unit, q, part) for q in qs]) for p, qs in LONGER.items()]
        add(values, relations, sums)
    wholes = ["whole"] if len(breakdowns) > 1 else []
    if wholes:
        sums = [
            ((u, p, "whole"), [(u, p, b) for b in breakdowns]) for u, p in product(units, periods)
        ]
        add(values, relations, sums)
    for part in (*breakdowns, *wholes):
        add(
            values, relations, [(("area", p, part), [(u, p, part) for u in units]) for p in periods]
        )
    known = {(area, p, part) for area, p, part in values}
    for area, part in product(("area", *units), (*breakdowns, *wholes)):
        if area == "area" or part == "whole":
            sums = [((area, p, part), [(area, q, part) for q in qs]) for p, qs in LONGER.items()]
            relations += [CountSum(whole, tuple(parts)) for whole, parts in sums]
    assert known == set(values)
    owners = {cell: cell[0] for cell in values if cell[0] != "area"}
    return CountTable(values, relations, list(values), owners=owners)


def add(values, relations, sums):
    """Add sums to the counts, with the relations that bind them."""
    for whole, parts in sums:
        values[whole] = sum(values[part] for part in parts)
        relations.append(CountSum(whole, tuple(parts)))
