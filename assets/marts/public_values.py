"""`marts.public_values`: the indicators as everybody may see them.

Leaves out and blanks what `marts.disclosure_cells` hides; decides nothing itself.
"""

from typing import Any

import pyarrow as pa

from assets.rebuild_context import RebuildContext
from expectations.disclosure.count_families import CountFamily, list_count_families
from expectations.disclosure.offered_rows import (
    find_row_cells,
    is_public_grain,
    list_sensitive_indicators,
)
from expectations.disclosure.publication_pattern import FamilyYear
from expectations.disclosure.year_counts import CountCell
from warehouse.catalogue import Catalogue
from warehouse.periods import Grain
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

INPUT_TABLES = frozenset({"marts.disclosure_cells", "marts.indicator_values"})
HIDDEN_COLUMNS = ("numerator", "denominator", "value", "verdict")
"""The columns to blank: both sides, the value and the verdict would each tell the count."""

_CellStates = dict[tuple[FamilyYear, CountCell], bool]


def build_rows(context: RebuildContext) -> pa.Table:
    """Return the indicators for everybody: sensitive ones where every count of the row is shown."""
    schema = build_arrow_schema(TABLES["marts.public_values"])
    sensitive = list_sensitive_indicators(context.catalogue)
    harmless_rows = context.store.query_arrow(
        "SELECT *, false AS suppressed FROM marts.indicator_values "
        "WHERE NOT list_contains(?, indicator)",
        [sensitive],
    )
    sensitive_rows = context.store.query_arrow(
        "SELECT * FROM marts.indicator_values "
        "WHERE list_contains(?, indicator) AND level <> 'unit' ORDER BY ALL",
        [sensitive],
    ).to_pylist()
    states = _load_cell_states(context.store)
    families = list_count_families(context.catalogue.indicators, context.catalogue.forms)
    public_rows = [
        _hide_row(row, context.catalogue, families, states)
        for row in sensitive_rows
        if is_public_grain(context.catalogue.indicators[row["indicator"]], Grain(row["grain"]))
    ]
    return pa.concat_tables(
        [
            harmless_rows.select(schema.names).cast(schema),
            pa.Table.from_pylist(public_rows, schema),
        ]
    )


def _load_cell_states(store: Store) -> _CellStates:
    """Load whether each count offered to the public is shown."""
    return {
        ((family, year), CountCell(counted, unit, period)): state == "shown"
        for family, year, counted, unit, period, state in store.query_rows(
            "SELECT count_family, year, counted, unit, period, cell_state "
            "FROM marts.disclosure_cells WHERE reader = 'public'"
        )
    }


def _hide_row(
    row: dict[str, Any],
    catalogue: Catalogue,
    families: list[CountFamily],
    states: _CellStates,
) -> dict[str, Any]:
    """Return a row, blank unless all its counts are shown; if never offered, with what lacks."""
    key = (row["indicator"], row["unit"], row["period"])
    cells = find_row_cells(catalogue.indicators[row["indicator"]], families, key)
    is_offered = row["is_complete"] and all(cell in states for cell in cells)
    if is_offered and all(states[cell] for cell in cells):
        return row | {"suppressed": False}
    hidden = dict.fromkeys(HIDDEN_COLUMNS)
    if is_offered:
        return row | hidden | {"suppressed": True, "null_reason": None}
    reason = row["null_reason"] or ("not_yet_due" if row["is_complete"] else "not_reported")
    return row | hidden | {"suppressed": False, "null_reason": reason}
