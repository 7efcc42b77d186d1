"""The syntax of SQL as DuckDB sees it: which tables a SELECT reads.

Runs no statement of the text. May import `store` only.
"""

import json
from typing import Any

from warehouse.store import Store


def list_tables_read(store: Store, sql: str) -> set[str]:
    """List the `schema.table` names in the FROM clauses of a SELECT; any store knows the syntax.

    Raises:
        ValueError: the text contains a statement other than SELECT.
    """
    names: set[str] = set()

    def note_table(node: dict[str, Any]) -> dict[str, Any]:
        if node.get("type") == "BASE_TABLE" and node["schema_name"]:
            names.add(f"{node['schema_name']}.{node['table_name']}")
        return node

    (tree,) = store.query_rows("SELECT json_serialize_sql(?)", [sql])[0]
    syntax = json.loads(tree, object_hook=note_table)
    if syntax["error"]:
        raise ValueError(f"không phải SELECT / not a SELECT: {syntax['error_message']}")
    return names
