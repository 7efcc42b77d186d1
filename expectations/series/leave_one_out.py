"""Leave-one-out statistics: for each value of a series, statistics of the remaining values.

A value inside its own baseline can hardly stand out: among n values, the largest distance from
the mean is sqrt(n - 1) standard deviations. Numbers only: `usual` decides which values are
unusual. Imports no other module of the house.
"""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Places = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Others:
    """For every value: number, median and deviations of the other values.

    The mean deviation leaves out the largest deviation, which may belong to a fault. The arrays
    have the shape of the values, a series per row; null where there is no value.
    """

    count: Array
    median: Array
    median_deviation: Array
    mean_deviation: Array


def others(values: Array) -> Others:
    """Compute exact statistics of the other values with a few sorts, for any length of series.

    Without one value, the median of the others lies at one of three places only, depending on the
    side of the value. The deviations from each of the three medians are then treated in the same
    way.
    """
    count = _count(values) - 1
    median, side, medians = _median_of_others(values)
    middle, mean = np.full_like(values, np.nan), np.full_like(values, np.nan)
    for number, centre in enumerate(medians):
        away = np.abs(values - centre)
        rest = np.nansum(away, axis=1, keepdims=True) - away - outermost(away, 1)[1]
        of_others = rest / np.maximum(count - 1, 1)
        middle = np.where(side == number, _median_of_others(away)[0], middle)
        mean = np.where(side == number, of_others, mean)
    return Others(_where_known(values, count), median, middle, mean)


def outermost(values: Array, place: int) -> tuple[Array, Array]:
    """Find the `place`-th lowest and highest of the other values; places count from 1."""
    ordered, rank = _ordered(values)
    count = _count(values)
    low = np.where(rank < place, place, place - 1)
    high = np.where(rank >= count - place, count - place - 1, count - place)
    return (
        _where_known(values, _taken(ordered, low)),
        _where_known(values, _taken(ordered, high)),
    )


def _median_of_others(values: Array) -> tuple[Array, Places, list[Array]]:
    """Compute the median of the others, the side of each value, and the three medians."""
    ordered, rank = _ordered(values)
    left = _count(values) - 1
    low, high = np.maximum(left - 1, 0) // 2, left // 2
    below = _taken(ordered, low), _taken(ordered, high)
    above = _taken(ordered, low + 1), _taken(ordered, high + 1)
    medians = [(below[0] + below[1]) / 2, (below[0] + above[1]) / 2, (above[0] + above[1]) / 2]
    side = np.where(rank > high, 0, np.where(rank > low, 1, 2))
    return _where_known(values, np.choose(side, medians)), side, medians


def _ordered(values: Array) -> tuple[Array, Places]:
    """Sort each series, and return the place of each value; missing values stand last."""
    order = np.argsort(values, axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(values.shape[1])[None, :], axis=1)
    return np.take_along_axis(values, order, axis=1), rank


def _taken(ordered: Array, place: Places) -> Array:
    return np.take_along_axis(ordered, np.clip(place, 0, ordered.shape[1] - 1), axis=1)


def _count(values: Array) -> Places:
    count: Places = np.sum(~np.isnan(values), axis=1, keepdims=True)
    return count


def _where_known(values: Array, said: Array | Places) -> Array:
    return np.where(np.isnan(values), np.nan, said)
