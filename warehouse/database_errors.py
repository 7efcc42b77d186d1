"""The errors of a database file: damaged, or written by another version of the program.

Damage is recognised by the class of DuckDB's error and by the file itself: the texts are many, and
some name no file. Opens nothing; `store` does. May call nothing of the house.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

DAMAGE = "tệp cơ sở dữ liệu bị hỏng / damaged database file"
"""How every error of a damaged file ends; the floors above recognise the text in a run's events."""
_SUSPECT_CLASSES = frozenset(
    {
        duckdb.Error,  # the class itself: DuckDB has none of its own for a wrong checksum
        duckdb.IOException,
        duckdb.FatalException,
        duckdb.InternalException,
        duckdb.SerializationException,
        duckdb.TransactionException,
    }
)
_OTHER_TEXTS = (
    "Could not set lock",  # another process has the file open
    "Could not write",  # the disk is full
    "version number",  # a later DuckDB wrote the file
    *(os.strerror(number) for number in errno.errorcode),
)
"""What an error says that blames the system, and not the bytes of a file."""
_QUOTED_FILE = re.compile(r'"(/[^"\n]+)"')
_TABLES = """
    SELECT d.path, format('"{}"."{}"."{}"', t.database_name, t.schema_name, t.table_name)
    FROM duckdb_tables() AS t JOIN duckdb_databases() AS d USING (database_name)
    WHERE d.path IS NOT NULL
"""


_HEADER_BYTES = 3 * 4096
_STATED_BYTES = f"""
    SELECT total_blocks * block_size + {_HEADER_BYTES} FROM pragma_database_size()
    WHERE database_name = current_database()
"""


class OutdatedError(RuntimeError):
    """A database lacks a table or column: another version of the program wrote the file."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path}: do phiên bản khác của chương trình viết, hãy chạy «chiso nightly» để viết "
            "lại / was written by another version of the program; run `chiso nightly` first"
        )


class DamagedError(duckdb.Error):
    """A database file is cut, overwritten or garbled; the text quotes the path."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f'{reason}: "{path}": {DAMAGE}')
        self.path = path


@contextmanager
def recognise_damage(
    path: Path | str, connection: duckdb.DuckDBPyConnection | None = None
) -> Iterator[None]:
    """Raise `DamagedError` in place of an error that a damaged file is the cause of.

    Args:
        path: the file that is opened, or that the connection was made for.
        connection: the open connection; None while the file is being opened.
    """
    try:
        yield
    except duckdb.Error as error:
        damaged_file = _find_damaged_file(error, Path(path), connection)
        if damaged_file is None:
            raise
        raise DamagedError(damaged_file, error) from None


def check_length(path: Path | str, connection: duckdb.DuckDBPyConnection) -> None:
    """Check that a file has all the blocks of its header; DuckDB opens and extends a shorter one.

    Blocks that hold nothing may be absent at the end, so a shorter file is read through.

    Raises:
        DamagedError: the file was cut, and a table lost rows.
    """
    ((stated,),) = connection.execute(_STATED_BYTES).fetchall()
    length = Path(path).stat().st_size
    if length < stated and _find_unreadable_file(connection):
        connection.close()
        raise DamagedError(Path(path), f"{length} < {stated} bytes")


def _find_damaged_file(
    error: duckdb.Error, path: Path, connection: duckdb.DuckDBPyConnection | None
) -> Path | None:
    text = str(error)
    if type(error) not in _SUSPECT_CLASSES or any(other in text for other in _OTHER_TEXTS):
        return None
    quoted = _QUOTED_FILE.search(text)
    if quoted or connection is None:
        file = Path(quoted[1]) if quoted else path
        return file if file.is_file() else None
    return _find_unreadable_file(connection)


def _find_unreadable_file(connection: duckdb.DuckDBPyConnection) -> Path | None:
    """Read every table of every attached file; return the first file that cannot be read."""
    with connection.cursor() as cursor:
        for path, table in cursor.execute(_TABLES).fetchall():
            try:
                cursor.execute(f"SELECT max(hash(t)) FROM {table} AS t").fetchall()
            except duckdb.Error as error:
                if type(error) in _SUSPECT_CLASSES:
                    return Path(path)
    return None
