"""The usual range of a value by the rest of the series: limits and centre.

Arrays in, arrays out, one series per row; `outliers` decides which values are compared. Imports
only `leave_one_out`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special, stats

from expectations.series.leave_one_out import Array, others, outermost

Kind = Literal["count", "level", "money"]

LEAST = 5
"""The least number of other values: if two are odd too, three still agree."""
FAR = 3.5
"""The limit of a modified z-score by Iglewicz and Hoaglin, and by WHO."""
SMALL = 10
"""Below this mean of the others, counts are judged by their exact distribution."""
CHANCE = 0.001
"""The chance of a small count beyond the limits, both sides together."""
PRECEDENTS = 2
"""Two other values as far out are a habit (a season, a lasting change), one may be a fault."""
SLACK = 1.5
"""The allowed distance from the centre, in distances of the precedents: peaks differ."""

_OF_MEDIAN, _OF_MEAN = 1.4826, 1.2533
"""Factors from the median and the mean of absolute deviations to a standard deviation."""
_LEAST_SHARE = 0.05
"""The least spread is a twentieth of the usual value: less needs no question."""
_ROOT_OF_POISSON = 0.5
"""The spread of the square root of a Poisson count, for any mean."""
_ALL_MONEY = 40
"""The logarithm of more dong than exist."""
_REACH = 5
"""Beyond this number of Poisson standard deviations, a value adds no more to a mean."""


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual range of each value and the number of others; null with too few others."""

    low: Array
    centre: Array
    high: Array
    others: Array


@dataclass(frozen=True, slots=True)
class _Scale:
    """A scale of even spread for a kind of values, and the least spread on the scale."""

    to: Callable[[Array], Array]
    back: Callable[[Array], Array]
    least_spread: Callable[[Array], Array]


_SCALES: dict[Kind, _Scale] = {
    "count": _Scale(
        np.sqrt,
        lambda root: np.maximum(root, 0) ** 2,
        lambda root: np.maximum(_LEAST_SHARE / 2 * root, _ROOT_OF_POISSON),
    ),
    "level": _Scale(
        np.positive, np.positive, lambda level: np.maximum(_LEAST_SHARE * level, _ROOT_OF_POISSON)
    ),
    "money": _Scale(
        np.log,
        lambda log: np.exp(np.minimum(log, _ALL_MONEY)),
        lambda log: np.full_like(log, 2 * _LEAST_SHARE),
    ),
}


def usual(values: Array, kind: Kind) -> Usual:
    """Compute the usual range of every value by the other values of the row.

    Args:
        values: one series per row, null where there is no value.
        kind: `count` for events: the spread grows with the square root of the count. `level` for
            a stock that is counted over and over: the spread does not. `money`: mistakes are
            factors, so the scale is the logarithm, and zero is no amount.
    """
    if kind == "money":
        values = np.where(values > 0, values, np.nan)
    found = _by_deviation(values, _SCALES[kind])
    if kind == "count":
        found = _by_chance(values, found)
    low, high = (
        found.centre + SLACK * (precedent - found.centre)
        for precedent in outermost(values, PRECEDENTS)
    )
    low, high = np.fmin(found.low, low), np.fmax(found.high, high)
    enough = found.others >= LEAST
    return Usual(*(np.where(enough, a, np.nan) for a in (low, found.centre, high, found.others)))


def _by_deviation(values: Array, scale: _Scale) -> Usual:
    """Compute the limits of a modified z-score.

    The mean deviation counts too, because the median deviation is zero as soon as half of the
    others are equal. A spread from few others is uncertain, so the limit follows Student's
    distribution; the least spread is known beforehand.
    """
    seen = others(scale.to(values))
    spread = np.fmax(_OF_MEDIAN * seen.median_deviation, _OF_MEAN * seen.mean_deviation)
    student = special.stdtrit(np.maximum(seen.count - 1, 1), special.ndtr(FAR))
    far = np.maximum(student * spread, FAR * scale.least_spread(seen.median))
    low, centre, high = (scale.back(seen.median + by) for by in (-far, 0, far))
    return Usual(low, centre, high, seen.count)


def _by_chance(values: Array, found: Usual) -> Usual:
    """Return ranges no narrower than the exact limits of a count where the others are small.

    The mean of the others is itself uncertain: with Jeffreys' prior, the next count after n
    counts with sum s is negative binomial (s + 1/2, n / (n + 1)). The others are clipped at the
    reach of a Poisson count around their median, so that one fault does not hide another.
    """
    reach = np.nanmax(found.centre, axis=1, keepdims=True, initial=0)
    drawn_in = np.minimum(values, np.floor(reach + _REACH * np.sqrt(reach + 1)))
    total = np.nansum(drawn_in, axis=1, keepdims=True) - drawn_in
    small = (total < SMALL * found.others) & (found.others >= LEAST)
    asked, place = np.unique(
        np.stack([total[small], found.others[small]]), axis=1, return_inverse=True
    )
    shape, share = asked[0] + 0.5, asked[1] / (asked[1] + 1)
    low, high = found.low.copy(), found.high.copy()
    for limit, wider, exact in (
        (low, np.minimum, stats.nbinom.ppf(CHANCE / 2, shape, share)),
        (high, np.maximum, stats.nbinom.isf(CHANCE / 2, shape, share)),
    ):
        limit[small] = wider(limit[small], exact[place.ravel()])
    return Usual(low, found.centre, high, found.others)
