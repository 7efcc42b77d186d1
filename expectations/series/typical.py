"""The distance of a value from the expected value, on a common scale for every element of a form.

Builds and ranks signals of figures; the families decide which figure is doubtful.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from expectations.rules import Rule
from expectations.series.panel import figure
from expectations.series.signal import Signal

if TYPE_CHECKING:
    import pandas as pd


def held_against(
    panel: "pd.DataFrame", rule: Rule, row: int, *, expected: float, about: Mapping[str, str]
) -> Signal:
    """Build the signal of a figure in a failing row, with the expected figure."""
    return Signal(
        rule.code,
        str(panel.at[row, "submission"]),
        rule.element,
        expected=expected,
        impact=away(panel, rule.element, row, expected),
        about=about,
    )


def away(panel: "pd.DataFrame", element: str, row: int, expected: float) -> float:
    """Measure the distance of a row's value from the expected value, in typical values.

    The typical value of an element is the median size of the values other than zero, over all
    units and periods.
    """
    return distance(panel, element, figure(panel, row, element) - expected)


def distance(panel: "pd.DataFrame", element: str, difference: float) -> float:
    """Convert a difference to typical values of the element."""
    sizes = panel[element].abs()
    typical = sizes[sizes > 0].median()
    return abs(difference) / (typical if typical > 0 else 1.0)
