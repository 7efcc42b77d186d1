"""Digit heaping: a unit's figures of a year end in 0 or 5 far more often than by chance.

Three columns of the panel and one rule per form; the note stands at the first report of the
year. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.intake.rules import Rule
from expectations.series.panel import read_figure
from expectations.series.signal import Signal
from warehouse.catalogue import Form

if TYPE_CHECKING:
    import pandas as pd

HEAPED_COLUMN, FIGURES_COLUMN, HEAP_CHANCE_COLUMN = "__heaped", "__counted", "__heap_chance"
"""Per year: figures ending in 0 or 5, all figures, and the chance of at least as many."""
MIN_FIGURE = 10
"""The smallest figure with a meaningful last digit."""
MIN_YEARLY_FIGURES = 10
"""The least number of figures in a year."""
MIN_HEAP_CHANCE = 0.0001
"""Below this chance the figures are rounded. Every unit and year is one test."""
_USUAL_SHARE = 0.2
"""The share of two last digits among ten."""


def derive_columns(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family; null except at the first report of a year.

    Other units too may report an element in tens (leaflets come in packets): then the share in
    the other units replaces the share by chance. With unequal shares, the exact binomial of the
    mean share errs on the side of silence.
    """
    import pandas as pd

    flow_elements = [
        element.element
        for element in form.elements
        if element.nature == "flow" and not element.is_money
    ]
    figures = panel[flow_elements].where(panel[flow_elements] >= MIN_FIGURE)
    is_heaped = (figures % 5 == 0).where(figures.notna()).astype("float64")
    year_keys = [panel["unit"], panel["period"].str[:4]]
    yearly = pd.DataFrame(
        {
            HEAPED_COLUMN: is_heaped.sum(axis=1),
            FIGURES_COLUMN: is_heaped.notna().sum(axis=1),
            HEAP_CHANCE_COLUMN: _compute_share_elsewhere(panel["unit"], is_heaped)
            .where(is_heaped.notna())
            .sum(axis=1),
        }
    )
    yearly = (
        yearly.groupby(year_keys)
        .transform("sum")
        .where(~panel.groupby(year_keys).cumcount().astype(bool))
    )
    yearly = yearly.where(yearly[FIGURES_COLUMN] >= MIN_YEARLY_FIGURES)
    return yearly.assign(**{HEAP_CHANCE_COLUMN: _compute_heap_chance(yearly)})


def build_rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield the rule of this family when some unit has enough figures in a year."""
    if panel[HEAP_CHANCE_COLUMN].notna().any():
        arguments = {"column": HEAP_CHANCE_COLUMN, "min_value": MIN_HEAP_CHANCE}
        yield Rule("N-HEAP-001", form.form, "ExpectColumnValuesToBeBetween", arguments)


def build_signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the year from a failing row on."""
    del form
    message_values = {
        "year": str(panel.at[row, "period"])[:4],
        "heaped": f"{read_figure(panel, row, HEAPED_COLUMN):.0f}",
        "counted": f"{read_figure(panel, row, FIGURES_COLUMN):.0f}",
    }
    return Signal(
        rule.code, str(panel.at[row, "submission"]), impact=0.0, message_values=message_values
    )


def _compute_share_elsewhere(unit: "pd.Series[str]", is_heaped: "pd.DataFrame") -> "pd.DataFrame":
    """Compute the share of figures ending in 0 or 5 in the other units, at least `_USUAL_SHARE`."""
    is_known = is_heaped.notna()
    heaped_elsewhere = is_heaped.sum() - is_heaped.groupby(unit).transform("sum")
    figures_elsewhere = is_known.sum() - is_known.groupby(unit).transform("sum")
    return (
        (heaped_elsewhere / figures_elsewhere.where(figures_elsewhere > 0))
        .clip(lower=_USUAL_SHARE)
        .fillna(_USUAL_SHARE)
    )


def _compute_heap_chance(yearly: "pd.DataFrame") -> "pd.Series[float]":
    """Compute the chance of at least as many heaped figures, by the mean of the shares."""
    from scipy import special

    figure_count, heaped_count = yearly[FIGURES_COLUMN], yearly[HEAPED_COLUMN]
    share = yearly[HEAP_CHANCE_COLUMN] / figure_count
    # the upper tail of the binomial as an incomplete beta; zero or more is certain
    chance = special.betainc(heaped_count.clip(lower=1), figure_count - heaped_count + 1, share)
    return share.where(share.isna(), chance).mask(heaped_count == 0, 1.0)
