"""The usual range of a value by the rest of the series: limits and centre.

Arrays in, arrays out, one series per row; `outliers` decides which values are compared. Imports
only `leave_one_out`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special, stats

from expectations.series.leave_one_out import (
    FloatArray,
    compute_other_statistics,
    find_outermost_others,
)

ScaleKind = Literal["count", "level", "money"]

MIN_OTHERS = 5
"""The least number of other values: if two are odd too, three still agree."""
MAX_Z_SCORE = 3.5
"""The limit of a modified z-score by Iglewicz and Hoaglin, and by WHO."""
SMALL_MEAN = 10
"""Below this mean of the others, counts are judged by their exact distribution."""
TAIL_CHANCE = 0.001
"""The chance of a small count beyond the limits, both sides together."""
PRECEDENT_COUNT = 2
"""Two other values as far out are a habit (a season, a lasting change), one may be a fault."""
PRECEDENT_SLACK = 1.5
"""The allowed distance from the centre, in distances of the precedents: peaks differ."""

_MEDIAN_TO_SPREAD, _MEAN_TO_SPREAD = 1.4826, 1.2533
"""Factors from the median and the mean of absolute deviations to a standard deviation."""
_MIN_SPREAD_SHARE = 0.05
"""The least spread is a twentieth of the usual value: less needs no question."""
_POISSON_ROOT_SPREAD = 0.5
"""The spread of the square root of a Poisson count, for any mean."""
_MAX_LOG_MONEY = 40
"""The logarithm of more dong than exist."""
_MAX_POISSON_SPREADS = 5
"""Beyond this number of Poisson standard deviations, a value adds no more to a mean."""


@dataclass(frozen=True, slots=True)
class UsualRanges:
    """The usual range of each value and the number of others; null with too few others."""

    low: FloatArray
    centre: FloatArray
    high: FloatArray
    others: FloatArray


@dataclass(frozen=True, slots=True)
class _SpreadScale:
    """A scale of even spread for a kind of values, and the least spread on the scale."""

    transform: Callable[[FloatArray], FloatArray]
    invert: Callable[[FloatArray], FloatArray]
    least_spread: Callable[[FloatArray], FloatArray]


_SPREAD_SCALES: dict[ScaleKind, _SpreadScale] = {
    "count": _SpreadScale(
        np.sqrt,
        lambda root: np.maximum(root, 0) ** 2,
        lambda root: np.maximum(_MIN_SPREAD_SHARE / 2 * root, _POISSON_ROOT_SPREAD),
    ),
    "level": _SpreadScale(
        np.positive,
        np.positive,
        lambda level: np.maximum(_MIN_SPREAD_SHARE * level, _POISSON_ROOT_SPREAD),
    ),
    "money": _SpreadScale(
        np.log,
        lambda log: np.exp(np.minimum(log, _MAX_LOG_MONEY)),
        lambda log: np.full_like(log, 2 * _MIN_SPREAD_SHARE),
    ),
}


def compute_usual_ranges(values: FloatArray, kind: ScaleKind) -> UsualRanges:
    """Compute the usual range of every value by the other values of the row.

    Args:
        values: one series per row, null where there is no value.
        kind: `count` for events: the spread grows with the square root of the count. `level` for
            a stock that is counted over and over: the spread does not. `money`: mistakes are
            factors, so the scale is the logarithm, and zero is no amount.
    """
    if kind == "money":
        values = np.where(values > 0, values, np.nan)
    usual_ranges = _compute_deviation_ranges(values, _SPREAD_SCALES[kind])
    if kind == "count":
        usual_ranges = _widen_by_chance(values, usual_ranges)
    low, high = (
        usual_ranges.centre + PRECEDENT_SLACK * (precedent - usual_ranges.centre)
        for precedent in find_outermost_others(values, PRECEDENT_COUNT)
    )
    low, high = np.fmin(usual_ranges.low, low), np.fmax(usual_ranges.high, high)
    has_enough_others = usual_ranges.others >= MIN_OTHERS
    return UsualRanges(
        *(
            np.where(has_enough_others, limits, np.nan)
            for limits in (low, usual_ranges.centre, high, usual_ranges.others)
        )
    )


def _compute_deviation_ranges(values: FloatArray, scale: _SpreadScale) -> UsualRanges:
    """Compute the limits of a modified z-score.

    The mean deviation counts too, because the median deviation is zero as soon as half of the
    others are equal. A spread from few others is uncertain, so the limit follows Student's
    distribution; the least spread is known beforehand.
    """
    other_statistics = compute_other_statistics(scale.transform(values))
    spread = np.fmax(
        _MEDIAN_TO_SPREAD * other_statistics.median_deviation,
        _MEAN_TO_SPREAD * other_statistics.mean_deviation,
    )
    student = special.stdtrit(np.maximum(other_statistics.count - 1, 1), special.ndtr(MAX_Z_SCORE))
    max_deviation = np.maximum(
        student * spread, MAX_Z_SCORE * scale.least_spread(other_statistics.median)
    )
    low, centre, high = (
        scale.invert(other_statistics.median + offset)
        for offset in (-max_deviation, 0, max_deviation)
    )
    return UsualRanges(low, centre, high, other_statistics.count)


def _widen_by_chance(values: FloatArray, usual_ranges: UsualRanges) -> UsualRanges:
    """Return ranges no narrower than the exact limits of a count where the others are small.

    The mean of the others is itself uncertain: with Jeffreys' prior, the next count after n
    counts with sum s is negative binomial (s + 1/2, n / (n + 1)). The others are clipped at the
    reach of a Poisson count around their median, so that one fault does not hide another.
    """
    max_centre = np.nanmax(usual_ranges.centre, axis=1, keepdims=True, initial=0)
    clipped_values = np.minimum(
        values, np.floor(max_centre + _MAX_POISSON_SPREADS * np.sqrt(max_centre + 1))
    )
    total = np.nansum(clipped_values, axis=1, keepdims=True) - clipped_values
    is_small = (total < SMALL_MEAN * usual_ranges.others) & (usual_ranges.others >= MIN_OTHERS)
    distinct_pairs, pair_index = np.unique(
        np.stack([total[is_small], usual_ranges.others[is_small]]), axis=1, return_inverse=True
    )
    shape, share = distinct_pairs[0] + 0.5, distinct_pairs[1] / (distinct_pairs[1] + 1)
    low, high = usual_ranges.low.copy(), usual_ranges.high.copy()
    for limit, choose_wider, exact_limit in (
        (low, np.minimum, stats.nbinom.ppf(TAIL_CHANCE / 2, shape, share)),
        (high, np.maximum, stats.nbinom.isf(TAIL_CHANCE / 2, shape, share)),
    ):
        limit[is_small] = choose_wider(limit[is_small], exact_limit[pair_index.ravel()])
    return UsualRanges(low, usual_ranges.centre, high, usual_ranges.others)
