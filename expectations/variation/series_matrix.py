"""Series as the rows of arrays, and their baselines.

Values only: which limits suit them is `ladder`. A baseline is the first periods of a series and
stays the same ever after; a declared break begins another series, in a row of its own. Imports
only `patterns`.
"""

from dataclasses import dataclass

import numpy as np

from expectations.variation.patterns import BoolArray, FloatArray
from warehouse.periods import Grain


@dataclass(frozen=True, slots=True)
class SeriesMatrix:
    """Series of one grain, a row each; null where a period is absent, incomplete or of another row.

    `denominators` are null for plain counts. `factors` and `ceilings` are columns: what a ratio is
    multiplied by, and the most that a value can be.
    """

    grain: Grain
    values: FloatArray
    numerators: FloatArray
    denominators: FloatArray
    factors: FloatArray
    ceilings: FloatArray

    def select_rows(self, is_selected: BoolArray) -> "SeriesMatrix":
        """Return the selected series."""
        return SeriesMatrix(
            self.grain,
            self.values[is_selected],
            self.numerators[is_selected],
            self.denominators[is_selected],
            self.factors[is_selected],
            self.ceilings[is_selected],
        )


def mark_baseline(values: FloatArray, size: int) -> BoolArray:
    """Mark the first values of each series, up to a number of values."""
    is_value = ~np.isnan(values)
    return is_value & (np.cumsum(is_value, axis=1) <= size)


def average_rows(values: FloatArray) -> FloatArray:
    """Return the mean of the values of each row as a column; null for a row without any."""
    counts = np.sum(~np.isnan(values), axis=1, keepdims=True)
    sums = np.nansum(values, axis=1, keepdims=True)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def average_smaller_counts(matrix: SeriesMatrix, is_baseline: BoolArray) -> FloatArray:
    """Return the mean count of each series; of a share, of the smaller of a and n - a."""
    others = matrix.denominators - matrix.numerators
    is_share = np.isfinite(matrix.ceilings) & ~np.isnan(others)
    smaller = np.where(is_share, np.minimum(matrix.numerators, others), matrix.numerators)
    return average_rows(np.where(is_baseline, smaller, np.nan))
