"""What is news in a series, by rung: limits, rule, side and length."""

import numpy as np
import pytest

from expectations.variation.judgement import judge_series
from tests.expectations.variation.series_rows import GAP, count_matrix, share_matrix
from warehouse.periods import Grain

EVEN = [9, 11] * 12  # a mean of 10, XmR limits 10 ± 5.32, near ± 3.55
SMALL = [3, 5] * 12  # a mean of 4; Poisson limits 0 and 11


def judge(later, rung="xmr", law="poisson", baseline=EVEN):
    judgement = judge_series(count_matrix([*baseline, *later]), rung, law)
    new = slice(len(baseline), None)
    return [
        (str(rule), int(side), int(length)) if rule else None
        for rule, side, length in zip(
            judgement.rules[0, new],
            judgement.sides[0, new],
            judgement.lengths[0, new],
            strict=True,
        )
    ]


class TestXmr:
    def test_a_value_outside_is_news_of_its_own(self):
        assert judge([15, 16, 5, 4]) == [None, ("outside", 1, 1), None, ("outside", -1, 1)]

    def test_seven_on_one_side_are_news_in_the_seventh(self):
        # The baseline ends on a value above its mean, the first of the run.
        later = judge([11, 12, 11, 12, 11, 12, 11, 12, 10])
        runs = [("run", 1, 7), ("run", 1, 8), ("run", 1, 9)]
        assert later == [*[None] * 5, *runs, None]

    def test_two_of_three_close_to_a_limit(self):
        assert judge([14, 11, 14])[-1] == ("two_of_three", 1, 3)

    def test_a_trend_comes_before_a_run_and_what_is_outside_before_both(self):
        later = judge([8, 9, 10, 11, 12, 13, 14, 16])
        assert later[6:] == [("trend", 1, 7), ("outside", 1, 1)]

    def test_an_incomplete_period_breaks_a_run(self):
        assert judge([10, 12, 11, 12, GAP, 12, 11, 12, 11, 12]) == [None] * 10

    def test_limits_are_clipped_to_what_a_value_can_be(self):
        parts = [15, 35] * 12
        judgement = judge_series(share_matrix(parts, [36] * 24), "xmr", "none")
        assert (judgement.low.min(), judgement.high.max()) == (0, 100)

    def test_every_value_of_a_run_is_marked_but_only_its_end_is_news(self):
        judgement = judge_series(
            count_matrix([*EVEN, 10, 12, 11, 12, 11, 12, 11, 12]), "xmr", "none"
        )
        assert judgement.is_marked[0, -8:].tolist() == [False, *[True] * 7]
        assert (judgement.rules[0, -8:] != "").tolist() == [*[False] * 7, True]


class TestExact:
    def test_the_limits_are_poissons(self):
        assert judge([11, 12], "exact", baseline=SMALL) == [None, ("outside", 1, 1)]

    def test_a_run_must_be_as_unlikely_as_seven_tosses(self):
        # P(X < 4) = 0.433 and P(X > 4) = 0.371: seven periods either way, and no trend.
        later = judge([4, 3, 2, 3, 2, 1, 2, 1, 5], "exact", baseline=SMALL)
        assert later == [*[None] * 7, ("run", -1, 7), None]

    def test_below_ten_neither_trend_nor_pair_is_news(self):
        assert judge([4, 5, 6, 7, 8, 9, 10], "exact", baseline=SMALL)[-1] is None

    def test_quarters_are_judged_alike(self):
        judgement = judge_series(
            count_matrix([3, 5] * 4 + [12], grain=Grain.QUARTER), "quarterly", "poisson"
        )
        assert judgement.rules[0].tolist() == [""] * 8 + ["outside"]

    def test_a_share_is_judged_by_its_own_denominator(self):
        parts, wholes = [4, 6] * 12 + [9, 9], [20] * 24 + [30, 12]
        judgement = judge_series(share_matrix(parts, wholes), "exact", "binomial")
        assert judgement.rules[0, -2:].tolist() == ["", "outside"]
        assert judgement.mean[0, 0] == pytest.approx(25)
        assert judgement.high[0, -1] == pytest.approx(100 * 8 / 12)


class TestLaw:
    def test_four_rules_within_exact_limits(self):
        assert judge([22, 10, 1], "law") == [("outside", 1, 1), None, ("outside", -1, 1)]
        assert judge([8, 9, 10, 11, 12, 13, 14], "law")[-1] == ("trend", 1, 7)
        assert judge([17, 11, 17], "law")[-1] == ("two_of_three", 1, 3)
        assert judge([16, 11, 17], "law")[-1] is None  # 16 is not close: P(X > 16) = 2.7 %


class TestTrial:
    @pytest.mark.parametrize(("points", "is_trial"), [(23, True), (24, False), (30, False)])
    def test_limits_are_on_trial_until_the_baseline_is_whole(self, points, is_trial):
        judgement = judge_series(count_matrix([10] * points), "xmr", "none")
        assert judgement.is_trial.item() is is_trial

    def test_later_values_never_move_the_limits(self):
        short = judge_series(count_matrix(EVEN), "xmr", "none")
        long = judge_series(count_matrix([*EVEN, 90, 80]), "xmr", "none")
        assert np.array_equal(short.high[0], long.high[0, :24])
