"""Let Dagster open each of its databases once a night; by itself it does so for every question.

What is written, and when it is committed, is the same; a night takes half the time. Loaded before
Dagster, by the server of `nights` alone: the benchmarks measure Dagster as it is.
"""

import sqlite3

import sqlalchemy
from sqlalchemy.pool import SingletonThreadPool

_create_engine = sqlalchemy.create_engine
_engines: dict[str, sqlalchemy.Engine] = {}


def do_not_close(close: bool = True) -> None:
    """Do nothing: the process ends soon, and its connections with it."""


def empty_log_early(connection: sqlite3.Connection, _: object) -> None:
    """Move the write-ahead log into its database every 64 pages; closing would have done it."""
    connection.execute("PRAGMA wal_autocheckpoint = 64")


def create_lasting_engine(url: str, **settings: object) -> sqlalchemy.Engine:
    """Return the engine of a database, whose connection stays open; the first call makes it."""
    if url not in _engines:
        engine = _create_engine(url, **settings | {"poolclass": SingletonThreadPool})
        engine.dispose = do_not_close  # Dagster disposes of an engine after each question
        sqlalchemy.event.listen(engine, "connect", empty_log_early)
        _engines[url] = engine
    return _engines[url]


sqlalchemy.create_engine = create_lasting_engine
