"""The store: all or nothing, documented tables, and readers whom no rebuild disturbs."""

import os
import subprocess
import sys
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pytest

from warehouse.database_errors import OutdatedError
from warehouse.schema.finding_fields import FINDING_EVENTS, FINDING_STATES
from warehouse.schema.tables import TABLES
from warehouse.store import Store


@pytest.fixture
def store():
    with Store(":memory:") as opened:
        yield opened


def numbers(*values):
    return pa.table({"n": list(values)})


class TestTransaction:
    def interrupted(self, store, error):
        with store.begin_transaction():
            store.replace_table("core.numbers", numbers(2))
            store.replace_table("marts.numbers", numbers(3))
            raise error

    def test_is_kept_when_it_ends_well(self, store):
        with store.begin_transaction():
            store.replace_table("core.numbers", numbers(1))
        assert store.query_rows("FROM core.numbers") == [(1,)]

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_leaves_nothing_when_it_does_not(self, store, error):
        store.replace_table("core.numbers", numbers(1))
        with pytest.raises(error):
            self.interrupted(store, error)
        assert store.query_rows("FROM core.numbers") == [(1,)]
        with pytest.raises(duckdb.CatalogException):
            store.query_rows("FROM marts.numbers")

    def test_can_be_tried_again_after_a_failed_statement(self, store):
        with pytest.raises(duckdb.Error), store.begin_transaction():
            store.execute("INSERT INTO nowhere VALUES (1)")
        with store.begin_transaction():
            store.replace_table("core.numbers", numbers(2))
        assert store.query_rows("FROM core.numbers") == [(2,)]


@dataclass
class Number:
    n: int
    name: str = "?"


def test_records_are_filled_by_column_name_whatever_the_order(store):
    store.replace_table("core.numbers", numbers(1, 2))
    sql = "SELECT 'số ' || n AS name, n FROM core.numbers WHERE n > ?"
    assert store.query_records(Number, sql, [1]) == [Number(2, "số 2")]
    assert store.query_records(dict, sql, [1]) == [{"n": 2, "name": "số 2"}]
    assert store.query_records(Number, "FROM core.numbers") == [Number(1), Number(2)]
    assert store.query_records(Number, "FROM core.numbers WHERE n > 2") == []


@pytest.mark.parametrize("sql", ["SELECT 1 AS n, 2 AS colour", "SELECT 'a' AS name"])
def test_records_whose_columns_are_not_their_fields_are_an_error(store, sql):
    with pytest.raises(TypeError):
        store.query_records(Number, sql)


def test_a_file_is_written_for_every_duckdb_since_1_3(tmp_path):
    path = tmp_path / "new.duckdb"
    with Store(path) as store:
        store.replace_table("core.numbers", numbers(1))
    with Store(path, read_only=True) as store:
        tags = store.query_rows(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'new'"
        )
    assert tags == [("v1.3.0+",)]


def test_another_connection_sees_what_is_committed_and_is_in_utc_too(tmp_path):
    with Store(tmp_path / "a.duckdb") as store, store.open_second_connection() as second_connection:
        store.execute("CREATE TABLE a AS SELECT TIMESTAMPTZ '2023-05-14 17:30+00' AS came")
        with store.begin_transaction():
            store.execute("DELETE FROM a")
            assert second_connection.query_rows("SELECT came::VARCHAR FROM a") == [
                ("2023-05-14 17:30:00+00",)
            ]
        assert second_connection.query_rows("FROM a") == []


def test_every_connection_knows_the_state_after_an_event(tmp_path):
    events = [("opened", "open"), ("reopened", "open"), ("updated", None), ("closed", "closed")]
    events.append(("acknowledged", "acknowledged"))
    sql = "SELECT event, state_after(event) FROM (SELECT unnest(?) AS event)"
    with Store(tmp_path / "a.duckdb") as store, store.open_second_connection() as second_connection:
        for connection in (store, second_connection):
            assert connection.query_rows(sql, [[event for event, _ in events]]) == events
    assert {event for event, _ in events} == set(FINDING_EVENTS)
    states = {state for _, state in events if state}
    assert states == {*FINDING_STATES, "closed"}
    with Store(tmp_path / "a.duckdb", read_only=True) as reader:
        assert reader.query_rows(
            "SELECT arg_max(state_after(e), s) FROM (VALUES ('closed', 1), "
            "('updated', 2)) AS t(e, s)"
        ) == [("closed",)]


def test_a_view_is_documented_and_holds_no_rows(store):
    name = "marts.element_values"
    columns = TABLES[name].columns
    store.create_view(name, "SELECT " + ", ".join(f"1 AS {column}" for column in columns))
    store.describe_table(name)
    assert store.query_rows(f"FROM {name}") == [(1,) * len(columns)]
    ((comment,),) = store.query_rows("SELECT comment FROM duckdb_views() WHERE NOT internal")
    assert comment == f"{TABLES[name].vi} / {TABLES[name].en}"


def test_a_view_that_ends_in_a_comment_is_documented_too(store):
    name = "marts.element_values"
    columns = TABLES[name].columns
    select = "SELECT " + ", ".join(f"1 AS {column}" for column in columns)
    store.create_view(name, f"{select}\n-- the end")
    store.describe_table(name)
    assert store.query_rows("SELECT comment IS NULL FROM duckdb_views() WHERE NOT internal") == [
        (False,)
    ]


def test_a_new_table_is_one_of_the_dictionary_and_never_made_twice(store):
    store.create_new_table("raw.findings")
    store.describe_table("raw.findings")
    ((comment,),) = store.query_rows("SELECT comment FROM duckdb_tables()")
    assert comment == f"{TABLES['raw.findings'].vi} / {TABLES['raw.findings'].en}"
    with pytest.raises(duckdb.CatalogException):
        store.create_new_table("raw.findings")


