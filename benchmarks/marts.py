"""Marts over 38 million observations against a hand-written query with the same result.

Run as `python -m benchmarks.marts`; the two ways alternate within one run. The result is every
term of every indicator, for every unit, area and period.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from assets.building import Building
from assets.built import built_assets
from benchmarks.national import WARDS, make_catalogue
from benchmarks.observations import make_observations
from warehouse.catalogue import Catalogue
from warehouse.catalogue.relational import tables
from warehouse.store import Store
from warehouse.tables import TABLES

_BY_HAND = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
_OURS = ("marts.element_values", "marts.indicator_terms")
_MIDDLE = "marts.reporting_coverage"
"""Counts of reports; both ways leave the counts out: the table stays empty."""


def main() -> None:
    """Measure the pairs and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--wards", type=int, default=WARDS, help="fewer for a quick try")
    options = parser.parse_args()
    console = Console()
    with TemporaryDirectory() as folder, Store(Path(folder) / "warehouse.duckdb") as store:
        building = Building(store, _fill(store, Path(folder), options.wards))
        ((observations,),) = store.rows("SELECT count(*) FROM core.observations")
        console.print(f"{observations:,} observations")
        pairs = [_pair(building, number % 2 == 0) for number in range(options.runs)]
        if store.rows(
            "(FROM marts.indicator_terms EXCEPT ALL FROM by_hand) UNION ALL "
            "(FROM by_hand EXCEPT ALL FROM marts.indicator_terms) LIMIT 1"
        ):
            sys.exit("the two results differ")
    for ours, by_hand in pairs:
        console.print(f"marts {ours:.1f} s, by hand {by_hand:.1f} s: {ours / by_hand:.2f}")
    console.print(f"median {statistics.median(ours / hand for ours, hand in pairs):.2f}")


def _fill(store: Store, folder: Path, wards: int) -> Catalogue:
    catalogue = make_catalogue(folder / "catalogue", wards=wards)
    observations, _ = make_observations(catalogue, folder)
    for name, rows in tables(
        catalogue, catalogue.calendar.window(catalogue.periods()[-1])[1]
    ).items():
        store.replace(name, rows)
    store.create("core.observations")
    store.run(f"INSERT INTO core.observations BY NAME FROM '{observations}'")
    store.create(_MIDDLE)
    return catalogue


def _pair(building: Building, ours_first: bool) -> tuple[float, float]:
    if ours_first:
        return _seconds(_made, building), _seconds(_by_hand, building)
    by_hand = _seconds(_by_hand, building)
    return _seconds(_made, building), by_hand


def _seconds(way: Callable[[Building], None], building: Building) -> float:
    started = time.perf_counter()
    way(building)
    return time.perf_counter() - started


def _made(building: Building) -> None:
    """Build the tables as a rebuild does: prepare each table, then fill the table."""
    named = {asset.name: asset for asset in built_assets()}
    for name in _OURS:
        kind = "VIEW" if TABLES[name].is_view else "TABLE"
        building.store.run(f"DROP {kind} IF EXISTS {name}")
        named[name].prepare(building.store)
        named[name].make(building)


def _by_hand(building: Building) -> None:
    building.store.run(f"CREATE OR REPLACE TABLE by_hand AS {_BY_HAND}")


if __name__ == "__main__":
    main()
