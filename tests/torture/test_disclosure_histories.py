"""Two hundred publication histories, every small count of each solved for, by every class."""

import pytest

from tests.expectations.disclosure.histories import UNITS, draw_history, is_leaking, list_leaks

pytestmark = pytest.mark.torture
HISTORIES = range(200)


@pytest.mark.parametrize("seed", HISTORIES)
def test_no_history_tells_a_small_count(seed):
    history = draw_history(seed)
    assert list_leaks(history) == []
    for unit in UNITS:
        assert list_leaks(history, unit) == []


def test_with_suppression_off_at_least_nine_of_ten_leak():
    leaking = [s for s in HISTORIES if is_leaking(draw_history(s, is_protected=False))]
    assert len(leaking) >= 0.9 * len(HISTORIES)
