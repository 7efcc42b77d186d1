"""What is usual beside the others: a series and one value more, and whether it is too far."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from expectations.series.usual_range import (
    MIN_OTHERS,
    SMALL_MEAN,
    TAIL_CHANCE,
    compute_usual_ranges,
)
from tests.spec import drawn

VERDICTS = """
kind  | others                                       | value      | is
# a constant series has no spread at all, and one spike in it is the clearest error
count | 20 20 20 20 20 20 20 20 20 20 20             | 200        | high
count | 20 20 20 20 20 20 20 20 20 20 20             | 21         | usual
count | 20 20 20                                     | 21         | not judged
count | 20 20 20 20 20                               | 21         | usual
count | 20 20 20 20 20                               | 200        | high
count | 20 20 20 20 20 20 20 20 20 20 20             | 2          | low
level | 5 5 5 5 5 5 5 5 5 5 5                        | 0          | low
level | 5 5 5 5 5 5 5 5 5 5 5                        | 6          | usual
level | 9100 9100 9100 9100 9100 9100 9100           | 9500       | usual
level | 9100 9100 9100 9100 9100 9100 9100           | 91000      | high
# small counts: none among few is nothing odd
count | 3 1 4 2 3 5 2 3 1 4 2                        | 0          | usual
count | 3 1 4 2 3 5 2 3 1 4 2                        | 8          | usual
count | 3 1 4 2 3 5 2 3 1 4 2                        | 30         | high
count | 0 0 0 0 0 0 0 0 0 0 0                        | 1          | usual
count | 0 0 0 0 0 0 0 0 0 0 0                        | 9          | high
# one fault does not hide another
count | 20 22 19 21 20 18 23 21 20 19 210            | 230        | high
count | 3 1 4 2 3 5 2 3 1 4 2000                     | 30         | high
# two others as far out are a habit
count | 20 22 19 21 20 18 90 21 20 19 95             | 92         | usual
count | 20 22 19 21 20 18 90 21 20 19 95             | 200        | high
level | 52 52 52 52 52 52 52 80 80 80                | 80         | usual
# money goes wrong by a factor; none is no amount
money | 8500000 17000000 0 8500000 25500000 0 9000000 12000000 | 0 | not judged
money | 8500000 17000000 0 8500000 25500000 0 9000000 12000000 | 34000000 | usual
money | 8500000 17000000 0 8500000 25500000 0 9000000 12000000 | 8500000000 | high
money | 8500000 17000000 0 8500000 25500000 0 9000000 12000000 | 8500 | low
"""


def verdict(kind, rest, value):
    ranges = compute_usual_ranges(np.array([[*rest, value]], dtype=float), kind)
    low, high = ranges.low[0, -1], ranges.high[0, -1]
    if np.isnan(low):
        return "not judged"
    return "low" if value < low else "high" if value > high else "usual"


@pytest.mark.parametrize("row", drawn(VERDICTS), ids=lambda row: f"{row['others']}, {row['value']}")
def test_a_value_beside_the_others(row):
    rest = [int(n) for n in row["others"].split()]
    assert verdict(row["kind"], rest, int(row["value"])) == row["is"]


COUNTS = st.lists(st.integers(0, 2000), min_size=MIN_OTHERS, max_size=20)
KINDS = st.sampled_from(["count", "level", "money"])


@given(KINDS, COUNTS)
def test_the_median_of_the_others_is_always_usual(kind, rest):
    if kind == "money":
        rest = [value + 1 for value in rest]
    assert verdict(kind, rest, np.median(rest)) == "usual"


@given(KINDS, COUNTS, st.randoms())
def test_the_order_of_the_others_is_of_no_account(kind, rest, random):
    shuffled = random.sample(rest, len(rest))
    for value in (0, 3, 40, 900):
        assert verdict(kind, rest, value) == verdict(kind, shuffled, value)


@given(KINDS, COUNTS, st.integers(1, 2000))
def test_a_constant_series_changes_nothing_for_another(kind, rest, constant):
    alone = compute_usual_ranges(np.array([rest], dtype=float), kind)
    both_ranges = compute_usual_ranges(np.array([rest, [constant] * len(rest)], dtype=float), kind)
    for name in ("low", "centre", "high", "others"):
        np.testing.assert_array_equal(getattr(both_ranges, name)[:1], getattr(alone, name))


@given(st.lists(st.integers(0, 9), min_size=12, max_size=30))
def test_small_counts_have_at_least_the_room_that_chance_gives(rest):
    total, n = sum(rest), len(rest)
    ranges = compute_usual_ranges(np.array([[*rest, 0]], dtype=float), "count")
    if max(rest) < SMALL_MEAN <= 2 * np.median(rest):  # nothing to draw in
        high = stats.nbinom.isf(TAIL_CHANCE / 2, total + 0.5, n / (n + 1))
        assert ranges.high[0, -1] >= high
