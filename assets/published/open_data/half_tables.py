"""Which tables each half hands out: the public tables, or the office's own with exact counts.

The office's are those of the hub's units and areas, as on the page: a nation's whole warehouse is
beside them, in one file. May call the floors below.
"""

from collections.abc import Mapping

from assets.charts.area_rows import SUPPRESSED_COLUMN
from assets.charts.chart_areas import find_chart_areas
from assets.public_columns import OFFICE_DATA_TABLES, PUBLIC_COLUMNS
from assets.published.open_data.code_lists import build_code_lists, list_references
from assets.published.open_data.exported_table import ExportedTable, Meaning, describe_rows
from assets.published.page.reporting_grid import list_reporting_units
from warehouse.catalogue import Catalogue, Unit
from warehouse.store import Store

_MORE_MEANINGS: Mapping[str, Meaning] = {
    SUPPRESSED_COLUMN: (
        "số không công bố: có thể làm lộ một số đếm nhỏ",
        "not public: could reveal a small count",
    )
}


def load_public_tables(catalogue: Catalogue, public_store: Store) -> list[ExportedTable]:
    """Load the public tables and the code lists; the store holds public rows alone."""
    tables = [
        describe_rows(
            name,
            rows := public_store.query_arrow(f"FROM {name}"),
            {c: m for c, m in _MORE_MEANINGS.items() if c in rows.schema.names},
            list_references,
        )
        for name in PUBLIC_COLUMNS
    ]
    return [*tables, *build_code_lists(catalogue, _list_units(catalogue))]


def load_office_tables(catalogue: Catalogue, warehouse: Store) -> list[ExportedTable]:
    """Load the office's tables and the code lists."""
    units = _list_units(catalogue)
    places = [[unit.unit for unit in units]]
    tables = [
        describe_rows(
            name,
            warehouse.query_arrow(f"FROM {name} WHERE list_contains(?, unit)", places),
            {},
            list_references,
        )
        for name in OFFICE_DATA_TABLES
    ]
    return [*tables, *build_code_lists(catalogue, units)]


def _list_units(catalogue: Catalogue) -> list[Unit]:
    """List the units of the page, its areas, and those above, in the catalogue's order."""
    areas = find_chart_areas(catalogue)
    places = [areas.hub, *([areas.successor] if areas.successor else [])]
    places += list_reporting_units(catalogue)
    names = {above.unit for place in places for above in catalogue.list_ancestors(place.unit)}
    return [unit for unit in catalogue.units.values() if unit.unit in names]
