"""The tables that a SELECT reads, wherever they stand in it."""

import pytest

from warehouse.sql_syntax import list_tables_read
from warehouse.store import Store


@pytest.fixture
def store():
    with Store(":memory:") as opened:
        yield opened


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        ("SELECT 1", set()),
        ("FROM core.a", {"core.a"}),
        ("SELECT * FROM core.a JOIN raw.b USING (x)", {"core.a", "raw.b"}),
        ("WITH a AS (FROM core.b) SELECT * FROM a", {"core.b"}),
        (
            "FROM core.a UNION ALL FROM core.b UNION ALL FROM core.c",
            {"core.a", "core.b", "core.c"},
        ),
        ("SELECT * FROM core.a WHERE x IN (SELECT x FROM marts.b)", {"core.a", "marts.b"}),
        ("SELECT * FROM core.a, LATERAL (FROM core.b WHERE b.x = a.x)", {"core.a", "core.b"}),
        ("SELECT $as_of, * FROM core.a", {"core.a"}),
    ],
)
def test_the_tables_read_are_found_wherever_they_stand(store, sql, read):
    assert list_tables_read(store, sql) == read


@pytest.mark.parametrize(
    "sql", ["CREATE TABLE a AS FROM core.b", "DELETE FROM core.a", "SELEC 1", "SELECT FROM"]
)
def test_anything_but_a_select_is_an_error(store, sql):
    with pytest.raises(ValueError, match="SELECT"):
        list_tables_read(store, sql)
