"""Dagster's event log with open connections: an event costs an insert and no more.

Dagster defines the tables, their content, and the one file for each run.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import Self

import dagster as dg
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

KEPT = 2
"""The maximum of open databases: the index of all runs, and the run under way."""


_JOURNAL_PAGES = 100


def _keep_journal_small(connection: DBAPIConnection, _: object) -> None:
    """Make SQLite move the write-ahead log into the file as it grows: no connection closes."""
    connection.execute(f"PRAGMA wal_autocheckpoint = {_JOURNAL_PAGES}")


class KeptEventLog(SqliteEventLogStorage):
    """Dagster's own event log in SQLite, equally durable, opened once instead of at each event.

    Dagster creates an engine for every event, so SQLAlchemy compiles each statement anew, and
    SQLite moves the write-ahead log into the file whenever the last connection closes.
    """

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        self._opening = Lock()
        super().__init__(base_dir, inst_data)

    @classmethod
    def config_type(cls) -> dict[str, object]:
        """Return the settings of this storage in `dagster.yaml`: Dagster's home."""
        return {"dagster_home": dg.StringSource}

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: dict[str, str]
    ) -> Self:
        """Open the log at Dagster's default place."""
        return cls(str(Path(config_value["dagster_home"], "history", "runs")), inst_data)

    def run_connection(self, run_id: str | None = None) -> AbstractContextManager[Connection]:
        """Open a transaction on the events of a run."""
        return self._kept(run_id)

    def index_connection(self) -> AbstractContextManager[Connection]:
        """Open a transaction on the index of all runs."""
        return self._kept(INDEX_SHARD_NAME)

    @contextmanager
    def _kept(self, shard: str | None) -> Iterator[Connection]:
        with self._opening:
            engine = self._engines.get(shard or "") or self._open(shard)
        with self._db_lock, engine.begin() as connection:
            yield connection

    def _open(self, shard: str | None) -> Engine:
        with self._connect(shard):
            pass  # Dagster's own first connection creates the tables
        while len(self._engines) >= KEPT:
            oldest = next(name for name in self._engines if name != INDEX_SHARD_NAME)
            self._engines.pop(oldest).dispose()
        engine = create_engine(
            self.conn_string_for_shard(shard),
            connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS},
        )
        event.listen(engine, "connect", _keep_journal_small)
        self._engines[shard] = engine
        return engine

    def wipe(self) -> None:
        """Delete every run."""
        self._close()
        super().wipe()

    def dispose(self) -> None:
        """Close the open databases; SQLite moves the write-ahead logs into the files."""
        self._close()
        super().dispose()

    def _close(self) -> None:
        with self._opening:
            while self._engines:
                self._engines.popitem()[1].dispose()
