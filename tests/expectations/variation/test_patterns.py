"""Runs, trends and pairs, drawn as rows of values; the vectors are those of NHSRplotthedots."""

import numpy as np
import pytest

from expectations.variation.patterns import (
    compare_with,
    cover_patterns,
    find_close_pairs,
    find_outside,
    find_runs,
    find_step_directions,
    measure_runs,
    measure_trends,
)

GAP = float("nan")


def row(*values):
    return np.array([values], dtype=float)


def signs(*values):
    return np.array([values])


def mark_trend(*values):
    lengths = measure_trends(row(*values))
    return cover_patterns(lengths >= 7, lengths)[0].astype(int).tolist()


class TestTrend:
    def test_six_steps_up_mark_all_seven_values(self):
        assert mark_trend(2, 1, 2, 3, 4, 5, 6, 7, 3) == [0, 1, 1, 1, 1, 1, 1, 1, 0]

    def test_a_tie_breaks_it(self):
        assert mark_trend(1, 2, 3, 3, 4, 5, 6) == [0] * 7

    def test_a_gap_breaks_it(self):
        assert mark_trend(1, 2, 3, 4, GAP, 5, 6, 7) == [0] * 8

    def test_five_steps_are_too_few_and_eight_go_on(self):
        assert mark_trend(1, 2, 3, 4, 5, 6) == [0] * 6
        assert measure_trends(row(9, 8, 7, 6, 5, 4, 3, 2))[0].tolist() == [0, 2, 3, 4, 5, 6, 7, 8]

    def test_each_step_has_a_direction(self):
        assert find_step_directions(row(1, 2, 2, 1, GAP, 3)).tolist() == [[0, 1, 0, -1, 0, 0]]


class TestTwoOfThree:
    def mark(self, is_close, sides):
        close = np.array([is_close], dtype=bool)
        ends = find_close_pairs(close, signs(*sides))
        covered = cover_patterns(ends, np.full(ends.shape, 3))
        return (covered & close)[0].astype(int).tolist()

    def test_on_one_side_the_close_ones_are_marked(self):
        assert self.mark([1, 0, 0, 1, 1], [1, 1, 1, 1, 1]) == [0, 0, 0, 1, 1]

    def test_on_alternating_sides_there_is_none(self):
        assert self.mark([1, 0, 0, 1, 1], [1, -1, 1, -1, 1]) == [0] * 5

    def test_the_last_of_the_three_is_close_itself(self):
        assert self.mark([1, 1, 0], [1, 1, 1]) == [0, 0, 0]
        assert self.mark([1, 0, 1], [-1, -1, -1]) == [1, 0, 1]

    def test_a_value_on_the_mean_is_on_no_side(self):
        assert self.mark([1, 0, 1], [1, 0, 1]) == [0, 0, 0]


class TestRun:
    def test_seven_on_one_side_are_a_run_and_six_are_none(self):
        sides = signs(*[1] * 7, 0, *[-1] * 6)
        runs = find_runs(sides, np.full(sides.shape, 0.5))
        assert np.flatnonzero(runs).tolist() == [6]

    def test_a_value_equal_to_the_mean_breaks_it(self):
        assert measure_runs(signs(1, 1, 0, 1, -1, -1)).tolist() == [[1, 2, 0, 1, 1, 2]]

    def test_where_a_side_is_likelier_the_run_must_be_longer(self):
        # 7 ln 2 / -ln 0.6 = 9.5: ten periods.
        sides = signs(*[-1] * 12)
        runs = find_runs(sides, np.full(sides.shape, 0.6))
        assert np.flatnonzero(runs).tolist() == [9, 10, 11]

    def test_an_unlikely_side_needs_seven_all_the_same(self):
        sides = signs(*[1] * 7)
        assert np.flatnonzero(find_runs(sides, np.full(sides.shape, 0.01))).tolist() == [6]
        assert np.flatnonzero(find_runs(sides, np.zeros(sides.shape))).tolist() == [6]


class TestLines:
    def test_a_value_on_the_line_is_on_no_side_and_a_gap_neither(self):
        assert compare_with(row(1, 2, 3, GAP), np.array([[2.0]])).tolist() == [[-1, 0, 1, 0]]

    def test_an_error_of_rounding_is_no_side(self):
        values = row(*[100 / 3] * 3)
        assert not compare_with(values, np.array([[100 / 3 + 1e-13]])).any()

    @pytest.mark.parametrize(("value", "side"), [(4.9, -1), (5, 0), (9, 0), (9.1, 1)])
    def test_a_value_on_a_limit_is_within(self, value, side):
        assert find_outside(row(value), np.array([[5.0]]), np.array([[9.0]])).item() == side
