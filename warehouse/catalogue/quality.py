"""The measures of data quality: which are shown, and what each is held against.

Their thresholds are catalogue values; how each is reckoned is `marts.quality_metrics`.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from warehouse.catalogue.row import Named

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

TESTED_ONE_BY_ONE: frozenset[MetricId] = frozenset(
    {
        "extreme_outliers",
        "moderate_outliers",
        "modified_z_outliers",
        "related_elements",
        "consistency_over_time",
    }
)
Positive = Annotated[float, Field(gt=0)]


class Metric(Named):
    """A measure of data quality, and the line between good and doubtful.

    `threshold` judges the measure itself: `higher` or `lower` is good, `near` is within that share
    of 1 or of the ratio of the unit above. `limit` judges each value, pair or element that is
    tested; with `divergent_from` of them beyond it in a year, a unit is divergent.
    """

    metric: MetricId
    direction: Literal["higher", "lower", "near"]
    threshold: Positive | None = None
    limit: Positive | None = None
    divergent_from: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.metric in TESTED_ONE_BY_ONE and self.limit is None:
            raise ValueError("limit: thiếu ngưỡng cho từng phép thử / each test needs its limit")
        if self.direction == "near" and self.threshold is None:
            raise ValueError("threshold: near cần một ngưỡng / near needs a threshold")
        if self.divergent_from and self.threshold:
            raise ValueError(
                "threshold và divergent_from loại trừ nhau / only one of threshold, divergent_from"
            )
        return self
