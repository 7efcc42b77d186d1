"""The tables that are built: one SELECT a file, and what SQL cannot say in Python.

`assets/core/observations.sql` is the table `core.observations`. Says what there is, what each
reads, and in which order; `rebuild` makes them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

import pyarrow as pa

from assets.building import Building
from assets.core import expectation_results, signals
from warehouse.store import Store
from warehouse.tables import TABLES


@dataclass(frozen=True, slots=True)
class SqlAsset:
    """A table made by one SELECT: its name, what its header says, and the tables it reads."""

    name: str
    words: str
    sql: str
    reads: frozenset[str]

    def prepare(self, store: Store) -> None:
        """Create the table, empty."""
        store.create(self.name)

    def make(self, building: Building) -> None:
        """Fill the table, which exists and is empty."""
        building.store.run(f"INSERT INTO {self.name} BY NAME {self.sql}")


@dataclass(frozen=True, slots=True)
class ViewAsset(SqlAsset):
    """A table that holds no rows of its own, for it would be the largest: worked out when asked."""

    def prepare(self, store: Store) -> None:
        """Create the view; what it reads exists."""
        store.create_view(self.name, self.sql)

    def make(self, building: Building) -> None:
        """Nothing is left to be done."""


@dataclass(frozen=True, slots=True)
class PythonAsset:
    """A table made by a function of the rebuild under way: the tables it reads, the catalogue."""

    name: str
    words: str
    rows: Callable[[Building], pa.Table]
    reads: frozenset[str]

    def prepare(self, store: Store) -> None:
        """Create the table, empty."""
        store.create(self.name)

    def make(self, building: Building) -> None:
        """Fill the table, which exists and is empty."""
        building.store.append(self.name, self.rows(building))


Asset = SqlAsset | PythonAsset

PYTHON = (expectation_results, signals)
"""The modules that make a table, each named as its table is, with `READS` and `rows`."""


@lru_cache(maxsize=1)
def built_assets() -> tuple[Asset, ...]:
    """Every table that is built, each after those it reads."""
    with Store(":memory:") as store:
        found: dict[str, Asset] = {asset.name: asset for asset in _read(store)}
    found |= {asset.name: asset for asset in _written()}
    order = TopologicalSorter({name: asset.reads & set(found) for name, asset in found.items()})
    return tuple(found[name] for name in order.static_order())


def _read(store: Store) -> Iterator[SqlAsset]:
    for path in sorted(Path(__file__).parent.glob("*/*.sql")):
        name = f"{path.parent.name}.{path.stem}"
        if name not in TABLES:
            raise LookupError(f"{path}: there is no table {name} in warehouse/tables.py")
        sql = path.read_text(encoding="utf-8")
        made = ViewAsset if TABLES[name].is_view else SqlAsset
        yield made(name, _header(sql), sql, frozenset(store.tables_read(sql)))


def _written() -> Iterator[PythonAsset]:
    for module in PYTHON:
        name = ".".join(module.__name__.split(".")[-2:])
        yield PythonAsset(
            name, " ".join((module.rows.__doc__ or "").split()), module.rows, module.READS
        )


def _header(sql: str) -> str:
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)
