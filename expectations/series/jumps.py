"""Jumps: a stock far from the earlier reports of the unit.

One column and one rule per stock; the catalogue (`jump`) sets the allowed change. May call
warehouse.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from expectations.intake.rules import Rule
from expectations.series.distance import build_figure_signal
from expectations.series.panel import read_figure
from expectations.series.signal import Signal
from warehouse.catalogue import Element, Form, StockJump
from warehouse.periods import parse_period_code

if TYPE_CHECKING:
    import pandas as pd

CHANGE_SUFFIX = "__change"
"""Column suffix: the relative change of a stock since an earlier report; else null."""
MAX_STEPS_BACK = 2
"""The most periods back to the previous report: one period in between may be missing."""


def derive_columns(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family, on the index of the panel.

    The smaller change from the two previous reports counts: the return from a single wrong
    figure is no second jump.
    """
    import numpy as np
    import pandas as pd

    stock_jumps = dict(_find_stock_jumps(form))
    nearer, further = (
        _compute_changes(panel, stock_jumps, reports_back) for reports_back in (1, 2)
    )
    return pd.DataFrame(np.fmin(nearer, further)).add_suffix(CHANGE_SUFFIX)


def build_rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield a rule for every stock with two reports of a unit."""
    for name, jump in _find_stock_jumps(form):
        if panel[name + CHANGE_SUFFIX].notna().any():
            arguments = {"column": name + CHANGE_SUFFIX, "max_value": jump.share}
            yield Rule("W-JUMP-001", name, "ExpectColumnValuesToBeBetween", arguments)


def build_signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the stock in a failing row."""
    del form
    nearer_row = row - 1 if panel[rule.element].notna()[row - 1] else row - 2
    previous_value = read_figure(panel, nearer_row, rule.element)
    earlier_period = parse_period_code(str(panel.at[nearer_row, "period"]))
    message_values = {
        "earlier": earlier_period.format_label("vi"),
        "earlier_en": earlier_period.format_label("en"),
        "other_value": f"{previous_value:.0f}",
    }
    return build_figure_signal(
        panel, rule, row, expected=previous_value, message_values=message_values
    )


def _find_stock_jumps(form: Form) -> Iterator[tuple[str, StockJump]]:
    for element in form.elements:
        if jump := _choose_stock_jump(form, element):
            yield element.element, jump


def _choose_stock_jump(form: Form, element: Element) -> StockJump | None:
    is_counted = element.nature == "stock" and not element.is_yes_no
    return (element.jump or form.jump) if is_counted else None


def _compute_changes(
    panel: "pd.DataFrame", stock_jumps: Mapping[str, StockJump], reports_back: int
) -> "pd.DataFrame":
    """Compute the change of each stock since `reports_back` reports earlier; null out of reach."""
    names = list(stock_jumps)
    earlier_reports = panel.groupby("unit")[["step", *names]].shift(reports_back)
    change_base = (
        earlier_reports[names]
        .abs()
        .clip(lower=[jump.floor for jump in stock_jumps.values()], axis=1)
    )
    is_near = panel["step"] - earlier_reports["step"] <= MAX_STEPS_BACK + reports_back - 1
    return ((panel[names] - earlier_reports[names]).abs() / change_base).where(is_near, axis=0)
