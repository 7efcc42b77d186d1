"""Rebuilds core and marts completely from the register, then checks the promises.

Writes one DuckDB file, whole or not at all, and touches nothing else; the same register, catalogue
and run time give the same tables.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pyarrow as pa

from assets.data_versions import TableContent, summarise_table
from assets.intake import REGISTER_TABLES as RAW
from assets.marts.changes import query_last_publication
from assets.outbox.hub_corrections import CORRECTIONS_TABLE
from assets.raw.intake_order import ORDERED_SUBMISSIONS
from assets.rebuild_context import RebuildContext
from assets.rebuild_steps import MAX_PARALLEL_STEPS, RebuildStep, run_steps
from assets.table_assets import SqlTable, TableAsset, load_table_assets
from expectations.codes import load_codes
from expectations.promises import PromiseResult, load_promises, run_promise
from warehouse.catalogue import Catalogue
from warehouse.catalogue.catalogue_tables import build_catalogue_tables
from warehouse.home import Home
from warehouse.lineage.as_of_macros import create_as_of_macros
from warehouse.lineage.lineage_macros import create_lineage_macros
from warehouse.schema.catalogue_meanings import write_catalogue_comments
from warehouse.schema.finding_fields import SEVERITIES
from warehouse.schema.tables import TABLES
from warehouse.sql_syntax import list_tables_read
from warehouse.store import Store

_ROWS_IN_ORDER = {
    "raw.submissions": ORDERED_SUBMISSIONS,
    "raw.hold_decisions": "SELECT *, rowid AS register_row FROM {table}",
}
"""The rows of the tables whose order the warehouse asks for."""
_CATALOGUE_COLUMNS = """
    SELECT 'catalogue.' || table_name, list(column_name ORDER BY column_index)
    FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'catalogue'
    GROUP BY table_name
"""
"""Each table of schema `catalogue` with its columns."""


@dataclass(frozen=True, slots=True)
class RebuildResult:
    """The result of a rebuild: the content of each table in short, and the promise results."""

    contents: dict[str, TableContent]
    promise_results: list[PromiseResult]


def do_nothing() -> None:
    """Do nothing: nobody waits for the beginning."""


def rebuild_warehouse(
    home: Home,
    catalogue: Catalogue,
    run_at: datetime,
    target: Path,
    *,
    begin_filling: Callable[[], None] = do_nothing,
) -> RebuildResult:
    """Build the warehouse as of a run time into a new file.

    Args:
        home: the home with the register to read.
        catalogue: the catalogue; published as schema `catalogue`.
        run_at: the run time; its local date decides which reports are due.
        target: the file to write; must not exist, and its folder holds no interrupted rebuild.
        begin_filling: called when the database begins to fill the tables, which takes long.
    """
    draft = target.with_suffix(".part")  # a partial file must never look like a warehouse
    rebuild_result = _build_warehouse(home, catalogue, run_at, draft, begin_filling=begin_filling)
    draft.replace(target)
    return rebuild_result


def _build_warehouse(
    home: Home,
    catalogue: Catalogue,
    run_at: datetime,
    target: Path,
    *,
    begin_filling: Callable[[], None],
) -> RebuildResult:
    with Store(target) as store, store.attach_database(home.register_file, "register"):
        with store.begin_transaction():
            _create_raw_views(store, catalogue.calendar.get_day_end(run_at))
            for name, rows in catalogue_tables(catalogue, run_at).items():
                store.replace_table(name, rows)
            for asset in load_table_assets():
                asset.create_table(store)
        if query_last_publication(store):  # the changes since then are a table
            create_as_of_macros(store, _list_models())
        # Each step works in a thread of its own: the database adds the processors that are left.
        threads = max(1, len(os.sched_getaffinity(0)) + 1 - MAX_PARALLEL_STEPS)
        store.execute(f"SET threads = {threads}")
        begin_filling()
        results = run_steps(store, _list_steps(RebuildContext(store, catalogue)))
        store.execute("DROP SCHEMA raw CASCADE")
        create_lineage_macros(store)
        store.execute("CHECKPOINT")
    return RebuildResult(
        {name: result for name, result in results.items() if isinstance(result, TableContent)},
        [
            result
            for promise in load_promises()
            if isinstance(result := results[promise.full_name], PromiseResult)
        ],
    )


def _list_steps(context: RebuildContext) -> dict[str, RebuildStep[TableContent | PromiseResult]]:
    """List the steps by name: each table to fill, and each promise to check."""
    steps: dict[str, RebuildStep[TableContent | PromiseResult]] = {
        asset.name: RebuildStep(asset.input_tables, partial(_fill_table, context, asset))
        for asset in load_table_assets()
    }
    for promise in load_promises():
        tables = frozenset(list_tables_read(context.store, promise.sql))
        check = partial(run_promise, promise=promise)
        steps[promise.full_name] = RebuildStep(tables, check, is_check=True)
    return steps


def complete_warehouse(warehouse: Path) -> None:
    """Add what no step waits for to a built warehouse: COMMENTs, and the functions `…_asof`."""
    with Store(warehouse) as store, store.begin_transaction():  # the disk is awaited once
        for asset in load_table_assets():
            store.describe_table(asset.name)
        for name, columns in store.query_rows(_CATALOGUE_COLUMNS):
            store.execute_all(write_catalogue_comments(name, columns))
        create_as_of_macros(store, _list_models())


def _list_models() -> list[SqlTable]:
    return [asset for asset in load_table_assets() if isinstance(asset, SqlTable)]


def catalogue_tables(catalogue: Catalogue, moment: datetime) -> dict[str, pa.Table]:
    """Return the tables of the catalogue: programme, finding codes and run time."""
    as_of = catalogue.calendar.get_local_date(moment)
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES, start=1)}
    kinds = [
        {
            "code": code.code,
            "severity": code.severity,
            "severity_rank": ranks[code.severity],
            "cause": code.cause,
        }
        for code in load_codes().values()
    ]
    return {
        **build_catalogue_tables(catalogue, as_of),
        "catalogue.codes": pa.Table.from_pylist(kinds),
        "catalogue.moment": pa.table(
            {
                "happened_at": [moment],
                "as_of": [as_of],
                "time_zone": [catalogue.calendar.time_zone],
            }
        ),
    }


def _create_raw_views(store: Store, known_before: datetime) -> None:
    """Create the views of the register that the tables read.

    A run for a day that was set (`CHISO_AS_OF`) shows nothing that came later.
    """
    store.execute("CREATE SCHEMA raw")
    late = f"FROM register.raw.submissions WHERE received_at >= '{known_before}'::TIMESTAMPTZ"
    ((late_count,),) = store.query_rows(f"SELECT count(*) {late}")
    for table in RAW:
        rows = _ROWS_IN_ORDER.get(table, "FROM {table}").format(table=f"register.{table}")
        if table == CORRECTIONS_TABLE:
            rows += f" WHERE made_at < '{known_before}'::TIMESTAMPTZ"
        if late_count and "submission" in TABLES[table].columns:
            rows = f"FROM ({rows}) ANTI JOIN (SELECT submission {late}) USING (submission)"
        store.execute(f"CREATE VIEW {table} AS {rows}")


def _fill_table(context: RebuildContext, asset: TableAsset, store: Store) -> TableContent:
    asset.fill_table(replace(context, store=store))
    return summarise_table(store, asset.name)
