"""Core and marts rebuilt whole from the register, in one transaction, then held to the promises.

Writes one DuckDB file and touches nothing else; the same register, catalogue and day give the
same tables.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assets.building import Building
from assets.built import Asset, built_assets
from assets.raw.intake import TABLES as RAW
from expectations.promises import Kept, keep, promises
from warehouse.catalogue import Catalogue
from warehouse.catalogue.relational import tables
from warehouse.home import Home
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: rows by table, and every promise with whether it was kept."""

    rows: dict[str, int]
    kept: list[Kept]


def rebuild(home: Home, catalogue: Catalogue, as_of: date, target: Path) -> Rebuilt:
    """Build the warehouse of a day into a new file.

    Args:
        home: whose register is read.
        catalogue: stated once, published as schema `catalogue`.
        as_of: the day on which it is asked what is due.
        target: the file; must not exist.
    """
    with Store(target) as store, store.attached(home.register, "register"):
        with store.transaction():
            _see_raw(store)
            for name, rows in tables(catalogue, as_of).items():
                store.replace(name, rows)
            building = Building(store, catalogue)
            made = {asset.name: _make(building, asset) for asset in built_assets()}
            store.run("DROP SCHEMA raw CASCADE")
        kept = [keep(store, promise) for promise in promises()]
        store.run("CHECKPOINT")
    return Rebuilt(made, kept)


def _see_raw(store: Store) -> None:
    store.run("CREATE SCHEMA raw")
    for table in RAW:
        store.run(f"CREATE VIEW {table} AS FROM register.{table}")


def _make(building: Building, asset: Asset) -> int:
    building.store.create(asset.name)
    asset.make(building)
    ((rows,),) = building.store.rows(f"SELECT count(*) FROM {asset.name}")
    return int(rows)
