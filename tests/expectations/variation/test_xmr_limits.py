"""The limits of an XmR chart, with the vectors of NHSRplotthedots and of shewhart."""

import numpy as np
import pytest

from expectations.variation.series_matrix import average_rows, mark_baseline
from expectations.variation.xmr_limits import compute_xmr_limits

VECTOR = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def limits_of(values, size=24, **options):
    matrix = np.array([values], dtype=float)
    limits = compute_xmr_limits(matrix, mark_baseline(matrix, size), **options)
    return limits.mean.item(), limits.low.item(), limits.high.item()


def test_extreme_ranges_are_screened_out_once():
    assert limits_of(VECTOR, is_screened=True) == pytest.approx((1.944, -0.716, 4.604), abs=0.001)


def test_unscreened_limits_are_those_of_an_independent_library():
    expected = pytest.approx((1.944, -3.060, 6.949), abs=0.005)  # its factor is 3 / 1.128
    assert limits_of(VECTOR) == expected


def test_two_slips_in_a_baseline_do_not_push_every_sound_value_outside():
    slips = [45, 46] * 3 + [79] + [45, 46] * 5 + [79] + [45, 46] * 3
    _, screened_low, _ = limits_of(slips, is_screened=True)
    _, low, high = limits_of(slips)
    assert screened_low > 45 > low
    assert high < 79


def test_only_the_baseline_counts():
    assert limits_of([*VECTOR, 99, 98], size=18) == limits_of(VECTOR)


def test_a_gap_adds_no_moving_range():
    gap = float("nan")
    assert limits_of([1, 3, gap, 90, 92]) == pytest.approx((46.5, 46.5 - 2.66 * 2, 46.5 + 2.66 * 2))


def test_near_lies_two_thirds_of_the_way_to_the_limit():
    matrix = np.array([[1.0, 3.0, 1.0, 3.0]])
    limits = compute_xmr_limits(matrix, mark_baseline(matrix, 4))
    assert limits.near_high.item() - 2 == pytest.approx(1.773 * 2, abs=0.001)
    assert 2 - limits.near_low.item() == pytest.approx(1.773 * 2, abs=0.001)


def test_a_constant_series_has_limits_on_its_mean():
    assert limits_of([7, 7, 7]) == (7, 7, 7)


def test_a_row_without_values_has_no_mean():
    assert np.isnan(average_rows(np.array([[np.nan, np.nan]]))).all()
