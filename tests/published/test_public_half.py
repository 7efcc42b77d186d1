"""The public half: what it holds is listed, and nothing in it follows from a hidden count."""

from datetime import date
from random import Random

import pyarrow.parquet as pq
import pytest

from assets.charts.area_rows import Audience
from assets.definitions.publish_step import PAGE_TABLES
from assets.public_columns import PUBLIC_COLUMNS
from assets.published.charts.charts_page import render_charts
from assets.published.page.html_page import PageContext, render_page
from assets.published.public_half import write_public_half
from assets.published.public_tables import open_public_store
from tests import spec
from tests.published.page_snapshot import AS_OF
from warehouse.home import CHARTS_FILE, PAGE_FILE
from warehouse.schema.tables import TABLES
from warehouse.store import Store

CATALOGUE = spec.catalogue()
TODAY = date(2024, 2, 28)
CODE_LISTS = ("units", "periods", "forms", "elements", "indicators")
WARDS = ("DK-DAPHUC", "DK-HUNGDAO")
OTHER_WARDS = ("DK-ANHDUNG", "DK-HAITHANH", "DK-HOANGHIA", "DK-TANTHANH")
SECRET = "thiếu người"
"""What every other home's reports say as well, each in other words."""
PUBLIC_FILES = {
    PAGE_FILE,
    CHARTS_FILE,
    *(
        f"data/{name.rpartition('.')[2]}.{suffix}"
        for name in (*PUBLIC_COLUMNS, *CODE_LISTS, "dictionary")
        for suffix in ("parquet", "csv")
    ),
    "data/datapackage.json",
    "data/indicator_values.sdmx.csv",
    "data/dataValueSets.json",
}
MONTHS = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)]


