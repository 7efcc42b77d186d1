"""The errors of a database file: damaged, or written by another version of the program.

Judges by the class of DuckDB's exception and by the file; `store` raises them. Knows no home.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

DAMAGE = "is damaged, missing or of another version"
"""What every error of a damaged file says; errors that travel as text are known by it."""
_REFUSALS = frozenset(os.strerror(code) for code in errno.errorcode) | {
    "Conflicting lock",
    "Could not write",
}
"""How the system, or another process that holds the file, refuses what DuckDB wanted."""
_TABLES = """
    SELECT d.path, format('"{}"."{}"."{}"', t.database_name, t.schema_name, t.table_name)
    FROM duckdb_tables() AS t JOIN duckdb_databases() AS d USING (database_name)
    WHERE d.path IS NOT NULL
"""


class DamagedDatabaseError(duckdb.Error):  # type: ignore[misc]  # duckdb has no types
    """A database file is missing, damaged, or in the form of another DuckDB; `path` is the file."""

    def __init__(self, path: Path | str, text: str) -> None:
        self.path = Path(path)
        super().__init__(
            f"Tệp «{path}» bị hỏng, bị mất hoặc của phiên bản khác / the file «{path}» "
            f"{DAMAGE} ({text})"
        )


class OutdatedError(RuntimeError):
    """A database lacks a table or column: another version of the program wrote the file."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path}: do phiên bản khác của chương trình viết, hãy chạy «chiso nightly» để viết "
            "lại / was written by another version of the program; run `chiso nightly` first"
        )


@contextmanager
def report_damage(
    paths: Sequence[Path | str],
    connection: duckdb.DuckDBPyConnection | None = None,
    *,
    is_opening: bool = False,
) -> Iterator[None]:
    """Raise DamagedDatabaseError for an error of DuckDB caused by a damaged file.

    A failed checksum has the base class, an unreadable file is an `IOException`. A refusal of the
    system (a full disk, missing rights) is no damage; a query may read further files.

    Args:
        paths: the open database, then the attached ones.
        connection: of `paths`, read whole where an error names no file.
        is_opening: whether the last of `paths` is just being opened.
    """
    try:
        yield
    except duckdb.Error as error:
        text = str(error).partition("\n")[0]
        is_checksum, is_reading = type(error) is duckdb.Error, type(error) is duckdb.IOException
        path = _find_path(text, paths)
        if path is None and is_checksum and connection and len(paths) > 1:
            path = _find_unreadable_file(connection)
        if path is None and (is_checksum or (is_reading and is_opening)):
            path = paths[-1]
        if not (is_checksum or is_reading) or path is None or _is_refused(text):
            raise
        raise DamagedDatabaseError(path, text) from None


def _find_path(text: str, paths: Sequence[Path | str]) -> Path | str | None:
    matches = (path for path in paths if str(path) in text or os.path.realpath(path) in text)
    return next(matches, None)


def _is_refused(text: str) -> bool:
    return any(refusal in text for refusal in _REFUSALS)


def _find_unreadable_file(connection: duckdb.DuckDBPyConnection) -> Path | None:
    """Read every table of every attached file; return the first file that cannot be read."""
    with connection.cursor() as cursor:
        for path, table in cursor.execute(_TABLES).fetchall():
            try:
                cursor.execute(f"SELECT max(hash(t)) FROM {table} AS t").fetchall()
            except duckdb.Error:
                return Path(path)
    return None
