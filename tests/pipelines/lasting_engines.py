"""Let Dagster open each of its databases once a night; by itself it does so for every question.

The scripts by which Dagster brings a database up to date are read once too. What is written, and
when it is committed, is the same; a night takes half the time. Loaded before Dagster, by the server
of `nights` alone: the benchmarks measure Dagster as it is.
"""

import sqlite3
from pathlib import Path

import sqlalchemy
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.pool import QueuePool

_create_engine = sqlalchemy.create_engine
_engines: dict[tuple[str, int], sqlalchemy.Engine] = {}
_read_scripts = ScriptDirectory.from_config
_scripts: dict[str | None, ScriptDirectory] = {}


def create_lasting_engine(url: str, **settings: object) -> sqlalchemy.Engine:
    """Return the engine of a database, whose connection stays open; the first call makes it.

    A database that was set aside and made anew is another one.
    """
    path = Path(url.removeprefix("sqlite:///"))
    key = url, path.stat().st_ino if path.exists() else 0
    if key not in _engines:
        engine = _create_engine(url, **settings | {"poolclass": QueuePool})
        engine.dispose = do_not_close  # Dagster disposes of an engine after each question
        sqlalchemy.event.listen(engine, "connect", empty_log_early)
        _engines[key] = engine
    return _engines[key]


def do_not_close(close: bool = True) -> None:
    """Do nothing: the process ends soon, and its connections with it."""


def empty_log_early(connection: sqlite3.Connection, _: object) -> None:
    """Move the write-ahead log into its database every 64 pages; closing would have done it."""
    connection.execute("PRAGMA wal_autocheckpoint = 64")


def close_engines() -> None:
    """Close every connection, so that a process forked off this one inherits none."""
    for engine in _engines.values():
        engine.pool.dispose()
    _engines.clear()


def read_scripts_once(config: Config) -> ScriptDirectory:
    """Return the scripts of a kind of database; the first call reads them."""
    location = config.get_main_option("script_location")
    if location not in _scripts:
        _scripts[location] = _read_scripts(config)
    return _scripts[location]


sqlalchemy.create_engine = create_lasting_engine
ScriptDirectory.from_config = read_scripts_once
