"""The metrics of data quality, with thresholds and limits.

Thresholds are values of the catalogue; the computation is `marts.quality_metrics`. May import
only `row`.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from warehouse.catalogue.row import NamedRow

MetricId = Literal[
    "report_completeness",
    "timeliness",
    "element_completeness",
    "consistent_reporting",
    "completeness_over_time",
    "extreme_outliers",
    "moderate_outliers",
    "modified_z_outliers",
    "related_elements",
    "consistency_over_time",
    "first_pass_acceptance",
    "days_to_mend",
]

METRICS_WITH_LIMIT: frozenset[MetricId] = frozenset(
    {
        "extreme_outliers",
        "moderate_outliers",
        "modified_z_outliers",
        "related_elements",
        "consistency_over_time",
    }
)
PositiveNumber = Annotated[float, Field(gt=0)]


class Metric(NamedRow):
    """A metric of data quality, and the line between good and doubtful.

    `threshold` judges the metric: `higher` or `lower` is good; `near` means within that share of
    1, or of the ratio of the unit above. `limit` judges each tested value, pair or element; a
    unit with `divergent_from` of them beyond the limit in a year is divergent.
    """

    metric: MetricId
    direction: Literal["higher", "lower", "near"]
    threshold: PositiveNumber | None = None
    limit: PositiveNumber | None = None
    divergent_from: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _validate_metric(self) -> Self:
        if self.metric in METRICS_WITH_LIMIT and self.limit is None:
            raise ValueError("limit: thiếu ngưỡng cho từng phép thử / each test needs its limit")
        if self.direction == "near" and self.threshold is None:
            raise ValueError("threshold: near cần một ngưỡng / near needs a threshold")
        if self.divergent_from and self.threshold:
            raise ValueError(
                "threshold và divergent_from loại trừ nhau / only one of threshold, divergent_from"
            )
        return self
