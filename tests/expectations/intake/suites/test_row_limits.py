"""Our own expectation, used as any user of Great Expectations uses one."""

import great_expectations as gx
import pandas as pd
import pytest

from expectations.intake.suites.row_limits import ExpectMulticolumnValuesToBeWithinRowLimits
from tests.spec import drawn

VISITS = """
visits | low | high | holds
12     | 8   | 20   | yes
8      | 8   | 20   | yes
20     | 8   | 20   | yes
7      | 8   | 20   | no
21     | 8   | 20   | no
120    | 8   | 20   | no
120    | 8   |      |
120    |     | 20   |
       | 8   | 20   |
"""
COLUMNS = ["visits", "low", "high"]


@pytest.fixture(scope="module")
def batch():
    rows = [{c: float(row[c] or "nan") for c in COLUMNS} for row in drawn(VISITS)]
    source = gx.get_context(mode="ephemeral").data_sources.add_pandas("reports")
    whole = source.add_dataframe_asset("visits").add_batch_definition_whole_dataframe("all")
    return whole.get_batch({"dataframe": pd.DataFrame(rows)})


def validated(batch, **more):
    expectation = ExpectMulticolumnValuesToBeWithinRowLimits(column_list=COLUMNS, **more)
    return batch.validate(expectation, result_format="COMPLETE")


def test_the_rows_outside_their_own_limits_are_unexpected(batch):
    result = validated(batch)
    assert not result.success
    outside = [n for n, row in enumerate(drawn(VISITS)) if row["holds"] == "no"]
    assert result.result["unexpected_index_list"] == outside
    assert result.result["missing_count"] == 3


def test_mostly_is_obeyed(batch):
    assert validated(batch, mostly=0.5).success
    assert not validated(batch, mostly=0.6).success


def test_it_can_be_put_in_a_suite(batch):
    suite = gx.ExpectationSuite(
        name="visits",
        expectations=[ExpectMulticolumnValuesToBeWithinRowLimits(column_list=COLUMNS)],
    )
    assert not batch.validate(suite).success
