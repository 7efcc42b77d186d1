"""The distance of a value from the expected value, on a common scale for every element of a form.

Builds and ranks signals of figures; the families decide which figure is doubtful.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from expectations.intake.rules import Rule
from expectations.series.panel import read_figure
from expectations.series.signal import Signal

if TYPE_CHECKING:
    import pandas as pd


def build_figure_signal(
    panel: "pd.DataFrame",
    rule: Rule,
    row: int,
    *,
    expected: float,
    message_values: Mapping[str, str],
) -> Signal:
    """Build the signal of a figure in a failing row, with the expected figure."""
    return Signal(
        rule.code,
        str(panel.at[row, "submission"]),
        rule.element,
        expected=expected,
        impact=compute_impact(panel, rule.element, row, expected),
        message_values=message_values,
    )


def compute_impact(panel: "pd.DataFrame", element: str, row: int, expected: float) -> float:
    """Measure the distance of a row's value from the expected value, in typical values.

    The typical value of an element is the median size of the values other than zero, over all
    units and periods.
    """
    return scale_difference(panel, element, read_figure(panel, row, element) - expected)


def scale_difference(panel: "pd.DataFrame", element: str, difference: float) -> float:
    """Convert a difference to typical values of the element."""
    sizes = panel[element].abs()
    typical_value = sizes[sizes > 0].median()
    return abs(difference) / (typical_value if typical_value > 0 else 1.0)