class TestAppend:
    def findings(self, **changed):
        texts = {"message_vi": "sai", "remedy_vi": "sửa"}
        row = {"submission": "s1", "code": "E-1", "severity": "error", **texts, **changed}
        return pa.table({name: [value] for name, value in row.items()})

    @pytest.fixture(autouse=True)
    def _table(self, store):
        store.create_table("raw.findings")

    def test_is_by_name_and_leaves_the_rest_null(self, store):
        store.append_rows("raw.findings", self.findings())
        columns = "severity, remedy_vi, element"
        assert store.query_rows(f"SELECT {columns} FROM raw.findings") == [("error", "sửa", None)]

    def test_adds_to_what_is_there(self, store):
        for code in ("E-1", "E-2"):
            store.append_rows("raw.findings", self.findings(code=code))
        assert store.query_rows("SELECT code FROM raw.findings ORDER BY code") == [
            ("E-1",),
            ("E-2",),
        ]

    @pytest.mark.parametrize("broken", [{"severity": "dreadful"}, {"message_vi": None}])
    def test_holds_the_checks(self, store, broken):
        with pytest.raises(duckdb.ConstraintException):
            store.append_rows("raw.findings", self.findings(**broken))
        store.append_rows("raw.findings", self.findings())
        assert store.query_rows("SELECT count(*) FROM raw.findings") == [(1,)]

    def test_refuses_a_column_the_table_has_not(self, store):
        with pytest.raises(duckdb.Error):
            store.append_rows("raw.findings", self.findings(colour="red"))

    def test_creating_again_keeps_the_rows(self, store):
        store.append_rows("raw.findings", self.findings())
        store.create_table("raw.findings")
        assert store.query_rows("SELECT count(*) FROM raw.findings") == [(1,)]


def test_frames_and_arrow_hold_the_same_rows(store):
    store.replace_table("core.numbers", numbers(1, 2))
    assert store.query_arrow("FROM core.numbers").to_pylist() == [{"n": 1}, {"n": 2}]
    assert store.query_frame("FROM core.numbers WHERE n > $least", {"least": 1})["n"].tolist() == [
        2
    ]


TIMES = """
from warehouse.database_errors import OutdatedError
from warehouse.store import Store
with Store(":memory:") as store:
    ((shown, day),) = store.query_rows(
        "SELECT came, came::DATE FROM (SELECT TIMESTAMPTZ '2023-05-17 00:30+00' AS came)"
    )
    print(shown.isoformat(), day.isoformat())
"""


@pytest.mark.parametrize("zone", ["America/Lima", "Asia/Ho_Chi_Minh"])
def test_times_are_in_utc_whatever_the_machine_says(zone):
    finished_process = subprocess.run(
        [sys.executable, "-c", TIMES],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
    ).stdout
    assert finished_process == "2023-05-17T00:30:00+00:00 2023-05-17\n"


def test_another_database_is_readable_for_a_while(store, tmp_path):
    path = tmp_path / "register's.duckdb"
    with Store(path) as other:
        other.replace_table("raw.numbers", numbers(7))
    with store.attach_database(path, "register"):
        assert store.query_rows("FROM register.raw.numbers") == [(7,)]
        with pytest.raises(duckdb.Error):
            store.execute("INSERT INTO register.raw.numbers VALUES (8)")
    with pytest.raises(duckdb.Error):
        store.query_rows("FROM register.raw.numbers")


def test_a_read_only_store_cannot_write(tmp_path):
    with Store(tmp_path / "a.duckdb") as writer:
        writer.replace_table("core.numbers", numbers(1))
    with Store(tmp_path / "a.duckdb", read_only=True) as reader:
        assert reader.query_rows("FROM core.numbers") == [(1,)]
        with pytest.raises(duckdb.Error):
            reader.replace_table("core.numbers", numbers(2))


READER = """
import sys
from dataclasses import dataclass
from warehouse.database_errors import OutdatedError
from warehouse.store import Store
with Store(sys.argv[1], read_only=True) as store:
    print(store.query_rows("FROM core.numbers"), flush=True)
    sys.stdin.readline()
    print(store.query_rows("FROM core.numbers"), flush=True)
"""


def test_an_open_reader_keeps_the_snapshot_it_opened(tmp_path):
    published, built = tmp_path / "warehouse.duckdb", tmp_path / "built.duckdb"
    for path, value in ((published, 1), (built, 2)):
        with Store(path) as writer:
            writer.replace_table("core.numbers", numbers(value))
    with subprocess.Popen(
        [sys.executable, "-c", READER, published],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as reader:
        assert reader.stdout.readline() == "[(1,)]\n"
        built.replace(published)
        with Store(published, read_only=True) as another:
            assert another.query_rows("FROM core.numbers") == [(2,)]
        assert reader.communicate("\n")[0] == "[(1,)]\n"
    assert reader.returncode == 0


def test_a_database_of_another_version_says_so_to_its_readers_alone(tmp_path):
    with Store(tmp_path / "a.duckdb") as writer:
        writer.replace_table("core.numbers", numbers(1))
        with pytest.raises(duckdb.BinderException):
            writer.query_rows("SELECT new FROM core.numbers")
    with Store(tmp_path / "a.duckdb", read_only=True) as reader:
        for sql in ("SELECT new FROM core.numbers", "FROM core.new"):
            with pytest.raises(OutdatedError, match="chiso nightly"):
                reader.query_rows(sql)
