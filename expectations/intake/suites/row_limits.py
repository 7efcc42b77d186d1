"""Our own expectation about a value between two limits in the same row.

Great Expectations has limits for a whole column only. Only `validation` imports this module,
inside a function, because it imports Great Expectations.
"""

from typing import Any, Literal

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    MulticolumnMapMetricProvider,
    multicolumn_condition_partial,
)
from great_expectations.render.renderer_configuration import RendererValueType

from expectations.intake.suites.description import describe_expectation


class MulticolumnValuesWithinRowLimits(MulticolumnMapMetricProvider):  # type: ignore[misc]
    """Metric: the first of three columns lies between the second and the third, row by row."""

    condition_metric_name = "multicolumn_values.within_row_limits"
    condition_domain_keys = ("batch_id", "table", "column_list", "ignore_row_if")
    condition_value_keys = ()

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> "pd.Series[bool]":  # noqa: N805 - GX
        value, low, high = (column_list.iloc[:, place] for place in range(3))
        return (value >= low) & (value <= high)


class ExpectMulticolumnValuesToBeWithinRowLimits(MulticolumnMapExpectation):  # type: ignore[misc]
    """Expect the value of a row to lie between the limits in the same row.

    ExpectMulticolumnValuesToBeWithinRowLimits is a Multicolumn Map Expectation.

    Multicolumn Map Expectations are evaluated for a set of columns and ask a yes/no question
    about the row-wise relationship between those columns. Based on the result, they then
    calculate the percentage of rows that gave a positive answer. If the percentage is high
    enough, the Expectation considers that data valid.

    Args:
        column_list (tuple or list): the value, its lower limit, its upper limit, in this order.
            The limits themselves are allowed.

    Other Parameters:
        ignore_row_if (str): "all_values_are_missing", "any_value_is_missing" or "never". \
            Default "any_value_is_missing": a row without limits is not checked.
        mostly (None or a float between 0 and 1): the share of rows that must hold. Default 1.
        severity (str or None): "critical", "warning" or "info".

    Returns:
        An [ExpectationValidationResult](https://docs.greatexpectations.io/docs/terms/validation_result)

    Supported Data Sources:
        [Pandas](https://docs.greatexpectations.io/docs/application_integration_support/)

    Data Quality Issues:
        Numeric

    Example Data:
                visits  low  high
            0       12    8    20
            1      120    8    20
            2       19    8  null

    Code Examples:
        Failing Case:
            Input:
                ExpectMulticolumnValuesToBeWithinRowLimits(column_list=["visits", "low", "high"])

            Output:
                {
                  "result": {
                    "element_count": 2,
                    "unexpected_count": 1,
                    "unexpected_percent": 50.0
                  },
                  "success": false
                }
    """

    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = (
        "any_value_is_missing"
    )

    map_metric = "multicolumn_values.within_row_limits"
    args_keys = ("column_list",)

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: Any) -> Any:
        configuration = cls._add_array_params(
            array_param_name="column_list",
            param_prefix="column_list_",
            renderer_configuration=_add_column_list(renderer_configuration),
        )
        return describe_expectation(
            cls,
            configuration,
            "Values in $column_list_0 must lie between $column_list_1 and $column_list_2 of the "
            "same row",
        )


def _add_column_list(configuration: Any) -> Any:
    configuration.add_param(name="column_list", param_type=RendererValueType.ARRAY)
    return configuration
