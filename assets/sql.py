"""The SQL assets: one SELECT a file, its place its name, its dependencies read out of the SQL.

`assets/core/observations.sql` is the table `core.observations`. Says what there is and in which
order; `rebuild` runs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

from warehouse.store import Store
from warehouse.tables import TABLES


@dataclass(frozen=True, slots=True)
class SqlAsset:
    """A table made by one SELECT: its name, what its header says, and the tables it reads."""

    name: str
    words: str
    sql: str
    reads: frozenset[str]


@lru_cache(maxsize=1)
def sql_assets() -> tuple[SqlAsset, ...]:
    """Every SQL asset, each after those it reads."""
    with Store(":memory:") as store:
        found = {asset.name: asset for asset in _read(store)}
    order = TopologicalSorter({name: asset.reads & set(found) for name, asset in found.items()})
    return tuple(found[name] for name in order.static_order())


def _read(store: Store) -> Iterator[SqlAsset]:
    for path in sorted(Path(__file__).parent.glob("*/*.sql")):
        name = f"{path.parent.name}.{path.stem}"
        if name not in TABLES:
            raise LookupError(f"{path}: there is no table {name} in warehouse/tables.py")
        sql = path.read_text(encoding="utf-8")
        yield SqlAsset(name, _header(sql), sql, frozenset(store.tables_read(sql)))


def _header(sql: str) -> str:
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)
