"""Patterns by attack: what an attacker written apart from the engine finds out of them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.disclosure import linear_program
from expectations.disclosure.cell_audit import PUBLIC_READER, CellAudit
from expectations.disclosure.count_table import CountSum, CountTable, list_small_cells
from expectations.disclosure.linear_program import UnsolvedError
from expectations.disclosure.suppression import protect_counts
from tests.expectations.disclosure.attacker import attack, list_leaks
from tests.expectations.disclosure.cubes import MONTHS, build_cube, build_z1

COUNTS = st.sampled_from((0, 0, 1, 2, 3, 4, 5, 7, 12, 30))


@st.composite
def cubes(draw):
    """Draw a cube of two to four units, twelve months, and one or two breakdowns."""
    units = [f"unit {n}" for n in range(draw(st.integers(2, 4)))]
    breakdowns = draw(st.sampled_from((("all",), ("women", "men"))))
    keys = [(u, m, b) for u in units for m in MONTHS for b in breakdowns]
    counts = draw(st.lists(COUNTS, min_size=len(keys), max_size=len(keys)))
    return build_cube(dict(zip(keys, counts, strict=True)), breakdowns)


def shown_of(table, pattern):
    return set(table.offered) - pattern.hidden


@settings(max_examples=6, deadline=None)
@given(cubes(), st.data())
def test_no_reader_narrows_a_hidden_count_down(table, data):
    pattern = protect_counts(table)
    assert not pattern.narrow_cells
    visible = shown_of(table, pattern)
    assert not {c for c in visible if table.is_small_cell(c)}
    assert list_leaks(table, visible) == {}
    unit = data.draw(st.sampled_from(sorted(set(table.owners.values()))))
    small = {c for c in list_small_cells(table) if table.owners.get(c) not in (None, unit)}
    intervals = attack(table, visible, small, (unit,))
    assert not {c: i for c, i in intervals.items() if i[0] > 1 + 1e-6 or i[1] < 5 - 1e-6}


@settings(max_examples=4, deadline=None)
@given(cubes())
def test_a_hidden_count_that_is_not_small_is_not_exact_either(table):
    pattern = protect_counts(replace(table, owners={}))
    cells = [c for c in pattern.hidden if not table.is_small_cell(c)][:25]
    intervals = attack(table, shown_of(table, pattern), cells)
    assert not {c: i for c, i in intervals.items() if i[1] - i[0] < 1 - 1e-6}


@settings(max_examples=6, deadline=None)
@given(cubes())
def test_with_suppression_off_the_audit_finds_the_cells(table):
    """Hiding the small cells alone is the fault that is common; the audit sees the others."""
    small = list_small_cells(table)
    narrow = {n.cell for n in CellAudit(replace(table, owners={})).find_narrow_cells(set(small))}
    leaks = list_leaks(table, set(table.offered) - set(small))
    assert narrow == set(leaks)


def test_the_published_example_is_safe_after_the_audit():
    table = build_z1()
    assert list_leaks(table, shown_of(table, protect_counts(table))) == {}


def test_a_unit_that_knows_its_own_count_learns_no_neighbours_count():
    values = {"a": 3, "b": 20, "area": 23}
    table = CountTable(
        values,
        [CountSum("area", ("a", "b"))],
        list(values),
        owners={"a": "A", "b": "B"},
    )
    assert protect_counts(replace(table, owners={})).hidden == {"a", "b"}
    assert protect_counts(table).hidden == {"a", "b", "area"}


def test_the_sum_of_one_unit_is_no_secret_to_the_unit():
    values = {"a": 3, "area": 3}
    table = CountTable(values, [CountSum("area", ("a",))], list(values), owners={"a": "A"})
    pattern = protect_counts(table)
    assert (pattern.hidden, pattern.narrow_cells) == ({"a", "area"}, ())


def test_a_count_that_was_never_offered_is_protected_too():
    """A month below the declared grain: two quarters and the half-year would tell it."""
    values = {"april": 3, "may and june": 40, "quarter": 43}
    relations = [CountSum("quarter", ("april", "may and june"))]
    table = CountTable(values, relations, ["quarter", "may and june"])
    assert protect_counts(table).hidden == {"may and june"}


def test_what_was_hidden_stays_hidden_when_asked():
    table = replace(build_z1(), smallest_shown=1)
    assert protect_counts(table, kept_hidden=[("A", "annet")]).hidden >= {("A", "annet")}


def test_what_is_public_already_is_reported_when_it_tells_too_much():
    values = {"a": 3, "b": 20, "area": 23}
    relations = [CountSum("area", ("a", "b"))]
    table = CountTable(values, relations, list(values), public=frozenset({"b", "area"}))
    pattern = protect_counts(table)
    assert pattern.is_everything
    assert {(n.cell, n.reader) for n in pattern.narrow_cells} == {("a", PUBLIC_READER)}


def test_a_solver_without_an_answer_fails_closed(monkeypatch):
    def give_up(*_):
        raise UnsolvedError("kUnknown")

    monkeypatch.setattr(linear_program.LinearProgram, "solve", give_up)
    table = build_z1()
    pattern = protect_counts(table)
    assert pattern.is_everything
    assert pattern.hidden == set(table.offered)
    assert not any(n.is_solved for n in pattern.narrow_cells)
    assert pattern.narrow_cells
