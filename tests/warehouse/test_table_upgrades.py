"""Tables of an earlier version: the CHECKs get today's values, and every row stays in its place."""

import duckdb
import pytest

from warehouse.home import Home
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.journal_rows import JOURNALLED_TABLES
from warehouse.journal.settlement import open_register
from warehouse.schema import table as tables_ddl
from warehouse.schema.table import write_table_ddl
from warehouse.schema.tables import TABLES
from warehouse.store import Store

NAME = "raw.renewed_decisions"
EARLIER_ROWS = [("b", "a", "label"), ("d", "c", "label")]
INSERT = f"INSERT INTO {NAME} VALUES (?, ?, ?, '2026-11-28')"
ROWS = f"SELECT submission, earlier_submission, reason FROM {NAME} ORDER BY rowid"


def write_earlier_table(path):
    """Write the table as the version of 28 November 2026 did, with two rows."""
    with Store(path) as earlier:
        earlier.execute("CREATE SCHEMA raw")
        for statement in write_table_ddl(TABLES[NAME]):
            earlier.execute(statement.replace("'label', 'layout'", "'label'"))
        for row in EARLIER_ROWS:
            earlier.execute(INSERT, row)
        with pytest.raises(duckdb.ConstraintException):
            earlier.execute(INSERT, ("f", "e", "layout"))


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.create_folders()
    write_earlier_table(home.register_file)
    return home


def test_a_value_of_today_fits_into_a_table_of_an_earlier_version(home):
    with Store(home.register_file) as register:
        register.create_table(NAME)
        register.execute(INSERT, ("f", "e", "layout"))
        assert register.query_rows(ROWS) == [*EARLIER_ROWS, ("f", "e", "layout")]
        for wrong in (("h", "g", "weather"), ("h", "g", None)):
            with pytest.raises(duckdb.ConstraintException):
                register.execute(INSERT, wrong)
        comments = register.query_rows(
            "SELECT comment FROM duckdb_tables() WHERE NOT temporary AND comment IS NOT NULL"
        )
        assert comments == [(f"{TABLES[NAME].vi} / {TABLES[NAME].en}",)]


def test_an_upgrade_writes_nothing_into_the_journal_and_the_next_row_alone_after(home):
    with open_register(home) as register:
        register.adopt_rows()
        adopted = len(list(JournalFolder(home.journal_folder).read_lines()))
        register.create_table(NAME)
        assert len(list(JournalFolder(home.journal_folder).read_lines())) == adopted
        register.execute(INSERT, ("f", "e", "layout"))
    *_, last = JournalFolder(home.journal_folder).read_lines()
    assert [row[:3] for row in last.entry.tables[NAME].rows] == [("f", "e", "layout")]


def interrupt_upgrade(register):
    with register.begin_transaction():
        register.create_table(NAME)
        register.execute(INSERT, ("f", "e", "layout"))
        raise KeyError


def test_an_upgrade_within_a_transaction_is_undone_with_it(home):
    with Store(home.register_file) as register:
        with pytest.raises(KeyError):
            interrupt_upgrade(register)
        assert register.query_rows(ROWS) == EARLIER_ROWS
        register.create_table(NAME)
        register.execute(INSERT, ("f", "e", "layout"))


def test_an_upgrade_that_fails_halfway_leaves_the_earlier_table(home, monkeypatch):
    written = tables_ddl.write_table_renewal

    def write_broken(table):
        return [*written(table)[:-1], "INSERT INTO nowhere VALUES (1)"]

    monkeypatch.setattr("warehouse.store.write_table_renewal", write_broken)
    with Store(home.register_file) as register, pytest.raises(duckdb.Error):
        register.create_table(NAME)
    with Store(home.register_file, read_only=True) as register:
        assert register.query_rows(ROWS) == EARLIER_ROWS


def test_no_table_of_today_is_written_again(monkeypatch):
    monkeypatch.setattr("warehouse.store.write_table_renewal", lambda _: ["broken"])
    with Store(":memory:") as register:
        for _ in range(2):
            for name in JOURNALLED_TABLES:
                register.create_table(name)
