"""Expectations about pairs of columns that Great Expectations does not have, in its idiom.

Imported by `validation` alone, inside a function, since it imports Great Expectations. Which
columns are held to which of them is said by the rules.
"""

from typing import Any, ClassVar, Literal

from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnPairMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnPairMapMetricProvider,
    column_pair_condition_partial,
)

_ROUNDING = 1e-9
"""A hundred times 1.15 is a hair below 115."""


class ColumnPairValuesAPositiveOnlyIfB(ColumnPairMapMetricProvider):  # type: ignore[misc]
    """Metric: A is above zero only where B is."""

    condition_metric_name = "column_pair_values.a_positive_only_if_b"

    @column_pair_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_A: Any, column_B: Any, **_: Any) -> Any:  # noqa: N803, N805
        return (column_A <= 0) | (column_B > 0)


class ColumnPairValuesABetweenMultiplesOfB(ColumnPairMapMetricProvider):  # type: ignore[misc]
    """Metric: A lies between two multiples of B."""

    condition_metric_name = "column_pair_values.a_between_multiples_of_b"
    condition_value_keys = ("min_multiple", "max_multiple")

    @column_pair_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_A: Any, column_B: Any, **kwargs: Any) -> Any:  # noqa: N803, N805
        low, high = kwargs["min_multiple"], kwargs["max_multiple"]
        not_below = column_A >= column_B * low * (1 - _ROUNDING)
        not_above = column_A <= column_B * high * (1 + _ROUNDING)
        # A negative count is an error of its own, and tells nothing of the other.
        return (column_A < 0) | (column_B < 0) | (not_below & not_above)


class ExpectColumnPairValuesAToBePositiveOnlyIfBAre(ColumnPairMapExpectation):  # type: ignore[misc]
    """Expect the values in column A to be above zero only where those in column B are.

    Args:
        column_A (str): The column that needs the other.
        column_B (str): The column it needs.

    Other Parameters:
        ignore_row_if (str): "both_values_are_missing", "either_value_is_missing" or "neither".
    """

    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"]

    map_metric = "column_pair_values.a_positive_only_if_b"
    success_keys: ClassVar = ("column_A", "column_B", "ignore_row_if", "mostly")
    args_keys = ("column_A", "column_B")


class ExpectColumnPairValuesAToBeBetweenMultiplesOfB(ColumnPairMapExpectation):  # type: ignore[misc]
    """Expect the values in column A to lie between two multiples of those in column B.

    So many for each: where B is zero, A must be. No more than B is between 0 and 1 times B.

    Args:
        column_A (str): The column that is bounded.
        column_B (str): The column that bounds it.
        min_multiple (float): The least A for each B.
        max_multiple (float): The most A for each B.

    Other Parameters:
        ignore_row_if (str): "both_values_are_missing", "either_value_is_missing" or "neither".
    """

    min_multiple: float
    max_multiple: float
    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"]

    map_metric = "column_pair_values.a_between_multiples_of_b"
    success_keys: ClassVar = (
        "column_A",
        "column_B",
        "min_multiple",
        "max_multiple",
        "ignore_row_if",
        "mostly",
    )
    args_keys = ("column_A", "column_B", "min_multiple", "max_multiple")
