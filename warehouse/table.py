"""What a table is, and the DDL that follows from the field dictionary: columns, CHECKs, COMMENTs.

A column that a table names otherwise than its field says so: `value` is `indicator_value`.
"""

from dataclasses import dataclass

import pyarrow as pa

from warehouse.field import Field
from warehouse.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the warehouse: its columns in order, what one row is, and what tells rows apart.

    `required` columns are never null. A view holds no rows of its own: it is worked out when asked.
    """

    name: str
    columns: tuple[str, ...]
    vi: str
    en: str
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    is_view: bool = False

    def field(self, column: str) -> Field:
        """The dictionary entry of one of its columns."""
        return FIELDS[dict(self.fields).get(column, column)]


_ARROW = {
    "BOOLEAN": pa.bool_(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
    "VARCHAR": pa.string(),
}


def arrow_schema(table: Table) -> pa.Schema:
    """The table's columns in Arrow's types, to append rows made in Python."""
    return pa.schema([(column, _ARROW[table.field(column).type]) for column in table.columns])


def ddl(table: Table) -> list[str]:
    """Statements that create the table, its CHECKs and its COMMENTs."""
    columns = ",\n  ".join(_column(table, column) for column in table.columns)
    return [
        f"CREATE TABLE {table.name} (\n  {columns}\n)",
        f"COMMENT ON TABLE {table.name} IS {_told(table)}",
        *(
            f"COMMENT ON COLUMN {table.name}.{column} IS {_told(table.field(column))}"
            for column in table.columns
        ),
    ]


def view_ddl(table: Table, sql: str) -> list[str]:
    """Statements that create the table as a view of a SELECT, with its COMMENT."""
    return [
        f"CREATE VIEW {table.name} AS {sql}",
        f"COMMENT ON VIEW {table.name} IS {_told(table)}",
    ]


def _told(described: Table | Field) -> str:
    return _quoted(f"{described.vi} / {described.en}")


def _column(table: Table, column: str) -> str:
    field = table.field(column)
    null = " NOT NULL" if column in table.required else ""
    check = f" CHECK ({field.check})" if field.check else ""
    return f"{column} {field.type}{null}{check}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
