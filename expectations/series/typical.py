"""How far a value is from what was expected, on one scale for every element of a form.

Makes and ranks signals of figures; which figure is doubtful is the families' to say.
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
    """What is told of the figure in a row that failed: it is not what was expected of it."""
    return Signal(
        rule.code,
        str(panel.at[row, "submission"]),
        rule.element,
        expected=expected,
        impact=away(panel, rule.element, row, expected),
        about=about,
    )


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
