"""Our own expectation about the limits of many columns at once, as a first look at a batch.

Great Expectations spends some 15 ms on each expectation, whatever the rows. Only `validation`
imports this module, inside a function, because it imports Great Expectations.
"""

from typing import Any, ClassVar

import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from great_expectations.render.renderer_configuration import RendererValueType

from expectations.intake.suites.description import describe_expectation

_METRIC_NAME = "table.columns_beyond_limits"


class TableColumnsBeyondLimits(TableMetricProvider):  # type: ignore[misc]
    """Metric: the names of the limits that some value of a column, or its absence, breaks."""

    metric_name = _METRIC_NAME
    value_keys = ("column_limits",)

    @metric_value(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(
        cls,  # noqa: N805 - GX
        execution_engine: Any,
        metric_domain_kwargs: Any,
        metric_value_kwargs: Any,
        **_: Any,
    ) -> list[str]:
        frame, *_rest = execution_engine.get_compute_domain(
            metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        limits = metric_value_kwargs["column_limits"]
        columns = frame[sorted({limit["column"] for limit in limits.values()})]
        summary = pd.DataFrame(
            {"least": columns.min(), "most": columns.max(), "count": columns.count()}
        ).to_dict("index")
        return [
            name
            for name, limit in limits.items()
            if _breaks_limit(limit, summary[limit["column"]], len(frame))
        ]


def _breaks_limit(limit: dict[str, Any], summary: dict[Any, Any], row_count: int) -> bool:
    """Return whether a column breaks a limit; a column without values has NaN for both ends."""
    if not limit.keys() & {"min_value", "max_value"}:
        return bool(summary["count"] < row_count)
    least, most = limit.get("min_value"), limit.get("max_value")
    is_below = least is not None and summary["least"] < least
    return is_below or (most is not None and bool(summary["most"] > most))


class ExpectTableColumnsToBeWithinLimits(BatchExpectation):  # type: ignore[misc]
    """Expect every column to hold its limits: a least value, a most value, or no empty row.

    ExpectTableColumnsToBeWithinLimits is a Batch Expectation.

    Batch Expectations are one of the most common types of Expectation. They are evaluated for an
    entire Batch, and answer a semantic question about the Batch itself.

    Args:
        column_limits (dict): a name of each limit, with the column, `min_value` and `max_value`. \
            A limit without both values means: no row is empty.

    Other Parameters:
        severity (str or None): "critical", "warning" or "info".

    Returns:
        An [ExpectationValidationResult](https://docs.greatexpectations.io/docs/terms/validation_result)

    Supported Data Sources:
        [Pandas](https://docs.greatexpectations.io/docs/application_integration_support/)

    Data Quality Issues:
        Numeric

    Example Data:
                visits  fined
            0       12      0
            1       -1   null

    Code Examples:
        Failing Case:
            Input:
                ExpectTableColumnsToBeWithinLimits(
                    column_limits={
                        "no debt": {"column": "visits", "min_value": 0},
                        "given": {"column": "fined"},
                    }
                )

            Output:
                {
                  "result": {"observed_value": ["no debt", "given"]},
                  "success": false
                }
    """

    column_limits: dict[str, Any]

    metric_dependencies = (_METRIC_NAME,)
    success_keys = ("column_limits",)
    args_keys: ClassVar = ("column_limits",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        broken_limits = metrics[_METRIC_NAME]
        return {"success": not broken_limits, "result": {"observed_value": broken_limits}}

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: Any) -> Any:
        renderer_configuration.add_param(name="column_limits", param_type=RendererValueType.OBJECT)
        return describe_expectation(
            cls, renderer_configuration, "Columns must hold the limits $column_limits"
        )
