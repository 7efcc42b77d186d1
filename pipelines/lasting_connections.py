"""Connections to Dagster's SQLite databases that stay open for a run.

Dagster opens a database for every question and closes it behind, whereupon SQLite moves the
write-ahead log into the database and deletes the log: a third of a night without news. What is
written, and when it is committed, stays the same. Knows nothing of runs; PostgreSQL is left alone.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Engine, event


class LastingConnection(sqlite3.Connection):
    """A connection that a close only ends for the present question."""

    idle: list["LastingConnection"]

    def close(self) -> None:
        """Discard what is not committed, and wait for the next question."""
        self.rollback()
        self.idle.append(self)

    def close_for_good(self) -> None:
        """Close the connection."""
        super().close()


class LastingConnections:
    """The idle connections to the databases of a folder, by path and inode.

    A database that was deleted and made anew under the same path is another one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._idle: dict[tuple[str, int], list[LastingConnection]] = defaultdict(list)

    def connect(
        self, dialect: Dialect, _: object, arguments: list[Any], settings: dict[str, Any]
    ) -> LastingConnection | None:
        """Return an idle connection, else a new one; None for a database elsewhere.

        The parameters are those of SQLAlchemy's event `do_connect`.
        """
        if dialect.name != "sqlite" or not (path := Path(arguments[0])).is_relative_to(
            self._folder
        ):
            return None
        if path.exists() and (idle := self._get_idle(path)):
            return idle.pop()
        connection = sqlite3.connect(*arguments, factory=LastingConnection, **settings)
        connection.idle = self._get_idle(path)  # opening has made the file
        return connection

    def _get_idle(self, path: Path) -> list[LastingConnection]:
        return self._idle[str(path), path.stat().st_ino]

    def close(self) -> None:
        """Close every idle connection."""
        for connections in self._idle.values():
            for connection in connections:
                connection.close_for_good()
        self._idle.clear()


@contextmanager
def keep_connections(folder: Path) -> Iterator[None]:
    """Keep the connections to the databases of a folder open to the end of the block."""
    connections = LastingConnections(folder)
    event.listen(Engine, "do_connect", connections.connect)
    try:
        yield
    finally:
        event.remove(Engine, "do_connect", connections.connect)
        connections.close()
