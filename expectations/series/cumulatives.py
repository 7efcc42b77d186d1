"""Year-to-date figures below the unit's last report of the same year.

Intake compares a report with the period before. This family compares the values in force, so a
late or corrected earlier report counts, and a missing period hides nothing. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules import BEFORE, Rule, never_falls
from expectations.series.panel import figure
from expectations.series.signal import Signal
from expectations.series.typical import held_against
from warehouse.catalogue import Form

if TYPE_CHECKING:
    import pandas as pd


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family, on the index of the panel."""
    of_a_year = [panel["unit"], panel["period"].str[:4]]
    names = _names(form)
    known = panel[names].groupby(of_a_year).ffill()
    return known.groupby(of_a_year).shift().add_suffix(BEFORE)


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield a rule for every year-to-date figure with two reports of a unit in a year."""
    for name in _names(form):
        if panel[name + BEFORE].notna().any():
            yield never_falls(name)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the figure in a failing row."""
    del form
    before = figure(panel, row, rule.element + BEFORE)
    return held_against(panel, rule, row, expected=before, about={"other_value": f"{before:.0f}"})


def _names(form: Form) -> list[str]:
    return [e.element for e in form.elements if e.nature == "cumulative"]
