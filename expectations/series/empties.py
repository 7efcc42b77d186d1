"""Empty reports: complete and on time, but without a single event.

One column of the panel and one rule. Units that usually report little or nothing are not
checked. May call warehouse.
"""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.intake.rules import Rule
from expectations.series.signal import Signal
from warehouse.catalogue import Form
from warehouse.catalogue.bounds import is_signed

if TYPE_CHECKING:
    import pandas as pd

EMPTY_COLUMN = "__empty"
"""1 where a report without events is beyond chance, 0 where not, null with few other reports."""
MIN_OTHER_REPORTS = 5
"""The least number of other reports of the unit."""
MAX_EMPTY_SHARE = 0.1
"""The largest share of the other reports that may be empty too."""
EMPTY_CHANCE = 0.001
"""The largest chance of no event at all, by how steadily the other reports count."""
MAX_RELATIVE_COUNT = 3
"""The most medians that a figure adds to activity: a larger figure may be a fault."""


def derive_columns(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the column of this family, on the index of the panel.

    Events come in bursts: the chance that a sum of events is zero is exp(-mean² / variance). A
    dozen figures that all depend on three cases a quarter thus count as three events, not fifty.
    """
    flow_elements = [
        element.element
        for element in form.elements
        if element.nature == "flow" and not element.part_of
    ]
    unit = panel["unit"]
    counted = (form.get_element(name) for name in flow_elements)
    counts = panel[
        [element.element for element in counted if not (element.is_money or is_signed(element))]
    ]
    median_counts = counts.groupby(unit).transform("median")
    activity = (
        (counts / median_counts.where(median_counts > 0)).clip(upper=MAX_RELATIVE_COUNT).sum(axis=1)
    )
    is_empty = (panel[flow_elements].fillna(0) == 0).all(axis=1)
    other_reports = unit.groupby(unit).transform("size") - 1
    mean_activity, mean_square, empty_share = (
        (measure.groupby(unit).transform("sum") - measure) / other_reports.where(other_reports > 0)
        for measure in (activity, activity**2, is_empty.astype("float64"))
    )
    variance = (mean_square - mean_activity**2).clip(lower=1e-9)
    is_suspect = (
        is_empty
        & (-(mean_activity**2) / variance < math.log(EMPTY_CHANCE))
        & (empty_share <= MAX_EMPTY_SHARE)
    )
    return (
        is_suspect.astype("float64")
        .where(other_reports >= MIN_OTHER_REPORTS)
        .to_frame(EMPTY_COLUMN)
    )


def build_rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield the rule of this family when some unit has enough reports."""
    if panel[EMPTY_COLUMN].notna().any():
        arguments = {"column": EMPTY_COLUMN, "value_set": [0]}
        yield Rule("W-EMPTY-001", form.form, "ExpectColumnValuesToBeInSet", arguments)


def build_signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the report in a failing row."""
    del form
    other_reports = int((panel["unit"] == panel.at[row, "unit"]).sum()) - 1
    message_values = {"others": str(other_reports)}
    return Signal(
        rule.code, str(panel.at[row, "submission"]), impact=1.0, message_values=message_values
    )
