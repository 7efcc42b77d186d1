"""Core and marts are a function of the register, the catalogue and the day, and of nothing else."""

from datetime import date

import duckdb
import pytest

from assets import rebuild
from assets.rebuild import rebuild_warehouse
from assets.table_assets import SqlTable, load_table_assets
from expectations.promises import load_promises
from tests.spec import AFTER_ALL, catalogue, drawn, moment, register
from warehouse.home import Home
from warehouse.schema.tables import TABLES
from warehouse.store import Store

SENT = """
submission | received         | unit       | period  | found       | comm_sessions | establishments
a1         | 2023-01-15 08:00 | DK-DAPHUC  | 2023-01 |             | 3             | 20
a2         | 2023-02-15 08:00 | DK-DAPHUC  | 2023-01 |             | 4             | 21
a3         | 2023-03-15 08:00 | DK-DAPHUC  | 2023-01 | E-NUM-001   | 5             | 22
a4         | 2023-04-15 08:00 | DK-DAPHUC  | 2023-01 | W-RANGE-001 | 6             | x
b1         | 2023-02-20 08:00 | DK-HUNGDAO | 2023-01 |             | 1             | 9
b2         | 2023-02-20 08:00 | DK-HUNGDAO | 2023-02 |             | 2             | 0
b3         | 2023-02-25 08:00 | DK-HUNGDAO | 2023-02 |             | 2             | 0
c1         | 2025-07-15 08:00 | HP-HUNGDAO | 2025-07 |             | 2             | 40
d1         | 2023-05-15 08:00 |            |         | E-FORM-001  |               |
"""
COPIED = """
submission | received         | unit       | period  | comm_sessions | comm_participants
e1         | 2023-01-15 08:00 | DK-ANHDUNG | 2023-01 | 37            | 1347
e2         | 2023-02-15 08:00 | DK-ANHDUNG | 2023-02 | 37            | 1347
e3         | 2023-03-15 08:00 | DK-ANHDUNG | 2023-03 | 38            | 1360
"""
POLICE = """
submission | received         | unit  | period  | criminal_cases | says
f1         | 2023-03-15 08:00 | DK-CA | 2023-03 | 4              | obstacle: thiếu xe
"""
COURT = """
submission | received         | unit  | period  | cases_accepted | cases_tried
g1         | 2023-04-05 08:00 | DK-TA | 2023-Q1 | 40             | 20
g2         | 2023-07-05 08:00 | DK-TA | 2023-Q2 | 44             | 21
"""
ALL = drawn(SENT) + drawn(COPIED) + drawn(POLICE) + drawn(COURT)


def build(folder, reports, as_of=AFTER_ALL):
    """Rebuild the warehouse of a home with the reports; return the result and its tables."""
    folder.mkdir(exist_ok=True)
    register(reports, Home(folder).register_file)
    return make(folder, as_of)


def make(folder, as_of=AFTER_ALL, name="built.duckdb"):
    return rebuild_warehouse(Home(folder), catalogue(), moment(as_of), folder / name), tables(
        folder / name
    )


SOME_ROWS = {"marts.comparisons": "WHERE grain = 'year'"}
"""Of all pairs of figures, more than a million, the pairs of years are enough."""


def tables(path):
    """Return every row of every table, and of all pairs of figures those of years."""
    with Store(path, read_only=True) as store:
        listed = store.query_rows(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() UNION ALL "
            "SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal"
        )
        return {
            name: store.query_rows(f"FROM {name} {SOME_ROWS.get(name, '')} ORDER BY ALL")
            for (name,) in listed
        }


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def built(home):
    return build(home, ALL)


def test_the_same_register_gives_the_same_tables_again_and_is_only_read(home, built):
    before = (home / "register.duckdb").read_bytes()
    assert make(home, name="again.duckdb") == built
    assert (home / "register.duckdb").read_bytes() == before
    empty = {name for name, rows in built[1].items() if not rows}
    assert empty == {"core.corrections", "marts.changes"}


def test_it_does_not_matter_in_which_order_reports_were_registered(tmp_path, built):
    assert build(tmp_path, ALL[::-1]) == built


def test_it_says_how_many_rows_it_made_and_which_promises_were_kept(built):
    rebuild_result, tables_by_name = built
    assert {name: content.rows for name, content in rebuild_result.contents.items()} == {
        asset.name: None if TABLES[asset.name].is_view else len(tables_by_name[asset.name])
        for asset in load_table_assets()
    }
    assert tables_by_name["marts.element_values"]
    assert rebuild_result.contents["core.submissions"].rows == 15
    assert [k.promise for k in rebuild_result.promise_results] == load_promises()
    assert not any(k.broken_count for k in rebuild_result.promise_results)


def test_the_warehouse_holds_every_table_and_nothing_raw(built):
    table_names = set(built[1])
    assert {name for name in table_names if not name.startswith("catalogue.")} == {
        name for name in TABLES if not name.startswith("raw.")
    }
    assert {"catalogue.units", "catalogue.periods", "catalogue.targets"} <= table_names


