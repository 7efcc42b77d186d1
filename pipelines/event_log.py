"""Dagster's event log held open through a run, so that SQLite need not tidy it after each event.

Knows where Dagster keeps it and no more; what is written there is Dagster's.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path


@contextmanager
def held_open(dagster_home: Path, run_id: str) -> Iterator[None]:
    """Hold the log of a run and the index of all runs open.

    Dagster opens and closes them for every event. Whenever the last connection closes, SQLite
    folds its write-ahead log into the file and waits for the disk once more; what was committed
    is durable before that.
    """
    folder = dagster_home / "history" / "runs"
    with ExitStack() as held:
        for path in (folder / "index.db", folder / f"{run_id}.db"):
            if path.exists():  # an instance may keep its events elsewhere
                connection = held.enter_context(closing(sqlite3.connect(path)))
                connection.execute("SELECT 1 FROM sqlite_master").fetchall()
        yield
