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

from warehouse.catalogue import Catalogue, Form, Indicator
from warehouse.periods import Grain, Period, from_code

MINIMUM = 5
"""The smallest count above zero that may be shown for a sensitive indicator."""

CHAIN = (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)
"""The grains that nest, finest first; nine months do not nest."""

HELD_BACK = ("numerator", "denominator", "value", "met")
"""The columns to blank in a suppressed row: the ratio or the verdict would reveal the count."""


def is_small(count: float | None) -> bool:
    """Return whether a count, or a difference of counts, is too small to be shown."""
    return count is not None and 1 <= abs(count) < MINIMUM


def is_sensitive(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Return whether any element of the indicator is declared sensitive."""
    return any(
        forms[term.form].element(term.element).sensitive
        for term in indicator.terms
        if term.form and term.element
    )


def safe_grain(small_at: Collection[str]) -> Grain:
    """Find the finest grain that, like all coarser grains, has no small count; else the year."""
    safe = Grain.YEAR
    for grain in reversed(CHAIN):
        if grain in small_at:
            break
        safe = grain
    return safe


def protect(values: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Suppress small counts in rows of `marts.indicator_values`; add a column `suppressed`.

    Pass exactly the rows to be shown: the grain of an indicator is the finest grain that is safe
    for all of them. Rows of finer grains are removed.
    """
    parts = [
        _protect(rows, catalogue.indicators[str(code)], catalogue.forms)
        for code, rows in values.groupby("indicator", sort=False)
    ]
    if not parts:
        return values.assign(suppressed=False)
    return pd.concat(parts).sort_index(kind="stable")


def _protect(rows: pd.DataFrame, indicator: Indicator, forms: Mapping[str, Form]) -> pd.DataFrame:
    if not is_sensitive(indicator, forms):
        return rows.assign(suppressed=False)
    rows = rows[rows["grain"].isin(CHAIN)].sort_values(["unit", "grain", "period"])
    small = _small(rows, indicator, forms)
    grain = safe_grain(set(rows.loc[small, "grain"]))
    shown = rows.assign(suppressed=small)[rows["grain"].isin(CHAIN[CHAIN.index(grain) :])]
    kept = shown[list(HELD_BACK)].mask(shown["suppressed"])
    return shown.assign(**{column: kept[column] for column in HELD_BACK})


def _small(
    rows: pd.DataFrame, indicator: Indicator, forms: Mapping[str, Form]
) -> "pd.Series[bool]":
    """Flag rows revealing a small count, directly or by a sum or difference."""
    numerator = rows["numerator"].astype("float64")
    denominator = rows["denominator"].astype("float64")
    told = [denominator]
    if _is_change(indicator):
        told.append(numerator + denominator)
    else:
        told.append(numerator)
    if _is_share(indicator, forms):
        told.append(denominator - numerator)
    small = pd.Series(False, index=rows.index)
    if _is_cumulative(indicator, forms):
        told.append(_growth(rows, numerator))
    else:
        for counts in told:
            small |= _leaves_small(rows, counts)
    for counts in told:
        small |= counts.map(is_small)
    return small


def _is_change(indicator: Indicator) -> bool:
    """Return whether the numerator is a change of a count, so that the sum is a count."""
    taken = {(t.form, t.element, t.years_back) for t in indicator.numerator if t.coefficient < 0}
    return bool(taken) and taken == {
        (t.form, t.element, t.years_back) for t in indicator.denominator
    }


def _is_share(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Return whether the numerator is a part of the denominator: the difference is a count."""
    wholes = {(t.form, t.element) for t in indicator.denominator}
    return (
        indicator.factor == 100
        and bool(wholes)
        and all(
            (t.form, forms[t.form].element(t.element).part_of) in wholes
            for t in indicator.numerator
            if t.form and t.element
        )
    )


def _is_cumulative(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Return whether the numerator is cumulative: the difference of two periods is a count."""
    return any(
        forms[t.form].element(t.element).nature == "cumulative"
        for t in indicator.numerator
        if t.form and t.element
    )


def _growth(rows: pd.DataFrame, counts: "pd.Series[float]") -> "pd.Series[float]":
    """Return the increase of each period since the last known period of the same year."""
    within = [rows["unit"], rows["grain"], rows["period"].str[:4]]
    return counts.groupby(within).ffill().groupby(within).diff()


def _leaves_small(rows: pd.DataFrame, counts: "pd.Series[float]") -> "pd.Series[bool]":
    """Flag rows that, with their neighbours, leave a small count of a longer period."""
    small = pd.Series(False, index=rows.index)
    for finer, longer in combinations(CHAIN, 2):
        parts, wholes = rows["grain"] == finer, rows["grain"] == longer
        around = rows.loc[parts, "period"].map(lambda code, g=longer: _around(code, g))
        known = counts[parts].groupby([rows.loc[parts, "unit"], around]).transform("sum")
        whole = counts[wholes].set_axis(
            pd.MultiIndex.from_frame(rows.loc[wholes, ["unit", "period"]])
        )
        of = pd.MultiIndex.from_arrays([rows.loc[parts, "unit"], around])
        left = whole.reindex(of).to_numpy() - known
        small.loc[left.index] |= left.map(is_small)
    return small


def _around(code: str, longer: Grain) -> str:
    """Find the longer period around a period."""
    period = from_code(code)
    return Period(period.year, longer, (period.first_month - 1) // longer.months + 1).code
