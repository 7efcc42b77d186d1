"""Data versions: texts that are equal if two contents of a table are equal.

Dagster compares the version of a night with the version before, so an unchanged table is shown as
unchanged. DuckDB hashes the content; a table too large for that is versioned by its inputs.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from warehouse.schema.tables import TABLES
from warehouse.store import Store

MOST_ROWS = 250_000
"""The largest table whose rows are hashed: a tenth of a second."""


class TableContent(NamedTuple):
    """The number of rows of a table, None for a view; a hash of the rows, None if too many."""

    rows: int | None
    hash: str | None


def summarise_table(store: Store, name: str) -> TableContent:
    """Return row count and hash of a table; equal rows in another order have the same hash."""
    if TABLES[name].is_view:
        return TableContent(None, None)
    ((rows,),) = store.query_rows(f"SELECT count(*) FROM {name}")
    if rows > MOST_ROWS:
        return TableContent(rows, None)
    ((together,),) = store.query_rows(f"SELECT coalesce(sum(hash(t)), 0) FROM {name} AS t")
    return TableContent(rows, f"{rows}-{int(together):x}")


def version_tables(contents: Mapping[str, TableContent], inputs: str) -> dict[str, str]:
    """Return the version of each table; `inputs` is the version of all that is not hashed."""
    return {name: content.hash or inputs for name, content in contents.items()}


def version_register(register: Store, names: Iterable[str]) -> dict[str, str]:
    """Return the version of each table of the register.

    The tables are append-only, so the number of rows is enough, with the ids of the submissions
    where a table has submissions: another register may have as many rows.
    """
    ((together,),) = register.query_rows(
        "SELECT coalesce(bit_xor(hash(submission)), 0) FROM raw.submissions"
    )
    versions = {}
    for name in names:
        ((rows,),) = register.query_rows(f"SELECT count(*) FROM {name}")
        has_submissions = "submission" in TABLES[name].columns
        versions[name] = f"{rows}-{together:x}" if has_submissions else str(rows)
    return versions
