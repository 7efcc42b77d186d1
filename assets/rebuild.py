"""Rebuilds core and marts completely from the register, then checks the promises.

Writes one DuckDB file, whole or not at all, and touches nothing else; the same register, catalogue
and run time give the same tables.
"""

from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path

import pyarrow as pa

from assets.building import Building
from assets.built import Asset, built_assets
from assets.data_versions import TableContent, summarise_table
from assets.raw.intake import REGISTER as RAW
from expectations.codes import codes
from expectations.promises import Kept, keep, promises
from warehouse.catalogue import Catalogue
from warehouse.catalogue.relational import tables
from warehouse.fields import SEVERITIES
from warehouse.home import Home
from warehouse.store import Store

AT_ONCE = 2
"""Number of tables built in parallel."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The result of a rebuild: the content of each table in short, and the promise results."""

    contents: dict[str, TableContent]
    kept: list[Kept]


def rebuild(home: Home, catalogue: Catalogue, moment: datetime, target: Path) -> Rebuilt:
    """Build the warehouse as of a run time into a new file.

    Args:
        home: the home with the register to read.
        catalogue: the catalogue; published as schema `catalogue`.
        moment: the run time; its local date decides which reports are due.
        target: the file to write; must not exist, and its folder holds no interrupted rebuild.
    """
    draft = target.with_suffix(".part")  # a partial file must never look like a warehouse
    made = _rebuilt(home, catalogue, moment, draft)
    draft.replace(target)
    return made


def _rebuilt(home: Home, catalogue: Catalogue, moment: datetime, target: Path) -> Rebuilt:
    with Store(target) as store, store.attached(home.register, "register"):
        with store.transaction():
            _see_raw(store)
            for name, rows in catalogue_tables(catalogue, moment).items():
                store.replace(name, rows)
            for asset in built_assets():
                asset.prepare(store)
        made = _make_all(Building(store, catalogue), built_assets())
        store.run("DROP SCHEMA raw CASCADE")
        kept = [keep(store, promise) for promise in promises()]
        store.run("CHECKPOINT")
    return Rebuilt(made, kept)


def _make_all(building: Building, assets: Sequence[Asset]) -> dict[str, TableContent]:
    """Build each table as soon as the input tables exist; return the contents in short.

    Python code and most statements use one processor each: two tables are built in parallel.
    """
    named = {asset.name: asset for asset in assets}
    order = TopologicalSorter({name: asset.reads & set(named) for name, asset in named.items()})
    order.prepare()
    under_way: dict[Future[TableContent], str] = {}
    contents: dict[str, TableContent] = {}
    with ThreadPoolExecutor(AT_ONCE) as hands:
        while order.is_active():
            for name in order.get_ready():
                beside = replace(building, store=building.store.beside())
                under_way[hands.submit(_make, beside, named[name])] = name
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                name = under_way.pop(future)
                if future.exception():
                    hands.shutdown(cancel_futures=True)
                contents[name] = future.result()
                order.done(name)
    return contents


def catalogue_tables(catalogue: Catalogue, moment: datetime) -> dict[str, pa.Table]:
    """Return the tables of the catalogue: programme, finding codes and run time."""
    as_of = catalogue.calendar.local_date(moment)
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES, start=1)}
    kinds = [
        {
            "code": code.code,
            "severity": code.severity,
            "severity_rank": ranks[code.severity],
            "cause": code.cause,
        }
        for code in codes().values()
    ]
    return {
        **tables(catalogue, as_of),
        "catalogue.codes": pa.Table.from_pylist(kinds),
        "catalogue.moment": pa.table(
            {
                "happened_at": [moment],
                "as_of": [as_of],
                "time_zone": [catalogue.calendar.time_zone],
            }
        ),
    }


def _see_raw(store: Store) -> None:
    store.run("CREATE SCHEMA raw")
    for table in RAW:
        store.run(f"CREATE VIEW {table} AS FROM register.{table}")


def _make(building: Building, asset: Asset) -> TableContent:
    with building.store as store:
        asset.make(building)
        return summarise_table(store, asset.name)
