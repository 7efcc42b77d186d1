"""The event log is held open while a run lasts, and tidied when it ends."""

import sqlite3
from contextlib import closing

import pytest

from pipelines.event_log import held_open


@pytest.fixture
def logs(tmp_path):
    folder = tmp_path / "history" / "runs"
    folder.mkdir(parents=True)
    for name in ("index.db", "one.db"):
        with closing(sqlite3.connect(folder / name)) as log:
            log.execute("PRAGMA journal_mode=WAL")
            log.execute("CREATE TABLE events (event TEXT)")
    return folder


def write_one(path):
    """Write an event as Dagster does: open, commit, close."""
    with closing(sqlite3.connect(path)) as log, log:
        log.execute("INSERT INTO events VALUES ('one')")


def ahead(logs):
    """The logs whose latest events still stand in the log beside the file."""
    return {path.name.removesuffix("-wal") for path in logs.glob("*-wal")}


def test_an_event_is_not_folded_in_before_the_run_ends(logs):
    with held_open(logs.parent.parent, "one"):
        write_one(logs / "index.db")
        write_one(logs / "one.db")
        assert ahead(logs) == {"index.db", "one.db"}
    assert ahead(logs) == set()


def test_an_instance_that_keeps_its_events_elsewhere_is_left_alone(tmp_path):
    with held_open(tmp_path, "one"):
        assert list(tmp_path.iterdir()) == []
