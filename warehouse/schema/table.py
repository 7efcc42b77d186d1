"""The class of a table, and the DDL from the field dictionary: columns, CHECKs, COMMENTs.

The list of all tables is `tables`. A table states the field of a column with another name:
column `value`, field `indicator_value`. May import `entries`, `field` and `fields` only.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pyarrow as pa

from warehouse.entries import find_entry
from warehouse.schema.field import Field
from warehouse.schema.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the warehouse: the columns in order, the meaning of a row, and the key.

    `required` columns are never null. A view stores no rows: each query computes them. The rows of
    a journalled table cannot be derived from the archive: the journal has every one of them.
    """

    name: str
    columns: tuple[str, ...]
    vi: str
    en: str
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    is_view: bool = False
    is_journalled: bool = False

    def get_field(self, column: str) -> Field:
        """Return the dictionary entry of a column."""
        name = dict(self.fields).get(column, column)
        place = f"warehouse/schema/fields.py or *_fields.py (column of {self.name})"
        return find_entry(FIELDS, name, place)


_QUOTED_VALUE = re.compile(r"'([^']*)'")
_ARROW_TYPES = {
    "BOOLEAN": pa.bool_(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
    "VARCHAR": pa.string(),
}


def build_arrow_schema(table: Table) -> pa.Schema:
    """Return the columns with Arrow types, for appending rows built in Python."""
    types = {column: table.get_field(column).type for column in table.columns}
    place = "warehouse/schema/table.py, _ARROW_TYPES"
    return pa.schema(
        [
            (column, find_entry(_ARROW_TYPES, type_name, place))
            for column, type_name in types.items()
        ]
    )


def write_table_ddl(table: Table) -> list[str]:
    """Return the statements for creating schema and table with CHECKs."""
    columns = ",\n  ".join(_write_column_ddl(table, column) for column in table.columns)
    return [_write_schema_ddl(table), f"CREATE TABLE {table.name} (\n  {columns}\n)"]


def write_new_column_ddl(table: Table, existing_columns: Collection[str]) -> list[str]:
    """Return the statements for adding the columns that a table of an older version lacks.

    DuckDB adds no constraint to an existing table: the new columns have none.
    """
    return [
        statement
        for column in table.columns
        if column not in existing_columns
        for statement in (
            f"ALTER TABLE {table.name} ADD COLUMN {column} {table.get_field(column).type}",
            _write_column_comment(table, column),
        )
    ]


def lacks_allowed_values(table: Table, stored_checks: Mapping[str, str]) -> bool:
    """Return whether the CHECK of a stored column forbids a value that the dictionary allows.

    `stored_checks` maps columns to their conditions as DuckDB writes these; conditions other than
    lists of values are not compared.
    """
    return any(
        not _list_allowed_values(column, table.get_field(column).check)
        <= _list_allowed_values(column, stored_check)
        for column, stored_check in stored_checks.items()
        if column in table.columns
    )


def _list_allowed_values(column: str, check: str | None) -> set[str]:
    """List the values of a condition `column IN (…)`; DuckDB adds brackets and double quotes."""
    condition = (check or "").lstrip("(").replace('"', "")
    return set(_QUOTED_VALUE.findall(condition)) if _is_value_list(column, condition) else set()


def _is_value_list(column: str, condition: str) -> bool:
    return condition.startswith(f"{column} IN (")


def write_table_renewal(table: Table) -> list[str]:
    """Return the statements for giving a stored table the CHECKs of today, in one transaction.

    DuckDB cannot alter a CHECK: the rows are copied in their order, so that row numbers stay.
    """
    schema, name = table.name.split(".")
    older_table = f"{schema}.{name}_older"
    columns = ", ".join(table.columns)
    return [
        f"ALTER TABLE {table.name} RENAME TO {name}_older",
        *write_table_ddl(table),
        *write_comments(table),
        f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {older_table} ORDER BY rowid",
        f"DROP TABLE {older_table}",
    ]


def _write_schema_ddl(table: Table) -> str:
    return f"CREATE SCHEMA IF NOT EXISTS {table.name.split('.')[0]}"


def _write_column_comment(table: Table, column: str) -> str:
    description = _quote_description(table.get_field(column))
    return f"COMMENT ON COLUMN {table.name}.{column} IS {description}"


def write_view_ddl(table: Table, sql: str) -> list[str]:
    """Return the statements for creating the table as a view of a SELECT."""
    return [_write_schema_ddl(table), f"CREATE VIEW {table.name} AS {sql}"]


def write_comments(table: Table) -> list[str]:
    """Return the COMMENTs of a table or view and of each column, for a table that exists."""
    kind = "VIEW" if table.is_view else "TABLE"
    return [
        f"COMMENT ON {kind} {table.name} IS {_quote_description(table)}",
        *(_write_column_comment(table, column) for column in table.columns),
    ]


def _quote_description(item: Table | Field) -> str:
    return quote_literal(f"{item.vi} / {item.en}")


def _write_column_ddl(table: Table, column: str) -> str:
    field = table.get_field(column)
    not_null = " NOT NULL" if column in table.required else ""
    check = f" CHECK ({field.check})" if field.check else ""
    return f"{column} {field.type}{not_null}{check}"


def quote_literal(text: str) -> str:
    """Return a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