def split(random, total, count):
    """Split a total into counts of at least one, in random shares."""
    cuts = sorted(random.sample(range(1, total), count - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def draw_reports(seed):
    """Draw two years of reports; the seed decides about counts that are not public alone.

    `LG03` is public by quarter: two wards have 12 a quarter, of months of which one is always 2,
    and four wards 27, with notes and obstacles in the seed's own words. `DT05` and `DT02` have 2
    or 3 a year, in each half at least one. Of `DT04` every month is 20, of whatever kinds; a
    quarter has 30 sellers, 15 buyers and 15 of the other roles.
    """
    random = Random(seed)
    for year in (2022, 2023):
        small_months = {
            element: {random.randrange(6), 6 + random.randrange(6), random.randrange(12)}
            for element in ("sellers_under_18", "criminal_cases")
        }
        for quarter in range(4):
            loans = [2, *split(random, 10, 2)]
            random.shuffle(loans)
            shift = random.randint(0, 4)
            buyers_by_month = [5 - shift, 5, 5 + shift]
            random.shuffle(buyers_by_month)
            for number, loan in enumerate(loans, start=quarter * 3):
                period = f"{year}-{number + 1:02d}"
                first_share = random.randint(0, loan)
                for ward, share in zip(WARDS, (first_share, loan - first_share), strict=True):
                    yield {
                        "unit": ward,
                        "period": period,
                        "comm_sessions": str(3 + number),
                        "vocational_training": "0",
                        "job_placements": "0",
                        "loans_granted": str(share),
                    }
                for ward in OTHER_WARDS:
                    yield {
                        "unit": ward,
                        "period": period,
                        "comm_sessions": "5",
                        "vocational_training": "0",
                        "job_placements": "0",
                        "loans_granted": "9",
                        "says": f"note comm_sessions: {SECRET} {seed}; obstacle: {SECRET} {seed}",
                    }
                buyers = buyers_by_month[number % 3]
                yield {
                    "unit": "DK-CA",
                    "period": period,
                    "tips_received": str(10 + number),
                    "violators_sellers": "10",
                    "violators_buyers": str(buyers),
                    "violators_harbouring": str(10 - buyers),
                    "violators_brokering": "0",
                    "violators_other_roles": "0",
                    "sellers_under_18": str(int(number in small_months["sellers_under_18"])),
                    "criminal_cases": str(int(number in small_months["criminal_cases"])),
                }


def write_halves(seed, folder):
    """Return the files of the public half by name, and the office's page and charts."""
    public, source = folder / "public", folder / "source"
    public.mkdir()
    source.mkdir()
    with Store(spec.rebuilt(list(draw_reports(seed)), source, TODAY), read_only=True) as warehouse:
        write_public_half(CATALOGUE, warehouse, public, PageContext(TODAY, "vi", Audience.PUBLIC))
        context = PageContext(TODAY)
        office = [render(CATALOGUE, warehouse, context) for render in (render_page, render_charts)]
    files = {
        path.relative_to(public).as_posix(): path.read_bytes()
        for path in public.rglob("*")
        if path.is_file()
    }
    return files, office


@pytest.fixture(scope="module")
def halves(tmp_path_factory):
    return [write_halves(seed, tmp_path_factory.mktemp("half")) for seed in range(5)]


def test_homes_that_differ_in_hidden_counts_have_the_same_public_half(halves):
    (first, office), *others = halves
    assert set(first) == PUBLIC_FILES
    for public, other_office in others:
        assert [name for name in first if public[name] != first[name]] == []
        assert [a == b for a, b in zip(office, other_office, strict=True)] == [False, False]


def test_words_of_a_report_are_for_the_office_alone(halves, tmp_path):
    assert not {"raw.remarks", "core.remarks", "core.obstacles"} & set(PUBLIC_COLUMNS)
    assert not {"note", "text", "reply"} & {
        c for columns in PUBLIC_COLUMNS.values() for c in columns
    }
    for name, content in halves[0][0].items():
        path = tmp_path / name.replace("/", ".")
        path.write_bytes(content)
        rows = pq.read_table(path).to_pylist() if name.endswith(".parquet") else content
        assert SECRET not in str(rows if isinstance(rows, list) else rows.decode())


def test_the_public_half_of_these_homes_is_not_empty_and_hides_something(halves, tmp_path):
    path = tmp_path / "values.parquet"
    path.write_bytes(halves[0][0]["data/indicator_values.parquet"])
    rows = pq.read_table(path).to_pylist()
    values = {(row["indicator"], row["period"]): row for row in rows}
    assert values["LG03", "2023-Q1"]["numerator"] == 12 + 4 * 27
    assert ("LG03", "2023-01") not in values
    assert values["DT04", "2023-Q1"]["numerator"] == 60
    for indicator in ("DT05", "DT02"):
        row = values[indicator, "2023"]
        assert row["suppressed"]
        hidden = ("numerator", "denominator", "value", "verdict", "null_reason")
        assert [row[column] for column in hidden] == [None] * 5


def test_the_page_reads_public_tables_only_and_every_public_column_exists():
    # The rows of marts.public_values leave the office under the name that the page reads.
    # What is new is for the office alone.
    office_tables = {
        *("core.corrections", "core.findings", "core.not_applicable", "core.observations"),
        "core.obstacles",
        *("marts.area_values", "marts.changes", "marts.element_values", "marts.public_values"),
        *("marts.target_progress", "marts.variation"),
    }
    assert set(PUBLIC_COLUMNS) == set(PAGE_TABLES) - office_tables
    for name, columns in PUBLIC_COLUMNS.items():
        assert set(columns) < set(TABLES[name].columns), name


def test_whatever_is_not_listed_stays_in_the_office(published, monkeypatch):
    catalogue, path = published
    with Store(path, read_only=True) as warehouse, open_public_store(catalogue, warehouse) as store:
        tables = store.query_rows(
            "SELECT schema_name || '.' || table_name, list(column_name ORDER BY column_index) "
            "FROM duckdb_columns() WHERE database_name = current_database() GROUP BY 1"
        )
    listed = {name: list(columns) for name, columns in PUBLIC_COLUMNS.items()}
    listed["marts.indicator_values"].append("suppressed")
    assert dict(tables) == listed


def test_only_the_areas_and_units_of_the_page_are_public(published):
    catalogue, path = published
    with Store(path, read_only=True) as warehouse, open_public_store(catalogue, warehouse) as store:
        units = {
            name: {unit for (unit,) in store.query_rows(f"SELECT DISTINCT unit FROM {name}")}
            for name in PUBLIC_COLUMNS
        }
        metrics = store.query_rows("SELECT DISTINCT metric FROM marts.quality_metrics")
    assert units["marts.indicator_values"] == {"DK", "HP"}
    assert units["marts.quality_metrics"] == {"DK"}
    assert ("modified_z_outliers",) not in metrics
    assert "DK-DAPHUC" in units["core.submissions"] & units["marts.reporting_rates"]


def test_the_public_page_cannot_be_written_from_the_warehouse(published):
    """A page for everybody asks for the suppressed column, which exact counts do not have."""
    catalogue, path = published
    with Store(path, read_only=True) as warehouse, pytest.raises(Exception, match="suppressed"):
        render_page(catalogue, warehouse, PageContext(AS_OF, audience=Audience.PUBLIC))


def test_public_charts_cannot_be_written_from_the_warehouse(published):
    catalogue, path = published
    with Store(path, read_only=True) as warehouse, pytest.raises(Exception, match="suppressed"):
        render_charts(catalogue, warehouse, PageContext(AS_OF, audience=Audience.PUBLIC))
