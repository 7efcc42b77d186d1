"""Changes of counts that no reader could notice: sums stay true, and no count becomes negative."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.disclosure.movements import MovementProgram, list_moved
from tests.expectations.disclosure.drawn_counts import draw_counts


def build_program(text, cells=None, costs=None):
    """Build the program of some cells of a drawn table; the other cells stand still."""
    table = draw_counts(text)
    chosen = list(cells or table.values)
    values = [table.values[c] for c in chosen]
    return MovementProgram(chosen, values, table.sums, costs or [1.0] * len(chosen))


def move(program, cell, amount, still=()):
    """Return the cells that move, with their amounts; None where the movement is impossible."""
    positions = program.positions
    movement = program.find_movement(positions[cell], amount, [positions[c] for c in still])
    if movement is None:
        return None
    return {
        c: round(float(movement[i]), 6) for c, i in positions.items() if i in list_moved(movement)
    }


@pytest.mark.parametrize(
    ("amount", "movement"),
    [
        (1, {"a": 1, "b": -1}),
        (2, {"a": 2, "b": -2}),
        (20, {"a": 20, "b": -20}),
        (21, None),  # b would be less than nobody
        (-3, {"a": -3, "b": 3}),
        (-4, None),  # a would be
    ],
)
def test_below_a_sum_that_is_shown_the_others_move_against_it(amount, movement):
    program = build_program("area = a 3 + b 20", cells=["a", "b"])
    assert move(program, "a", amount) == movement


def test_a_hidden_sum_moves_with_its_part():
    program = build_program("area = a 3 + b 20", cells=["a", "area"])
    assert move(program, "a", 2) == {"a": 2, "area": 2}
    assert move(program, "area", -3) == {"a": -3, "area": -3}
    assert move(program, "area", -4) is None, "b is shown, so the area has at least its 20"


def test_a_part_alone_below_a_sum_that_is_shown_does_not_move():
    program = build_program("area = a 3 + b 20", cells=["a"])
    assert move(program, "a", 1) is None
    assert move(program, "a", -1) is None


def test_sums_without_any_of_the_cells_bind_nothing():
    program = build_program(
        """
        area = a 3 + b 20
        other = c 1 + d 2
        """,
        cells=["a", "area"],
    )
    assert move(program, "a", 9) == {"a": 9, "area": 9}


def test_the_cheapest_movement_is_chosen():
    text = "area = a 3 + b 20 + c 20"
    assert move(build_program(text, ["a", "b", "c"], [1, 1, 2]), "a", 2) == {"a": 2, "b": -2}
    assert move(build_program(text, ["a", "b", "c"], [1, 2, 1]), "a", 2) == {"a": 2, "c": -2}


@pytest.mark.parametrize("amount", [2, -2])
def test_a_new_cost_counts_in_both_directions(amount):
    program = build_program("area = a 3 + b 20 + c 20", ["a", "b", "c"], [1, 1, 2])
    program.set_cost(program.positions["b"], 3)
    assert move(program, "a", amount) == {"a": amount, "c": -amount}


def test_a_cell_that_stands_still_moves_again_afterwards():
    program = build_program("area = a 3 + b 20 + c 20", ["a", "b", "c"], [1, 1, 2])
    assert move(program, "a", 2, still=["b"]) == {"a": 2, "c": -2}
    assert move(program, "a", 2, still=["b", "c"]) is None
    assert move(program, "a", 2) == {"a": 2, "b": -2}
    assert move(program, "b", -1) == {"b": -1, "a": 1}, "a is not bound to its last amount"


def test_an_impossible_movement_leaves_no_bound_behind():
    program = build_program("area = a 3 + b 20", cells=["a", "b"])
    assert move(program, "a", 21) is None
    assert move(program, "a", -4) is None
    assert move(program, "b", -3) == {"b": -3, "a": 3}


@pytest.mark.parametrize(
    ("change", "is_possible"),
    [([0, 0], True), ([-3, 3], True), ([-4, 4], False), ([21, -21], False), ([5, -20], True)],
)
def test_a_change_is_possible_while_nobody_is_less_than_zero(change, is_possible):
    program = build_program("area = a 3 + b 20", cells=["a", "b"])
    assert program.is_possible(np.array(change, dtype=float)) is is_possible


def test_what_the_arithmetic_leaves_over_is_no_movement():
    assert list_moved(np.array([0.0, 1e-9, -1e-9, 1e-3, -2.0])) == [3, 4]
    program = build_program("a 3")
    assert program.is_possible(np.array([-3.0 - 1e-9]))


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 6), min_size=4, max_size=4),
    st.sampled_from("abcd"),
    st.integers(-4, 4).filter(bool),
)
def test_in_a_square_with_its_margins_shown_the_corners_move_by_turns(counts, cell, amount):
    """The plain twin: a and d go one way, b and c the other, as far as none falls below zero."""
    program = build_program(
        f"""
        left = a {counts[0]} + c {counts[2]}
        right = b {counts[1]} + d {counts[3]}
        upper = a + b
        lower = c + d
        """,
        cells=list("abcd"),
    )
    step = amount if cell in "ad" else -amount
    expected = {"a": step, "b": -step, "c": -step, "d": step}
    is_possible = all(v + expected[c] >= 0 for c, v in zip("abcd", counts, strict=True))
    assert move(program, cell, amount) == (expected if is_possible else None)
