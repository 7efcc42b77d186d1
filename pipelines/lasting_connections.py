"""Connections to Dagster's SQLite databases that stay open for a run.

Dagster opens a database for every question and closes it behind, whereupon SQLite moves the
write-ahead log into the database and deletes the log: a third of a night without news. What is
written, and when others see it, stays the same; the disk is awaited at the end and not at each of
some thousand commits: a power cut may cost Dagster's history its last events, which no figure
rests on. Knows nothing of runs; PostgreSQL is left alone.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Engine, event


class LastingConnection(sqlite3.Connection):
    """A connection that a close only ends for the present question, while its keeper keeps it."""

    keeper: "LastingConnections"
    place: tuple[str, int]

    def close(self) -> None:
        """Discard what is not committed, and wait for the next question; else close for good."""
        if self.keeper.is_over:
            super().close()
        else:
            self.rollback()
            self.keeper.idle[self.place].append(self)


class LastingConnections:
    """The keeper of idle connections to the databases of a folder, by path and inode.

    A database that was deleted and made anew under the same path is another one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.idle: dict[tuple[str, int], list[LastingConnection]] = defaultdict(list)
        self.is_over = False

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
        if path.exists() and (idle := self.idle[_find_place(path)]):
            return idle.pop()
        connection = sqlite3.connect(*arguments, factory=LastingConnection, **settings)
        connection.keeper, connection.place = self, _find_place(path)  # opening made the file
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def close(self) -> None:
        """Close every idle connection, and those in use as soon as they are closed."""
        self.is_over = True
        for connection in chain.from_iterable(self.idle.values()):
            connection.close()
        self.idle.clear()


def _find_place(path: Path) -> tuple[str, int]:
    return str(path), path.stat().st_ino


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
