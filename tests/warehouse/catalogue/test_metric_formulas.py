"""The formula of each metric in words, with the limits that the catalogue states."""

import pytest

from tests import spec
from warehouse.catalogue.metric_formulas import describe_metric

METRICS = spec.catalogue().metrics


@pytest.mark.parametrize("name", list(METRICS))
def test_every_metric_has_a_formula_in_two_languages_without_a_blank(name):
    vi, en = describe_metric(METRICS[name])
    assert vi != en
    assert "{" not in vi + en


@pytest.mark.parametrize(
    ("name", "limit", "vi", "en"),
    [
        ("modified_z_outliers", 3.5, "quá 3,5 ÷", "over 3.5 from"),
        ("extreme_outliers", 4, "quá 4 độ lệch", "over 4 standard"),
        ("related_elements", 0.07, "giới hạn 7 %", "within 7 %"),
        ("consistency_over_time", 0.33, "quá 33 %", "within 33 %"),
    ],
)
def test_the_limit_is_that_of_the_catalogue(name, limit, vi, en):
    texts = describe_metric(METRICS[name].model_copy(update={"limit": limit}))
    assert vi in texts[0]
    assert en in texts[1]
