"""The SQL assets: what there is, in which order, and that the tables are the documented ones."""

import pytest

from assets.outbox.publication_ledger import LEDGER_TABLE, PUBLICATIONS_TABLE
from assets.table_assets import load_table_assets
from tests.spec import rebuilt
from warehouse.schema.tables import TABLES
from warehouse.store import Store

BUILT = [name for name in TABLES if not name.startswith("raw.")]


def test_every_built_table_is_made_once():
    assert sorted(asset.name for asset in load_table_assets()) == sorted(BUILT)


def test_each_comes_after_those_it_reads():
    earlier_tables = set()
    for asset in load_table_assets():
        assert asset.input_tables & set(BUILT) <= earlier_tables, asset.name
        earlier_tables.add(asset.name)


def test_what_each_reads_is_told_by_its_sql():
    reads = {asset.name: set(asset.input_tables) for asset in load_table_assets()}
    assert reads["core.submissions"] == {
        "raw.submissions",
        "raw.findings",
        "raw.cells",
        "raw.holds",
        "raw.hold_decisions",
        "raw.layout_waits",
        "raw.renewed_decisions",
        "raw.publications",
        "catalogue.moment",
    }
    assert reads["core.findings"] == {
        "raw.findings",
        "raw.renewed_decisions",
        "core.submissions",
    }
    assert reads["core.observations"] == {
        "core.corrections",
        "core.submissions",
        "raw.cells",
    }
    assert reads["marts.reporting_rates"] == {
        "catalogue.form_periods",
        "catalogue.moment",
        "catalogue.units",
        "core.submissions",
    }
    assert reads["marts.indicator_terms"] == {
        "catalogue.ancestors",
        "catalogue.elements",
        "catalogue.term_periods",
        "catalogue.terms",
        "marts.element_answers",
        "marts.reporting_coverage",
    }
    assert reads["marts.element_answers"] == {
        "catalogue.elements",
        "catalogue.nesting",
        "catalogue.periods",
        "catalogue.units",
        "core.not_applicable",
        "marts.element_values",
    }


def test_only_core_looks_at_raw_and_only_through_names_that_exist():
    for asset in load_table_assets():
        schemas = {name.split(".")[0] for name in asset.input_tables}
        assert asset.input_tables
        assert schemas <= {"raw", "core", "marts", "catalogue"}
        # What was published before is no report: the decision on the counts reads the ledger.
        raw_tables = {t for t in asset.input_tables if t.startswith("raw.")}
        reports = raw_tables - {LEDGER_TABLE, PUBLICATIONS_TABLE}
        assert not reports or asset.name.startswith("core.")


def test_each_says_in_its_header_what_it_is():
    descriptions = {asset.name: asset.description for asset in load_table_assets()}
    assert descriptions["core.findings"] == (
        "Every doubt about a submission, in words; raised once, when the report was read. None "
        "about a report that waits for the officer or was rejected: nobody is asked to mend it."
    )
    for name, description in descriptions.items():
        assert description.endswith("."), name
        assert "--" not in description, name


class TestInAHouseOfTwoTables:
    @pytest.fixture
    def written(self, tmp_path, monkeypatch):
        """Return a folder for planted SQL files, which are read in place of the shipped files."""
        monkeypatch.setattr("assets.table_assets.__file__", str(tmp_path / "built.py"))
        monkeypatch.setattr("assets.table_assets.PYTHON_TABLE_MODULES", ())
        two_tables = {name: TABLES[name] for name in ("core.findings", "core.submissions")}
        monkeypatch.setattr("assets.table_assets.TABLES", two_tables)

        def plant(name, sql):
            path = tmp_path / f"{name.replace('.', '/')}.sql"
            path.parent.mkdir(exist_ok=True)
            path.write_text(sql, encoding="utf-8")

        yield plant
        load_table_assets.cache_clear()

    @pytest.fixture(autouse=True)
    def _afresh(self):
        load_table_assets.cache_clear()

    def test_the_order_is_that_of_reading_not_of_names(self, written):
        written("core.findings", "FROM core.submissions")
        written("core.submissions", "-- One.\n-- Two.\nFROM raw.submissions -- no header")
        assert [(a.name, a.description) for a in load_table_assets()] == [
            ("core.submissions", "One. Two."),
            ("core.findings", ""),
        ]

    def test_a_file_of_no_documented_table_is_an_error_that_says_where_to_document_it(
        self, written
    ):
        written("marts.indicator_valeus", "SELECT 1")
        with pytest.raises(
            LookupError, match=r"marts\.indicator_valeus» is not in warehouse/schema/tables\.py"
        ):
            load_table_assets()

    @pytest.mark.parametrize("sql", ["DROP TABLE core.observations", "SELEC 1"])
    def test_a_file_that_is_no_select_is_an_error(self, written, sql):
        written("core.findings", sql)
        with pytest.raises(ValueError, match="SELECT"):
            load_table_assets()

    def test_a_documented_table_without_a_file_is_an_error_that_names_the_file(self, written):
        written("core.findings", "FROM raw.findings")
        missing = r"core\.submissions.* assets/core/submissions\.sql or PYTHON_TABLE_MODULES"
        with pytest.raises(LookupError, match=missing):
            load_table_assets()

    def test_two_tables_that_read_each_other_are_an_error(self, written):
        written("core.findings", "FROM core.submissions")
        written("core.submissions", "FROM core.findings")
        with pytest.raises(ValueError, match="cycle"):
            load_table_assets()


def columns_differ(store):
    """Return the tables without their documented columns: (documented, actual)."""
    differing = {}
    for asset in load_table_assets():
        column_names = [
            c for (c,) in store.query_rows(f"SELECT column_name FROM (DESCRIBE {asset.name})")
        ]
        if column_names != list(TABLES[asset.name].columns):
            differing[asset.name] = (list(TABLES[asset.name].columns), column_names)
    return differing


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = rebuilt("unit | period", tmp_path_factory.mktemp("home"))
    with Store(path) as opened:
        yield opened


def test_no_made_table_has_other_columns_than_documented(store):
    assert columns_differ(store) == {}


@pytest.mark.parametrize(
    ("changed", "actual_columns"),
    [
        ("*, 'red' AS colour", "metric form unit year numerator denominator colour"),
        ("* EXCLUDE numerator", "metric form unit year denominator"),
        ("unit, * EXCLUDE unit", "unit metric form year numerator denominator"),
    ],
    ids=["more", "less", "otherwise"],
)
def test_a_table_made_of_other_columns_is_told_with_both(store, changed, actual_columns):
    name = "marts.outlier_counts"
    store.execute("BEGIN")
    store.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {changed} FROM {name}")
    differences = columns_differ(store)
    store.execute("ROLLBACK")
    assert differences == {name: (list(TABLES[name].columns), actual_columns.split())}
