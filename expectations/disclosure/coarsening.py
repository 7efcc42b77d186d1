"""Disclosure control: the safe grain of a sensitive indicator, and suppression.

On by default for everything that leaves the office; may call the warehouse floor only.

Method. An indicator is sensitive when any of its elements is sensitive. Its counts are the
numerator, the denominator, and any count that follows from the two by adding or subtracting. They
are shown at the finest grain, and at every coarser grain, without a count from 1 to MINIMUM - 1.
The remainder of a longer period after subtracting its known parts (a part may be missing) must not
be such a count either. Beyond that, coarser cells are sums of finer cells and reveal nothing more.
Nine months are never shown: nine months less the first half-year are a quarter. A year that still
holds a small count is suppressed: null and a flag, not 0.

Limits. Each indicator is judged alone. Two indicators that share an element, or an indicator and a
figure published elsewhere, may together reveal a count that neither reveals alone. One publication
is not compared with the next. The internal warehouse holds every count and is not protected here.
"""

from collections.abc import Collection, Mapping
from itertools import combinations

import pandas as pd

from expectations.disclosure.count_table import is_small_count
from warehouse.catalogue import Catalogue, Form, Indicator
from warehouse.periods import Grain, Period, parse_period_code

NESTED_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)
"""The grains that nest, finest first; nine months do not nest."""

SUPPRESSED_COLUMNS = ("numerator", "denominator", "value", "verdict")
"""The columns to blank in a suppressed row: the ratio or the verdict would reveal the count."""


def is_sensitive_indicator(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Return whether any element of the indicator is declared sensitive."""
    return any(
        forms[term.form].get_element(term.element).sensitive
        for term in indicator.all_terms
        if term.form and term.element
    )


def find_safe_grain(small_count_grains: Collection[str]) -> Grain:
    """Find the finest grain that, like all coarser grains, has no small count; else the year."""
    finest_grain = Grain.YEAR
    for grain in reversed(NESTED_GRAINS):
        if grain in small_count_grains:
            break
        finest_grain = grain
    return finest_grain


def suppress_small_counts(values: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Suppress small counts in rows of `marts.indicator_values`; add a column `suppressed`.

    Pass exactly the rows to be shown: the grain of an indicator is the finest grain that is safe
    for all of them. Rows of finer grains are removed.
    """
    indicator_rows = [
        _suppress_indicator(rows, catalogue.indicators[str(indicator_code)], catalogue.forms)
        for indicator_code, rows in values.groupby("indicator", sort=False)
    ]
    if not indicator_rows:
        return values.assign(suppressed=False)
    return pd.concat(indicator_rows).sort_index(kind="stable")


def _suppress_indicator(
    rows: pd.DataFrame, indicator: Indicator, forms: Mapping[str, Form]
) -> pd.DataFrame:
    if not is_sensitive_indicator(indicator, forms):
        return rows.assign(suppressed=False)
    rows = rows[rows["grain"].isin(NESTED_GRAINS)].sort_values(["unit", "grain", "period"])
    has_small_count = _flag_small_rows(rows, indicator, forms)
    finest_grain = find_safe_grain(set(rows.loc[has_small_count, "grain"]))
    safe_rows = rows.assign(suppressed=has_small_count)[
        rows["grain"].isin(NESTED_GRAINS[NESTED_GRAINS.index(finest_grain) :])
    ]
    visible_columns = safe_rows[list(SUPPRESSED_COLUMNS)].mask(safe_rows["suppressed"])
    return safe_rows.assign(**{column: visible_columns[column] for column in SUPPRESSED_COLUMNS})


def _flag_small_rows(
    rows: pd.DataFrame, indicator: Indicator, forms: Mapping[str, Form]
) -> "pd.Series[bool]":
    """Flag rows revealing a small count, directly or by a sum or difference."""
    numerator = rows["numerator"].astype("float64")
    denominator = rows["denominator"].astype("float64")
    derivable_counts = [denominator]
    if _is_change_rate(indicator):
        derivable_counts.append(numerator + denominator)
    else:
        derivable_counts.append(numerator)
    if _is_share(indicator, forms):
        derivable_counts.append(denominator - numerator)
    has_small_count = pd.Series(False, index=rows.index)
    if _has_cumulative_numerator(indicator, forms):
        derivable_counts.append(_compute_growth(rows, numerator))
    else:
        for counts in derivable_counts:
            has_small_count |= _flag_small_remainders(rows, counts)
    for counts in derivable_counts:
        has_small_count |= counts.map(is_small_count)
    return has_small_count


def _is_change_rate(indicator: Indicator) -> bool:
    """Return whether the numerator is a change of a count, so that the sum is a count."""
    subtracted_terms = {
        (term.form, term.element, term.years_back)
        for term in indicator.numerator
        if term.coefficient < 0
    }
    return bool(subtracted_terms) and subtracted_terms == {
        (term.form, term.element, term.years_back) for term in indicator.denominator
    }


def _is_share(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Return whether the numerator is a part of the denominator: the difference is a count."""
    wholes = {(term.form, term.element) for term in indicator.denominator}
    return (
        indicator.factor == 100
        and bool(wholes)
        and all(
            (term.form, forms[term.form].get_element(term.element).part_of) in wholes
            for term in indicator.numerator
            if term.form and term.element
        )
    )


def _has_cumulative_numerator(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Return whether the numerator is cumulative: the difference of two periods is a count."""
    return any(
        forms[term.form].get_element(term.element).nature == "cumulative"
        for term in indicator.numerator
        if term.form and term.element
    )


def _compute_growth(rows: pd.DataFrame, counts: "pd.Series[float]") -> "pd.Series[float]":
    """Return the increase of each period since the last known period of the same year."""
    year_keys = [rows["unit"], rows["grain"], rows["period"].str[:4]]
    return counts.groupby(year_keys).ffill().groupby(year_keys).diff()


def _flag_small_remainders(rows: pd.DataFrame, counts: "pd.Series[float]") -> "pd.Series[bool]":
    """Flag rows that, with their neighbours, leave a small count of a longer period."""
    has_small_count = pd.Series(False, index=rows.index)
    for finer, longer in combinations(NESTED_GRAINS, 2):
        parts, wholes = rows["grain"] == finer, rows["grain"] == longer
        longer_periods = rows.loc[parts, "period"].map(
            lambda code, g=longer: _find_longer_period(code, g)
        )
        known_sum = (
            counts[parts].groupby([rows.loc[parts, "unit"], longer_periods]).transform("sum")
        )
        whole_counts = counts[wholes].set_axis(
            pd.MultiIndex.from_frame(rows.loc[wholes, ["unit", "period"]])
        )
        part_keys = pd.MultiIndex.from_arrays([rows.loc[parts, "unit"], longer_periods])
        remainder = whole_counts.reindex(part_keys).to_numpy() - known_sum
        has_small_count.loc[remainder.index] |= remainder.map(is_small_count)
    return has_small_count


def _find_longer_period(period_code: str, longer_grain: Grain) -> str:
    """Find the longer period around a period."""
    period = parse_period_code(period_code)
    return Period(
        period.year, longer_grain, (period.first_month - 1) // longer_grain.month_count + 1
    ).code
