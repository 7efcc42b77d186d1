"""Whether a database file was cut: DuckDB opens a shorter file, and writes beyond the end.

May call `store`.
"""

from pathlib import Path

from warehouse.store import Store

_HEADER_BYTES = 3 * 4096
_STATED_BYTES = f"""
    SELECT total_blocks * block_size + {_HEADER_BYTES} FROM pragma_database_size()
    WHERE database_name = current_database()
"""
_TABLES = """
    SELECT format('"{}"."{}"', schema_name, table_name) FROM duckdb_tables()
    WHERE database_name = current_database()
"""


def check_length(store: Store) -> None:
    """Check that the file of a store has all the blocks of its header.

    Empty blocks may be absent at the end: a shorter file is read through.

    Raises:
        DamagedDatabaseError: the file was cut, and a table lost rows.
    """
    ((stated,),) = store.query_rows(_STATED_BYTES)
    if Path(store.path).stat().st_size >= stated:
        return
    for (table,) in store.query_rows(_TABLES):
        store.query_rows(f"SELECT max(hash(t)) FROM {table} AS t")
