"""Digit heaping: a unit's figures of a year end in 0 or 5 far more often than chance has it.

Three columns of the panel and one rule for a form; the note stands at the year's first report.
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
"""Of the year's figures: those that end in 0 or 5, all of them, and the chance of so many."""
FROM = 10
"""A figure below says nothing by its last digit."""
LEAST = 10
"""Figures of a year that can tell."""
CHANCE = 0.0001
"""Below it the figures are rounded. There is one test for every unit and year."""
_USUAL = 0.2
"""Two last digits of ten."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """The columns of this family, on the panel's index; null but at a year's first report.

    An element that other units too give in tens (leaflets come in packets) counts with their
    share instead. With unequal shares the exact binomial of their mean errs to the side of
    silence.
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
    """The rule of this family, when any unit has a year of figures."""
    if panel[HEAP_CHANCE].notna().any():
        arguments = {"column": HEAP_CHANCE, "min_value": CHANCE}
        yield Rule("N-HEAP-001", form.form, "ExpectColumnValuesToBeBetween", arguments)


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """What is told of the year that begins with a row that failed."""
    del form
    about = {
        "year": str(panel.at[row, "period"])[:4],
        "heaped": f"{figure(panel, row, HEAPED):.0f}",
        "counted": f"{figure(panel, row, COUNTED):.0f}",
    }
    return Signal(rule.code, str(panel.at[row, "submission"]), impact=0.0, about=about)


def _share_elsewhere(unit: "pd.Series[str]", heaped: "pd.DataFrame") -> "pd.DataFrame":
    """The share of an element's figures in other units that end in 0 or 5, at least chance's."""
    known = heaped.notna()
    ending = heaped.sum() - heaped.groupby(unit).transform("sum")
    seen = known.sum() - known.groupby(unit).transform("sum")
    return (ending / seen.where(seen > 0)).clip(lower=_USUAL).fillna(_USUAL)


def _chance(yearly: "pd.DataFrame") -> "pd.Series[float]":
    """The chance of at least so many, when each ends so with the mean of the shares."""
    from scipy import special

    counted, heaped = yearly[COUNTED], yearly[HEAPED]
    share = yearly[HEAP_CHANCE] / counted
    # the binomial's upper tail as an incomplete beta; none or more is certain
    chance = special.betainc(heaped.clip(lower=1), counted - heaped + 1, share)
    return share.where(share.isna(), chance).mask(heaped == 0, 1.0)
