"""Digit heaping: a unit's figures of a year end in 0 or 5 far more often than by chance.

Three columns of the panel and one rule per form; the note stands at the first report of the
year. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules import Rule
from expectations.series.panel import figure
from expectations.series.signal import Signal
from warehouse.catalogue import Form

if TYPE_CHECKING:
    import pandas as pd

HEAPED, COUNTED, HEAP_CHANCE = "__heaped", "__counted", "__heap_chance"
"""Per year: figures ending in 0 or 5, all figures, and the chance of at least as many."""
FROM = 10
"""The smallest figure with a meaningful last digit."""
LEAST = 10
"""The least number of figures in a year."""
CHANCE = 0.0001
"""Below this chance the figures are rounded. Every unit and year is one test."""
_USUAL = 0.2
"""The share of two last digits among ten."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family; null except at the first report of a year.

    Other units too may report an element in tens (leaflets come in packets): then the share in
    the other units replaces the share by chance. With unequal shares, the exact binomial of the
    mean share errs on the side of silence.
    """
    import pandas as pd

    names = [e.element for e in form.elements if e.nature == "flow" and not e.is_money]
    figures = panel[names].where(panel[names] >= FROM)
    heaped = (figures % 5 == 0).where(figures.notna()).astype("float64")
    year = [panel["unit"], panel["period"].str[:4]]
    yearly = pd.DataFrame(
        {
            HEAPED: heaped.sum(axis=1),
            COUNTED: heaped.notna().sum(axis=1),
            HEAP_CHANCE: _share_elsewhere(panel["unit"], heaped).where(heaped.notna()).sum(axis=1),
        }
    )
    yearly = (
        yearly.groupby(year).transform("sum").where(~panel.groupby(year).cumcount().astype(bool))
    )
    yearly = yearly.where(yearly[COUNTED] >= LEAST)
    return yearly.assign(**{HEAP_CHANCE: _chance(yearly)})


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield the rule of this family when some unit has enough figures in a year."""
    if panel[HEAP_CHANCE].notna().any():
        arguments = {"column": HEAP_CHANCE, "min_value": CHANCE}
        yield Rule("N-HEAP-001", form.form, "ExpectColumnValuesToBeBetween", arguments)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the year from a failing row on."""
    del form
    about = {
        "year": str(panel.at[row, "period"])[:4],
        "heaped": f"{figure(panel, row, HEAPED):.0f}",
        "counted": f"{figure(panel, row, COUNTED):.0f}",
    }
    return Signal(rule.code, str(panel.at[row, "submission"]), impact=0.0, about=about)


def _share_elsewhere(unit: "pd.Series[str]", heaped: "pd.DataFrame") -> "pd.DataFrame":
    """Compute the share of figures ending in 0 or 5 in the other units, at least `_USUAL`."""
    known = heaped.notna()
    ending = heaped.sum() - heaped.groupby(unit).transform("sum")
    seen = known.sum() - known.groupby(unit).transform("sum")
    return (ending / seen.where(seen > 0)).clip(lower=_USUAL).fillna(_USUAL)


def _chance(yearly: "pd.DataFrame") -> "pd.Series[float]":
    """Compute the chance of at least as many heaped figures, by the mean of the shares."""
    from scipy import special

    counted, heaped = yearly[COUNTED], yearly[HEAPED]
    share = yearly[HEAP_CHANCE] / counted
    # the upper tail of the binomial as an incomplete beta; zero or more is certain
    chance = special.betainc(heaped.clip(lower=1), counted - heaped + 1, share)
    return share.where(share.isna(), chance).mask(heaped == 0, 1.0)
