"""Steps run as soon as their input tables are filled; a check never keeps a table waiting."""

from threading import Barrier, Event, Lock

import pytest

from assets.rebuild_steps import MAX_PARALLEL_STEPS, RebuildStep, run_steps
from warehouse.store import Store


@pytest.fixture
def store():
    with Store(":memory:") as opened:
        opened.execute("CREATE TABLE a AS SELECT 1 AS x WHERE false; CREATE TABLE b AS FROM a")
        yield opened


def fill(table, source):
    return lambda store: store.execute(f"INSERT INTO {table} {source}")


def test_a_step_sees_the_rows_of_the_tables_it_reads(store):
    results = run_steps(
        store,
        {
            "count": RebuildStep(frozenset("b"), lambda s: s.query_rows("FROM b"), is_check=True),
            "b": RebuildStep(frozenset("a"), fill("b", "SELECT x + 1 FROM a")),
            "a": RebuildStep(frozenset(), fill("a", "VALUES (1), (2)")),
        },
    )
    assert sorted(results["count"]) == [(2,), (3,)]
    assert results["a"] is results["b"] is None


def test_a_table_that_no_step_fills_exists_already(store):
    step = RebuildStep(frozenset({"a"}), lambda s: s.query_rows("SELECT count(*) FROM a"))
    assert run_steps(store, {"seen": step}) == {"seen": [(0,)]}


def test_checks_let_the_tables_go_first():
    begun, lock = [], Lock()

    def note(name):
        def run(_):
            with lock:
                begun.append(name)

        return run

    checks = {f"c{i}": RebuildStep(frozenset(), note("check"), is_check=True) for i in range(9)}
    tables = {f"t{i}": RebuildStep(frozenset(), note("table")) for i in range(9)}
    with Store(":memory:") as store:
        run_steps(store, checks | tables)
    first_check = begun.index("check")
    assert begun[first_check:].count("table") < MAX_PARALLEL_STEPS


def test_the_table_with_the_longest_chain_behind_it_goes_first(store):
    chain_begun = Event()

    def wait_for_the_chain(_):
        assert chain_begun.wait(timeout=30)

    alone = {f"a{i}": RebuildStep(frozenset(), wait_for_the_chain) for i in range(9)}
    begin = RebuildStep(frozenset(), lambda _: chain_begun.set())
    follow = RebuildStep(frozenset({"z0"}), lambda _: None)
    run_steps(store, {**alone, "z0": begin, "z1": follow})


def test_steps_run_at_the_same_time(store):
    together = Barrier(MAX_PARALLEL_STEPS, timeout=30)
    steps = {
        str(i): RebuildStep(frozenset(), lambda _: together.wait())
        for i in range(MAX_PARALLEL_STEPS)
    }
    assert sorted(run_steps(store, steps).values()) == list(range(MAX_PARALLEL_STEPS))


def test_after_an_error_no_further_step_begins(store):
    begun = []

    def fail(_):
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        run_steps(
            store,
            {
                "a": RebuildStep(frozenset(), fail),
                "b": RebuildStep(frozenset("a"), lambda _: begun.append("b")),
            },
        )
    assert begun == []
