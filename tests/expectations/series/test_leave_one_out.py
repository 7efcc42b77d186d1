"""Statistics of the others, against the plain way of leaving each value out in its turn."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.series.leave_one_out import compute_other_statistics, find_outermost_others

SERIES = st.lists(
    st.lists(st.none() | st.integers(0, 30) | st.integers(0, 10**9), min_size=8, max_size=8),
    min_size=1,
    max_size=4,
)


def array(series):
    return np.array([[np.nan if v is None else v for v in row] for row in series], dtype=float)


def left_out(series):
    """Yield the place of every known value, and the other known values of its series."""
    for i, row in enumerate(series):
        for j, value in enumerate(row):
            if value is not None:
                yield (i, j), [v for k, v in enumerate(row) if k != j and v is not None]


@given(SERIES)
def test_they_are_what_leaving_each_value_out_gives(series):
    statistics_of_others = compute_other_statistics(array(series))
    for place, rest in left_out(series):
        assert statistics_of_others.count[place] == len(rest)
        if len(rest) > 1:
            median = statistics.median(rest)
            away = sorted(abs(v - median) for v in rest)
            assert statistics_of_others.median[place] == median
            assert statistics_of_others.median_deviation[place] == statistics.median(away)
            assert statistics_of_others.mean_deviation[place] == pytest.approx(
                statistics.fmean(away[:-1]), abs=1e-6
            )


@given(SERIES, st.integers(1, 3))
def test_the_outermost_of_the_others(series, place_of):
    low, high = find_outermost_others(array(series), place_of)
    for place, rest in left_out(series):
        if len(rest) >= place_of:
            assert low[place] == sorted(rest)[place_of - 1]
            assert high[place] == sorted(rest)[-place_of]


@given(SERIES)
def test_what_is_missing_says_nothing_and_is_told_nothing(series):
    missing = np.isnan(array(series))
    statistics_of_others = compute_other_statistics(array(series))
    for array_of_statistic in (
        statistics_of_others.count,
        statistics_of_others.median,
        statistics_of_others.median_deviation,
        *find_outermost_others(array(series), 1),
    ):
        assert np.isnan(array_of_statistic[missing]).all()
