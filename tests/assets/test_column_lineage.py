"""The column lineage in the repository is what the SQL says, and names real columns only."""

import pytest

from assets.column_lineage import FILE, column_lineage
from assets.table_assets import SqlTable, load_table_assets
from tests.assets.resolved_lineage import resolve_columns, resolve_lineage, write_lineage
from warehouse.schema.tables import TABLES

UNRESOLVED = [
    "marts.quality_counts.metric",
    "marts.quality_counts.numerator",
    "marts.quality_counts.denominator",
]
"""Columns that `unnest(..., recursive := true)` makes out of structs."""


def test_the_file_says_what_the_sql_says():
    lineages, unresolved = resolve_lineage()
    assert unresolved == UNRESOLVED
    assert FILE.read_text(encoding="utf-8") == write_lineage(lineages), "run: make docs"


def test_every_table_built_by_a_select_has_the_lineage_of_its_columns():
    for asset in load_table_assets():
        lineage = column_lineage(asset.name)
        if isinstance(asset, SqlTable):
            columns = [
                c for c in TABLES[asset.name].columns if f"{asset.name}.{c}" not in UNRESOLVED
            ]
            assert list(lineage.deps_by_column) == columns
        else:
            assert lineage is None


def test_a_column_is_made_of_columns_of_the_tables_that_its_select_reads():
    for asset in load_table_assets():
        lineage = column_lineage(asset.name)
        deps = [d for read in lineage.deps_by_column.values() for d in read] if lineage else []
        for dep in deps:
            table = ".".join(dep.asset_key.path)
            assert table in asset.input_tables, (asset.name, dep)
            assert table.startswith("catalogue.") or dep.column_name in TABLES[table].columns


@pytest.mark.parametrize(
    ("column", "sources"),
    [
        (
            "core.observations.value",
            {
                "core.corrections.applies",
                "core.corrections.reported",
                "core.corrections.value",
                "raw.cells.value",
            },
        ),
        (
            "core.observations.known_to",
            {
                "core.corrections.ended_at",
                "core.corrections.made_at",
                "core.submissions.received_at",
                "core.submissions.form",
                "core.submissions.unit",
                "core.submissions.period",
                "core.submissions.revision",
            },
        ),
        ("core.finding_events.form", {"core.current_findings.form", "raw.finding_events.form"}),
        ("marts.quality_counts.year", {"catalogue.periods.year", "marts.outlier_counts.year"}),
        ("marts.reporting_rates.owed", set()),
    ],
)
def test_columns_read_by_eye(column, sources):
    table, _, name = column.rpartition(".")
    read = column_lineage(table).deps_by_column[name]
    assert {".".join((*dep.asset_key.path, dep.column_name)) for dep in read} == sources


def test_a_union_by_name_is_not_matched_by_position():
    sql = (
        "SELECT code, unit FROM core.findings UNION ALL BY NAME SELECT unit, code FROM core.signals"
    )
    assert resolve_columns(sql, ("unit",)) == {"unit": ["core.findings.unit", "core.signals.unit"]}


def test_a_named_window_counts_as_the_window_it_names():
    window = "(PARTITION BY unit ORDER BY code)"
    inline = f"SELECT row_number() OVER {window} AS place FROM core.findings"
    query = f"SELECT row_number() OVER w AS place FROM core.findings WINDOW w AS {window}"
    expected = {"place": ["core.findings.code", "core.findings.unit"]}
    assert resolve_columns(inline, ("place",)) == resolve_columns(query, ("place",)) == expected


def test_a_column_that_is_not_there_is_unresolved():
    assert resolve_columns("SELECT unit FROM core.findings", ("code",)) == {"code": None}
