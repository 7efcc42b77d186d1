"""What is usual for a value, by the other values of its series: from where, to where, around what.

Arrays in, arrays out, a series a row; which values are held against it is `outliers`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special, stats

from expectations.series.leave_one_out import Array, others, outermost

Kind = Literal["count", "level", "money"]

LEAST = 5
"""Others that a value must have: were two of them odd too, three would still agree."""
FAR = 3.5
"""Iglewicz and Hoaglin's limit of a modified z-score, which is WHO's too."""
SMALL = 10
"""A mean of the others below which counts are judged by their exact distribution."""
CHANCE = 0.001
"""Of such a count beyond its limits, both sides together."""
PRECEDENTS = 2
"""So many others as far out are a habit (a season, a lasting change); one may be a fault."""
SLACK = 1.5
"""How much further than its precedents a value may lie from the centre: no two peaks are equal."""

_OF_MEDIAN, _OF_MEAN = 1.4826, 1.2533
"""From the median and the mean of absolute deviations to a standard deviation."""
_LEAST_SHARE = 0.05
"""A spread is at least a twentieth of what is usual: of less nobody need be asked."""
_ROOT_OF_POISSON = 0.5
"""The spread of the square root of a Poisson count, whatever its mean."""
_ALL_MONEY = 40
"""The logarithm of more dong than there are."""
_REACH = 5
"""Standard deviations of a Poisson count beyond which another value adds no more to a mean."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for each value, by how many others; null where they are too few."""

    low: Array
    centre: Array
    high: Array
    others: Array


@dataclass(frozen=True, slots=True)
class _Scale:
    """A scale on which values of one kind spread alike, and the least that they spread there."""

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
    """The usual range of every value by the others of its row.

    Args:
        values: a series a row, null where there is no value.
        kind: `count` of events, which spreads as the square root of it; `level` of what is
            counted over and over, which does not; `money`, which goes wrong by a factor, so
            that its scale is the logarithm, and of which none is no amount.
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
    """The limits of a modified z-score.

    The mean deviation counts too: that of the median is nothing as soon as half of the others
    are equal. A spread that few others tell is uncertain, so its limit is Student's; the least
    spread is known beforehand.
    """
    seen = others(scale.to(values))
    spread = np.fmax(_OF_MEDIAN * seen.median_deviation, _OF_MEAN * seen.mean_deviation)
    student = special.stdtrit(np.maximum(seen.count - 1, 1), special.ndtr(FAR))
    far = np.maximum(student * spread, FAR * scale.least_spread(seen.median))
    low, centre, high = (scale.back(seen.median + by) for by in (-far, 0, far))
    return Usual(low, centre, high, seen.count)


def _by_chance(values: Array, found: Usual) -> Usual:
    """The same, no narrower than the exact limits of a count where the others are small.

    Their mean is itself uncertain: with Jeffreys' prior, the next count after n that sum to s
    is negative binomial (s + 1/2, n / (n + 1)). The others are drawn in to what a Poisson count
    around their median can reach, so that one fault does not hide another.
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
