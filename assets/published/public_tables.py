"""The public tables: loaded from a warehouse as far as `public_columns` lists them.

The public page and the open data are written from these tables and can show nothing else. May call
the floors below.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pyarrow as pa

from assets.charts.area_rows import SUPPRESSED_COLUMN, load_public_rows
from assets.public_columns import PUBLIC_COLUMNS
from assets.published.page.quality_table import PUBLIC_METRICS
from assets.published.page.reporting_grid import list_reporting_units
from warehouse.catalogue import Catalogue
from warehouse.entries import find_entry
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store


@contextmanager
def open_public_store(catalogue: Catalogue, warehouse: Store) -> Iterator[Store]:
    """Open the public tables of a warehouse, in memory and under the same names."""
    with Store(":memory:") as store:
        for name, columns in PUBLIC_COLUMNS.items():
            place = "assets/published/public_tables.py, _ROW_LOADERS"
            rows = find_entry(_ROW_LOADERS, name, place)(catalogue, warehouse)
            store.replace_table(name, rows.sort_by([(column, "ascending") for column in columns]))
        yield store


def _select_reporting_units(name: str) -> Callable[[Catalogue, Store], pa.Table]:
    """Load the rows of the units on the page."""

    def load_rows(catalogue: Catalogue, warehouse: Store) -> pa.Table:
        units = [unit.unit for unit in list_reporting_units(catalogue)]
        return warehouse.query_arrow(
            f"SELECT {', '.join(PUBLIC_COLUMNS[name])} FROM {name} WHERE list_contains(?, unit)",
            [units],
        )

    return load_rows


def _load_quality_rows(catalogue: Catalogue, warehouse: Store) -> pa.Table:
    name = "marts.quality_metrics"
    return warehouse.query_arrow(
        f"SELECT {', '.join(PUBLIC_COLUMNS[name])} FROM {name} "
        "WHERE unit = ? AND list_contains(?, metric)",
        [catalogue.programme.hub, list(PUBLIC_METRICS)],
    )


def _load_indicator_rows(catalogue: Catalogue, warehouse: Store) -> pa.Table:
    """Load the suppressed rows with the types of the dictionary: a count is never a fraction."""
    name = "marts.indicator_values"
    types = build_arrow_schema(TABLES[name])
    schema = pa.schema(
        [*(types.field(column) for column in PUBLIC_COLUMNS[name]), (SUPPRESSED_COLUMN, pa.bool_())]
    )
    rows = load_public_rows(catalogue, warehouse)
    return pa.Table.from_pandas(rows[schema.names], schema=schema, preserve_index=False)


_ROW_LOADERS: Mapping[str, Callable[[Catalogue, Store], pa.Table]] = {
    "core.submissions": _select_reporting_units("core.submissions"),
    "marts.indicator_values": _load_indicator_rows,
    "marts.quality_metrics": _load_quality_rows,
    "marts.reporting_rates": _select_reporting_units("marts.reporting_rates"),
}
