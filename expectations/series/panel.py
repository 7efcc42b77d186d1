"""A form's values in force as a wide frame, in the order of time.

The shape only; the families in this folder look for faults in the frame. May call warehouse.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from warehouse.catalogue import Form

if TYPE_CHECKING:
    import pandas as pd


def read_figure(panel: "pd.DataFrame", row: int, column: str) -> float:
    """Return the number in a row of a column."""
    return float(panel[column].to_numpy()[row])


def build_panel(form: Form, periods: Sequence[str], values: "pd.DataFrame") -> "pd.DataFrame":
    """Build a frame with one row per report in force, sorted by unit and then by time.

    Args:
        form: the form; elements become columns of floats, null where nothing was reported.
        periods: the codes of the form's periods in order; `step` is the place in the list, from 0.
        values: columns unit, period, submission, element, value.
    """
    # by one column alone: a nation's month takes pandas a quarter of a second by three
    figures = values.pivot(index="submission", columns="element", values="value")
    figures = figures.reindex(columns=[element.element for element in form.elements])
    reports = values[["unit", "period", "submission"]].drop_duplicates("submission")
    wide_panel = reports.merge(figures.astype("float64"), on="submission")
    step_by_period = {code: step for step, code in enumerate(periods)}
    wide_panel.insert(1, "step", wide_panel["period"].map(step_by_period))
    return wide_panel.sort_values(["unit", "step"], ignore_index=True)
