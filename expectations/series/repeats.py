"""Copied forward: a report that says, figure for figure, what the one before it said.

One column of the panel and one rule; who runs it is `checking`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules import Rule
from expectations.series.signal import Signal
from warehouse.catalogue import Form
from warehouse.periods import from_code

if TYPE_CHECKING:
    import pandas as pd

REPEATS = "__repeats"
"""1 where the report equals the unit's one before, 0 where it does not, null without one."""
LEAST = 2
"""Figures other than zero that a report must have: two empty reports are alike by nature."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """The column of this family, on the panel's index."""
    elements = [e.element for e in form.elements if e.nature == "flow"]
    before = panel.groupby("unit")[elements].shift()
    same = ((panel[elements] == before) | (panel[elements].isna() & before.isna())).all(axis=1)
    told = (panel[elements] > 0).sum(axis=1) >= LEAST
    repeats = (same & told).astype("float64")
    return repeats.where(panel["unit"] == panel["unit"].shift()).to_frame(REPEATS)


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """The rule of this family, when any report has one before it."""
    if panel[REPEATS].notna().any():
        arguments = {"column": REPEATS, "value_set": [0]}
        yield Rule("W-COPY-001", form.form, "ExpectColumnValuesToBeInSet", arguments)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """What is told of the report in a row that failed."""
    del form
    earlier = from_code(str(panel.at[row - 1, "period"]))
    about = {"earlier": earlier.label("vi"), "earlier_en": earlier.label("en")}
    return Signal(rule.code, str(panel.at[row, "submission"]), impact=1.0, about=about)
