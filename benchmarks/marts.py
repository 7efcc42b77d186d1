"""Marts over 38 million observations against a hand-written query with the same result.

Run as `python -m benchmarks.marts`; the two ways alternate within one run. The result is every row
of `marts.indicator_terms`: the value of every term of every indicator, for every unit, area and
period, whether it is whole, and how low or high it may be.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from assets.rebuild import catalogue_tables
from assets.rebuild_context import RebuildContext
from assets.table_assets import load_table_assets
from benchmarks.national import NATIONAL_WARDS, make_catalogue
from benchmarks.observations import make_observations
from warehouse.catalogue import Catalogue
from warehouse.schema.tables import TABLES
from warehouse.store import Store

_HAND_WRITTEN_SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
_COVERAGE_TABLES = ("marts.reporting_rates", "marts.reporting_coverage")
"""The reports owed, which both ways read: built once, outside the measured time."""
_MEASURED_TABLES = ("marts.element_values", "marts.element_answers", "marts.indicator_terms")
_COMPARED = "SELECT indicator, side, term, unit, period, value, is_complete, lowest, highest"


def main() -> None:
    """Measure the pairs and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--wards", type=int, default=NATIONAL_WARDS, help="fewer for a quick try")
    options = parser.parse_args()
    console = Console()
    with TemporaryDirectory() as folder, Store(Path(folder) / "warehouse.duckdb") as store:
        context = RebuildContext(store, _fill_warehouse(store, Path(folder), options.wards))
        _build_tables(context, _COVERAGE_TABLES)
        ((observations,),) = store.query_rows("SELECT count(*) FROM core.observations")
        console.print(f"{observations:,} observations")
        pairs = [_measure_marts_pair(context, number % 2 == 0) for number in range(options.runs)]
        if store.query_rows(
            f"WITH built AS ({_COMPARED} FROM marts.indicator_terms) "
            "(FROM built EXCEPT ALL FROM by_hand) UNION ALL "
            "(FROM by_hand EXCEPT ALL FROM built) LIMIT 1"
        ):
            sys.exit("the two results differ")
    for marts_seconds, hand_seconds in pairs:
        console.print(
            f"marts {marts_seconds:.1f} s, by hand {hand_seconds:.1f} s: "
            f"{marts_seconds / hand_seconds:.2f}"
        )
    console.print(
        f"median {statistics.median(marts_seconds / hand for marts_seconds, hand in pairs):.2f}"
    )


def _fill_warehouse(store: Store, folder: Path, wards: int) -> Catalogue:
    catalogue = make_catalogue(folder / "catalogue", wards=wards)
    observations, submissions = make_observations(catalogue, folder)
    last_day = catalogue.calendar.compute_window(catalogue.list_periods()[-1])[1]
    moment = catalogue.calendar.get_day_start(last_day + timedelta(days=1))
    for name, rows in catalogue_tables(catalogue, moment).items():
        store.replace_table(name, rows)
    for name in ("core.observations", "core.submissions", "core.not_applicable"):
        store.create_table(name)
    store.execute(f"INSERT INTO core.observations BY NAME FROM '{observations}'")
    store.execute(f"INSERT INTO core.submissions BY NAME FROM '{submissions}'")
    return catalogue


def _measure_marts_pair(context: RebuildContext, marts_first: bool) -> tuple[float, float]:
    if marts_first:
        return _measure_seconds(_build_marts, context), _measure_seconds(_build_by_hand, context)
    hand_seconds = _measure_seconds(_build_by_hand, context)
    return _measure_seconds(_build_marts, context), hand_seconds


def _measure_seconds(
    build_tables: Callable[[RebuildContext], None], context: RebuildContext
) -> float:
    started_at = time.perf_counter()
    build_tables(context)
    return time.perf_counter() - started_at


def _build_marts(context: RebuildContext) -> None:
    _build_tables(context, _MEASURED_TABLES)


def _build_tables(context: RebuildContext, names: Iterable[str]) -> None:
    """Build tables as a rebuild does: prepare each table, then fill the table."""
    asset_by_name = {asset.name: asset for asset in load_table_assets()}
    for name in names:
        kind = "VIEW" if TABLES[name].is_view else "TABLE"
        context.store.execute(f"DROP {kind} IF EXISTS {name}")
        asset_by_name[name].create_table(context.store)
        asset_by_name[name].fill_table(context)


def _build_by_hand(context: RebuildContext) -> None:
    context.store.execute(f"CREATE OR REPLACE TABLE by_hand AS {_HAND_WRITTEN_SQL}")


if __name__ == "__main__":
    main()
