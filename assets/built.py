"""The table assets: tables built by a SELECT file each, or by a Python function.

`assets/core/observations.sql` is the table `core.observations`. Declares the tables, the tables
each of them reads, and their order; `rebuild` builds them.
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
    """A table built by a SELECT: name, header comment, and the tables read."""

    name: str
    words: str
    sql: str
    reads: frozenset[str]

    def prepare(self, store: Store) -> None:
        """Create the empty table."""
        store.create(self.name)

    def make(self, building: Building) -> None:
        """Fill the table; the table exists and is empty."""
        building.store.run(f"INSERT INTO {self.name} BY NAME {self.sql}")


@dataclass(frozen=True, slots=True)
class ViewAsset(SqlAsset):
    """A view: too large to store, computed when queried."""

    def prepare(self, store: Store) -> None:
        """Create the view; the tables read exist already."""
        store.create_view(self.name, self.sql)

    def make(self, building: Building) -> None:
        """Do nothing: a view has no rows to insert."""


@dataclass(frozen=True, slots=True)
class PythonAsset:
    """A table built by a Python function of the rebuild context."""

    name: str
    words: str
    rows: Callable[[Building], pa.Table]
    reads: frozenset[str]

    def prepare(self, store: Store) -> None:
        """Create the empty table."""
        store.create(self.name)

    def make(self, building: Building) -> None:
        """Fill the table; the table exists and is empty."""
        building.store.append(self.name, self.rows(building))


Asset = SqlAsset | PythonAsset

PYTHON = (expectation_results, signals)
"""The modules that build a table each, named as the table; each has `READS` and `rows`."""


@lru_cache(maxsize=1)
def built_assets() -> tuple[Asset, ...]:
    """List every table asset, each after the tables it reads."""
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
