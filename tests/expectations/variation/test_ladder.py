"""Which rung a series has, by its baseline and by what it counts."""

import pytest

from expectations.variation.ladder import (
    Baseline,
    choose_quarterly_rung,
    choose_rung,
    describe_baselines,
    get_baseline_size,
)
from tests.expectations.variation.series_rows import GAP, count_matrix, share_matrix
from warehouse.periods import Grain

NO_CASES = GAP


def rung(mean, law="poisson", grain=Grain.MONTH, *, points=24, cases=NO_CASES, follows=False):
    return choose_rung(Baseline(points, mean, cases, follows), grain, law)


@pytest.mark.parametrize(
    ("mean", "expected"),
    [
        (10, "xmr"),
        (9.99, "exact"),
        (2, "exact"),
        (1.99, "quarterly"),
        (0.5, "quarterly"),
        (0.49, "yearly"),
        (0, "yearly"),
    ],
)
def test_the_mean_of_a_month_chooses_the_rung(mean, expected):
    assert rung(mean) == expected


def test_from_ten_a_series_that_follows_its_law_has_exact_limits():
    assert rung(10, follows=True) == "law"
    assert rung(9.99, follows=True) == "exact"


@pytest.mark.parametrize(("mean", "expected"), [(10, "xmr"), (9.99, "yearly"), (1, "yearly")])
def test_people_come_in_groups_and_have_xmr_limits_or_none(mean, expected):
    assert rung(mean, "none") == expected


@pytest.mark.parametrize(
    ("grain", "points", "expected"),
    [
        (Grain.MONTH, 11, "short"),
        (Grain.MONTH, 12, "xmr"),
        (Grain.QUARTER, 11, "short"),
        (Grain.QUARTER, 12, "xmr"),
        (Grain.HALF_YEAR, 9, "short"),
    ],
)
def test_a_series_of_few_periods_has_no_limits(grain, points, expected):
    assert rung(30, grain=grain, points=points) == expected


def test_eight_quarters_are_enough_where_the_law_is_known():
    assert rung(30, grain=Grain.QUARTER, points=8, follows=True) == "law"
    assert rung(3, grain=Grain.QUARTER, points=8) == "quarterly"
    assert rung(3, grain=Grain.QUARTER, points=7) == "short"


def test_a_quarter_needs_three_months_of_the_least_mean():
    assert rung(1.5, grain=Grain.QUARTER) == "quarterly"
    assert rung(1.49, grain=Grain.QUARTER) == "yearly"


def test_a_small_half_year_is_for_the_yearly_table():
    assert rung(5, grain=Grain.HALF_YEAR) == "yearly"


def test_a_share_of_few_cases_is_added_up_by_quarter_before_it_is_given_up():
    assert rung(3, "binomial", cases=9.9) == "quarterly"
    assert rung(3, "binomial", cases=10) == "exact"
    assert rung(9, "binomial", Grain.QUARTER, cases=9.9) == "yearly"
    assert choose_quarterly_rung(Baseline(8, 9, 29.7, follows_law=False)) == "quarterly"
    assert choose_quarterly_rung(Baseline(7, 9, 29.7, follows_law=False)) == "short"


class TestBaseline:
    def test_it_is_the_first_two_years_and_stays_so(self):
        (baseline,) = describe_baselines(count_matrix([*[4] * 24, *[40] * 12]), "poisson")
        assert (baseline.points, baseline.mean_count) == (36, 4)

    def test_gaps_take_no_part(self):
        (baseline,) = describe_baselines(count_matrix([2, GAP, 4]), "poisson")
        assert (baseline.points, baseline.mean_count) == (2, 3)
        assert not baseline.has_few_cases

    def test_of_a_share_the_smaller_of_the_two_counts_decides(self):
        (baseline,) = describe_baselines(share_matrix([18, 17, 2], [20, 20, 20]), "binomial")
        assert baseline.mean_count == pytest.approx((2 + 3 + 2) / 3)
        assert baseline.mean_cases == 20

    def test_quarters_need_more_of_them_for_xmr_limits(self):
        assert get_baseline_size(Grain.QUARTER, "quarterly") == 8
        assert get_baseline_size(Grain.QUARTER, "xmr") == 13
        assert get_baseline_size(Grain.MONTH, "xmr") == get_baseline_size(Grain.MONTH, "law") == 24
