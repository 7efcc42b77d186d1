"""The patterns beyond chance: a value outside, a run, a trend, two of three close to a limit.

Arrays in, arrays out, one series per row; null is a gap, and nothing runs across a gap. A pattern
belongs to its last period, so that a later figure never changes what an earlier period said. The
four rules and their order are those of the NHS's «Making Data Count» (NHSRplotthedots 0.2.2).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

RUN_LENGTH = 7
"""The least length of a run on one side of the mean, where both sides are equally likely."""
TREND_LENGTH = 7
"""The least length of a trend, in periods: six steps in one direction."""
CLOSE_WINDOW, CLOSE_COUNT = 3, 2
"""Two of three periods close to a limit."""
_TOLERANCE = 1e-9
"""A mean of equal values may differ from them by an error of rounding."""


def compare_with(values: FloatArray, line: FloatArray) -> IntArray:
    """Return the side of a line for each value: 1 above, -1 below, 0 equal or a gap."""
    distance = values - line
    is_apart = np.abs(distance) > _TOLERANCE * np.maximum(1, np.abs(line))
    return np.where(is_apart, np.sign(distance), 0).astype(np.int64)


def find_outside(values: FloatArray, low: FloatArray, high: FloatArray) -> IntArray:
    """Return 1 where a value is above the upper limit, -1 below the lower limit, 0 elsewhere."""
    return np.maximum(compare_with(values, high), 0) + np.minimum(compare_with(values, low), 0)


def measure_runs(sides: IntArray) -> IntArray:
    """Return the length of the run on one side up to each period; 0 for none."""
    return _accumulate(sides, np.ones(sides.shape, dtype=np.int64))


def find_runs(sides: IntArray, side_chances: FloatArray) -> BoolArray:
    """Return the ends of runs as unlikely as seven tosses of a coin.

    Args:
        sides: the side of the mean of each value.
        side_chances: the chance of that side; one half makes this the NHS's rule of seven.
    """
    weights = -np.log(np.maximum(side_chances, np.finfo(float).tiny))
    unlikeliness = _accumulate(sides, weights)
    is_unlikely: BoolArray = unlikeliness >= RUN_LENGTH * np.log(2) - _TOLERANCE
    return is_unlikely & (measure_runs(sides) >= RUN_LENGTH)


def find_step_directions(values: FloatArray) -> IntArray:
    """Return the direction of the step to each value: 1 up, -1 down, 0 level or after a gap."""
    steps = compare_with(values[:, 1:], values[:, :-1])
    return np.pad(steps, ((0, 0), (1, 0)))


def measure_trends(values: FloatArray) -> IntArray:
    """Return the number of values of the trend up to each period; 0 for none."""
    step_counts = measure_runs(find_step_directions(values))
    return np.where(step_counts > 0, step_counts + 1, 0)


def find_close_pairs(is_close: BoolArray, sides: IntArray) -> BoolArray:
    """Return where the last of three values on one side is close to a limit, and another too."""
    pair_ends = np.zeros(is_close.shape, dtype=bool)
    reach = CLOSE_WINDOW - 1
    for last in range(reach, is_close.shape[1]):
        window = slice(last - reach, last + 1)
        is_one_sided = np.abs(sides[:, window].sum(axis=1)) == CLOSE_WINDOW
        has_pair = is_close[:, window].sum(axis=1) >= CLOSE_COUNT
        pair_ends[:, last] = is_close[:, last] & has_pair & is_one_sided
    return pair_ends


def cover_patterns(ends: BoolArray, lengths: IntArray) -> BoolArray:
    """Return every period of a pattern, from the ends and lengths of the patterns."""
    places = np.arange(ends.shape[1])
    starts = np.where(ends, places - lengths + 1, ends.shape[1])
    return np.minimum.accumulate(starts[:, ::-1], axis=1)[:, ::-1] <= places


def _accumulate(sides: IntArray, weights: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the sum of weights of the run up to each place."""
    sums = np.where(sides != 0, weights, 0)
    for place in range(1, sides.shape[1]):
        goes_on = (sides[:, place] != 0) & (sides[:, place] == sides[:, place - 1])
        sums[:, place] += np.where(goes_on, sums[:, place - 1], 0)
    return sums
