"""Whether a database has a table: one of an earlier version may lack it.

May call the store.
"""

from warehouse.store import Store

_HAS_TABLE = """
    SELECT count(*) > 0 FROM duckdb_tables()
    WHERE database_name = coalesce($database, current_database())
        AND schema_name = $schema AND table_name = $name
"""


def has_table(store: Store, table: str, database: str | None = None) -> bool:
    """Return whether the store, or a database attached to the store, has a table `schema.name`."""
    schema, name = table.split(".")
    parameters = {"database": database, "schema": schema, "name": name}
    ((is_there,),) = store.query_rows(_HAS_TABLE, parameters)
    return bool(is_there)
