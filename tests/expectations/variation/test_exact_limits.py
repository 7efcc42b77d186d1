"""Exact limits against the sums of the laws themselves, and what counts as following a law."""

from math import comb, exp, factorial

import numpy as np
import pytest

from expectations.variation.exact_limits import compute_exact_limits, follows_law
from expectations.variation.series_matrix import mark_baseline
from tests.expectations.variation.series_rows import GAP, count_matrix, share_matrix


def limits_of(matrix, law, size=24):
    return compute_exact_limits(matrix, mark_baseline(matrix.values, size), law)


def poisson(count, mean):
    return exp(-mean) * mean**count / factorial(count)


def binomial(part, whole, chance):
    return comb(whole, part) * chance**part * (1 - chance) ** (whole - part)


@pytest.mark.parametrize("mean", [0.5, 2, 4.5, 9])
def test_beyond_a_poisson_limit_lies_a_thousandth(mean):
    limits = limits_of(count_matrix([mean] * 4), "poisson")
    low, high = int(limits.low[0, 0]), int(limits.high[0, 0])
    assert sum(poisson(k, mean) for k in range(low)) <= 0.001
    assert sum(poisson(k, mean) for k in range(low + 1)) > 0.001
    assert 1 - sum(poisson(k, mean) for k in range(high + 1)) <= 0.001
    assert 1 - sum(poisson(k, mean) for k in range(high)) > 0.001


def test_the_sides_of_a_whole_mean_leave_the_mean_out():
    limits = limits_of(count_matrix([2, 2]), "poisson")
    assert limits.chance_below[0, 0] == pytest.approx(poisson(0, 2) + poisson(1, 2))
    assert limits.chance_above[0, 0] == pytest.approx(1 - sum(poisson(k, 2) for k in range(3)))


def test_each_denominator_has_binomial_limits_of_its_own():
    limits = limits_of(share_matrix([3, 6, 0], [10, 20, 15]), "binomial")
    chance = 9 / 45
    for place, whole in enumerate((10, 20, 15)):
        high = int(limits.high[0, place])
        beyond = [binomial(k, whole, chance) for k in range(high + 1, whole + 1)]
        assert sum(beyond) <= 0.001
        assert sum(beyond) + binomial(high, whole, chance) > 0.001
        assert limits.mean[0, place] == pytest.approx(whole * chance)


def test_a_gap_has_no_limits():
    limits = limits_of(count_matrix([3, GAP, 4]), "poisson")
    assert np.isnan(limits.high[0]).tolist() == [False, True, False]


class TestLaw:
    CHANCE = (9, 13, 8, 11, 14, 7, 10, 12, 6, 15, 10, 9, 11, 5, 12, 13, 8, 10, 16, 9, 11, 7, 12, 10)

    def check(self, counts, law="poisson"):
        matrix = count_matrix(counts)
        return follows_law(matrix, mark_baseline(matrix.values, 24), law).item()

    def test_a_baseline_that_scatters_as_by_chance_follows_it(self):
        assert self.check(self.CHANCE)

    def test_one_that_scatters_more_does_not(self):
        assert not self.check([c + (8 if place % 2 else -4) for place, c in enumerate(self.CHANCE)])

    def test_a_schedule_that_hardly_scatters_does_not(self):
        assert not self.check([10, 11] * 12)

    def test_of_people_no_law_is_known(self):
        assert not self.check(self.CHANCE, "none")

    def test_shares_scatter_by_their_own_denominators(self):
        matrix = share_matrix(self.CHANCE, [50] * 24)
        assert follows_law(matrix, mark_baseline(matrix.values, 24), "binomial").item()
        even = share_matrix([10, 20] * 12, [50, 100] * 12)  # 20 % every time
        assert not follows_law(even, mark_baseline(even.values, 24), "binomial").item()