def test_an_empty_register_gives_a_warehouse_in_which_everything_is_owed(tmp_path):
    rebuild_result, _ = build(tmp_path, [])
    assert (
        rebuild_result.contents["core.submissions"].rows
        == rebuild_result.contents["core.observations"].rows
        == 0
    )
    owed = [
        (unit, period)
        for unit in catalogue().units.values()
        for period in catalogue().list_periods()
        if catalogue().owes_report(unit, period)
    ]
    assert rebuild_result.contents["marts.reporting_rates"].rows == len(owed) > 342
    assert rebuild_result.contents["marts.indicator_values"].rows > 0
    assert not any(k.broken_count for k in rebuild_result.promise_results)


@pytest.mark.parametrize("moment", ["2023-02-15 07:59", "2023-02-20 08:00", "2023-04-01 00:00"])
def test_what_was_known_at_a_moment_is_in_what_is_known_now(tmp_path, home, built, moment):
    """A warehouse made of what had come by then holds what today's holds of that moment."""
    rebuild_result, _ = build(tmp_path, [row for row in ALL if row["received"] <= moment])
    assert 0 < rebuild_result.contents["core.submissions"].rows < 13
    columns = ", ".join(c for c in TABLES["core.observations"].columns if c != "known_to")
    known = f"SELECT {columns} FROM core.observations WHERE {{}} ORDER BY ALL"
    decided = f"FROM core.submissions WHERE received_at <= '{moment}+07' ORDER BY ALL"
    with (
        Store(tmp_path / "built.duckdb", read_only=True) as then,
        Store(home / "built.duckdb", read_only=True) as now,
    ):
        in_force = f"known_from <= '{moment}+07' AND coalesce(known_to > '{moment}+07', true)"
        assert then.query_rows(known.format("known_to IS NULL")) == now.query_rows(
            known.format(in_force)
        )
        assert then.query_rows("FROM core.submissions ORDER BY ALL") == now.query_rows(decided)


def test_another_day_changes_what_is_due_and_nothing_that_was_said(tmp_path, built):
    _, late = built
    _, early = build(tmp_path, ALL, date(2025, 7, 20))
    changed = {name for name in early if early[name] != late[name]}
    assert {name for name in changed if not name.startswith("marts.")} == {
        "catalogue.form_periods",
        "catalogue.moment",
        "core.finding_events",  # when a finding was opened
    }
    assert changed >= {
        "marts.element_consistency",
        "marts.quality_counts",
        "marts.quality_metrics",
        "marts.findings",
        "marts.reporting_rates",
        "marts.reporting_coverage",
        "marts.missing_reports",
        "marts.indicator_terms",
        "marts.indicator_sides",
        "marts.indicator_values",
    }
    assert not changed & {"marts.element_values", "marts.outlier_counts"}


def test_a_table_that_cannot_be_made_leaves_nothing_behind(tmp_path, monkeypatch):
    broken = SqlTable("marts.element_values", "", "SELECT 'red' AS colour", frozenset())
    monkeypatch.setattr(
        "assets.rebuild.load_table_assets", lambda: (*load_table_assets()[:3], broken)
    )
    monkeypatch.setattr("assets.rebuild.load_promises", list)  # no promise lacks a table
    with pytest.raises(duckdb.Error, match="colour"):
        build(tmp_path, drawn(SENT))
    assert not (tmp_path / "built.duckdb").exists()


def test_a_promise_that_is_broken_is_told_with_its_rows(tmp_path, monkeypatch):
    def doubled(asset):
        if asset.name != "marts.quality_metrics":  # no other table is built from it
            return asset
        twice = f"FROM ({asset.sql}) UNION ALL FROM ({asset.sql})"
        return SqlTable(asset.name, "", twice, asset.input_tables)

    monkeypatch.setattr(
        "assets.rebuild.load_table_assets", lambda: tuple(map(doubled, load_table_assets()))
    )
    rebuild_result, _ = build(tmp_path, [])
    broken = {
        (k.promise.table, k.promise.name) for k in rebuild_result.promise_results if k.broken_count
    }
    assert broken == {("marts.quality_metrics", "one_row_each")}


def test_the_caller_hears_once_when_the_database_begins_to_fill_the_tables(tmp_path, monkeypatch):
    events = []
    run_steps = rebuild.run_steps

    def note_steps(*arguments):
        events.append("filled")
        return run_steps(*arguments)

    monkeypatch.setattr(rebuild, "run_steps", note_steps)
    register(drawn(POLICE), Home(tmp_path).register_file)
    rebuild_warehouse(
        Home(tmp_path),
        catalogue(),
        moment(AFTER_ALL),
        tmp_path / "built.duckdb",
        begin_filling=lambda: events.append("begun"),
    )
    assert events == ["begun", "filled"]
