"""Jumps: a stock far from the earlier reports of the unit.

One column and one rule per stock; the catalogue (`jump`) sets the allowed change. May call
warehouse.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from expectations.rules import Rule
from expectations.series.panel import figure
from expectations.series.signal import Signal
from expectations.series.typical import held_against
from warehouse.catalogue import Element, Form, StockJump
from warehouse.periods import from_code

if TYPE_CHECKING:
    import pandas as pd

CHANGE = "__change"
"""Column suffix: the relative change of a stock since an earlier report; else null."""
REACH = 2
"""The most periods back to the previous report: one period in between may be missing."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family, on the index of the panel.

    The smaller change from the two previous reports counts: the return from a single wrong
    figure is no second jump.
    """
    import numpy as np
    import pandas as pd

    allowed = dict(_jumps(form))
    nearer, further = (_changes(panel, allowed, back) for back in (1, 2))
    return pd.DataFrame(np.fmin(nearer, further)).add_suffix(CHANGE)


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield a rule for every stock with two reports of a unit."""
    for name, jump in _jumps(form):
        if panel[name + CHANGE].notna().any():
            arguments = {"column": name + CHANGE, "max_value": jump.share}
            yield Rule("W-JUMP-001", name, "ExpectColumnValuesToBeBetween", arguments)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the stock in a failing row."""
    del form
    nearer = row - 1 if panel[rule.element].notna()[row - 1] else row - 2
    before = figure(panel, nearer, rule.element)
    earlier = from_code(str(panel.at[nearer, "period"]))
    about = {
        "earlier": earlier.label("vi"),
        "earlier_en": earlier.label("en"),
        "other_value": f"{before:.0f}",
    }
    return held_against(panel, rule, row, expected=before, about=about)


def _jumps(form: Form) -> Iterator[tuple[str, StockJump]]:
    for element in form.elements:
        if jump := _allowed(form, element):
            yield element.element, jump


def _allowed(form: Form, element: Element) -> StockJump | None:
    is_counted = element.nature == "stock" and not element.is_yes_no
    return (element.jump or form.jump) if is_counted else None


def _changes(panel: "pd.DataFrame", allowed: Mapping[str, StockJump], back: int) -> "pd.DataFrame":
    """Compute the change of each stock since `back` reports earlier; null out of reach."""
    names = list(allowed)
    before = panel.groupby("unit")[["step", *names]].shift(back)
    base = before[names].abs().clip(lower=[jump.floor for jump in allowed.values()], axis=1)
    is_near = panel["step"] - before["step"] <= REACH + back - 1
    return ((panel[names] - before[names]).abs() / base).where(is_near, axis=0)
