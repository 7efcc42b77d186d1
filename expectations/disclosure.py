"""Disclosure control: at which grain a sensitive indicator may be shown, and what is held back.

On by default for everything that leaves the house; may call the warehouse floor only.

What it does. An indicator is sensitive when any element it rests on is. Its counts (numerator,
denominator, and whatever follows from the two by adding or subtracting) are shown at the finest
grain, and the coarser ones, at which none of them is 1 to MINIMUM - 1, nor what is left of a
longer period when its known parts are taken away (a part may be missing). Beyond that, coarser
cells are sums of finer ones and give nothing more. Nine months are never shown: less the first half
they are a quarter. A year that still holds a small count is suppressed: null and a flag, not 0.

What it does not do. Indicators are judged one at a time: two that share an element, or an
indicator and a figure published elsewhere, may together tell a count that neither tells. Nor does
it compare one publication with the next, or guard the internal warehouse, which holds every count.
"""

from collections.abc import Collection, Mapping
from itertools import combinations

import pandas as pd

from warehouse.catalogue import Catalogue, Form, Indicator
from warehouse.periods import Grain, Period, from_code

MINIMUM = 5
"""The smallest count above zero that may be shown of a sensitive indicator."""

CHAIN = (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)
"""Grains that nest, finest first; nine months is not one of them."""

HELD_BACK = ("numerator", "denominator", "value", "met")
"""What a suppressed row loses: the ratio or the verdict would give the count back."""


def is_small(count: float | None) -> bool:
    """Whether a count, or a difference of counts, is too small to be shown."""
    return count is not None and 1 <= abs(count) < MINIMUM


def is_sensitive(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Whether any element the indicator rests on is declared sensitive."""
    return any(
        forms[term.form].element(term.element).sensitive
        for term in indicator.terms
        if term.form and term.element
    )


def safe_grain(small_at: Collection[str]) -> Grain:
    """The finest grain from which on no grain holds a small count; the year when all do."""
    safe = Grain.YEAR
    for grain in reversed(CHAIN):
        if grain in small_at:
            break
        safe = grain
    return safe


def protect(values: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Rows of `marts.indicator_values` as they may be shown, with a column `suppressed`.

    Give it exactly the rows that will be shown: an indicator's grain is the one that is safe for
    all of them. Rows of finer grains are left out.
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
    """Which rows tell a small count, directly or by a sum or difference."""
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
    """Whether the numerator is a count less the denominator, so that the two give the count."""
    taken = {(t.form, t.element, t.years_back) for t in indicator.numerator if t.coefficient < 0}
    return bool(taken) and taken == {
        (t.form, t.element, t.years_back) for t in indicator.denominator
    }


def _is_share(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Whether the numerator is declared part of the denominator, so that the rest is a count."""
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
    """Whether the numerator counts from the year's beginning, so that two of them give a third."""
    return any(
        forms[t.form].element(t.element).nature == "cumulative"
        for t in indicator.numerator
        if t.form and t.element
    )


def _growth(rows: pd.DataFrame, counts: "pd.Series[float]") -> "pd.Series[float]":
    """What each period adds to the one known before it in its year."""
    within = [rows["unit"], rows["grain"], rows["period"].str[:4]]
    return counts.groupby(within).ffill().groupby(within).diff()


def _leaves_small(rows: pd.DataFrame, counts: "pd.Series[float]") -> "pd.Series[bool]":
    """Which rows, taken from a longer period with their neighbours, leave a small count of it."""
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
    """The longer period in which a period lies."""
    period = from_code(code)
    return Period(period.year, longer, (period.first_month - 1) // longer.months + 1).code
