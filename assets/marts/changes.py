"""`marts.changes`: the figures that differ from those of the publication before.

Asks the functions of the warehouse about both publications; compares nothing itself.
"""

from datetime import datetime, timedelta

import pyarrow as pa

from assets.published.publication_facts import query_published_at
from assets.rebuild_context import RebuildContext
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

INPUT_TABLES = frozenset(
    {
        "core.corrections",
        "core.finding_events",
        "core.not_applicable",
        "core.observations",
        "core.submissions",
        "raw.publications",
    }
)
_CHANGES = """
    SELECT '{since}'::TIMESTAMPTZ AS since, *
    FROM marts.changes_between(
        '{since}'::TIMESTAMPTZ, '{until}'::TIMESTAMPTZ, from_publication := {publication}
    )
    ORDER BY indicator, unit, period
"""
_LAST_PUBLICATION = """
    SELECT published_at, CASE WHEN submission_count IS NOT NULL THEN publication END
    FROM raw.publications
    ORDER BY publication DESC
    LIMIT 1
"""


def build_rows(context: RebuildContext) -> pa.Table:
    """Return the figures that changed since the publication before; empty for the first."""
    schema = build_arrow_schema(TABLES["marts.changes"])
    last = query_last_publication(context.store)
    if last is None:
        return schema.empty_table()
    since, publication = last
    # A night of a day that was set shows all that came on that day, as `rebuild` does.
    calendar = context.catalogue.calendar
    until = calendar.get_day_end(query_published_at(context.store)) - timedelta(microseconds=1)
    changes = context.store.query_arrow(
        _CHANGES.format(since=since, until=until, publication=publication or "NULL")
    )
    return changes.select(schema.names).cast(schema)


def query_last_publication(store: Store) -> tuple[datetime, int | None] | None:
    """Return the moment and the number of the last publication that the register knows.

    Of an older publication nobody wrote down on which rows it rests: without a number what had
    been received counts.
    """
    last: list[tuple[datetime, int | None]] = store.query_rows(_LAST_PUBLICATION)
    return last[0] if last else None
