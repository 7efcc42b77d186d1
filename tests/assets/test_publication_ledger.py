"""What was published stays in the register, once, and decides on what comes after."""

from datetime import timedelta

from assets.outbox.publication_ledger import (
    LEDGER_TABLE,
    PUBLICATIONS_TABLE,
    PublicationBasis,
    append_ledger,
    append_publication,
    load_history,
)
from assets.rebuild import rebuild_warehouse
from expectations.disclosure.year_counts import CountCell
from tests.spec import AFTER_ALL, catalogue, moment, register
from warehouse.home import Home
from warehouse.store import Store

NOW = moment(AFTER_ALL)
REPORTS = [
    {"submission": "a1", "unit": "DK-TA", "period": "2023-Q1", "cases_accepted": "40"},
    {"submission": "a2", "unit": "DK-TA", "period": "2023-Q2", "cases_accepted": "44"},
]
TRIED = {"a1": "20", "a2": "21"}
KEY = ("court.cases_accepted", 2023)


def register_courts(folder):
    register(
        [{**r, "cases_tried": TRIED[r["submission"]]} for r in REPORTS],
        Home(folder).register_file,
    )


def build_basis(published_at=NOW, built_sequence=7):
    return PublicationBasis(
        published_at, "catalogue-hash", built_sequence, "code-hash", "1.0", "{}"
    )


def put_in_force(store, target, basis):
    append_publication(store, append_ledger(store, target, basis))


def publish(folder, name):
    target = folder / name
    result = rebuild_warehouse(Home(folder), catalogue(), NOW, target)
    assert not [k.promise for k in result.promise_results if k.broken_count]
    with Store(Home(folder).register_file) as store:
        put_in_force(store, target, build_basis())
        return load_history(store)[KEY]


def test_a_publication_is_in_the_ledger_once_with_what_units_had_reported(tmp_path):
    register_courts(tmp_path)
    (first,) = publish(tmp_path, "first.duckdb")
    assert first.counts == {
        CountCell("court.cases_accepted", "DK", "2023-H1"): 84,
        CountCell("court.cases_tried", "DK", "2023-H1"): 41,
    }
    assert first.bases[CountCell("court.cases_tried", "DK-TA", "2023-Q2")] == 21
    assert publish(tmp_path, "again.duckdb") == [first]
    with Store(Home(tmp_path).register_file, read_only=True) as store:
        rows = store.query_rows(
            f"SELECT reader, count(*), min(published_at) FROM {LEDGER_TABLE} GROUP BY 1 ORDER BY 1"
        )
    assert [(reader, count) for reader, count, _ in rows] == [("office", 4), ("public", 2)]
    assert {at for _, _, at in rows} == {NOW}


def test_a_hidden_count_is_in_the_ledger_without_its_figure(tmp_path):
    small = [{**r, "cases_accepted": "2", "cases_tried": "1"} for r in REPORTS]
    register(small, Home(tmp_path).register_file)
    (first,) = publish(tmp_path, "first.duckdb")
    assert set(first.counts.values()) == {None}
    assert set(first.reasons.values()) == {"small"}


def test_each_publication_has_a_number_and_says_what_it_rests_on(tmp_path):
    register_courts(tmp_path)
    target = tmp_path / "built.duckdb"
    rebuild_warehouse(Home(tmp_path), catalogue(), NOW, target)
    later = NOW + timedelta(days=1)
    with Store(Home(tmp_path).register_file) as store:
        put_in_force(store, target, build_basis())
        put_in_force(store, target, build_basis(later, built_sequence=9))
        assert store.query_rows(f"FROM {PUBLICATIONS_TABLE} ORDER BY publication") == [
            (1, NOW, "catalogue-hash", 7, "code-hash", "1.0", "{}", 2, 0, 0),
            (2, later, "catalogue-hash", 9, "code-hash", "1.0", "{}", 2, 0, 0),
        ]
        numbers = store.query_rows(f"SELECT DISTINCT publication FROM {LEDGER_TABLE}")
    assert sorted(numbers) == [(1,), (2,)]  # the same numbers: both were built from one register


def test_the_numbers_go_on_behind_a_ledger_older_than_the_list_of_publications(tmp_path):
    register_courts(tmp_path)
    target = tmp_path / "built.duckdb"
    rebuild_warehouse(Home(tmp_path), catalogue(), NOW, target)
    with Store(Home(tmp_path).register_file) as store:
        put_in_force(store, target, build_basis())
        store.execute(f"UPDATE {LEDGER_TABLE} SET publication = 41")
        store.execute(f"DELETE FROM {PUBLICATIONS_TABLE}")
        put_in_force(store, target, build_basis())
        assert store.query_rows(f"SELECT publication FROM {PUBLICATIONS_TABLE}") == [(42,)]


def test_a_publication_that_was_never_in_force_has_its_counts_in_the_ledger_alone(tmp_path):
    register_courts(tmp_path)
    target = tmp_path / "built.duckdb"
    rebuild_warehouse(Home(tmp_path), catalogue(), NOW, target)
    with Store(Home(tmp_path).register_file) as store:
        append_ledger(store, target, build_basis())  # killed before the pointer moved
        second = append_ledger(store, target, build_basis())
        append_publication(store, second)
        append_publication(store, second)  # adopted, though it is there
        assert store.query_rows(f"SELECT publication FROM {PUBLICATIONS_TABLE}") == [(2,)]
        numbers = store.query_rows(f"SELECT DISTINCT publication FROM {LEDGER_TABLE}")
    assert sorted(numbers) == [(1,), (2,)]
