"""`marts.changes`: the figures that differ from what was known at the publication before.

Known is what had been received: a report that was received before and decided later is no change
here. Asks the functions of the warehouse about both moments; compares nothing itself.
"""

from datetime import datetime

import pyarrow as pa

from assets.published.publication_facts import query_published_at
from assets.rebuild_context import RebuildContext
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

INPUT_TABLES = frozenset(
    {
        "core.finding_events",
        "core.not_applicable",
        "core.observations",
        "core.submissions",
        "raw.publications",
    }
)
_CHANGES = """
    SELECT '{since}'::TIMESTAMPTZ AS since, *
    FROM marts.changes_between('{since}'::TIMESTAMPTZ, '{until}'::TIMESTAMPTZ)
    ORDER BY indicator, unit, period
"""


def build_rows(context: RebuildContext) -> pa.Table:
    """Return the figures that changed since the publication before; none before the second one."""
    schema = build_arrow_schema(TABLES["marts.changes"])
    since = query_last_publication(context.store)
    if since is None:
        return schema.empty_table()
    until = query_published_at(context.store)
    changes = context.store.query_arrow(_CHANGES.format(since=since, until=until))
    return changes.select(schema.names).cast(schema)


def query_last_publication(store: Store) -> datetime | None:
    """Return the moment of the last publication that the register knows."""
    ((published_at,),) = store.query_rows("SELECT max(published_at) FROM raw.publications")
    moment: datetime | None = published_at
    return moment
