"""`core.expectation_results`: the result of every expectation, at intake and over the series.

Counts only; the failing values are in `core.findings` and `core.signals`.
"""

from dataclasses import asdict

import pyarrow as pa

from assets import series_checks
from assets.rebuild_context import RebuildContext
from expectations.intake.suite_results import build_expectation_results
from expectations.series.series_suite import SeriesCheckResult
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

INPUT_TABLES = series_checks.INPUT_TABLES | {"raw.expectation_results"}

_LAST_RECEIVED = (
    "SELECT max(received_at) FROM core.submissions WHERE submission IN (SELECT unnest(?))"
)


def build_rows(context: RebuildContext) -> pa.Table:
    """Return the results of all expectations: every batch at intake, and the series in force."""
    schema = build_arrow_schema(TABLES["core.expectation_results"])
    intake_results = context.store.query_arrow("FROM raw.expectation_results").cast(schema)
    series_rows = [
        row
        for series_result in context.series_results
        for row in _build_series_rows(context.store, series_result)
    ]
    return pa.concat_tables([intake_results, pa.Table.from_pylist(series_rows, schema)])


def _build_series_rows(store: Store, series_result: SeriesCheckResult) -> list[dict[str, object]]:
    if not series_result.outcomes:
        return []
    ((last_received_at,),) = store.query_rows(_LAST_RECEIVED, [list(series_result.reports)])
    return [
        asdict(result)
        for result in build_expectation_results("series", series_result, last_received_at)
    ]
