"""Empty: a report that came, complete and on time, and says that nothing happened at all.

One column of the panel and one rule. Not for a unit of which little or nothing is usual.
"""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules import Rule
from expectations.series.signal import Signal
from warehouse.catalogue import Form

if TYPE_CHECKING:
    import pandas as pd

EMPTY = "__empty"
"""1 where a report with no event in it is beyond chance, 0 where not, null with few others."""
LEAST = 5
"""Other reports of the unit that must be there."""
RARE = 0.1
"""At most this share of the others may be empty too."""
CHANCE = 0.001
"""Of nothing at all, given how steadily the others count."""
MOST = 3
"""Times its median beyond which a figure, perhaps a fault, makes a report no busier."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """The column of this family, on the panel's index.

    A sum of events that come in bursts is nothing with a chance of exp(-mean² / variance). So a
    dozen figures that all hang on three cases a quarter count as three events, not as fifty.
    """
    names = [e.element for e in form.elements if e.nature == "flow" and not e.part_of]
    unit = panel["unit"]
    counts = panel[[name for name in names if not form.element(name).is_money]]
    usual = counts.groupby(unit).transform("median")
    activity = (counts / usual.where(usual > 0)).clip(upper=MOST).sum(axis=1)
    empty = panel[names].sum(axis=1) == 0
    others = unit.groupby(unit).transform("size") - 1
    mean, square, empty_too = (
        (of.groupby(unit).transform("sum") - of) / others.where(others > 0)
        for of in (activity, activity**2, empty.astype("float64"))
    )
    bursts = (square - mean**2).clip(lower=1e-9)
    told = empty & (-(mean**2) / bursts < math.log(CHANCE)) & (empty_too <= RARE)
    return told.astype("float64").where(others >= LEAST).to_frame(EMPTY)


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """The rule of this family, when any unit has enough reports."""
    if panel[EMPTY].notna().any():
        arguments = {"column": EMPTY, "value_set": [0]}
        yield Rule("W-EMPTY-001", form.form, "ExpectColumnValuesToBeInSet", arguments)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """What is told of the report in a row that failed."""
    del form
    others = int((panel["unit"] == panel.at[row, "unit"]).sum()) - 1
    about = {"others": str(others)}
    return Signal(rule.code, str(panel.at[row, "submission"]), impact=1.0, about=about)
