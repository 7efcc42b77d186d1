"""The attack: a reader who keeps every page of a year finds no small count out of all of them."""

import pytest

from tests.expectations.disclosure.histories import UNITS, draw_history, is_leaking, list_leaks
from tests.sampling import draw_sample

DRAWN = draw_sample(range(20), 6)
AT_MOST = 40
"""Targets solved for per history and reader; `tests/torture` solves for all of them."""


@pytest.mark.parametrize("seed", DRAWN)
def test_no_history_tells_a_small_count(seed):
    history = draw_history(seed)
    assert list_leaks(history, at_most=AT_MOST, seed=seed) == []
    unit = UNITS[seed % len(UNITS)]
    assert list_leaks(history, unit, at_most=AT_MOST, seed=seed) == []


@pytest.mark.parametrize("seed", [100])
def test_a_sum_from_before_a_correction_is_a_secret_though_it_was_never_offered(seed):
    """A half-year of one element, corrected since: quarters shown then and the year's other half.

    Of the first history a reader knew that a 4 was at least 2.
    """
    history = draw_history(seed)
    assert any(history.visible)
    assert list_leaks(history) == []


def test_with_suppression_off_the_attacker_wins():
    leaking = [s for s in DRAWN if is_leaking(draw_history(s, is_protected=False))]
    assert len(leaking) >= 0.9 * len(DRAWN)
