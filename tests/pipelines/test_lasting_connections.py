"""Connections to databases of a folder stay open for a block; all else is as SQLAlchemy does it."""

import logging
import re
import sqlite3

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.pool import NullPool

from pipelines.lasting_connections import keep_connections


@pytest.fixture
def opened(monkeypatch):
    """Collect the database of each connection that lasts; SQLAlchemy opens the others itself."""
    paths, connect = [], sqlite3.connect

    def record(path, *arguments, **settings):
        paths.append(str(path))
        return connect(path, *arguments, **settings)

    monkeypatch.setattr(sqlite3, "connect", record)
    return paths


def ask(path, *statements):
    """Return the answer to the last statement by an engine of its own, as Dagster asks."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection, connection.begin():
        rows = [connection.execute(text(statement)) for statement in statements][-1]
        answer = rows.fetchall() if rows.returns_rows else []
    engine.dispose()
    return answer


CREATE = ("PRAGMA journal_mode = WAL", "CREATE TABLE a (b)", "INSERT INTO a VALUES (1)")


def test_a_database_of_the_folder_is_opened_once_and_its_log_is_gone_at_the_end(tmp_path, opened):
    path = tmp_path / "inner" / "runs.db"
    path.parent.mkdir()
    with keep_connections(tmp_path):
        ask(path, *CREATE)
        assert [ask(path, "SELECT b FROM a") for _ in range(3)] == [[(1,)]] * 3
        assert (path.parent / "runs.db-wal").exists()
    assert opened == [str(path)]
    assert [entry.name for entry in path.parent.iterdir()] == ["runs.db"]
    assert ask(path, "SELECT b FROM a") == [(1,)]


def test_two_questions_at_once_have_a_connection_each(tmp_path, opened):
    path = tmp_path / "runs.db"
    with keep_connections(tmp_path):
        ask(path, *CREATE)
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        with engine.connect() as first, engine.connect() as second:
            assert first.scalar(text("SELECT b FROM a")) == 1
            assert second.scalar(text("SELECT b FROM a")) == 1
    assert len(opened) == 2


def test_what_is_not_committed_is_undone_for_the_next_question(tmp_path):
    path = tmp_path / "runs.db"
    with keep_connections(tmp_path):
        ask(path, *CREATE)
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text("INSERT INTO a VALUES (2)"))
        assert ask(path, "SELECT b FROM a") == [(1,)]


def test_what_is_committed_is_seen_by_another_process_at_once(tmp_path):
    path = tmp_path / "runs.db"
    with keep_connections(tmp_path):
        ask(path, *CREATE)
        with sqlite3.connect(path) as other:
            assert other.execute("SELECT b FROM a").fetchall() == [(1,)]
            other.execute("INSERT INTO a VALUES (2)")
        assert ask(path, "SELECT b FROM a") == [(1,), (2,)]


def test_a_database_made_anew_under_the_same_path_is_another_one(tmp_path):
    path = tmp_path / "runs.db"
    with keep_connections(tmp_path):
        ask(path, *CREATE)
        path.rename(tmp_path / "set-aside.db")
        ask(path, "CREATE TABLE c (d)")
        assert ask(path, "SELECT name FROM sqlite_master") == [("c",)]


def test_a_database_elsewhere_is_opened_and_closed_as_ever(tmp_path, opened):
    folder = tmp_path / "folder"
    folder.mkdir()
    with keep_connections(folder):
        ask(tmp_path / "else.db", *CREATE)
        assert not (tmp_path / "else.db-wal").exists()
        create_engine("sqlite://").connect().close()
    assert opened == []


def test_after_the_block_nothing_is_kept(tmp_path, opened):
    with keep_connections(tmp_path):
        ask(tmp_path / "runs.db", *CREATE)
    ask(tmp_path / "runs.db", "SELECT b FROM a")
    assert [path.name for path in tmp_path.iterdir()] == ["runs.db"]
    assert len(opened) == 1


def test_a_connection_in_use_at_the_end_of_the_block_is_closed_when_it_is_closed(tmp_path):
    with keep_connections(tmp_path):
        ask(tmp_path / "runs.db", *CREATE)
        connection = create_engine(f"sqlite:///{tmp_path}/runs.db", poolclass=NullPool).connect()
        connection.execute(text("SELECT b FROM a"))
    assert (tmp_path / "runs.db-wal").exists()
    connection.close()
    assert [path.name for path in tmp_path.iterdir()] == ["runs.db"]


def test_a_commit_waits_for_no_disk_and_all_is_on_it_at_the_end(tmp_path):
    path = tmp_path / "runs.db"
    with keep_connections(tmp_path):
        ask(path, *CREATE)
        assert ask(path, "PRAGMA synchronous") == [(1,)]  # the log is synced when it is folded
    assert [entry.name for entry in tmp_path.iterdir()] == ["runs.db"]
    assert ask(path, "SELECT b FROM a") == [(1,)]
    assert ask(path, "PRAGMA synchronous") == [(2,)]


def list_compilations(caplog, path, values):
    """Ask for each value by a new engine; return the answers, and how each statement came to be."""
    table = Table("a", MetaData(), Column("b", Integer))
    answers = []
    with caplog.at_level(logging.INFO, logger="sqlalchemy.engine.Engine"):
        caplog.clear()
        for value in values:
            engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
            with engine.connect() as connection:
                answers.append(connection.scalar(select(table.c.b).where(table.c.b == value)))
    kinds = [re.match(r"\[(generated|cached)", record.getMessage()) for record in caplog.records]
    return answers, [kind[1] for kind in kinds if kind]


def test_a_statement_is_compiled_once_for_all_engines_of_the_block(tmp_path, caplog):
    path = tmp_path / "runs.db"
    with keep_connections(tmp_path):
        ask(path, *CREATE, "INSERT INTO a VALUES (2)")
        answers, kinds = list_compilations(caplog, path, [1, 2, 3])
        assert answers == [1, 2, None]
        assert kinds == ["generated", "cached", "cached"]
    answers, kinds = list_compilations(caplog, path, [1, 2])
    assert (answers, kinds) == ([1, 2], ["generated", "generated"])


def test_equal_statements_on_tables_of_one_name_keep_to_their_own_columns(tmp_path):
    path = tmp_path / "runs.db"
    plain = Table("a", MetaData(), Column("b", Integer))
    renamed = Table("a", MetaData(), Column("b", Integer, key="c"), Column("d", Integer))
    with keep_connections(tmp_path):
        ask(path, "CREATE TABLE a (b, d)")
        for table, row in ((plain, {"b": 1}), (renamed, {"c": 2, "d": 3}), (plain, {"b": 4})):
            engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
            with engine.begin() as connection:
                assert connection.execute(insert(table), row).rowcount == 1
        assert ask(path, "SELECT * FROM a ORDER BY b") == [(1, None), (2, 3), (4, None)]


def test_a_database_elsewhere_compiles_its_own_statements(tmp_path, caplog):
    path = tmp_path / "other" / "runs.db"
    path.parent.mkdir()
    ask(path, *CREATE)
    with keep_connections(tmp_path / "dagster"):
        answers, kinds = list_compilations(caplog, path, [1, 2])
    assert (answers, kinds) == ([1, None], ["generated", "generated"])
