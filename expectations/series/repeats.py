"""Copied: a report that says, figure for figure, what an earlier one of the unit said.

Two columns of the panel and one rule; who runs it is `checking`.
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
"""1 where the report equals an earlier one and says too much for chance, else 0; null if first."""
REPEATED = "__repeated"
"""The period of the report that it equals; null without one."""
CHANCE = 0.0005
"""That two reports of counts like these are equal by chance: below it one is a copy."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """The columns of this family, on the panel's index."""
    elements = [e.element for e in form.elements if e.nature == "flow"]
    earlier = panel.groupby(["unit", *elements], dropna=False)["period"].shift()
    repeats = earlier.notna() & (_chance(form, panel) < CHANCE)
    is_first = panel["unit"] != panel["unit"].shift()
    found = repeats.astype("float64").mask(is_first).to_frame(REPEATS)
    return found.assign(**{REPEATED: earlier})


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """The rule of this family, when any report has one before it."""
    if panel[REPEATS].notna().any():
        arguments = {"column": REPEATS, "value_set": [0]}
        yield Rule("W-COPY-001", form.form, "ExpectColumnValuesToBeInSet", arguments)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """What is told of the report in a row that failed."""
    del form
    earlier = from_code(str(panel.at[row, REPEATED]))
    about = {"earlier": earlier.label("vi"), "earlier_en": earlier.label("en")}
    return Signal(rule.code, str(panel.at[row, "submission"]), impact=1.0, about=about)


def _chance(form: Form, panel: "pd.DataFrame") -> "pd.Series[float]":
    """How likely two reports of such counts are equal by chance; a quiet report is likely to be.

    Two Poisson counts of mean m are equal with a chance of about 1 / sqrt(4 pi m). A round
    number says no more than its digits before the zeros, a zero nothing, and a part nothing
    that its whole does not.
    """
    import numpy as np

    elements = [e.element for e in form.elements if e.nature == "flow" and not e.part_of]
    told = panel[elements].where(lambda value: value > 0, 1 / (4 * np.pi))
    for tens in range(12, 0, -1):
        told = told.where(told % 10**tens != 0, told / 10**tens)
    chance: pd.Series[float] = (1 / np.sqrt(4 * np.pi * told)).prod(axis=1)
    return chance
