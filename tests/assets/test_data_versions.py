"""Data versions: equal for equal rows, different for any other."""

import pytest

from assets import data_versions
from assets.data_versions import summarise_table, version_register, version_tables
from warehouse.store import Store

ROWS = [("s1", "a.xlsx"), ("s2", "b.xlsx"), ("s3", None)]
TABLE = "raw.returns"


@pytest.fixture
def store():
    with Store(":memory:") as opened:
        yield opened


def fill(store, rows):
    store.execute("CREATE SCHEMA IF NOT EXISTS raw")
    store.execute(f"CREATE OR REPLACE TABLE {TABLE} (submission VARCHAR, file_name VARCHAR)")
    for row in rows:
        store.execute(f"INSERT INTO {TABLE} VALUES (?, ?)", row)
    return summarise_table(store, TABLE)


def test_the_order_of_the_rows_does_not_matter(store):
    assert fill(store, ROWS) == fill(store, ROWS[::-1])
    assert fill(store, ROWS).rows == len(ROWS)


@pytest.mark.parametrize(
    "other",
    [
        [],
        ROWS[:2],
        [*ROWS, ROWS[0]],
        [*ROWS[:2], ("s3", "")],
        [*ROWS[:2], ("s4", None)],
        [("a.xlsx", "s1"), *ROWS[1:]],
    ],
)
def test_other_rows_have_another_hash(store, other):
    assert fill(store, ROWS).hash != fill(store, other).hash


def test_rows_that_come_twice_do_not_cancel_out(store):
    assert fill(store, [ROWS[0]] * 2).hash != fill(store, [ROWS[1]] * 2).hash


def test_a_table_too_large_to_hash_and_a_view_take_the_version_of_the_inputs(store, monkeypatch):
    monkeypatch.setattr(data_versions, "MOST_ROWS", 2)
    contents = {
        TABLE: fill(store, ROWS),
        "marts.element_values": summarise_table(store, "marts.element_values"),
    }
    assert [(c.rows, c.hash) for c in contents.values()] == [(3, None), (None, None)]
    assert version_tables(contents, "inputs") == dict.fromkeys(contents, "inputs")
    small = {TABLE: fill(store, ROWS[:2])}
    assert version_tables(small, "inputs") == {TABLE: small[TABLE].hash}


def test_a_table_of_the_register_changes_with_its_rows_or_with_the_submissions(store):
    def version(submissions, returned):
        store.execute("CREATE SCHEMA IF NOT EXISTS raw")
        store.execute("CREATE OR REPLACE TABLE raw.submissions (submission VARCHAR)")
        for name in submissions:
            store.execute("INSERT INTO raw.submissions VALUES (?)", [name])
        fill(store, returned)
        store.execute("CREATE OR REPLACE TABLE raw.deliveries AS SELECT 1")
        return version_register(store, [TABLE, "raw.deliveries"])

    first = version(["s1", "s2"], ROWS[:1])
    assert version(["s2", "s1"], ROWS[:1]) == first
    assert version(["s1", "s2"], ROWS[:2])[TABLE] != first[TABLE]
    assert version(["s1", "s3"], ROWS[:1])[TABLE] != first[TABLE]
    assert version(["s1", "s3"], ROWS[:1])["raw.deliveries"] == first["raw.deliveries"]
