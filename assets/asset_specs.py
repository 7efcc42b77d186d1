"""How Dagster shows a table: columns, inputs, column lineage and code version.

Facts only, each read where it is stated; steps and checks are elsewhere.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import dagster as dg

from assets.column_lineage import column_lineage
from assets.outbox import (
    finding_events,
    hold_decisions,
    hub_corrections,
    obstacle_replies,
    publication_ledger,
)
from assets.publication import hash_code
from assets.raw.layout_waits import LAYOUT_WAITS_TABLE
from warehouse.catalogue import Catalogue
from warehouse.schema.tables import TABLES

ROOT = Path(__file__).parent.parent


def asset_key(table: str) -> list[str]:
    """Return the key of a table's asset: schema and name."""
    return table.split(".")


def table_spec(table: str, catalogue: Catalogue, reads: Iterable[str] = ()) -> dg.AssetSpec:
    """Specify the asset of a table that is built from the tables in `reads`."""
    reads = frozenset(reads)
    return dg.AssetSpec(
        asset_key(table),
        deps=[asset_key(name) for name in sorted(filter(_is_drawn, reads))],
        description=f"{TABLES[table].vi}\n\n{TABLES[table].en}",
        metadata=_metadata(table),
        group_name=table.split(".")[0],
        code_version=code_version(table, catalogue, reads),
        kinds={"duckdb"},
    )


def code_version(table: str, catalogue: Catalogue, reads: Iterable[str] = ()) -> str:
    """Hash the code that builds a table, and the catalogue where the table depends on it.

    A SELECT is its own code; a table filled by Python may depend on any module.
    """
    path = source_file(table)
    if path is None or path.suffix != ".sql":
        parts = [hash_code(), catalogue.fingerprint]
    else:
        reads_catalogue = any(name.startswith("catalogue.") for name in reads)
        parts = [path.read_text(encoding="utf-8"), catalogue.fingerprint if reads_catalogue else ""]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def source_file(table: str) -> Path | None:
    """Return the file that builds a table of core or marts; None for the register's tables."""
    schema, name = table.split(".")
    paths = (ROOT / "assets" / schema / f"{name}{suffix}" for suffix in (".sql", ".py"))
    return next((path for path in paths if path.exists()), None)


def _metadata(table: str) -> dict[str, object]:
    metadata: dict[str, object] = {"dagster/column_schema": _column_schema(table)}
    if lineage := column_lineage(table):
        metadata["dagster/column_lineage"] = lineage
    return metadata


def _column_schema(table: str) -> dg.TableSchema:
    documented = TABLES[table]
    return dg.TableSchema(
        columns=[
            dg.TableColumn(c, documented.get_field(c).type, documented.get_field(c).en)
            for c in documented.columns
        ]
    )


def _is_drawn(table: str) -> bool:
    """Return whether the asset graph shows a table as an input.

    Hidden are the catalogue's tables and those to which the publish step and the officer append
    for the next run: no run waits for them.
    """
    memories = (
        finding_events.FINDING_EVENTS_TABLE,
        hold_decisions.DECISIONS_TABLE,
        obstacle_replies.REPLIES_TABLE,
        hub_corrections.CORRECTIONS_TABLE,
        publication_ledger.LEDGER_TABLE,
        publication_ledger.PUBLICATIONS_TABLE,
        LAYOUT_WAITS_TABLE,
    )
    return not table.startswith("catalogue.") and table not in memories
