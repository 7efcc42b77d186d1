"""The exact limits of counts under a law of chance, and the test of the law.

Arrays in, arrays out, one series per row; Poisson's law for events, the binomial law for parts of
a known number of cases. Counts only, no shares. Imports only `patterns` and `series_matrix`.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from expectations.variation.patterns import BoolArray, FloatArray
from expectations.variation.series_matrix import SeriesMatrix, average_rows

Law = Literal["poisson", "binomial", "none"]
"""How counts vary by chance; of people, who come in groups, nothing is known."""

TAIL_CHANCE = 0.001
"""The chance of a count beyond one limit."""
NEAR_CHANCE = 0.04
"""The chance of a count beyond where «close to a limit» begins, on one side."""
DISPERSION_CHANCE = 0.05
"""The chance that a baseline which follows the law is judged too scattered, or too even."""


@dataclass(frozen=True, slots=True)
class ExactLimits:
    """The limits of each count, and the chance of a count below and above the mean."""

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    near_low: FloatArray
    near_high: FloatArray
    chance_below: FloatArray
    chance_above: FloatArray


def compute_exact_limits(matrix: SeriesMatrix, is_baseline: BoolArray, law: Law) -> ExactLimits:
    """Compute the limits of every period from the mean, or the chance, of the baseline."""
    from scipy import stats  # takes long to load

    mean = estimate_means(matrix, is_baseline, law)
    if law == "binomial":
        distribution = stats.binom(matrix.denominators, mean / matrix.denominators)
    else:
        distribution = stats.poisson(mean)
    return ExactLimits(
        mean,
        low=distribution.ppf(TAIL_CHANCE),
        high=distribution.ppf(1 - TAIL_CHANCE),
        near_low=distribution.ppf(NEAR_CHANCE),
        near_high=distribution.ppf(1 - NEAR_CHANCE),
        chance_below=distribution.cdf(np.ceil(mean) - 1),
        chance_above=distribution.sf(np.floor(mean)),
    )


def estimate_means(matrix: SeriesMatrix, is_baseline: BoolArray, law: Law) -> FloatArray:
    """Return the expected count of each period by the baseline; null in a gap."""
    count = average_rows(np.where(is_baseline, matrix.numerators, np.nan))
    if law == "binomial":
        cases = average_rows(np.where(is_baseline, matrix.denominators, np.nan))
        return matrix.denominators * _divide(count, cases)
    return np.where(np.isnan(matrix.numerators), np.nan, count)


def follows_law(matrix: SeriesMatrix, is_baseline: BoolArray, law: Law) -> BoolArray:
    """Return whether each baseline scatters as the law says, neither more nor less."""
    from scipy import special  # takes long to load

    if law == "none":
        return np.zeros(len(matrix.values), dtype=bool)
    mean = estimate_means(matrix, is_baseline, law)
    rest = 1 - _divide(mean, matrix.denominators) if law == "binomial" else 1
    scatter = np.where(is_baseline, _divide((matrix.numerators - mean) ** 2, mean * rest), np.nan)
    dispersion = np.nansum(scatter, axis=1)
    freedom = np.maximum(is_baseline.sum(axis=1) - 1, 1)
    most = special.chdtri(freedom, DISPERSION_CHANCE)
    least = special.chdtri(freedom, 1 - DISPERSION_CHANCE)
    is_like_law: BoolArray = (least <= dispersion) & (dispersion <= most)
    return is_like_law


def _divide(dividend: FloatArray, divisor: Any) -> FloatArray:
    """Divide, with null where the divisor is zero."""
    quotients: FloatArray = dividend / np.where(divisor == 0, np.nan, divisor)
    return quotients
