"""A linear program solved many times with changing aims and bounds.

The only module that knows HiGHS. Whatever is not solved to the optimum is an answer of its own,
never a number: who asks must take it for the worst case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Positions = NDArray[np.int32]
INFINITY = float(highspy.kHighsInf)
TOLERANCE = 1e-6
"""A difference of counts below this is the arithmetic's, not the table's."""


class UnsolvedError(RuntimeError):
    """The solver gives neither an optimum nor a proof of infeasibility."""


@dataclass(frozen=True, slots=True)
class Row:
    """An equation: the weighted sum of some columns is a number."""

    columns: Sequence[int]
    weights: Sequence[float]
    total: float


class _QuietHighs(highspy.Highs):  # type: ignore[misc]  # the library has no types
    """HiGHS without callbacks: to register them prints a banner on the standard output."""

    def enableCallbacks(self) -> None:  # noqa: N802  # the library's name
        """Register nothing."""


class LinearProgram:
    """Equations over columns with bounds and costs; solved again from the last basis."""

    def __init__(self, rows: Sequence[Row], lower: Numbers, upper: Numbers, cost: Numbers) -> None:
        self._highs = _QuietHighs()
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("presolve", "off")  # it would throw the last basis away
        self._highs.passModel(_build_model(rows, lower, upper, cost))

    def set_cost(self, column: int, cost: float) -> None:
        """Set the cost of a column."""
        self._highs.changeColCost(column, cost)

    def set_bounds(self, columns: Positions, lower: Numbers, upper: Numbers) -> None:
        """Set the bounds of some columns, each by its own number."""
        self._highs.changeColsBounds(len(columns), columns, lower, upper)

    def solve(self) -> Numbers | None:
        """Return the cheapest solution; None for an infeasible programme.

        Raises:
            UnsolvedError: the solver has no answer, even from a fresh start.
        """
        for _ in range(2):
            self._highs.run()
            status = self._highs.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                return np.asarray(self._highs.getSolution().col_value, dtype=np.float64)
            if status == highspy.HighsModelStatus.kInfeasible:
                return None
            self._highs.clearSolver()
        raise UnsolvedError(str(status))


def _build_model(
    rows: Sequence[Row], lower: Numbers, upper: Numbers, cost: Numbers
) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(rows)
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, lower, upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.columns) for row in rows)])
    model.a_matrix_.index_ = np.array([c for row in rows for c in row.columns])
    model.a_matrix_.value_ = np.array([w for row in rows for w in row.weights], dtype=np.float64)
    totals = np.array([row.total for row in rows], dtype=np.float64)
    model.row_lower_ = model.row_upper_ = totals
    return model
