"""Outliers: a value far from the other reports of the unit.

Four columns of the panel and one rule per element; `usual_range` sets the usual range. A cumulative
element is judged by the rise since the previous report. May call warehouse.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.intake.rules import Rule
from expectations.series import empties
from expectations.series.distance import build_figure_signal
from expectations.series.panel import read_figure
from expectations.series.signal import Signal
from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import is_signed
from warehouse.periods import parse_period_code

if TYPE_CHECKING:
    import pandas as pd

    from expectations.series.usual_range import ScaleKind

LOW_SUFFIX, CENTRE_SUFFIX, HIGH_SUFFIX, OTHERS_SUFFIX = "__low", "__centre", "__high", "__others"
"""Column suffixes: the usual range of the value in a row, and the number of other reports."""
_MIN_REPORTS = 6
"""With fewer reports no value has enough others, and `usual_range` is not imported."""


def derive_columns(form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Derive the columns of this family, on the index of the panel."""
    import pandas as pd

    columns: dict[str, pd.Series[float]] = {}
    if len(panel) and panel.groupby("unit").size().max() >= _MIN_REPORTS:
        is_empty = empties.derive_columns(form, panel)[empties.EMPTY_COLUMN] == 1
        for element in form.elements:
            if not element.is_yes_no and panel[element.element].notna().any():
                columns |= _derive_element_columns(
                    panel, panel[element.element].mask(is_empty), element
                )
    return pd.DataFrame(columns, index=panel.index)


def build_rules(form: Form, panel: "pd.DataFrame") -> Iterator[Rule]:
    """Yield a rule for every element with enough reports of some unit."""
    for element in form.elements:
        name = element.element
        if name + LOW_SUFFIX in panel and panel[name + LOW_SUFFIX].notna().any():
            arguments = {
                "column_list": [name, name + LOW_SUFFIX, name + HIGH_SUFFIX],
                "ignore_row_if": "any_value_is_missing",
            }
            yield Rule(
                "W-OUTLIER-001", name, "ExpectMulticolumnValuesToBeWithinRowLimits", arguments
            )


def build_signal(form: Form, rule: Rule, panel: "pd.DataFrame", row: int) -> Signal:
    """Build the signal of the value in a failing row."""
    del form
    value, low, high = (
        read_figure(panel, row, rule.element + suffix) for suffix in ("", LOW_SUFFIX, HIGH_SUFFIX)
    )
    expected = read_figure(panel, row, rule.element + CENTRE_SUFFIX)
    return build_figure_signal(
        panel,
        rule,
        row,
        expected=expected,
        message_values={  # the figure, not the cell: a cell of money may hold thousands
            "value": _group_thousands(value, "."),
            "value_en": _group_thousands(value, ","),
            "low": _group_thousands(low, "."),
            "high": _group_thousands(high, "."),
            "low_en": _group_thousands(low, ","),
            "high_en": _group_thousands(high, ","),
            "others": f"{read_figure(panel, row, rule.element + OTHERS_SUFFIX):.0f}",
        },
    )


def _derive_element_columns(
    panel: "pd.DataFrame", values: "pd.Series[float]", element: Element
) -> dict[str, "pd.Series[float]"]:
    """Derive the usual range of an element, report by report."""
    is_cumulative = element.nature == "cumulative"
    previous_peak = _find_previous_peak(panel, values) if is_cumulative else values * 0
    rise = values - previous_peak
    counted = rise if is_signed(element) else rise.where(rise >= 0)
    low, centre, high, others = _compute_unit_ranges(panel, counted, _choose_scale_kind(element))
    if not is_signed(element):
        low = low.clip(lower=0)
    if is_cumulative:  # a figure equal to the previous report is usual
        low = low.clip(upper=0)
    name = element.element
    return {
        name + LOW_SUFFIX: previous_peak + low,
        name + CENTRE_SUFFIX: previous_peak + centre,
        name + HIGH_SUFFIX: previous_peak + high,
        name + OTHERS_SUFFIX: others,
    }


def _compute_unit_ranges(
    panel: "pd.DataFrame", values: "pd.Series[float]", kind: "ScaleKind"
) -> list["pd.Series[float]"]:
    """Compute lower limit, centre, upper limit and number of others, as columns of the panel."""
    import numpy as np
    import pandas as pd

    from expectations.series.usual_range import compute_usual_ranges

    unit = panel.groupby("unit").ngroup().to_numpy()
    place = panel.groupby("unit").cumcount().to_numpy()
    series = np.full((unit.max() + 1, place.max() + 1), np.nan)
    series[unit, place] = values
    usual_ranges = compute_usual_ranges(series, kind)
    arrays = (
        np.ceil(usual_ranges.low),
        usual_ranges.centre,
        np.floor(usual_ranges.high),
        usual_ranges.others,
    )
    return [pd.Series(array[unit, place], panel.index) for array in arrays]


def _find_previous_peak(panel: "pd.DataFrame", values: "pd.Series[float]") -> "pd.Series[float]":
    """Find the year's highest value up to the previous report; null without the previous report.

    The highest value, so that the recovery after a fall does not look like a rise.
    """
    periods = {code: parse_period_code(code) for code in panel["period"].unique()}
    year = panel["period"].map({code: period.year for code, period in periods.items()})
    is_first = panel["period"].map({code: period.number == 1 for code, period in periods.items()})
    year_keys = [panel["unit"], year]
    peak_values = values.groupby(year_keys).cummax().groupby(year_keys).shift()
    is_next_period = panel["step"].groupby(year_keys).diff() == 1
    return peak_values.where(is_next_period).mask(is_first, 0.0)


def _choose_scale_kind(element: Element) -> "ScaleKind":
    if element.is_money and not is_signed(element):
        return "money"
    return "level" if element.nature == "stock" or is_signed(element) else "count"


def _group_thousands(value: float, separator: str) -> str:
    return f"{value:,.0f}".replace(",", separator)
