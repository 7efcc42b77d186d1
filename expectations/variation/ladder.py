"""The ladder: the limits of a series, by baseline and law of chance.

A series in, a rung out; the limits themselves are `xmr_limits` and `exact_limits`. Imports only
`exact_limits` and `series_matrix`.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from expectations.variation.exact_limits import Law, follows_law
from expectations.variation.series_matrix import (
    SeriesMatrix,
    average_rows,
    average_smaller_counts,
    mark_baseline,
)
from warehouse.periods import Grain

Rung = Literal["law", "xmr", "exact", "quarterly", "yearly", "short"]
"""Four rules within exact limits, or within XmR limits; exact limits of months, or of quarters; a
yearly table; too short to say."""

FOUR_RULES_MEAN = 10
"""From this mean on, a series is judged by four rules."""
EXACT_MEAN = 2
"""From this mean of a month on, small counts have exact limits month by month."""
QUARTERLY_MEAN = 0.5
"""From this mean of a month on, small counts have exact limits quarter by quarter."""
LEAST_CASES = 10
"""Below this mean denominator a share is shown as «a/b» only."""
LEAST_POINTS = {Grain.MONTH: 12, Grain.QUARTER: 8, Grain.HALF_YEAR: 12}
"""The fewest periods that make a baseline."""
LEAST_XMR_POINTS = 12
"""The fewest periods that make a baseline of XmR limits, whatever the period."""
_BASELINE_SIZES = {Grain.MONTH: 24, Grain.QUARTER: 8, Grain.HALF_YEAR: 13}
_XMR_BASELINE_SIZES = {Grain.MONTH: 24, Grain.QUARTER: 13, Grain.HALF_YEAR: 13}


@dataclass(frozen=True, slots=True)
class Baseline:
    """The facts for choosing a rung: number of periods, mean count, mean denominator, scatter."""

    points: int
    mean_count: float
    mean_cases: float
    follows_law: bool

    @property
    def has_few_cases(self) -> bool:
        """Whether the denominator is too small for a share; a plain count has none."""
        return self.mean_cases < LEAST_CASES


def get_baseline_size(grain: Grain, rung: Rung) -> int:
    """Return the number of periods of a whole baseline: two years, or more for XmR limits."""
    return (_XMR_BASELINE_SIZES if rung == "xmr" else _BASELINE_SIZES)[grain]


def describe_baselines(matrix: SeriesMatrix, law: Law) -> list[Baseline]:
    """Describe the baseline of each series."""
    is_baseline = mark_baseline(matrix.values, get_baseline_size(matrix.grain, "exact"))
    cases = average_rows(np.where(is_baseline, matrix.denominators, np.nan))
    facts = zip(
        (~np.isnan(matrix.values)).sum(axis=1),
        average_smaller_counts(matrix, is_baseline)[:, 0],
        cases[:, 0],
        follows_law(matrix, is_baseline, law),
        strict=True,
    )
    return [Baseline(*row) for row in facts]


def choose_rung(baseline: Baseline, grain: Grain, law: Law) -> Rung:
    """Choose the rung of a series of months, quarters or half-years."""
    if baseline.points < LEAST_POINTS[grain]:
        return "short"
    if baseline.mean_count >= FOUR_RULES_MEAN and not baseline.has_few_cases:
        if baseline.follows_law:
            return "law"
        return "xmr" if baseline.points >= LEAST_XMR_POINTS else "short"
    if law == "none" or grain not in (Grain.MONTH, Grain.QUARTER):
        return "yearly"
    if grain is Grain.QUARTER:
        return choose_quarterly_rung(baseline)
    if baseline.mean_count >= EXACT_MEAN and not baseline.has_few_cases:
        return "exact"
    return "quarterly" if baseline.mean_count >= QUARTERLY_MEAN else "yearly"


def choose_quarterly_rung(baseline: Baseline) -> Rung:
    """Choose the rung of the quarters of a series whose counts are small."""
    if baseline.points < LEAST_POINTS[Grain.QUARTER]:
        return "short"
    is_enough = baseline.mean_count >= QUARTERLY_MEAN * Grain.QUARTER.month_count
    return "quarterly" if is_enough and not baseline.has_few_cases else "yearly"
