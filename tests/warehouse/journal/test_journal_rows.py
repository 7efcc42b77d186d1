"""Rows of the register as an entry holds them: only what was added, and back without a change."""

from datetime import UTC, date, datetime

import pytest

from warehouse.journal.journal_entry import TableRows
from warehouse.journal.journal_rows import (
    append_entry_rows,
    count_rows,
    hash_new_rows,
    query_new_rows,
)
from warehouse.schema.tables import TABLES
from warehouse.store import ENGINE, Store

NOON = datetime(2023, 6, 15, 5, 0, 0, 123456, tzinfo=UTC)
SNOOZES, CELLS = "raw.snoozes", "raw.cells"


@pytest.fixture(scope="module")
def store():
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def register(store):
    """Return a register of two empty tables."""
    store.execute("DROP SCHEMA IF EXISTS raw CASCADE; DROP SCHEMA IF EXISTS other CASCADE")
    store.create_table(SNOOZES)
    store.create_table(CELLS)
    return store


def snooze(register, *names, reason="nghỉ"):
    for name in names:
        register.execute(
            f"INSERT INTO {SNOOZES} (snoozed, until, reason, happened_at) VALUES (?, ?, ?, ?)",
            [name, date(2023, 7, 1), reason, NOON],
        )


def add_cell(register, submission, value=7):
    register.execute(
        f"INSERT INTO {CELLS} BY NAME SELECT ? AS submission, 'students' AS element, "
        "'value' AS state, ? AS value",
        [submission, value],
    )


def read_names(rows):
    return [row[rows.columns.index("snoozed")] for row in rows.rows]


class TestCounts:
    def test_are_of_the_tables_that_exist(self, register):
        assert count_rows(register) == {SNOOZES: 0, CELLS: 0}
        snooze(register, "an", "binh")
        assert count_rows(register) == {SNOOZES: 2, CELLS: 0}

    def test_of_an_empty_register_are_none(self, register):
        register.execute("DROP SCHEMA raw CASCADE")
        assert count_rows(register) == {}

    def test_leave_out_tables_that_the_journal_does_not_know(self, register):
        register.execute("CREATE TABLE raw.notes (a INTEGER)")
        register.execute("CREATE SCHEMA other; CREATE TABLE other.snoozes (a INTEGER)")
        assert set(count_rows(register)) == {SNOOZES, CELLS}


class TestNewRows:
    def test_are_those_beyond_the_earlier_counts_in_their_order(self, register):
        snooze(register, "binh")
        before = count_rows(register)
        snooze(register, "an", "chi")
        new_rows = query_new_rows(register, before)
        assert read_names(new_rows[SNOOZES]) == ["an", "chi"]
        assert read_names(query_new_rows(register, {})[SNOOZES]) == ["binh", "an", "chi"]

    def test_are_absent_for_a_table_without_any(self, register):
        snooze(register, "an")
        assert query_new_rows(register, count_rows(register)) == {}
        assert hash_new_rows(register, count_rows(register)) == {}

    def test_hold_every_declared_column_and_times_as_texts(self, register):
        snooze(register, "an")
        rows = query_new_rows(register, {})[SNOOZES]
        assert rows.columns == TABLES[SNOOZES].columns
        values = dict(zip(rows.columns, rows.rows[0], strict=True))
        assert (values["until"], values["happened_at"]) == (
            "2023-07-01",
            "2023-06-15 05:00:00.123456+00",
        )

    def test_of_a_derived_table_are_a_count_and_a_hash_only(self, register):
        add_cell(register, "a1")
        assert query_new_rows(register, {}) == {}
        assert hash_new_rows(register, {})[CELLS].rows == 1


class TestHash:
    def hash_since(self, register, count):
        return hash_new_rows(register, {CELLS: count})[CELLS]

    def test_is_the_same_for_the_same_rows_in_any_order(self, register):
        for cell in (("a", 1), ("b", 2), ("b", 2), ("a", 1)):
            add_cell(register, *cell)
        last_two = self.hash_since(register, 2)
        register.execute(f"DELETE FROM {CELLS} WHERE rowid >= 2")
        assert self.hash_since(register, 0) == last_two

    def test_differs_when_a_row_does_or_stands_twice(self, register):
        hashes = []
        for cells in ([("a", 1)], [("a", 2)], [("b", 1)], [("a", 1), ("a", 1)]):
            count = count_rows(register)[CELLS]
            for cell in cells:
                add_cell(register, *cell)
            hashes.append(self.hash_since(register, count).hash)
        assert len(set(hashes)) == len(hashes)

    def test_names_the_engine_that_computed_it(self, register):
        add_cell(register, "a")
        assert self.hash_since(register, 0).engine == ENGINE


def test_rows_written_to_an_entry_and_read_from_it_are_the_same_rows(register):
    names = ["an", "", "nghỉ\nphép", "'một' \"hai\"", "\u200b", "NULL", "\\N", "🎉"]
    snooze(register, *names, reason="a\tb")
    written, entry_rows = register.query_rows(f"FROM {SNOOZES}"), query_new_rows(register, {})
    register.execute(f"DROP TABLE {SNOOZES}")
    append_entry_rows(register, entry_rows)
    assert register.query_rows(f"FROM {SNOOZES}") == written


def test_rows_of_an_earlier_version_get_nothing_in_the_columns_of_today(register):
    columns = ("submission", "sha256", "file_name", "received_at", "synthetic")
    row = ("a1", "f" * 64, "a.xlsx", "2023-06-15 05:00:00.123456+00", False)
    append_entry_rows(register, {"raw.submissions": TableRows(columns, (row,))})
    assert register.query_rows("SELECT received_at, sender FROM raw.submissions") == [(NOON, None)]


def test_rows_of_a_derived_table_are_left_to_the_archive(register):
    append_entry_rows(register, {CELLS: TableRows(("submission",), (("a1",),))})
    assert register.query_rows(f"SELECT count(*) FROM {CELLS}") == [(0,)]
