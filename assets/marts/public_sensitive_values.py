"""`marts.public_sensitive_values`: the sensitive indicators as everybody may see them.

`marts.public_values` adds the indicators that are not sensitive. Leaves out and blanks what
`marts.disclosure_cells` hides; decides nothing itself.
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

_CellReasons = dict[tuple[FamilyYear, CountCell], str | None]
"""Why each count offered to the public is hidden; None of a count that is shown."""
_REASON_OF_ROW = "row"


def build_rows(context: RebuildContext) -> pa.Table:
    """Return the sensitive indicators for everybody, where every count of the row is shown."""
    sensitive_rows = context.store.query_arrow(
        "SELECT * FROM marts.indicator_values "
        "WHERE list_contains(?, indicator) AND level <> 'unit' ORDER BY ALL",
        [list_sensitive_indicators(context.catalogue)],
    ).to_pylist()
    reasons = _load_cell_reasons(context.store)
    families = list_count_families(context.catalogue.indicators, context.catalogue.forms)
    public_rows = [
        _hide_row(row, context.catalogue, families, reasons)
        for row in sensitive_rows
        if is_public_grain(context.catalogue.indicators[row["indicator"]], Grain(row["grain"]))
    ]
    return pa.Table.from_pylist(
        public_rows, build_arrow_schema(TABLES["marts.public_sensitive_values"])
    )


def _load_cell_reasons(store: Store) -> _CellReasons:
    """Load why each count offered to the public is hidden."""
    return {
        ((family, year), CountCell(counted, unit, period)): reason
        for family, year, counted, unit, period, reason in store.query_rows(
            "SELECT count_family, year, counted, unit, period, hide_reason "
            "FROM marts.disclosure_cells WHERE reader = 'public'"
        )
    }


def _hide_row(
    row: dict[str, Any],
    catalogue: Catalogue,
    families: list[CountFamily],
    reasons: _CellReasons,
) -> dict[str, Any]:
    """Return a row, blank unless all its counts are shown; if never offered, with what lacks."""
    key = (row["indicator"], row["unit"], row["period"])
    cells = find_row_cells(catalogue.indicators[row["indicator"]], families, key)
    is_offered = row["is_complete"] and all(cell in reasons for cell in cells)
    why_hidden = (
        {reason for cell in cells if (reason := reasons.get(cell))} if is_offered else set()
    )
    if is_offered and not why_hidden:
        return row | {"suppressed": False, "hide_reason": None}
    hidden = dict.fromkeys(HIDDEN_COLUMNS)
    if is_offered:
        hide_reason = min(why_hidden, key=lambda reason: (reason == _REASON_OF_ROW, reason))
        changes = {"suppressed": True, "null_reason": None, "hide_reason": hide_reason}
        return row | hidden | changes
    reason = row["null_reason"] or ("not_yet_due" if row["is_complete"] else "not_reported")
    return row | hidden | {"suppressed": False, "null_reason": reason, "hide_reason": None}
