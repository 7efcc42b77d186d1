"""Every declared table can be made, and its columns say what they hold."""

import duckdb
import pytest

from warehouse.schema.fields import FIELDS, LEVELS
from warehouse.schema.table import Table, write_table_ddl
from warehouse.schema.tables import TABLES
from warehouse.store import Store


@pytest.fixture(scope="module")
def store():
    with Store(":memory:") as opened:
        for name in TABLES:
            opened.create_table(name)
        yield opened


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
class TestDeclared:
    def test_columns_key_and_required_are_its_own(self, table):
        columns = set(table.columns)
        assert len(columns) == len(table.columns)
        assert set(table.key) <= columns
        assert set(table.required) <= columns
        assert {column for column, _ in table.fields} <= columns

    def test_the_made_table_is_the_declared_one(self, store, table):
        schema, name = table.name.split(".")
        actual_columns = store.query_rows(
            "SELECT column_name, data_type, is_nullable FROM duckdb_columns() "
            "WHERE schema_name = ? AND table_name = ? ORDER BY column_index",
            [schema, name],
        )
        types = {"TIMESTAMPTZ": "TIMESTAMP WITH TIME ZONE"}
        assert actual_columns == [
            (
                c,
                types.get(table.get_field(c).type, table.get_field(c).type),
                c not in table.required,
            )
            for c in table.columns
        ]

    def test_table_and_columns_are_documented_in_both_languages(self, store, table):
        schema, name = table.name.split(".")
        (about,) = store.query_rows(
            "SELECT comment FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?",
            [schema, name],
        )
        assert about == (f"{table.vi} / {table.en}",)
        comments = store.query_rows(
            "SELECT column_name, comment FROM duckdb_columns() "
            "WHERE schema_name = ? AND table_name = ?",
            [schema, name],
        )
        assert dict(comments) == {
            c: f"{table.get_field(c).vi} / {table.get_field(c).en}" for c in table.columns
        }


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_described(name):
    field = FIELDS[name]
    assert field.vi
    assert field.en
    assert field.type in {
        "BIGINT",
        "BOOLEAN",
        "DATE",
        "DOUBLE",
        "INTEGER",
        "TIMESTAMPTZ",
        "VARCHAR",
    }


def test_a_check_holds_in_the_made_table(store):
    table = Table("main.levels", ("level",), "cấp", "level", key=("level",))
    for statement in write_table_ddl(table):
        store.execute(statement)
    for level in LEVELS:
        store.execute("INSERT INTO levels VALUES (?)", [level])
    with pytest.raises(duckdb.ConstraintException):
        store.execute("INSERT INTO levels VALUES ('galaxy')")


def test_a_column_may_bear_another_fields_meaning():
    values = TABLES["marts.indicator_values"]
    assert values.get_field("value") is FIELDS["indicator_value"]
    assert TABLES["core.observations"].get_field("value") is FIELDS["value"]


def test_quotes_in_a_description_are_kept():
    table = Table("main.quoted", ("unit",), "đơn vị", "the unit's", key=("unit",))
    with Store(":memory:") as store:
        for statement in write_table_ddl(table):
            store.execute(statement)
        assert store.query_rows("SELECT comment FROM duckdb_tables()") == [("đơn vị / the unit's",)]
