"""Outliers: a value far from the other reports of the unit.

Four columns of the panel and one rule per element; `usual` sets the usual range. A cumulative
element is judged by the rise since the previous report. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules import Rule
from expectations.series import empties
from expectations.series.panel import figure
from expectations.series.signal import Signal
from expectations.series.typical import held_against
from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import is_signed
from warehouse.periods import from_code

if TYPE_CHECKING:
    import pandas as pd

    from expectations.series.usual import Kind

LOW, CENTRE, HIGH, OTHERS = "__low", "__centre", "__high", "__others"
"""Column suffixes: the usual range of the value in a row, and the number of other reports."""
_LEAST_REPORTS = 6
"""With fewer reports no value has enough others, and `usual` is not imported."""


def derive(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family, on the index of the panel."""
    import pandas as pd

    columns: dict[str, pd.Series[float]] = {}
    if len(panel) and panel.groupby("unit").size().max() >= _LEAST_REPORTS:
        told_as_empty = empties.derive(form, panel)[empties.EMPTY] == 1
        for element in form.elements:
            if not element.is_yes_no and panel[element.element].notna().any():
                columns |= _columns(panel, panel[element.element].mask(told_as_empty), element)
    return pd.DataFrame(columns, index=panel.index)


def rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield a rule for every element with enough reports of some unit."""
    for element in form.elements:
        name = element.element
        if name + LOW in panel and panel[name + LOW].notna().any():
            arguments = {
                "column_list": [name, name + LOW, name + HIGH],
                "ignore_row_if": "any_value_is_missing",
            }
            yield Rule(
                "W-OUTLIER-001", name, "ExpectMulticolumnValuesToBeWithinRowLimits", arguments
            )


def signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the value in a failing row."""
    del form
    value, low, high = (figure(panel, row, rule.element + suffix) for suffix in ("", LOW, HIGH))
    expected = figure(panel, row, rule.element + CENTRE)
    return held_against(
        panel,
        rule,
        row,
        expected=expected,
        about={  # the figure, not the cell: a cell of money may hold thousands
            "value": _grouped(value, "."),
            "value_en": _grouped(value, ","),
            "low": _grouped(low, "."),
            "high": _grouped(high, "."),
            "low_en": _grouped(low, ","),
            "high_en": _grouped(high, ","),
            "others": f"{figure(panel, row, rule.element + OTHERS):.0f}",
        },
    )


def _columns(
    panel: "pd.DataFrame", values: "pd.Series[float]", element: Element
) -> dict[str, "pd.Series[float]"]:
    """Derive the usual range of an element, report by report."""
    is_cumulative = element.nature == "cumulative"
    before = _before(panel, values) if is_cumulative else values * 0
    rise = values - before
    counted = rise if is_signed(element) else rise.where(rise >= 0)
    low, centre, high, others = _usual(panel, counted, _kind(element))
    if not is_signed(element):
        low = low.clip(lower=0)
    if is_cumulative:  # a figure equal to the previous report is usual
        low = low.clip(upper=0)
    name = element.element
    return {
        name + LOW: before + low,
        name + CENTRE: before + centre,
        name + HIGH: before + high,
        name + OTHERS: others,
    }


def _usual(
    panel: "pd.DataFrame", values: "pd.Series[float]", kind: "Kind"
) -> list["pd.Series[float]"]:
    """Compute lower limit, centre, upper limit and number of others, as columns of the panel."""
    import numpy as np
    import pandas as pd

    from expectations.series.usual import usual

    unit = panel.groupby("unit").ngroup().to_numpy()
    place = panel.groupby("unit").cumcount().to_numpy()
    series = np.full((unit.max() + 1, place.max() + 1), np.nan)
    series[unit, place] = values
    found = usual(series, kind)
    arrays = (np.ceil(found.low), found.centre, np.floor(found.high), found.others)
    return [pd.Series(array[unit, place], panel.index) for array in arrays]


def _before(panel: "pd.DataFrame", values: "pd.Series[float]") -> "pd.Series[float]":
    """Find the year's highest value up to the previous report; null without the previous report.

    The highest value, so that the recovery after a fall does not look like a rise.
    """
    periods = {code: from_code(code) for code in panel["period"].unique()}
    year = panel["period"].map({code: p.year for code, p in periods.items()})
    first = panel["period"].map({code: p.number == 1 for code, p in periods.items()})
    within = [panel["unit"], year]
    reached = values.groupby(within).cummax().groupby(within).shift()
    follows = panel["step"].groupby(within).diff() == 1
    return reached.where(follows).mask(first, 0.0)


def _kind(element: Element) -> "Kind":
    if element.is_money and not is_signed(element):
        return "money"
    return "level" if element.nature == "stock" or is_signed(element) else "count"


def _grouped(value: float, mark: str) -> str:
    return f"{value:,.0f}".replace(",", mark)
