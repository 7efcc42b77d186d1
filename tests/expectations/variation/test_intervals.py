"""Wilson's, exact and Byar's intervals, with the figures of PHE's methods."""

import pytest

from expectations.variation.intervals import compute_count_interval, compute_share_interval


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 6, 0, 39.0), (3, 6, 18.8, 81.2), (6, 6, 61.0, 100), (3, 45, 2.3, 17.9)],
)
def test_a_share_has_wilsons_interval(part, whole, low, high):
    interval = compute_share_interval(part, whole)
    assert [round(100 * limit, 1) for limit in interval] == [low, high]


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.69), (1, 0.03, 5.57), (5, 1.62, 11.67), (10, 4.79, 18.39), (30, 20.24, 42.83)],
)
def test_a_count_has_an_exact_or_byars_interval(count, low, high):
    assert [round(limit, 2) for limit in compute_count_interval(count)] == [low, high]


def test_more_confidence_makes_both_wider():
    for narrow, wide in (
        (compute_share_interval(3, 45), compute_share_interval(3, 45, 0.998)),
        (compute_count_interval(5), compute_count_interval(5, 0.998)),
        (compute_count_interval(30), compute_count_interval(30, 0.998)),
    ):
        assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize(("part", "whole"), [(7, 6), (-1, 6), (0, 0)])
def test_no_share_has_no_interval(part, whole):
    with pytest.raises(ValueError, match="is no part of"):
        compute_share_interval(part, whole)


def test_no_count_is_negative():
    with pytest.raises(ValueError, match="is no count"):
        compute_count_interval(-1)
