"""Leave-one-out statistics: for each value of a series, statistics of the remaining values.

A value inside its own baseline can hardly stand out: among n values, the largest distance from
the mean is sqrt(n - 1) standard deviations. Numbers only: `usual_range` decides which values are
unusual. Imports no other module of the house.
"""

from dataclasses import dataclass

import numpy as np

FloatArray = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
PlaceArray = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class OtherStatistics:
    """For every value: number, median and deviations of the other values.

    The mean deviation leaves out the largest deviation, which may belong to a fault. The arrays
    have the shape of the values, a series per row; null where there is no value.
    """

    count: FloatArray
    median: FloatArray
    median_deviation: FloatArray
    mean_deviation: FloatArray


def compute_other_statistics(values: FloatArray) -> OtherStatistics:
    """Compute exact statistics of the other values with a few sorts, for any length of series.

    Without one value, the median of the others lies at one of three places only, depending on the
    side of the value. The deviations from each of the three medians are then treated in the same
    way.
    """
    count = _count_known(values) - 1
    median, side, medians = _compute_median_of_others(values)
    median_deviation, mean_deviation = np.full_like(values, np.nan), np.full_like(values, np.nan)
    for number, centre in enumerate(medians):
        deviations = np.abs(values - centre)
        deviation_sum = (
            np.nansum(deviations, axis=1, keepdims=True)
            - deviations
            - find_outermost_others(deviations, 1)[1]
        )
        mean_from_centre = deviation_sum / np.maximum(count - 1, 1)
        median_deviation = np.where(
            side == number, _compute_median_of_others(deviations)[0], median_deviation
        )
        mean_deviation = np.where(side == number, mean_from_centre, mean_deviation)
    return OtherStatistics(_mask_unknown(values, count), median, median_deviation, mean_deviation)


def find_outermost_others(values: FloatArray, place: int) -> tuple[FloatArray, FloatArray]:
    """Find the `place`-th lowest and highest of the other values; places count from 1."""
    sorted_values, rank = _sort_and_rank(values)
    count = _count_known(values)
    low = np.where(rank < place, place, place - 1)
    high = np.where(rank >= count - place, count - place - 1, count - place)
    return (
        _mask_unknown(values, _pick_values(sorted_values, low)),
        _mask_unknown(values, _pick_values(sorted_values, high)),
    )


def _compute_median_of_others(
    values: FloatArray,
) -> tuple[FloatArray, PlaceArray, list[FloatArray]]:
    """Compute the median of the others, the side of each value, and the three medians."""
    sorted_values, rank = _sort_and_rank(values)
    other_count = _count_known(values) - 1
    low, high = np.maximum(other_count - 1, 0) // 2, other_count // 2
    below = _pick_values(sorted_values, low), _pick_values(sorted_values, high)
    above = _pick_values(sorted_values, low + 1), _pick_values(sorted_values, high + 1)
    medians = [(below[0] + below[1]) / 2, (below[0] + above[1]) / 2, (above[0] + above[1]) / 2]
    side = np.where(rank > high, 0, np.where(rank > low, 1, 2))
    return _mask_unknown(values, np.choose(side, medians)), side, medians


def _sort_and_rank(values: FloatArray) -> tuple[FloatArray, PlaceArray]:
    """Sort each series, and return the place of each value; missing values stand last."""
    order = np.argsort(values, axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(values.shape[1])[None, :], axis=1)
    return np.take_along_axis(values, order, axis=1), rank


def _pick_values(sorted_values: FloatArray, place: PlaceArray) -> FloatArray:
    return np.take_along_axis(sorted_values, np.clip(place, 0, sorted_values.shape[1] - 1), axis=1)


def _count_known(values: FloatArray) -> PlaceArray:
    count: PlaceArray = np.sum(~np.isnan(values), axis=1, keepdims=True)
    return count


def _mask_unknown(values: FloatArray, statistics: FloatArray | PlaceArray) -> FloatArray:
    return np.where(np.isnan(values), np.nan, statistics)
