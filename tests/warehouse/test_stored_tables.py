"""Whether a database, or one attached to it, has a table."""

import pytest

from warehouse.store import Store
from warehouse.stored_tables import has_table


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "other.duckdb") as other:
        other.execute("CREATE SCHEMA core")
        other.execute("CREATE TABLE core.obstacles (text VARCHAR)")
    with Store(tmp_path / "own.duckdb") as store:
        store.execute("CREATE SCHEMA raw")
        store.execute("CREATE TABLE raw.holds (submission VARCHAR)")
        with store.attach_database(tmp_path / "other.duckdb", "other"):
            yield store


@pytest.mark.parametrize(
    ("table", "database", "is_there"),
    [
        ("raw.holds", None, True),
        ("core.holds", None, False),
        ("core.obstacles", None, False),
        ("core.obstacles", "other", True),
        ("raw.holds", "other", False),
    ],
)
def test_a_table_is_looked_for_in_its_own_database(store, table, database, is_there):
    assert has_table(store, table, database) is is_there
