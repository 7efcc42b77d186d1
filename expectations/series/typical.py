"""How far a value is from what was expected, on one scale for every element of a form.

Ranks signals; raises none.
"""

from typing import TYPE_CHECKING

from expectations.series.panel import figure

if TYPE_CHECKING:
    import pandas as pd


def away(panel: "pd.DataFrame", element: str, row: int, expected: float) -> float:
    """The distance of a row's value from what was expected, in typical values of the element.

    Typical is the median of what is above zero, over all units and periods.
    """
    return distance(panel, element, figure(panel, row, element) - expected)


def distance(panel: "pd.DataFrame", element: str, difference: float) -> float:
    """A difference in typical values of the element."""
    values = panel[element]
    typical = values[values > 0].median()
    return abs(difference) / (typical if typical > 0 else 1.0)
