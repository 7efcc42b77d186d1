"""Year-to-date figures below the unit's last report of the same year.

Intake compares a report with the period before. This family compares the values in force, so a
late or corrected earlier report counts, and a missing period hides nothing. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.intake.rules import PREVIOUS_SUFFIX, Rule, build_cumulative_rule
from expectations.series.distance import build_figure_signal
from expectations.series.panel import read_figure
from expectations.series.signal import Signal
from warehouse.catalogue import Form

if TYPE_CHECKING:
    import pandas as pd


def derive_columns(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family, on the index of the panel."""
    year_keys = [panel["unit"], panel["period"].str[:4]]
    cumulative_elements = _list_cumulative_elements(form)
    known_values = panel[cumulative_elements].groupby(year_keys).ffill()
    return known_values.groupby(year_keys).shift().add_suffix(PREVIOUS_SUFFIX)


def build_rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield a rule for every year-to-date figure with two reports of a unit in a year."""
    for name in _list_cumulative_elements(form):
        if panel[name + PREVIOUS_SUFFIX].notna().any():
            yield build_cumulative_rule(name)


def build_signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the figure in a failing row."""
    del form
    previous_value = read_figure(panel, row, rule.element + PREVIOUS_SUFFIX)
    return build_figure_signal(
        panel,
        rule,
        row,
        expected=previous_value,
        message_values={"other_value": f"{previous_value:.0f}"},
    )


def _list_cumulative_elements(form: Form) -> list[str]:
    return [element.element for element in form.elements if element.nature == "cumulative"]
