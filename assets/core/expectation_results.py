"""`core.expectation_results`: the result of every expectation, at intake and over the series.

Counts only; the failing values are in `core.findings` and `core.signals`.
"""

from dataclasses import asdict

import pyarrow as pa

from assets import series
from assets.building import Building
from expectations.results import results
from expectations.series.checking import CheckedSeries
from warehouse.store import Store
from warehouse.table import arrow_schema
from warehouse.tables import TABLES

READS = series.READS | {"raw.expectation_results"}

_LAST = "SELECT max(received_at) FROM core.submissions WHERE submission IN (SELECT unnest(?))"


def rows(building: Building) -> pa.Table:
    """Return the results of all expectations: every batch at intake, and the series in force."""
    schema = arrow_schema(TABLES["core.expectation_results"])
    at_intake = building.store.arrow("FROM raw.expectation_results").cast(schema)
    tonight = [row for checked in building.series for row in _rows(building.store, checked)]
    return pa.concat_tables([at_intake, pa.Table.from_pylist(tonight, schema)])


def _rows(store: Store, checked: CheckedSeries) -> list[dict[str, object]]:
    if not checked.outcomes:
        return []
    ((last,),) = store.rows(_LAST, [list(checked.reports)])
    return [asdict(result) for result in results("series", checked, last)]
