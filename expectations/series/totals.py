"""Totals across forms: an office's figure against the sum of other offices' reports.

The floor above reads the tables and adds both sums to the panel as columns. Both are null while a
report is missing: the result is then unknown, and no finding. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules import BETWEEN_MULTIPLES, Rule, both_known, multiples
from expectations.series.panel import figure
from expectations.series.signal import Signal
from expectations.series.typical import distance
from warehouse.catalogue import Form, Total
from warehouse.catalogue.wording import TOTALS, number, percent
from warehouse.periods import from_code

if TYPE_CHECKING:
    import pandas as pd

HELD, SUM, OVER = "__held", "__sum", "__over"
"""Column suffixes after the name of a total: own figure, sum of other offices, period."""
TOLD_BY, TOLD_BY_EN = "__told_by", "__told_by_en"
"""Column suffixes: the other offices behind the sum, in words."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Return no column: the panel already has the sums, or the form has no totals."""
    del form
    return panel[[]]


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield a rule for every total with both sides complete in some row."""
    for total in form.totals:
        held, others = total.name + HELD, total.name + SUM
        if others in panel and (panel[held].notna() & panel[others].notna()).any():
            low = 1 - total.tolerance if total.kind == "equal" else 0
            bounds = multiples(max(low, 0), 1 + total.tolerance)
            arguments = both_known(held, others) | bounds
            yield Rule("W-TOTAL-001", total.element, BETWEEN_MULTIPLES, arguments, total.name)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the office's report in a failing row."""
    total = next(t for t in form.totals if t.name == rule.other)
    held, others = (figure(panel, row, total.name + side) for side in (HELD, SUM))
    return Signal(
        rule.code,
        str(panel.at[row, "submission"]),
        total.element,
        expected=others,
        impact=distance(panel, total.element, held - others),
        about=_about(total, panel, row) | {"held": number(held), "sum": number(others)},
    )


def _about(total: Total, panel: "pd.DataFrame", row: int) -> dict[str, str]:
    over, told_by, told_by_en = (
        str(panel.at[row, total.name + of]) for of in (OVER, TOLD_BY, TOLD_BY_EN)
    )
    is_vi, is_en = TOTALS[total.kind]
    return {
        "over": from_code(over).label("vi"),
        "over_en": from_code(over).label("en"),
        "is": is_vi,
        "is_en": is_en,
        "told_by": told_by,
        "told_by_en": told_by_en,
        "tolerance": percent(total.tolerance),
    }
