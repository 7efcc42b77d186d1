"""Copies: a report equal, figure for figure, to an earlier report of the unit.

Two columns of the panel and one rule; `checking` runs the rule. May call warehouse.
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
"""1 where a report equals an earlier report beyond chance, else 0; null for the first report."""
REPEATED = "__repeated"
"""The period of the equal earlier report; null without an equal report."""
CHANCE = 0.0005
"""Below this chance that two reports of similar counts are equal, the later is a copy."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family, on the index of the panel."""
    elements = [e.element for e in form.elements if e.nature == "flow"]
    earlier = panel.groupby(["unit", *elements], dropna=False)["period"].shift()
    repeats = earlier.notna() & (_chance(form, panel) < CHANCE)
    is_first = panel["unit"] != panel["unit"].shift()
    found = repeats.astype("float64").mask(is_first).to_frame(REPEATS)
    return found.assign(**{REPEATED: earlier})


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield the rule of this family when some unit has two reports."""
    if panel[REPEATS].notna().any():
        arguments = {"column": REPEATS, "value_set": [0]}
        yield Rule("W-COPY-001", form.form, "ExpectColumnValuesToBeInSet", arguments)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the report in a failing row."""
    del form
    earlier = from_code(str(panel.at[row, REPEATED]))
    about = {"earlier": earlier.label("vi"), "earlier_en": earlier.label("en")}
    return Signal(rule.code, str(panel.at[row, "submission"]), impact=1.0, about=about)


def _chance(form: Form, panel: "pd.DataFrame") -> "pd.Series[float]":
    """Compute the chance that two reports of similar counts are equal; high for quiet reports.

    Two Poisson counts of mean m are equal with a chance of about 1 / sqrt(4 pi m). A round
    number counts only as its digits before the zeros. A zero does not count, and a part does not
    count beside its whole.
    """
    import numpy as np

    elements = [e.element for e in form.elements if e.nature == "flow" and not e.part_of]
    told = panel[elements].abs().where(lambda value: value > 0, 1 / (4 * np.pi))
    for tens in range(12, 0, -1):
        told = told.where(told % 10**tens != 0, told / 10**tens)
    chance: pd.Series[float] = (1 / np.sqrt(4 * np.pi * told)).prod(axis=1)
    return chance
