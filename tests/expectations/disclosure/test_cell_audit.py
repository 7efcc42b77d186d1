"""The audit of a pattern: which hidden counts the public, or a unit, can narrow down.

A small count is safe while it can be anything from 1 to 4 and above; a large one while it is not
exact.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.disclosure.cell_audit import PUBLIC_READER, CellAudit
from tests.expectations.disclosure.attacker import list_leaks
from tests.expectations.disclosure.drawn_counts import draw_counts

OWNERS = {"a": "A", "b": "B", "c": "C"}


def audit(table, hidden):
    """Return what the audit finds: cell, reader and the amount that is out of reach."""
    found_cells = CellAudit(table).find_narrow_cells(hidden)
    assert all(n.is_solved for n in found_cells)
    return [(n.cell, n.reader, n.amount) for n in found_cells]


@pytest.mark.parametrize(
    ("count", "unreachable"), [(1, [4]), (2, [3, -1]), (3, [2, -2]), (4, [1, -3])]
)
def test_a_small_count_alone_below_its_sum_is_exact(count, unreachable):
    """Out of reach are the 5 that it might be, and the 1."""
    table = draw_counts(f"area = a {count} + b 20")
    assert audit(table, {"a"}) == [("a", PUBLIC_READER, amount) for amount in unreachable]


@pytest.mark.parametrize("count", [5, 20])
def test_a_large_count_that_is_exact_is_narrow_by_one(count):
    assert audit(draw_counts(f"area = a {count} + b 20"), {"a"}) == [("a", PUBLIC_READER, 1)]


def test_a_count_is_not_exact_when_it_can_move_in_one_direction():
    """Nobody can be less than zero, but the count above zero is unknown."""
    table = draw_counts("area = a 0 + b 0")
    assert audit(table, {"a", "area"}) == []
    assert audit(table, {"a"}) == [("a", PUBLIC_READER, 1)]
    assert audit(draw_counts("area = a 9 + b 0"), {"a", "b"}) == []


SQUARE = """
    left = a {} + c {}
    right = b {} + d {}
    upper = a + b
    lower = c + d
    """


@pytest.mark.parametrize("counts", [(0, 1, 9, 1), (9, 0, 9, 1), (9, 1, 1, 1)])
def test_a_large_count_is_safe_when_it_can_move_by_one(counts):
    """Its neighbours c, b and d leave it no more room than that, up or down."""
    a, c, b, d = counts
    table = draw_counts(SQUARE.format(a, c, b, d), harmless=set("abcd"))
    assert audit(table, set("abcd")) == []


def test_a_second_hidden_count_that_is_too_small_protects_too_little():
    table = draw_counts("area = a 3 + b 1")
    assert audit(table, {"a", "b"}) == [("a", PUBLIC_READER, 2), ("b", PUBLIC_READER, 4)]
    assert audit(draw_counts("area = a 4 + b 1"), {"a", "b"}) == []
    assert audit(draw_counts("area = a 4 + b 0"), {"a", "b"}) == [("a", PUBLIC_READER, 1)]


def test_what_is_shown_is_not_narrow():
    assert audit(draw_counts("area = a 3 + b 20", harmless={"a"}), set()) == []


def test_a_small_count_that_was_never_offered_is_audited_and_a_large_one_is_not():
    table = draw_counts("area = a 3 + b 20", offered=["area", "b"])
    assert audit(table, set()) == [("a", PUBLIC_READER, 2), ("a", PUBLIC_READER, -2)]
    assert audit(draw_counts("area = a 30 + b 20", offered=["area", "b"]), set()) == []


def test_what_was_published_before_is_known_though_it_is_hidden_now():
    table = draw_counts("area = a 3 + b 20", public=frozenset({"area"}))
    assert audit(table, {"a", "b", "area"}) == []
    table = replace(table, public=frozenset({"area", "b"}))
    assert [cell for cell, *_ in audit(table, {"a", "b", "area"})] == ["a", "a"]


def test_a_unit_subtracts_its_own_count_from_the_sum():
    table = draw_counts("area = a 3 + b 20", owners=OWNERS)
    assert audit(table, {"a", "b"}) == [("a", "B", 2), ("a", "B", -2)]
    assert audit(replace(table, owners={}), {"a", "b"}) == []
    assert audit(table, {"a", "b", "area"}) == []


def test_a_third_unit_leaves_room_for_the_other_two():
    table = draw_counts("area = a 3 + b 20 + c 20", owners=OWNERS)
    assert audit(table, {"a", "b", "c"}) == []
    assert audit(table, {"a", "b"}) == [("a", "B", 2), ("a", "B", -2)]


def test_a_units_own_count_is_no_secret_to_the_unit():
    """The ward knows both months; nobody else knows more than that the half is hidden."""
    table = draw_counts("half = m1 3 + m2 9", owners={"m1": "A", "m2": "A", "half": "A"})
    assert audit(table, {"m1", "m2", "half"}) == []
    assert audit(table, {"m1", "m2"}) == []


@pytest.mark.parametrize(("a", "b"), [(3, 0), (2, 1), (1, 3)])
def test_a_unit_knows_that_a_small_sum_is_no_less_than_its_own_part(a, b):
    """From 3 to 1 is no movement for a unit that reported 2: only down to the 2 is asked."""
    table = draw_counts(f"area = a {a} + b {b}", owners=OWNERS)
    assert audit(table, {"area", "a", "b"}) == []


def test_tables_without_a_sum_in_common_do_not_protect_each_other():
    table = draw_counts(
        """
        area = a 3 + b 20
        other = c 3 + d 20
        """
    )
    assert audit(table, {"a", "c", "d"}) == [("a", PUBLIC_READER, 2), ("a", PUBLIC_READER, -2)]


def test_another_limit_is_another_range():
    table = draw_counts("area = a 2 + b 1", smallest_shown=3)
    assert audit(table, {"a", "b"}) == []
    assert audit(table, {"a"}) == [("a", PUBLIC_READER, 1), ("a", PUBLIC_READER, -1)]
    assert len(audit(replace(table, smallest_shown=5), {"a", "b"})) == 2


COUNTS = st.sampled_from((0, 1, 2, 3, 4, 6, 20))


@st.composite
def squares(draw):
    """Draw a square of two wards by three causes, its margins, and what is hidden of it."""
    counts = [draw(COUNTS) for _ in range(6)]
    table = draw_counts(
        """
        A = a1 {} + a2 {} + a3 {}
        B = b1 {} + b2 {} + b3 {}
        1 = a1 + b1
        2 = a2 + b2
        3 = a3 + b3
        all = A + B
        all = 1 + 2 + 3
        """.format(*counts),
        owners={cell: cell[0].upper() for cell in ("A", "a1", "a2", "a3", "B", "b1", "b2", "b3")},
    )
    small = {c for c in table.values if table.is_small_cell(c)}
    return table, small | set(draw(st.lists(st.sampled_from(sorted(table.values)), max_size=5)))


@settings(max_examples=20)
@given(squares())
def test_the_public_is_audited_as_an_attacker_would_attack(drawn):
    table, hidden = drawn
    narrow = {cell for cell, _, _ in audit(replace(table, owners={}), hidden)}
    leaks = list_leaks(table, set(table.values) - hidden)
    assert {c for c in narrow if table.is_small_cell(c)} == set(leaks)


@settings(max_examples=20)
@given(squares(), st.sampled_from("AB"))
def test_a_unit_is_audited_as_it_would_attack(drawn, unit):
    """A count that is safe for the public but not for a unit is reported with the unit's name."""
    table, hidden = drawn
    found_cells = audit(table, hidden)
    public = {cell for cell, reader, _ in found_cells if reader == PUBLIC_READER}
    leaks = list_leaks(table, set(table.values) - hidden, (unit,))
    others = {c for c in leaks if table.owners.get(c)}
    assert others <= public | {cell for cell, reader, _ in found_cells if reader == unit}


@settings(max_examples=20)
@given(squares(), st.data())
def test_what_an_earlier_round_found_does_not_change_the_next_round(drawn, data):
    """The audit remembers movements; a fresh audit of the same pattern agrees with it."""
    table, hidden = drawn
    more = hidden | set(data.draw(st.lists(st.sampled_from(sorted(table.values)), max_size=3)))
    continued = CellAudit(table)
    continued.find_narrow_cells(hidden)
    assert continued.find_narrow_cells(more) == CellAudit(table).find_narrow_cells(more)
