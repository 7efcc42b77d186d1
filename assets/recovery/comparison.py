"""Two databases compared table by table: equal rows in any order, else the counts of both.

Hashes only; no value is returned. May call `store` and the dictionary of tables.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from warehouse.schema.tables import TABLES
from warehouse.store import Store

TableSummary = tuple[int, int]
"""The number of rows, and a hash of all rows in any order."""


@dataclass(frozen=True, slots=True)
class TableDifference:
    """A changed table: the number of rows before and now."""

    name: str
    rows_before: int
    rows_now: int


def compare_databases(before: Path, now: Path) -> list[TableDifference]:
    """List the differing tables of the dictionary; an absent table counts as empty.

    Raises:
        DatabaseError: a file cannot be read.
    """
    summaries = _summarise_database(before), _summarise_database(now)
    names = dict.fromkeys([*summaries[0], *summaries[1]])
    return list(_list_differences(names, *summaries))


def _list_differences(
    names: Iterable[str], before: dict[str, TableSummary], now: dict[str, TableSummary]
) -> Iterable[TableDifference]:
    for name in names:
        old, new = before.get(name, (0, 0)), now.get(name, (0, 0))
        if old != new:
            yield TableDifference(name, old[0], new[0])


def _summarise_database(path: Path) -> dict[str, TableSummary]:
    with Store(path, read_only=True) as store:
        existing = store.query_rows(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
            "WHERE database_name = current_database()"
        )
        return {name: _summarise_table(store, name) for (name,) in sorted(existing)}


def _summarise_table(store: Store, name: str) -> TableSummary:
    """Summarise the columns of the dictionary: their order in an older table may differ."""
    columns = ", ".join(TABLES[name].columns) if name in TABLES else "*"
    ((rows, together),) = store.query_rows(
        f"SELECT count(*), coalesce(sum(hash(t)), 0) FROM (SELECT {columns} FROM {name}) AS t"
    )
    return rows, int(together)
