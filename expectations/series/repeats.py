"""Copies: a report equal, figure for figure, to an earlier report of the unit.

Every element is compared: flows, stocks and figures of the year to date. Two columns of the panel
and one rule; `series_suite` runs the rule. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.intake.rules import Rule
from expectations.series.signal import Signal
from warehouse.catalogue import Form
from warehouse.periods import parse_period_code

if TYPE_CHECKING:
    import pandas as pd

REPEAT_COLUMN = "__repeats"
"""1 where a report equals an earlier report beyond chance, else 0; null for the first report."""
EARLIER_PERIOD_COLUMN = "__repeated"
"""The period of the equal earlier report; null without an equal report."""
COPY_CHANCE = 0.0005
"""Below this chance that two reports of similar counts are equal, the later is a copy."""


def derive_columns(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family, on the index of the panel."""
    elements = [element.element for element in form.elements]
    earlier_periods = panel.groupby(["unit", *elements], dropna=False)["period"].shift()
    is_repeat = earlier_periods.notna() & (_compute_copy_chance(form, panel) < COPY_CHANCE)
    is_first = panel["unit"] != panel["unit"].shift()
    repeat_columns = is_repeat.astype("float64").mask(is_first).to_frame(REPEAT_COLUMN)
    return repeat_columns.assign(**{EARLIER_PERIOD_COLUMN: earlier_periods})


def build_rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield the rule of this family when some unit has two reports."""
    if panel[REPEAT_COLUMN].notna().any():
        arguments = {"column": REPEAT_COLUMN, "value_set": [0]}
        yield Rule("W-COPY-001", form.form, "ExpectColumnValuesToBeInSet", arguments)


def build_signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the report in a failing row."""
    del form
    earlier_period = parse_period_code(str(panel.at[row, EARLIER_PERIOD_COLUMN]))
    message_values = {
        "earlier": earlier_period.format_label("vi"),
        "earlier_en": earlier_period.format_label("en"),
    }
    return Signal(
        rule.code, str(panel.at[row, "submission"]), impact=1.0, message_values=message_values
    )


def _compute_copy_chance(form: Form, panel: "pd.DataFrame") -> "pd.Series[float]":
    """Compute the chance that two reports of similar counts are equal; high for quiet reports.

    Two Poisson counts of mean m are equal with a chance of about 1 / sqrt(4 pi m). A round
    number counts only as its digits before the zeros. A zero does not count, and a part does not
    count beside its whole. Only flows count: a stock or a figure of the year to date may stand.
    """
    import numpy as np

    flow_elements = [
        element.element
        for element in form.elements
        if element.nature == "flow" and not element.part_of
    ]
    significant_counts = panel[flow_elements].abs().where(lambda value: value > 0, 1 / (4 * np.pi))
    for exponent in range(12, 0, -1):
        significant_counts = significant_counts.where(
            significant_counts % 10**exponent != 0, significant_counts / 10**exponent
        )
    chance: pd.Series[float] = (1 / np.sqrt(4 * np.pi * significant_counts)).prod(axis=1)
    return chance
