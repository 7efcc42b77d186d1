"""Totals across forms: an office's figure against the sum of other offices' reports.

The floor above reads the tables and adds both sums to the panel as columns. Both are null while a
report is missing: the result is then unknown, and no finding. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.intake.rules import (
    BETWEEN_MULTIPLES,
    Rule,
    build_multiple_arguments,
    build_pair_arguments,
)
from expectations.series.distance import scale_difference
from expectations.series.panel import read_figure
from expectations.series.signal import Signal
from warehouse.catalogue import Form, Total
from warehouse.catalogue.phrases import TOTAL_PHRASES, format_share, format_vietnamese_number
from warehouse.periods import parse_period_code

if TYPE_CHECKING:
    import pandas as pd

OWN_SUFFIX, SUM_SUFFIX, PERIOD_SUFFIX = "__held", "__sum", "__over"
"""Column suffixes after the name of a total: own figure, sum of other offices, period."""
REPORTERS_SUFFIX, REPORTERS_EN_SUFFIX = "__reporters", "__reporters_en"
"""Column suffixes: the other offices behind the sum, in words."""


def derive_columns(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Return no column: the panel already has the sums, or the form has no totals."""
    del form
    return panel[[]]


def build_rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield a rule for every total with both sides complete in some row."""
    for total in form.totals:
        own_column, sum_column = total.full_name + OWN_SUFFIX, total.full_name + SUM_SUFFIX
        if sum_column in panel and (panel[own_column].notna() & panel[sum_column].notna()).any():
            low = 1 - total.tolerance if total.kind == "equal" else 0
            bound_arguments = build_multiple_arguments(max(low, 0), 1 + total.tolerance)
            arguments = build_pair_arguments(own_column, sum_column) | bound_arguments
            yield Rule("W-TOTAL-001", total.element, BETWEEN_MULTIPLES, arguments, total.full_name)


def build_signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the office's report in a failing row."""
    total = next(candidate for candidate in form.totals if candidate.full_name == rule.other)
    own_value, sum_value = (
        read_figure(panel, row, total.full_name + suffix) for suffix in (OWN_SUFFIX, SUM_SUFFIX)
    )
    return Signal(
        rule.code,
        str(panel.at[row, "submission"]),
        total.element,
        expected=sum_value,
        impact=scale_difference(panel, total.element, own_value - sum_value),
        message_values=_collect_total_values(total, panel, row)
        | {
            "own_value": format_vietnamese_number(own_value),
            "sum": format_vietnamese_number(sum_value),
        },
    )


def _collect_total_values(total: Total, panel: "pd.DataFrame", row: int) -> dict[str, str]:
    period_code, reporters_vi, reporters_en = (
        str(panel.at[row, total.full_name + suffix])
        for suffix in (PERIOD_SUFFIX, REPORTERS_SUFFIX, REPORTERS_EN_SUFFIX)
    )
    comparison_vi, comparison_en = TOTAL_PHRASES[total.kind]
    return {
        "over": parse_period_code(period_code).format_label("vi"),
        "over_en": parse_period_code(period_code).format_label("en"),
        "is": comparison_vi,
        "is_en": comparison_en,
        "reporters": reporters_vi,
        "reporters_en": reporters_en,
        "tolerance": format_share(total.tolerance),
    }
