"""A linear program: the cheapest solution, none, or no answer; solved again and again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.disclosure.linear_program import INFINITY, LinearProgram, Row, UnsolvedError


def program_of(*rows, upper, cost, lower=None):
    """Build a program; without `lower` no column goes below zero."""
    floor = np.zeros(len(cost)) if lower is None else np.array(lower, dtype=float)
    return LinearProgram(rows, floor, np.array(upper, dtype=float), np.array(cost, dtype=float))


def solve(program):
    solution = program.solve()
    return None if solution is None else [round(float(x), 6) for x in solution]


def set_bounds(program, column, low, high):
    program.set_bounds(np.array([column], dtype=np.int32), np.array([low]), np.array([high]))


SUM_IS_FOUR = Row([0, 1], [1.0, 1.0], 4.0)


def test_the_cheapest_solution_is_returned():
    assert solve(program_of(SUM_IS_FOUR, upper=[9, 9], cost=[1, 2])) == [4, 0]
    assert solve(program_of(SUM_IS_FOUR, upper=[9, 9], cost=[2, 1])) == [0, 4]


def test_bounds_hold_on_both_sides():
    assert solve(program_of(SUM_IS_FOUR, upper=[3, 9], cost=[1, 2])) == [3, 1]
    assert solve(program_of(SUM_IS_FOUR, lower=[0, 2], upper=[9, 9], cost=[1, 2])) == [2, 2]


def test_weights_and_totals_are_those_of_each_row():
    rows = (Row([0, 2], [1.0, -1.0], 0.0), Row([1, 2], [2.0, 1.0], 7.0))
    assert solve(program_of(*rows, upper=[9, 2, 9], cost=[1, -9, 1])) == [3, 2, 3]


def test_a_new_cost_counts_from_the_next_solution_on():
    program = program_of(SUM_IS_FOUR, upper=[9, 9], cost=[1, 2])
    assert solve(program) == [4, 0]
    program.set_cost(0, 3.0)
    assert solve(program) == [0, 4]


def test_bounds_that_allow_nothing_are_no_number_and_spoil_no_later_solution():
    program = program_of(SUM_IS_FOUR, upper=[9, 9], cost=[1, 2])
    set_bounds(program, 0, 5.0, 9.0)
    assert solve(program) is None
    set_bounds(program, 0, 0.0, 1.0)
    assert solve(program) == [1, 3]


def test_an_aim_without_an_end_has_no_answer_and_says_which_state_it_ended_in():
    endless = program_of(Row([0, 1], [1.0, -1.0], 0.0), upper=[INFINITY] * 2, cost=[-1, 0])
    with pytest.raises(UnsolvedError, match="nbounded"):
        endless.solve()


def test_nothing_is_printed(capfd):
    assert solve(program_of(SUM_IS_FOUR, upper=[9, 9], cost=[1, 2])) is not None
    assert capfd.readouterr() == ("", "")


@settings(max_examples=25)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=5), st.data())
def test_a_sum_is_filled_from_the_cheapest_column_up(upper, data):
    """The plain twin: take the columns by cost and fill each one to its bound."""
    cost = data.draw(st.permutations(range(1, len(upper) + 1)))
    total = data.draw(st.integers(0, sum(upper) + 3))
    every = Row(range(len(upper)), [1.0] * len(upper), float(total))
    left, expected = total, [0] * len(upper)
    for column in sorted(range(len(upper)), key=cost.__getitem__):
        expected[column] = min(left, upper[column])
        left -= expected[column]
    assert solve(program_of(every, upper=upper, cost=cost)) == (None if left else expected)
