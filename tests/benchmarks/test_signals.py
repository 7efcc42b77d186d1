"""The simulation of signals, in small: it judges as the night does, and notices what is worse."""

import pytest

from benchmarks.signals import (
    REFERENCE,
    ErrorRates,
    Simulation,
    choose_rung_of_mean,
    find_ladder_signals,
    find_signals,
    is_as_good,
)


@pytest.mark.parametrize(
    ("mean", "rung"), [(30, "xmr"), (10, "xmr"), (5, "exact"), (1, "quarterly"), (0.2, "yearly")]
)
def test_each_mean_has_a_rung(mean, rung):
    assert choose_rung_of_mean(mean) == rung  # a constant series scatters less than by chance


def test_from_ten_on_the_shipped_limits_see_as_much_and_cry_wolf_less():
    xmr = Simulation(400).measure(lambda matrix: find_signals(matrix, "xmr"), 10)
    shipped = Simulation(400).measure(find_ladder_signals, 10)
    assert shipped.false_signals < 0.8 * xmr.false_signals
    assert min(shipped.doubling, shipped.halving) > 0.9
    assert is_as_good(shipped, REFERENCE[10][0])


def test_scattered_series_are_left_to_xmr():
    scattered = Simulation(400, dispersion=4.0)
    always_exact = scattered.measure(lambda matrix: find_signals(matrix, "law"), 60)
    shipped = scattered.measure(find_ladder_signals, 60)
    assert shipped.false_signals < 0.06 < always_exact.false_signals


@pytest.mark.parametrize(
    ("rates", "is_good"),
    [((0.04, 0.99, 0.97), True), ((0.046, 0.99, 0.97), False), ((0.04, 0.93, 0.97), False)],
)
def test_a_rung_worse_than_its_reference_is_noticed(rates, is_good):
    assert is_as_good(ErrorRates(*rates), REFERENCE[10][0]) is is_good
