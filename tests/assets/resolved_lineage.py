"""The column lineage of the tables built by a SELECT, resolved by sqlglot from the SQL.

`python -m tests.assets.resolved_lineage` writes the lineage anew to `assets/column_lineage.json`;
`test_column_lineage` compares. Tables built in Python have no SQL to resolve.
"""

import json
from datetime import UTC, datetime
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

from assets.column_lineage import FILE
from assets.rebuild import catalogue_tables
from assets.table_assets import SqlTable, load_table_assets
from warehouse.catalogue import load_catalogue
from warehouse.schema.tables import TABLES

DIALECT = "duckdb"
Lineage = dict[str, dict[str, list[str]]]
"""By table and column: the columns read, each as `schema.table.column`."""


@lru_cache(maxsize=1)
def resolve_lineage() -> tuple[Lineage, list[str]]:
    """Return the lineage of every column that sqlglot resolves, and the names of the others."""
    lineages: Lineage = {}
    unresolved = []
    for asset in load_table_assets():
        if isinstance(asset, SqlTable):
            columns = resolve_columns(asset.sql, TABLES[asset.name].columns)
            lineages[asset.name] = {c: read for c, read in columns.items() if read is not None}
            unresolved += [f"{asset.name}.{c}" for c, read in columns.items() if read is None]
    return lineages, unresolved


def resolve_columns(sql: str, columns: tuple[str, ...]) -> dict[str, list[str] | None]:
    """Return the columns that each column of a SELECT is made from, None where unresolved."""
    query = qualify(
        _inline_windows(sqlglot.parse_one(sql, dialect=DIALECT)),
        schema=_schema(),
        dialect=DIALECT,
        validate_qualify_columns=False,
        identify=False,
    )
    _align_unions(query)
    return {column: _read_columns(query, column) for column in columns}


def _inline_windows(query: exp.Expression) -> exp.Expression:
    """Write named windows out where they are used: sqlglot does not follow the name."""
    for select in query.find_all(exp.Select):
        windows_by_name = {window.name: window for window in select.args.get("windows") or []}
        for window in select.find_all(exp.Window):
            definition = (
                windows_by_name.get(window.args["alias"].name) if window.args.get("alias") else None
            )
            if definition:
                for part in ("partition_by", "order"):
                    window.set(part, definition.args.get(part))
                window.set("alias", None)
    return query


def _align_unions(query: exp.Expression) -> None:
    """Put the columns of each UNION BY NAME in one order: sqlglot matches them by position.

    A column of the right side alone stays out, and so is unresolved if the table has such a column.
    """
    for union in reversed(list(query.find_all(exp.SetOperation))):
        if union.args.get("by_name"):
            given = {column.alias_or_name: column for column in union.right.selects}
            names = union.left.named_selects
            aligned = [given.get(name) or exp.alias_(exp.null(), name) for name in names]
            union.right.set("expressions", aligned)


def _read_columns(query: exp.Expression, column: str) -> list[str] | None:
    try:
        node = lineage(column, query, _schema(), dialect=DIALECT, scope=build_scope(query))
    except (SqlglotError, ValueError):
        return None
    leaves = [n for n in node.walk() if isinstance(n.source, exp.Table) and not n.downstream]
    tables = [f"{leaf.source.db}.{leaf.source.name}" for leaf in leaves]
    names = [leaf.name.rpartition(".")[2].strip('"') for leaf in leaves]
    return sorted({f"{table}.{name}" for table, name in zip(tables, names, strict=True)})


@lru_cache(maxsize=1)
def _schema() -> dict[str, dict[str, dict[str, str]]]:
    columns = {n: {c: t.get_field(c).type for c in t.columns} for n, t in TABLES.items()}
    for name, rows in catalogue_tables(load_catalogue(), datetime(2026, 1, 1, tzinfo=UTC)).items():
        columns[name] = dict.fromkeys(rows.column_names, "VARCHAR")
    schema: dict[str, dict[str, dict[str, str]]] = {}
    for name, types in columns.items():
        folder, _, table = name.partition(".")
        schema.setdefault(folder, {})[table] = types
    return schema


def write_lineage(lineages: Lineage) -> str:
    """Write the lineage as JSON, one line per column."""
    tables = [
        f" {json.dumps(name)}: {{\n{_lines(lineages[name])}\n }}" for name in sorted(lineages)
    ]
    return "{\n" + ",\n".join(tables) + "\n}\n"


def _lines(columns: dict[str, list[str]]) -> str:
    return ",\n".join(f"  {json.dumps(c)}: {json.dumps(read)}" for c, read in columns.items())


if __name__ == "__main__":
    FILE.write_text(write_lineage(resolve_lineage()[0]), encoding="utf-8")
