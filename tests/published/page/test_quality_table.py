"""The quality of each form's data on the page: in words, with verdicts, or why there is none."""

import pyarrow as pa
import pytest

from assets.published.page.page_texts import PageWording
from assets.published.page.quality_table import PAGE_METRICS, build_quality_table
from tests import spec
from warehouse.schema.quality_fields import QUALITY_NULL_REASONS
from warehouse.store import Store

CATALOGUE = spec.catalogue()
YEARS = {2022: True, 2023: True}


@pytest.fixture
def table_of(tmp_path):
    def build(*rows, lang="vi"):
        with Store(tmp_path / "snapshot.duckdb") as store:
            store.create_table("marts.quality_metrics")
            store.append_rows("marts.quality_metrics", pa.Table.from_pylist(list(rows)))
            return build_quality_table(CATALOGUE, store, YEARS, PageWording(lang))

    return build


def row(metric, value, met=None, reason=None, unit="DK"):
    return {
        "metric": metric,
        "form": "ward",
        "unit": unit,
        "level": "district",
        "year": 2023,
        "value": value,
        "met": met,
        "units_divergent": 0,
        "null_reason": reason,
    }


def cells(table):
    """Return the cells of 2023 by measure."""
    ((name, measures),) = table.rows
    assert name == "Báo cáo tháng của phường"
    assert (table.forms, table.metrics) == (("ward",), PAGE_METRICS)
    cells_by_metric = dict(zip(PAGE_METRICS, measures, strict=True))
    return {m: next(c for c in years if c.year == 2023) for m, years in cells_by_metric.items()}


def test_a_measure_is_said_with_its_verdict(table_of):
    cells_by_metric = cells(
        table_of(
            row("report_completeness", 0.955, met=True),
            row("timeliness", 0.5, met=False),
            row("days_to_mend", 2.5),
            row("first_pass_acceptance", 0.9),
            row("timeliness", 0.1, met=False, unit="HP"),
        )
    )
    texts_and_verdicts = {
        metric: (cell.text, cell.verdict) for metric, cell in cells_by_metric.items()
    }
    assert texts_and_verdicts == {
        "report_completeness": ("95,5\u00a0%", "met"),
        "timeliness": ("50,0\u00a0%", "not_met"),
        "element_completeness": ("không phải nộp", "none"),
        "first_pass_acceptance": ("90,0\u00a0%", "none"),
        "days_to_mend": ("2,5 ngày", "none"),
        "modified_z_outliers": ("không phải nộp", "none"),
    }


ELSEWHERE = {"no_base_period", "part_of_year", "nothing_to_compare"}
"""Reasons of measures that are not on the page."""


@pytest.mark.parametrize("reason", sorted(set(QUALITY_NULL_REASONS) - ELSEWHERE))
def test_every_reason_that_a_shown_measure_can_have_has_words(table_of, reason):
    cell = cells(table_of(row("modified_z_outliers", None, reason=reason)))["modified_z_outliers"]
    assert not cell.has_value
    assert cell.text


def test_a_form_nobody_owed_has_no_row(table_of):
    assert table_of(row("timeliness", 1.0, unit="HP")).rows == ()
