"""Empty reports: complete and on time, but without a single event.

One column of the panel and one rule. Units that usually report little or nothing are not
checked. May call warehouse.
"""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules import Rule
from expectations.series.signal import Signal
from warehouse.catalogue import Form
from warehouse.catalogue.bounds import is_signed

if TYPE_CHECKING:
    import pandas as pd

EMPTY = "__empty"
"""1 where a report without events is beyond chance, 0 where not, null with few other reports."""
LEAST = 5
"""The least number of other reports of the unit."""
RARE = 0.1
"""The largest share of the other reports that may be empty too."""
CHANCE = 0.001
"""The largest chance of no event at all, by how steadily the other reports count."""
MOST = 3
"""The most medians that a figure adds to activity: a larger figure may be a fault."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the column of this family, on the index of the panel.

    Events come in bursts: the chance that a sum of events is zero is exp(-mean² / variance). A
    dozen figures that all depend on three cases a quarter thus count as three events, not fifty.
    """
    names = [e.element for e in form.elements if e.nature == "flow" and not e.part_of]
    unit = panel["unit"]
    counted = (form.element(name) for name in names)
    counts = panel[[e.element for e in counted if not (e.is_money or is_signed(e))]]
    usual = counts.groupby(unit).transform("median")
    activity = (counts / usual.where(usual > 0)).clip(upper=MOST).sum(axis=1)
    empty = (panel[names].fillna(0) == 0).all(axis=1)
    others = unit.groupby(unit).transform("size") - 1
    mean, square, empty_too = (
        (of.groupby(unit).transform("sum") - of) / others.where(others > 0)
        for of in (activity, activity**2, empty.astype("float64"))
    )
    bursts = (square - mean**2).clip(lower=1e-9)
    told = empty & (-(mean**2) / bursts < math.log(CHANCE)) & (empty_too <= RARE)
    return told.astype("float64").where(others >= LEAST).to_frame(EMPTY)


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield the rule of this family when some unit has enough reports."""
    if panel[EMPTY].notna().any():
        arguments = {"column": EMPTY, "value_set": [0]}
        yield Rule("W-EMPTY-001", form.form, "ExpectColumnValuesToBeInSet", arguments)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the report in a failing row."""
    del form
    others = int((panel["unit"] == panel.at[row, "unit"]).sum()) - 1
    about = {"others": str(others)}
    return Signal(rule.code, str(panel.at[row, "submission"]), impact=1.0, about=about)
