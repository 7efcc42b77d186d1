"""Year-to-date figures that fall: held against the unit's last report of the same year.

Intake asks the same of a report and the period before it; here it is asked of what is in force,
so that a late or corrected earlier report counts, and a missing period hides nothing.
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
    """The columns of this family, on the panel's index."""
    of_a_year = [panel["unit"], panel["period"].str[:4]]
    names = _names(form)
    known = panel[names].groupby(of_a_year).ffill()
    return known.groupby(of_a_year).shift().add_suffix(BEFORE)


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """One rule for every year-to-date figure that any unit reported twice in a year."""
    for name in _names(form):
        if panel[name + BEFORE].notna().any():
            yield never_falls(name)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """What is told of the figure in a row that failed."""
    del form
    before = figure(panel, row, rule.element + BEFORE)
    return held_against(panel, rule, row, expected=before, about={"other_value": f"{before:.0f}"})


def _names(form: Form) -> list[str]:
    return [e.element for e in form.elements if e.nature == "cumulative"]
