"""The table assets: tables built by a SELECT file each, or by a Python function.

`assets/core/observations.sql` is the table `core.observations`. Declares the tables, the tables
each of them reads, and their order; `rebuild` builds them.
"""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

import pyarrow as pa

from assets.core import expectation_results, signals
from assets.marts import changes, disclosure_cells, public_sensitive_values, variation
from assets.rebuild_context import RebuildContext
from warehouse.entries import MissingEntryError, find_entry
from warehouse.schema.tables import TABLES
from warehouse.sql_syntax import list_tables_read
from warehouse.store import TABLES_PLACE, Store


@dataclass(frozen=True, slots=True)
class SqlTable:
    """A table built by a SELECT: name, header comment, and the tables read."""

    name: str
    description: str
    sql: str
    input_tables: frozenset[str]

    def create_table(self, store: Store) -> None:
        """Create the empty table."""
        store.create_new_table(self.name)

    def fill_table(self, context: RebuildContext) -> None:
        """Fill the table; the table exists and is empty."""
        context.store.execute(f"INSERT INTO {self.name} BY NAME {self.sql}")


@dataclass(frozen=True, slots=True)
class SqlView(SqlTable):
    """A view: too large to store, computed when queried."""

    def create_table(self, store: Store) -> None:
        """Create the view; the tables read exist already."""
        store.create_view(self.name, self.sql)

    def fill_table(self, context: RebuildContext) -> None:
        """Do nothing: a view has no rows to insert."""


@dataclass(frozen=True, slots=True)
class PythonTable:
    """A table built by a Python function of the rebuild context."""

    name: str
    description: str
    build_rows: Callable[[RebuildContext], pa.Table]
    input_tables: frozenset[str]

    def create_table(self, store: Store) -> None:
        """Create the empty table."""
        store.create_new_table(self.name)

    def fill_table(self, context: RebuildContext) -> None:
        """Fill the table; the table exists and is empty."""
        context.store.append_rows(self.name, self.build_rows(context))


TableAsset = SqlTable | PythonTable

PYTHON_TABLE_MODULES = (
    expectation_results,
    signals,
    changes,
    disclosure_cells,
    public_sensitive_values,
    variation,
)
"""The modules that build a table each, named as the table, with `INPUT_TABLES` and `build_rows`."""


@lru_cache(maxsize=1)
def load_table_assets() -> tuple[TableAsset, ...]:
    """List every table asset, each after the tables it reads."""
    with Store(":memory:") as store:
        assets_by_name: dict[str, TableAsset] = {
            asset.name: asset for asset in _load_sql_tables(store)
        }
    assets_by_name |= {asset.name: asset for asset in _load_python_tables()}
    _check_every_table_is_built(assets_by_name.keys())
    order = TopologicalSorter(
        {name: asset.input_tables & set(assets_by_name) for name, asset in assets_by_name.items()}
    )
    return tuple(assets_by_name[name] for name in order.static_order())


def _check_every_table_is_built(names: Set[str]) -> None:
    for name in sorted(TABLES.keys() - names):
        if not name.startswith("raw."):
            file = f"assets/{name.replace('.', '/')}.sql"
            raise MissingEntryError(
                name, f"{file} or PYTHON_TABLE_MODULES of assets/table_assets.py"
            )


def _load_sql_tables(store: Store) -> Iterator[SqlTable]:
    for path in sorted(Path(__file__).parent.glob("*/*.sql")):
        name = f"{path.parent.name}.{path.stem}"
        sql = path.read_text(encoding="utf-8")
        table = find_entry(TABLES, name, TABLES_PLACE)
        asset_class = SqlView if table.is_view else SqlTable
        yield asset_class(
            name, _read_header_comment(sql), sql, frozenset(list_tables_read(store, sql))
        )


def _load_python_tables() -> Iterator[PythonTable]:
    for module in PYTHON_TABLE_MODULES:
        name = ".".join(module.__name__.split(".")[-2:])
        yield PythonTable(
            name,
            " ".join((module.build_rows.__doc__ or "").split()),
            module.build_rows,
            module.INPUT_TABLES,
        )


def _read_header_comment(sql: str) -> str:
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)
