"""The cheapest further cells to hide, so that a narrow count gets its room."""

import pytest

from expectations.disclosure.cell_audit import PUBLIC_READER, NarrowCell
from expectations.disclosure.pattern_repair import PatternRepair
from tests.expectations.disclosure.drawn_counts import draw_counts

OWNERS = {"a": "A", "b": "B", "c": "C"}


def widen(table, hidden, cell, amount, reader=PUBLIC_READER):
    return PatternRepair(table, hidden).widen_cell(NarrowCell(cell, reader, amount))


@pytest.mark.parametrize(
    ("sum_of_counts", "further"),
    [
        ("area = a 3 + b 20 + c 90", {"b"}),
        ("area = a 3 + b 90 + c 20", {"c"}),
        ("area = a 3 + b 1 + c 20", {"b", "c"}),  # b makes room for one of two
        ("area = a 3 + b 0 + c 90", {"c"}),
    ],
)
def test_the_smallest_count_with_room_is_hidden_beside_it(sum_of_counts, further):
    assert widen(draw_counts(sum_of_counts), {"a"}, "a", 2) == further


def test_a_count_that_is_hidden_already_costs_next_to_nothing():
    table = draw_counts("area = a 3 + b 20 + c 90")
    assert widen(table, {"a", "c"}, "a", 2) == set()


def test_the_sum_itself_is_hidden_where_no_part_has_room():
    table = draw_counts("area = a 3 + b 1 + c 1", offered=["area", "a"])
    assert widen(table, {"a"}, "a", 4) == {"area"}


def test_what_is_public_cannot_be_hidden_any_more():
    text = "area = a 3 + b 20 + c 90"
    assert widen(draw_counts(text, public={"b"}), {"a"}, "a", 2) == {"c"}
    assert widen(draw_counts(text, public={"b", "c"}), {"a"}, "a", 2) == {"area"}
    assert widen(draw_counts(text, public={"b", "c", "area"}), {"a"}, "a", 2) is None


def test_against_a_unit_its_own_counts_do_not_help():
    table = draw_counts("area = a 3 + b 20 + c 90", owners=OWNERS)
    assert widen(table, {"a", "b"}, "a", 2, reader="B") == {"c"}
    assert widen(table, {"a", "b"}, "a", 2) == set()


def test_several_cells_are_hidden_where_one_sum_would_tell():
    table = draw_counts(
        """
        A = a1 3 + a2 20
        B = b1 30 + b2 40
        1 = a1 + b1
        2 = a2 + b2
        """
    )
    assert widen(table, {"a1"}, "a1", 2) == {"a2", "b1", "b2"} or widen(table, {"a1"}, "a1", 2) == {
        "A",
        "1",
    }


def test_what_a_first_repair_hid_is_cheap_for_the_next():
    table = draw_counts(
        """
        area = a 3 + b 20 + c 21
        area = d 4 + e 18 + f 22
        """
    )
    repair = PatternRepair(table, {"a", "d"})
    assert repair.widen_cell(NarrowCell("a", PUBLIC_READER, 2)) == {"b"}
    assert repair.widen_cell(NarrowCell("a", PUBLIC_READER, -2)) == set()
    assert repair.widen_cell(NarrowCell("d", PUBLIC_READER, 1)) == {"e"}


def test_a_count_that_was_just_hidden_serves_another_narrow_count_too():
    """To hide e would cost less than b, had b not been hidden for a before."""
    table = draw_counts(
        """
        area = a 3 + b 20 + c 90
        other = d 3 + b + e 10
        """
    )
    assert widen(table, {"a", "d"}, "d", 2) == {"e"}
    repair = PatternRepair(table, {"a", "d"})
    assert repair.widen_cell(NarrowCell("a", PUBLIC_READER, 2)) == {"b"}
    assert repair.widen_cell(NarrowCell("d", PUBLIC_READER, 2)) == set()


def test_nobody_can_be_less_than_zero_so_only_the_way_up_is_asked():
    assert widen(draw_counts("area = a 0 + b 20 + c 50"), {"a"}, "a", 1) == {"b"}


def test_a_large_count_may_move_down_where_it_cannot_move_up():
    """One is enough in either direction, for a count that is not small."""
    table = draw_counts("area = a 9 + b 0 + c 0", offered=["a", "area"], public={"area"})
    assert widen(table, {"a"}, "a", 1) == set()
    small = draw_counts("area = a 3 + b 0 + c 0", offered=["a", "area"], public={"area"})
    assert widen(small, {"a"}, "a", 2) is None
