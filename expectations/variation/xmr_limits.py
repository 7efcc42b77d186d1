"""The limits of an XmR chart: mean and moving ranges of the baseline.

Arrays in, arrays out, one series per row. The constants are those of the NHS's «Making Data
Count»; only ranges between neighbours count, so that a gap adds none. Imports only
`patterns` and `series_matrix`.
"""

from dataclasses import dataclass

import numpy as np

from expectations.variation.patterns import BoolArray, FloatArray
from expectations.variation.series_matrix import average_rows

LIMIT_FACTOR = 2.66
"""From the mean moving range to the limits: three standard deviations of 1 / 1.128 ranges."""
NEAR_SHARE = 2 / 3
"""Where «close to a limit» begins, as a share of the way from the mean to the limit."""
_SCREEN_FACTOR = 3.267
"""A moving range beyond this multiple of the mean range is left out once (Nelson 1982)."""


@dataclass(frozen=True, slots=True)
class XmrLimits:
    """The limits of each series, one column; not clipped to possible values."""

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    near_low: FloatArray
    near_high: FloatArray


def compute_xmr_limits(
    values: FloatArray, is_baseline: BoolArray, *, is_screened: bool = False
) -> XmrLimits:
    """Compute the limits of each series from the baseline.

    Args:
        values: one series per row, null for a gap.
        is_baseline: the values from which the limits are computed.
        is_screened: leave out extreme moving ranges once, as NHSRplotthedots does and the NHS's
            workbook does not. Where a baseline holds two slips, they then shift the mean and not
            the limits, and every sound value lies outside.
    """
    baseline = np.where(is_baseline, values, np.nan)
    ranges = np.abs(np.diff(baseline, axis=1))
    mean_range = average_rows(ranges)
    if is_screened:
        mean_range = average_rows(np.where(ranges < _SCREEN_FACTOR * mean_range, ranges, np.nan))
        mean_range = np.where(np.isnan(mean_range), 0, mean_range)
    mean, reach = average_rows(baseline), LIMIT_FACTOR * mean_range
    return XmrLimits(
        mean, mean - reach, mean + reach, mean - NEAR_SHARE * reach, mean + NEAR_SHARE * reach
    )
