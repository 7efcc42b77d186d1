"""Our own expectations about pairs of columns, in the idiom of Great Expectations.

Only `validation` imports this module, inside a function, because it imports Great Expectations.
`rules` and `relations` decide which columns are compared.
"""

from typing import Any, ClassVar, Literal

from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnPairMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnPairMapMetricProvider,
    column_pair_condition_partial,
)

from expectations.intake.suites.description import describe_expectation

_ROUNDING_TOLERANCE = 1e-9
"""Tolerance for rounding: in floating point, a hundred times 1.15 is a hair below 115."""


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
        not_below = column_A >= column_B * low * (1 - _ROUNDING_TOLERANCE)
        not_above = column_A <= column_B * high * (1 + _ROUNDING_TOLERANCE)
        # A negative count is an error of its own and says nothing about the pair.
        return (column_A < 0) | (column_B < 0) | (not_below & not_above)


class ExpectColumnPairValuesAToBePositiveOnlyIfBAre(ColumnPairMapExpectation):  # type: ignore[misc]
    """Expect the values in column A to be above zero only where column B is above zero.

    ExpectColumnPairValuesAToBePositiveOnlyIfBAre is a Column Pair Map Expectation.

    Column Pair Map Expectations are evaluated for a pair of columns and ask a yes/no question
    about the row-wise relationship between those two columns. Based on the result, they then
    calculate the percentage of rows that gave a positive answer. If the percentage is high
    enough, the Expectation considers that data valid.

    Args:
        column_A (str): The column that may be above zero only together with column B.
        column_B (str): The column that must then be above zero.

    Other Parameters:
        ignore_row_if (str): "both_values_are_missing", "either_value_is_missing" or "neither". \
            Default "either_value_is_missing": a row without both values is not checked.
        mostly (None or a float between 0 and 1): the share of rows that must hold. Default 1.
        severity (str or None): "critical", "warning" or "info".

    Returns:
        An [ExpectationValidationResult](https://docs.greatexpectations.io/docs/terms/validation_result)

    Supported Data Sources:
        [Pandas](https://docs.greatexpectations.io/docs/application_integration_support/)

    Data Quality Issues:
        Numeric

    Example Data:
                fined  violations
            0       3           5
            1       0           0
            2       2           0

    Code Examples:
        Failing Case:
            Input:
                ExpectColumnPairValuesAToBePositiveOnlyIfBAre(
                    column_A="fined", column_B="violations"
                )

            Output:
                {
                  "result": {
                    "element_count": 3,
                    "unexpected_count": 1,
                    "partial_unexpected_list": [[2, 0]]
                  },
                  "success": false
                }
    """

    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"] = (
        "either_value_is_missing"
    )

    map_metric = "column_pair_values.a_positive_only_if_b"
    success_keys: ClassVar = ("column_A", "column_B", "ignore_row_if", "mostly")
    args_keys = ("column_A", "column_B")

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: Any) -> Any:
        return describe_expectation(
            cls,
            renderer_configuration,
            "Values in $column_A must be above zero only where those in $column_B are",
        )


class ExpectColumnPairValuesAToBeBetweenMultiplesOfB(ColumnPairMapExpectation):  # type: ignore[misc]
    """Expect the values in column A to lie between two multiples of column B.

    Where B is zero, A must be zero. The multiples 0 and 1 mean: A is at most B.

    ExpectColumnPairValuesAToBeBetweenMultiplesOfB is a Column Pair Map Expectation.

    Column Pair Map Expectations are evaluated for a pair of columns and ask a yes/no question
    about the row-wise relationship between those two columns. Based on the result, they then
    calculate the percentage of rows that gave a positive answer. If the percentage is high
    enough, the Expectation considers that data valid.

    Args:
        column_A (str): The column that is bounded.
        column_B (str): The column that bounds column A.
        min_multiple (float): The least A per unit of B.
        max_multiple (float): The most A per unit of B.

    Other Parameters:
        ignore_row_if (str): "both_values_are_missing", "either_value_is_missing" or "neither". \
            Default "either_value_is_missing": a row without both values is not checked.
        mostly (None or a float between 0 and 1): the share of rows that must hold. Default 1.
        severity (str or None): "critical", "warning" or "info".

    Returns:
        An [ExpectationValidationResult](https://docs.greatexpectations.io/docs/terms/validation_result)

    Supported Data Sources:
        [Pandas](https://docs.greatexpectations.io/docs/application_integration_support/)

    Data Quality Issues:
        Numeric

    Example Data:
                participants  sessions
            0            120         3
            1              9         3
            2              4         0

    Code Examples:
        Failing Case:
            Input:
                ExpectColumnPairValuesAToBeBetweenMultiplesOfB(
                    column_A="participants", column_B="sessions", min_multiple=5, max_multiple=500
                )

            Output:
                {
                  "result": {
                    "element_count": 3,
                    "unexpected_count": 2,
                    "partial_unexpected_list": [[9, 3], [4, 0]]
                  },
                  "success": false
                }
    """

    min_multiple: float
    max_multiple: float
    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"] = (
        "either_value_is_missing"
    )

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

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: Any) -> Any:
        return describe_expectation(
            cls,
            renderer_configuration,
            "Values in $column_A must be between $min_multiple and $max_multiple times those in "
            "$column_B",
            numbers=("min_multiple", "max_multiple"),
        )
