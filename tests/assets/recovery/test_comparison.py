"""Two databases compared: equal rows in any order are equal; else the counts before and now."""

import pytest

from assets.recovery.comparison import TableDifference, compare_databases
from warehouse.store import Store


@pytest.fixture
def compare(tmp_path):
    """Return a function that writes the rows of table `t` (None: no table) and compares."""

    def write(name, rows):
        with Store(tmp_path / name) as store:
            store.execute("CREATE SCHEMA IF NOT EXISTS drawn")
            store.execute("DROP TABLE IF EXISTS drawn.t")
            if rows is not None:
                store.execute("CREATE TABLE drawn.t (a INTEGER, b VARCHAR)")
                for row in rows:
                    store.execute("INSERT INTO drawn.t VALUES (?, ?)", list(row))
        return tmp_path / name

    return lambda before, now: compare_databases(write("before", before), write("now", now))


ROWS = [(1, "x"), (2, None), (2, None)]


@pytest.mark.parametrize(
    ("before", "now", "counts"),
    [
        (ROWS, ROWS[::-1], None),
        (ROWS, ROWS[:2], (3, 2)),  # one of two equal rows is gone
        (ROWS, [(1, "x"), (1, "x"), (2, None)], (3, 3)),
        (ROWS, [(1, None), (2, "x"), (2, None)], (3, 3)),
        (ROWS, None, (3, 0)),
        ([], None, None),
    ],
)
def test_a_table_differs_when_a_row_does(compare, before, now, counts):
    expected = [] if counts is None else [TableDifference("drawn.t", *counts)]
    assert compare(before, now) == expected


def test_the_order_of_columns_of_a_known_table_does_not_count(tmp_path):
    for name, columns in (
        ("before", "snoozed, until, reason, happened_at"),
        ("now", "happened_at, reason, until, snoozed"),
    ):
        with Store(tmp_path / name) as store:
            store.execute("CREATE SCHEMA raw")
            store.execute(
                f"CREATE TABLE raw.snoozes AS SELECT {columns} FROM (SELECT 'DK' AS snoozed, "
                "DATE '2023-05-01' AS until, 'Tết' AS reason, "
                "TIMESTAMPTZ '2023-04-01 00:00:00+00' AS happened_at)"
            )
    assert compare_databases(tmp_path / "before", tmp_path / "now") == []
