"""What it costs to prove a publication: processor seconds of a district, a province, the nation.

Run as `python -m benchmarks.disclosure`; all figures are invented. The district is the shipped
catalogue with every sensitive indicator over five years, all of it new. A province has communes in
districts and shows one count of a year by quarter for districts and province; the nation is such
provinces one after the other, measured by `--provinces` of them.
"""

import argparse
import random
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from expectations.disclosure.count_families import (
    CountFamily,
    ElementTraits,
    list_count_families,
)
from expectations.disclosure.offered_rows import (
    build_geography,
    build_offered_rows,
    is_public_grain,
    list_sensitive_indicators,
)
from expectations.disclosure.publication_pattern import (
    CellDecision,
    FamilyYear,
    OfferedRow,
    PublicationInput,
    decide_publication,
)
from expectations.disclosure.year_counts import CountCell, Geography
from warehouse.catalogue import load_catalogue
from warehouse.periods import Grain, list_year_periods

YEARS = range(2020, 2025)
NATION_PROVINCES = 63
DISTRICT_SIZE = 12
"""Communes of a district."""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--communes", type=int, default=168, help="communes of a province")
    parser.add_argument("--provinces", type=int, default=2, help="provinces measured")
    arguments = parser.parse_args()
    table = Table("publication", "counts offered", "hidden", "CPU s")
    chance = random.Random(20240101)
    _measure(table, "district, 5 years, all new", lambda: make_district(chance))
    seconds = [
        _measure(
            table,
            f"province of {arguments.communes} communes, one count and year",
            lambda: make_province(chance, arguments.communes),
        )
        for _ in range(arguments.provinces)
    ]
    nation = NATION_PROVINCES * sum(seconds) / len(seconds)
    table.add_row(f"nation: {NATION_PROVINCES} such provinces, computed", "", "", f"{nation:.0f}")
    Console().print(table)


def _measure(table: Table, name: str, make_input: Callable[[], PublicationInput]) -> float:
    given = make_input()
    started_at = time.process_time()
    decisions: list[CellDecision] = decide_publication(given)
    seconds = time.process_time() - started_at
    if not all(decision.is_safe for decision in decisions):
        raise SystemExit(f"{name}: not safe")
    hidden = sum(decision.reason is not None for decision in decisions)
    table.add_row(name, str(len(decisions)), str(hidden), f"{seconds:.1f}")
    return seconds


def make_district(chance: random.Random) -> PublicationInput:
    """Return five years of the shipped catalogue, every sensitive count reported."""
    catalogue = load_catalogue()
    families = list_count_families(catalogue.indicators, catalogue.forms)
    hub = catalogue.programme.hub
    geography = build_geography(catalogue, [hub])
    bases: dict[FamilyYear, dict[CountCell, int]] = {}
    for family in families:
        for element, traits in family.elements.items():
            form = element.partition(".")[0]
            units = [u for u in geography.members[hub] if catalogue.units[u].form == form]
            for year in YEARS:
                by_cell = bases.setdefault((family.name, year), {})
                for unit in units:
                    size = chance.choice((1, 3, 12))
                    for period in list_year_periods(year, traits.frequency):
                        by_cell[CountCell(element, unit, period.code)] = chance.randint(0, size)
    keys = [
        (code, hub, period.code)
        for code in list_sensitive_indicators(catalogue)
        for year in YEARS
        for period in list_year_periods(year)
        if is_public_grain(catalogue.indicators[code], period.grain)
    ]
    rows = list(build_offered_rows(catalogue, families, keys, bases=bases, geography=geography))
    return PublicationInput({f.name: f for f in families}, bases, rows, {}, geography)


def make_province(chance: random.Random, communes: int) -> PublicationInput:
    """Return a count of a year: communes by month, districts and province by quarter."""
    element, year = "commune.count", YEARS[0]
    family = CountFamily(element, {element: ElementTraits("flow", Grain.MONTH, is_sensitive=True)})
    units = [f"C{n}" for n in range(communes)]
    members = {"PROVINCE": units} | {
        f"D{n}": units[n : n + DISTRICT_SIZE] for n in range(0, communes, DISTRICT_SIZE)
    }
    bases = {
        CountCell(element, unit, period.code): chance.randint(0, chance.choice((0, 1, 2, 6)))
        for unit in units
        for period in list_year_periods(year, Grain.MONTH)
    }
    key = (family.name, year)
    longer = [p for p in list_year_periods(year) if p.grain is not Grain.MONTH]
    rows = [
        OfferedRow(("count", area, period.code), ((key, CountCell(element, area, period.code)),))
        for area in members
        for period in longer
    ]
    geography = Geography(members, lambda unit, period: True)
    return PublicationInput({family.name: family}, {key: bases}, rows, {}, geography)


if __name__ == "__main__":
    main()
