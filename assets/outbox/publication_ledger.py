"""`raw.publication_ledger`: all that was ever published of sensitive counts, and to whom.

Appended before the publication is put in force: a run killed in between has published less than
the ledger says, never more. The decisions themselves are `marts.disclosure_cells`. May call the
floors below.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from expectations.disclosure.publication_history import PublishedYear
from expectations.disclosure.publication_pattern import FamilyYear
from expectations.disclosure.year_counts import CountCell
from warehouse.store import Store

LEDGER_TABLE = "raw.publication_ledger"


def record_publication(register: Store, warehouse: Path, published_at: datetime) -> None:
    """Append every family and year that a warehouse would publish otherwise than the last one."""
    with register.attach_database(warehouse, "draft"), register.begin_transaction():
        register.execute(
            f"INSERT INTO {LEDGER_TABLE} BY NAME SELECT "
            f"(SELECT coalesce(max(publication), 0) + 1 FROM {LEDGER_TABLE})::INTEGER "
            "AS publication, $published_at AS published_at, "
            "* EXCLUDE (is_safe, is_new, count_value), "
            "CASE WHEN cell_state <> 'suppressed' THEN count_value END AS count_value "
            "FROM draft.marts.disclosure_cells WHERE is_new",
            {"published_at": published_at},
        )


def load_history(store: Store) -> dict[FamilyYear, list[PublishedYear]]:
    """Load what was published of each family and year, the oldest first."""
    history: dict[FamilyYear, dict[int, PublishedYear]] = {}
    for row in store.query_rows(
        "SELECT count_family, year, publication, counted, unit, period, reader, count_value, "
        f"hide_reason FROM {LEDGER_TABLE} ORDER BY ALL"
    ):
        family, year, publication, *cell_fields = row
        published = history.setdefault((family, year), {}).setdefault(
            publication, PublishedYear(publication, {}, {}, {})
        )
        _add_cell(published, *cell_fields)
    return {key: list(by_number.values()) for key, by_number in history.items()}


def _add_cell(published: PublishedYear, *cell_fields: Any) -> None:
    counted, unit, period, reader, value, reason = cell_fields
    cell = CountCell(counted, unit, period)
    if reader == "office":
        published.bases[cell] = value
    elif reader == "public":  # what fewer readers see tells the public nothing
        published.counts[cell] = value
        if reason:
            published.reasons[cell] = reason
