"""Every table and column of a built warehouse says what it means, in the file itself."""

import pytest

from assets.rebuild import complete_warehouse
from tests import spec
from warehouse.entries import MissingEntryError
from warehouse.schema.catalogue_meanings import (
    COLUMN_MEANINGS,
    TABLE_MEANINGS,
    write_catalogue_comments,
)
from warehouse.schema.fields import FIELDS
from warehouse.store import Store

TABLES = """
SELECT schema_name, table_name, comment FROM duckdb_tables()
UNION ALL SELECT schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal
"""
COLUMNS = """
SELECT schema_name, table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal
"""


@pytest.fixture(scope="module")
def comments(tmp_path_factory):
    """Return the comment of each table, and of each column, of a built warehouse."""
    sent = """
    received         | unit  | period  | cases_accepted
    2023-06-16 08:00 | DK-TA | 2023-Q2 | 4
    """
    path = spec.rebuilt(sent, tmp_path_factory.mktemp("comments"))
    complete_warehouse(path)
    with Store(path, read_only=True) as store:
        return {tuple(row[:-1]): row[-1] for row in store.query_rows(TABLES)}, {
            tuple(row[:-1]): row[-1] for row in store.query_rows(COLUMNS)
        }


def test_every_table_and_column_has_its_meaning(comments):
    tables, columns = comments
    assert {schema for schema, _ in tables} == {"catalogue", "core", "marts"}
    assert [name for name, comment in (tables | columns).items() if not comment] == []
    assert all(" / " in comment for comment in (tables | columns).values())


def test_no_meaning_is_left_of_a_table_or_column_that_is_gone(comments):
    columns = {key[1:] for key in comments[1] if key[0] == "catalogue"}
    used = {column for _, column in columns} | {".".join(key) for key in columns}
    assert set(COLUMN_MEANINGS) - used == set()
    assert set(TABLE_MEANINGS) == {table for table, _ in columns}


def test_a_meaning_of_a_table_of_its_own_wins_over_the_dictionary():
    assert "part" in FIELDS
    (_, comment) = write_catalogue_comments("catalogue.nesting", ["part"])
    assert comment.startswith("COMMENT ON COLUMN catalogue.nesting.part IS 'kỳ ngắn hơn")


@pytest.mark.parametrize(("name", "column"), [("catalogue.units", "colour"), ("catalogue.x", "a")])
def test_what_has_no_meaning_is_refused_with_the_place(name, column):
    with pytest.raises(MissingEntryError, match=r"catalogue_meanings\.py"):
        write_catalogue_comments(name, [column])
