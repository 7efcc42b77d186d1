"""The distance of a figure from the expected one, in typical values of its element."""

import pandas as pd
import pytest

from expectations.intake.rules import Rule
from expectations.series.distance import (
    build_figure_signal,
    compute_impact,
    scale_difference,
)

PANEL = pd.DataFrame(
    {
        "submission": ["a", "b", "c", "d", "e"],
        "figure": [0.0, -1.0, 6.0, 10.0, None],
        "unused": [0.0] * 4 + [None],
    }
)


@pytest.mark.parametrize(("difference", "distance"), [(0, 0), (6, 1), (-6, 1), (15, 2.5)])
def test_a_difference_is_measured_in_the_median_size_of_the_values_that_are_not_zero(
    difference, distance
):
    """Of 1, 6 and 10, whatever the sign, the median is 6."""
    assert scale_difference(PANEL, "figure", difference) == distance


def test_an_element_without_a_value_is_measured_in_ones():
    assert scale_difference(PANEL, "unused", -7) == 7


@pytest.mark.parametrize(("row", "expected", "impact"), [(3, 4, 1), (1, 5, 1), (0, 0, 0)])
def test_the_impact_is_the_distance_of_a_row_from_what_was_expected(row, expected, impact):
    assert compute_impact(PANEL, "figure", row, expected) == impact


def test_the_signal_of_a_figure_names_report_element_and_expected_value():
    rule = Rule("W-JUMP-001", "figure", "ExpectColumnValuesToBeBetween", {})
    signal = build_figure_signal(PANEL, rule, 3, expected=4.0, message_values={"blank": "x"})
    assert (signal.code, signal.submission, signal.element) == ("W-JUMP-001", "d", "figure")
    assert (signal.expected, signal.impact) == (4.0, 1.0)
    assert dict(signal.message_values) == {"blank": "x"}
