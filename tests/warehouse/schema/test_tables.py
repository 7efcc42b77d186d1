"""Every declared table can be made, and its columns say what they hold."""

import duckdb
import pyarrow as pa
import pytest

from warehouse.schema.fields import FIELDS, LEVELS
from warehouse.schema.table import (
    Table,
    build_arrow_schema,
    write_comments,
    write_new_column_ddl,
    write_table_ddl,
    write_view_ddl,
)
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
        for statement in (*write_table_ddl(table), *write_comments(table)):
            store.execute(statement)
        assert store.query_rows("SELECT comment FROM duckdb_tables()") == [("đơn vị / the unit's",)]


def make_table(name, *columns, **more):
    return Table(f"main.{name}", columns, "đơn vị", "units", key=columns[:1], **more)


def read_columns(store, name):
    return store.query_rows(
        "SELECT column_name, data_type, comment FROM duckdb_columns() "
        "WHERE table_name = ? ORDER BY column_index",
        [name],
    )


def test_a_required_column_refuses_a_blank_and_another_takes_it(store):
    table = make_table("needs", "unit", "period", required=("unit",))
    for statement in write_table_ddl(table):
        store.execute(statement)
    store.execute("INSERT INTO needs VALUES ('DK', NULL)")
    with pytest.raises(duckdb.ConstraintException):
        store.execute("INSERT INTO needs VALUES (NULL, '2023')")


def test_a_table_of_an_older_version_gets_the_columns_it_lacks_behind_its_own(store):
    old, new = make_table("older", "unit"), make_table("older", "level", "unit", "received_at")
    for statement in (*write_table_ddl(old), *write_comments(old)):
        store.execute(statement)
    store.execute("INSERT INTO older VALUES ('DK')")
    for statement in write_new_column_ddl(new, {"unit"}):
        store.execute(statement)
    assert [(name, kind) for name, kind, _ in read_columns(store, "older")] == [
        ("unit", "VARCHAR"),
        ("level", "VARCHAR"),
        ("received_at", "TIMESTAMP WITH TIME ZONE"),
    ]
    assert all(comment for *_, comment in read_columns(store, "older"))
    assert store.query_rows("FROM older") == [("DK", None, None)]


def test_a_table_that_has_every_column_gets_none():
    assert write_new_column_ddl(make_table("whole", "unit", "level"), ["level", "unit"]) == []


def test_a_view_computes_its_rows_at_each_query_and_says_what_they_are(store):
    view = make_table("seen_units", "unit", is_view=True)
    for statement in (*write_view_ddl(view, "SELECT 'DK' AS unit"), *write_comments(view)):
        store.execute(statement)
    assert store.query_rows("FROM seen_units") == [("DK",)]
    comments = store.query_rows("SELECT comment FROM duckdb_views() WHERE view_name = 'seen_units'")
    assert comments == [("đơn vị / units",)]


def test_rows_built_in_python_have_the_types_of_the_columns():
    schema = build_arrow_schema(TABLES["core.observations"])
    assert schema.names == list(TABLES["core.observations"].columns)
    types = {name: schema.field(name).type for name in ("unit", "value", "known_from")}
    assert types == {
        "unit": pa.string(),
        "value": pa.int64(),
        "known_from": pa.timestamp("us", tz="UTC"),
    }


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_fits_into_the_one_that_is_made(store, name):
    before = store.query_rows(f"SELECT count(*) FROM {name}")
    store.append_rows(name, build_arrow_schema(TABLES[name]).empty_table())
    assert store.query_rows(f"SELECT count(*) FROM {name}") == before
