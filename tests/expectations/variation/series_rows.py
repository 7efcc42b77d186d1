"""Series written as rows, for the tests of variation."""

import numpy as np

from expectations.variation.series_matrix import SeriesMatrix
from warehouse.periods import Grain

GAP = float("nan")


def count_matrix(*rows, grain=Grain.MONTH):
    """Return series of plain counts."""
    counts = np.array(rows, dtype=float)
    columns = np.ones((len(rows), 1))
    none = np.full(counts.shape, GAP)
    return SeriesMatrix(grain, counts, counts, none, columns, columns * np.inf)


def share_matrix(parts, wholes, grain=Grain.MONTH):
    """Return one series of percentages."""
    a, n = np.array([parts], dtype=float), np.array([wholes], dtype=float)
    hundred = np.full((1, 1), 100.0)
    return SeriesMatrix(grain, 100 * a / n, a, n, hundred, hundred)
