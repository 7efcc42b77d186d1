"""Rows of the register's tables as an entry of the journal holds them, and back.

Tables of the register are append-only: the rows added by a transaction have the highest row
numbers. May call `journal_entry`, the dictionary of tables, and `store`.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from warehouse.journal.journal_entry import DerivedRows, TableRows
from warehouse.schema.table import Table, build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import ENGINE, Store

JOURNALLED_TABLES = tuple(name for name, table in TABLES.items() if table.is_journalled)
"""The tables stored completely in the journal."""
DERIVED_TABLES = ("raw.cells", "raw.remarks")
"""The tables of the register derived from the archive: the journal has a hash of the rows."""
POSITIONS_TABLE = "raw.journal_entries"
"""The table of the entries that the register holds."""
PART_ROWS = 50_000
"""The rows of a part of a register: some MB as a line."""
_TEXT_TYPES = ("TIMESTAMPTZ", "DATE")


def count_rows(register: Store) -> dict[str, int]:
    """Count the rows of every existing journalled or derived table."""
    names = register.query_rows(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
        "WHERE database_name = current_database() AND schema_name = 'raw'"
    )
    existing = {name for (name,) in names}
    tables = [name for name in (*JOURNALLED_TABLES, *DERIVED_TABLES) if name in existing]
    if not tables:
        return {}
    selects = ", ".join(f"(SELECT count(*) FROM {name})" for name in tables)
    (counts,) = register.query_rows(f"SELECT {selects}")
    return dict(zip(tables, counts, strict=True))


def query_new_rows(register: Store, counts_before: Mapping[str, int]) -> dict[str, TableRows]:
    """Return the rows of journalled tables beyond earlier counts; tables without any are absent."""
    return {
        name: _query_rows(register, name, before)
        for name, before in _list_grown_tables(register, counts_before)
        if name in JOURNALLED_TABLES
    }


def read_register_parts(register: Store) -> Iterator[dict[str, Any]]:
    """Yield the contents of the entries that hold all rows of a register.

    Derived rows and positions in the journal too: the archive would give the cells as the labels
    of today read them, not as those of their day.
    """
    ((positions,),) = register.query_rows(f"SELECT count(*) FROM {POSITIONS_TABLE}")
    counts = {POSITIONS_TABLE: positions, **count_rows(register)}
    total = sum(counts.values())
    for begin in range(0, total, PART_ROWS):
        ranges, first = {}, 0  # the place of the first row of a table among all rows
        for name, count in counts.items():
            if count and first < begin + PART_ROWS and begin < first + count:
                ranges[name] = max(0, begin - first), min(count, begin + PART_ROWS - first)
            first += count
        yield {
            "tables": {name: _query_rows(register, name, *rows) for name, rows in ranges.items()},
            "derived": {
                name: _hash_rows(register, name, *ranges[name])
                for name in DERIVED_TABLES
                if name in ranges
            },
            "parts_left": (total - 1 - begin) // PART_ROWS,
        }


def _query_rows(register: Store, name: str, begin: int, end: int = sys.maxsize) -> TableRows:
    columns = TABLES[name].columns
    selected = ", ".join(_select_column(TABLES[name], column) for column in columns)
    rows = register.query_rows(
        f"SELECT {selected} FROM {name} WHERE rowid >= ? AND rowid < ? ORDER BY rowid",
        [begin, end],
    )
    return TableRows(columns, tuple(rows))


def hash_new_rows(register: Store, counts_before: Mapping[str, int]) -> dict[str, DerivedRows]:
    """Return count and hash of the rows of derived tables beyond earlier counts."""
    return {
        name: _hash_rows(register, name, before)
        for name, before in _list_grown_tables(register, counts_before)
        if name in DERIVED_TABLES
    }


def _hash_rows(register: Store, name: str, begin: int, end: int = sys.maxsize) -> DerivedRows:
    columns = ", ".join(TABLES[name].columns)
    ((rows, together),) = register.query_rows(
        f"SELECT count(*), sum(hash({columns})) FROM {name} WHERE rowid >= ? AND rowid < ?",
        [begin, end],
    )
    return DerivedRows(rows, f"{int(together):x}", ENGINE)


def append_entry_rows(
    register: Store, tables: Mapping[str, TableRows], *, with_derived: bool = False
) -> None:
    """Append the rows of an entry to the register; missing tables are created.

    Entries of an earlier version hold rows of a derived table too: the archive gives these.
    `with_derived` is for a part of a register.
    """
    for name, table_rows in tables.items():
        if name in DERIVED_TABLES and not with_derived:
            continue
        register.create_table(name)
        register.append_rows(name, _build_arrow_table(TABLES[name], table_rows))


def _list_grown_tables(register: Store, counts_before: Mapping[str, int]) -> list[tuple[str, int]]:
    """List the tables with more rows than before, each with the earlier count."""
    return [
        (name, counts_before.get(name, 0))
        for name, count in count_rows(register).items()
        if count > counts_before.get(name, 0)
    ]


def _select_column(table: Table, column: str) -> str:
    is_text = table.get_field(column).type in _TEXT_TYPES
    return f"{column}::VARCHAR AS {column}" if is_text else column


def _build_arrow_table(table: Table, table_rows: TableRows) -> pa.Table:
    """Build the rows; DuckDB reads times and dates from their texts."""
    schema = build_arrow_schema(table)
    columns = zip(*table_rows.rows, strict=True)
    arrays = {
        column: pa.array(
            values, pa.string() if _is_text(table, column) else schema.field(column).type
        )
        for column, values in zip(table_rows.columns, columns, strict=True)
    }
    return pa.table(arrays)


def _is_text(table: Table, column: str) -> bool:
    return table.get_field(column).type in _TEXT_TYPES
