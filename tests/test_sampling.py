"""What `make test` draws: the same for the same code, all of it when the whole is asked for."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import processor_time, sampling
from tests.sampling import (
    ALWAYS_RUN,
    FLOORS,
    compute_code_seed,
    draw_sample,
    draw_units,
    find_dear_unit,
    list_undrawn_tests,
    load_dear_units,
)

ROOT = Path(__file__).parent.parent
UNITS = st.dictionaries(
    st.tuples(st.sampled_from(("tests/a.py", "tests/b.py")), st.text("xyz", min_size=1)),
    st.floats(1, 80),
)


@given(st.lists(st.integers(), unique=True), st.integers(0, 20))
def test_a_sample_is_so_many_cases_in_their_order(cases, count):
    drawn = draw_sample(cases, count)
    assert drawn == [case for case in cases if case in drawn]
    assert len(drawn) == (len(cases) if sampling.SAMPLING.is_whole else min(count, len(cases)))


@given(UNITS, st.floats(1, 300), st.integers())
def test_what_is_drawn_fits_the_budget_and_nothing_more_would_fit(seconds, budget, seed):
    drawn = draw_units(seconds, budget, seed)
    rest = budget - sum(seconds[unit] for unit in drawn)
    assert rest >= -1e-6
    assert all(seconds[unit] > rest - 1e-6 for unit in seconds.keys() - drawn)
    assert drawn == draw_units(dict(reversed(seconds.items())), budget, seed)


DEAR = """
    import pytest

    @pytest.fixture(scope="module")
    def night():
        return 1

    def test_of_the_night(night): ...
    def test_of_the_night_too(night): ...
    @pytest.mark.parametrize("case", (1, 2))
    def test_dear(case): ...
    def test_quick(): ...
"""


@pytest.fixture
def dear_items(pytester):
    return pytester.getitems(DEAR)


pytest_plugins = ["pytester"]


def test_a_test_is_drawn_with_all_that_share_its_fixture(dear_items):
    file = dear_items[0].path.name
    seconds = {(file, "night"): 9.0, (file, "test_dear"): 2.0, (file, "test_of_the_night"): 1.0}
    assert [find_dear_unit(item, seconds) for item in dear_items] == [
        (file, "night"),
        (file, "night"),
        (file, "test_dear"),
        (file, "test_dear"),
        None,
    ]


def test_a_fixture_of_the_file_is_not_the_shared_one_of_the_same_name(dear_items):
    assert find_dear_unit(dear_items[0], {("*", "night"): 9.0}) is None


def test_a_fixture_from_elsewhere_is_the_shared_one(pytester):
    pytester.makeconftest("import pytest\n\n@pytest.fixture\ndef night(): ...")
    (item,) = pytester.getitems("def test_of_the_night(night): ...")
    assert find_dear_unit(item, {("*", "night"): 9.0}) == ("*", "night")


@pytest.mark.parametrize(
    ("budget", "expected"),
    [(1, {"night", "dear"}), (2, {"night"}), (9, {"dear"}), (11, set())],
)
def test_a_budget_leaves_out_what_it_does_not_pay(budget, expected, dear_items, monkeypatch):
    file = dear_items[0].path.name
    seconds = {(file, "night"): 9.0, (file, "test_dear"): 2.0}
    monkeypatch.setattr(sampling, "load_dear_units", lambda: seconds)
    undrawn = {item.originalname for item in list_undrawn_tests(dear_items, budget, seed=3)}
    names = {"night": {"test_of_the_night", "test_of_the_night_too"}, "dear": {"test_dear"}}
    assert undrawn == {test for name in expected for test in names[name]}


def test_what_is_slow_by_nature_is_written_down_the_dearest_first(tmp_path, monkeypatch):
    monkeypatch.setattr(processor_time, "DEAR_TESTS", tmp_path / "dear.csv")
    night, dear, quick, many = ("*", "night"), ("a.py", "dear"), ("a.py", "quick"), ("a.py", "many")
    always = (next(iter(ALWAYS_RUN)), "rule")
    processor_time.write_dear_tests(
        Counter({dear: 1.04, night: 9.5, quick: 0.9, many: 30.0, always: 9.0}),
        Counter({dear: 2, night: 1, quick: 1, many: 2000, always: 1}),
    )
    assert load_dear_units(tmp_path / "dear.csv") == {night: 9.5, dear: 1.0}


def test_every_dear_test_and_fixture_exists():
    functions = {
        path.relative_to(ROOT).as_posix(): {
            node.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef)
        }
        for path in (ROOT / "tests").rglob("*.py")
    }
    functions["*"] = set().union(*functions.values())
    of_unittest = {"runTest"}  # a property of many steps
    unknown = [
        (file, name)
        for file, name in load_dear_units()
        if name not in functions.get(file, set()) | of_unittest
    ]
    assert not unknown, "measure the tests again: make costs"


def test_no_dear_test_costs_more_than_the_whole_budget_and_is_never_drawn():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (budget,) = re.findall(r"--budget (\d+)", makefile)
    never_drawn = [unit for unit, seconds in load_dear_units().items() if seconds > float(budget)]
    assert never_drawn == [], "split it, or make it cheaper"


def test_the_time_of_a_child_process_counts():
    started_at = processor_time.measure_processor_time()
    subprocess.run([sys.executable, "-c", "sum(range(10**7))"], check=True)
    assert processor_time.measure_processor_time() - started_at >= 0.05


@pytest.fixture
def floors(tmp_path):
    for floor in FLOORS:
        (tmp_path / floor / "room").mkdir(parents=True)
        (tmp_path / floor / "room" / "a.sql").write_text("SELECT 1", encoding="utf-8")
    return tmp_path


def test_other_code_draws_others_and_other_words_do_not(floors):
    seed = compute_code_seed(floors)
    (floors / "assets" / "read.md").write_text("words", encoding="utf-8")
    assert compute_code_seed(floors) == seed
    (floors / "assets" / "room" / "a.sql").write_text("SELECT 2", encoding="utf-8")
    assert compute_code_seed(floors) != seed


def test_the_seed_is_of_this_code():
    assert all((ROOT / floor).is_dir() for floor in FLOORS)
    assert compute_code_seed(ROOT) != 0
