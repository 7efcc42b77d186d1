"""The only module that opens DuckDB: the register (raw, append-only) and the built warehouse.

Connections are drained and closed here; the SQL of single tables is elsewhere. Times are in UTC,
never in the zone of the machine; the calendar of the catalogue knows the zone of the programme.
May import `database_errors`, `entries`, `interruptions`, `macros`, `table` and `tables` only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import duckdb
import pyarrow as pa

from warehouse.database_errors import OutdatedError, report_damage
from warehouse.entries import find_entry
from warehouse.interruptions import raise_interruptions
from warehouse.macros import MACROS
from warehouse.schema.table import (
    Table,
    lacks_allowed_values,
    write_comments,
    write_new_column_ddl,
    write_table_ddl,
    write_table_renewal,
    write_view_ddl,
)
from warehouse.schema.tables import TABLES

if TYPE_CHECKING:  # importing pandas takes a second, and most nights do not need it
    import pandas as pd

Record = TypeVar("Record")
DatabaseError = duckdb.Error
"""Whatever DuckDB raises: a file that is damaged, that cannot be written, that lacks a table."""

ENGINE = f"duckdb {duckdb.__version__}"
"""The database and its version: another version may hash the same rows otherwise."""
_STORAGE = {"storage_compatibility_version": "v1.3.0"}
"""A new file is written as DuckDB 1.3 writes it, so that every DuckDB since can read it."""
TABLES_PLACE = "warehouse/schema/tables.py or *_tables.py"


class Store:
    """An open DuckDB database; a context manager.

    A missing file is created, unless `read_only`. One process writes at a time.
    """

    def __init__(self, path: Path | str, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._paths = [path]
        config = {} if read_only else _STORAGE
        with report_damage(self._paths, is_opening=True):
            self._set_connection(duckdb.connect(str(path), read_only=read_only, config=config))

    def _set_connection(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._is_in_transaction = False
        self._connection.execute("SET TimeZone = 'UTC'")
        for statement in MACROS:
            self._connection.execute(statement)

    def open_second_connection(self) -> Self:
        """Open a second connection to the same database, for another thread.

        The second store is a context manager too. It sees committed rows only; both connections
        share attached databases.
        """
        second_store = copy(self)
        second_store._set_connection(self._connection.cursor())
        return second_store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    @raise_interruptions()
    def execute(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> None:
        """Execute a statement and discard the rows."""
        with report_damage(self._paths, self._connection):
            self._connection.execute(sql, parameters).fetchall()

    def execute_all(self, statements: Iterable[str]) -> None:
        """Execute statements by one call; a statement may end in a comment."""
        self.execute("\n;".join(statements))

    @raise_interruptions()
    def query_rows(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """Return all rows of a query as tuples.

        Raises:
            OutdatedError: a read-only database lacks a table or column of the query.
        """
        try:
            with report_damage(self._paths, self._connection):
                rows: list[tuple[Any, ...]] = self._connection.execute(sql, parameters).fetchall()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            if not self._read_only:
                raise
            raise OutdatedError(self.path) from error
        return rows

    def query_records(
        self,
        record: Callable[..., Record],
        sql: str,
        parameters: Sequence[Any] | Mapping[str, Any] | None = None,
    ) -> list[Record]:
        """Return all rows of a query as values of the class `record`, filled by column name.

        Raises:
            OutdatedError: a read-only database lacks a table or column of the query.
            TypeError: `record` lacks a column, or a field without a default has no column.
        """
        rows = self.query_rows(sql, parameters)
        columns = [column[0] for column in self._connection.description]
        return [record(**dict(zip(columns, row, strict=True))) for row in rows]

    def query_frame(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> "pd.DataFrame":
        """Return all rows of a query as a pandas frame; times are in UTC."""
        frame: pd.DataFrame = self.query_arrow(sql, parameters).to_pandas(date_as_object=False)
        return frame

    @raise_interruptions()
    def query_arrow(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> pa.Table:
        """Return all rows of a query as an Arrow table."""
        with report_damage(self._paths, self._connection):
            return self._connection.sql(sql, params=parameters).to_arrow_table()

    def create_table(self, name: str) -> None:
        """Create a table of the dictionary with CHECKs and COMMENTs.

        A table of an older version gets the columns that it lacks and the CHECKs of today.
        """
        schema, table_name = name.split(".")
        table = find_entry(TABLES, name, TABLES_PLACE)
        columns = self.query_rows(
            "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database() "
            "AND schema_name = ? AND table_name = ?",
            [schema, table_name],
        )
        if not columns:
            self.create_new_table(name)
            self.describe_table(name)
            return
        for statement in write_new_column_ddl(table, {column for (column,) in columns}):
            self.execute(statement)
        if lacks_allowed_values(table, self._query_checks(schema, table_name)):
            self._renew_table(table)

    def create_new_table(self, name: str) -> None:
        """Create a table of the dictionary that the database does not have, without COMMENTs."""
        self.execute_all(write_table_ddl(find_entry(TABLES, name, TABLES_PLACE)))

    def _query_checks(self, schema: str, table_name: str) -> dict[str, str]:
        """Return the conditions of the CHECKs on single columns, by column."""
        return dict(
            self.query_rows(
                "SELECT constraint_column_names[1], expression FROM duckdb_constraints() "
                "WHERE database_name = current_database() AND schema_name = ? AND table_name = ? "
                "AND constraint_type = 'CHECK' AND len(constraint_column_names) = 1",
                [schema, table_name],
            )
        )

    def _renew_table(self, table: Table) -> None:
        """Give a stored table the CHECKs of the dictionary: completely or not at all."""
        transaction = nullcontext() if self._is_in_transaction else self.begin_transaction()
        with transaction:
            self.execute_all(write_table_renewal(table))

    def create_view(self, name: str, sql: str) -> None:
        """Create a table of the dictionary as a view of a SELECT, without COMMENTs."""
        self.execute_all(write_view_ddl(find_entry(TABLES, name, TABLES_PLACE), sql))

    def describe_table(self, name: str) -> None:
        """Give a table or view of the dictionary, and each of its columns, its COMMENT."""
        self.execute_all(write_comments(find_entry(TABLES, name, TABLES_PLACE)))

    def append_rows(self, name: str, rows: pa.Table) -> None:
        """Append the rows of an Arrow table to a table; columns are matched by name."""
        self._connection.register("appended", rows)
        self.execute(f"INSERT INTO {name} BY NAME SELECT * FROM appended")
        self._connection.unregister("appended")

    def replace_table(self, name: str, rows: pa.Table) -> None:
        """Replace the table `name` by the rows of an Arrow table."""
        self.execute(f"CREATE SCHEMA IF NOT EXISTS {name.split('.')[0]}")
        self._connection.register("replacing", rows)
        self.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM replacing")
        self._connection.unregister("replacing")

    @contextmanager
    def attach_database(self, path: Path, name: str) -> Iterator[None]:
        """Attach another database read-only as `name.schema.table`; detach at the end."""
        quoted_path = str(path).replace("'", "''")
        self._paths.append(path)
        try:
            with report_damage(self._paths, is_opening=True):
                self.execute(f"ATTACH '{quoted_path}' AS {name} (READ_ONLY)")
            yield
        finally:
            self.execute(f"DETACH DATABASE IF EXISTS {name}")
            self._paths.remove(path)

    @contextmanager
    def begin_transaction(self) -> Iterator[None]:
        """Run the block in a transaction: commit at the end, roll back after any error."""
        self.execute("BEGIN")
        self._is_in_transaction = True
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK")
            raise
        else:
            self.execute("COMMIT")
        finally:
            self._is_in_transaction = False
