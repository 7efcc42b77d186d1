"""The national-size data is what a country of our own forms would be, only smaller here."""

from datetime import date

import openpyxl
import pytest

from benchmarks.national import make_catalogue, make_inbox
from benchmarks.observations import fill_register, make_observations
from warehouse.forms.report_reader import ReportReader
from warehouse.periods import parse_period_code
from warehouse.store import Store

MONTH = parse_period_code("2023-05")


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    folder = tmp_path_factory.mktemp("country")
    catalogue = make_catalogue(folder / "catalogue", wards=13)
    assert make_inbox(catalogue, folder / "inbox", [MONTH]) == 13
    return catalogue, folder


def test_every_commune_has_a_district_a_province_and_a_nation(country):
    catalogue, _ = country
    wards = catalogue.units_by_form["ward"]
    assert len(wards) == 13
    assert {tuple(u.kind for u in catalogue.list_ancestors(w.unit)) for w in wards} == {
        ("ward", "district", "province", "nation")
    }
    assert catalogue.programme.hub == "D001"
    assert len(catalogue.forms["ward"].elements) == 60


def test_each_clone_is_read_as_its_own_report_without_a_doubt(country):
    catalogue, folder = country
    reader, units = ReportReader(catalogue), set()
    for path in (folder / "inbox").iterdir():
        reading = reader.read_reports(path.read_bytes(), date(2023, 5, 16))
        (report,) = reading.reports
        units.add(report.unit)
        assert report.unit in path.name
        assert (report.form, report.period, report.layout) == ("ward", "2023-05", "template")
        assert report.synthetic
        assert report.drafts == ()
        assert len(report.cells) == 60
        assert {cell.state for cell in report.cells} <= {"value", "zero"}
    assert len(units) == 13


def test_a_clone_opens_as_our_own_form_does(country):
    catalogue, folder = country
    ward = catalogue.units["W00002"]
    book = openpyxl.load_workbook(folder / "inbox" / "GIA-LAP ward W00002 2023-05.xlsx")
    page = book.worksheets[0]
    texts = {cell.value for row in page.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {ward.name_vi, ward.name_vi.upper(), "Tháng 05/2023"} <= texts
    assert not any("Mẫu Trống" in text or "MẪU" in text for text in texts)
    assert book.worksheets[-1].sheet_state == "veryHidden"


def test_observations_are_units_times_months_times_elements(country, tmp_path):
    catalogue, _ = country
    observations, submissions = make_observations(catalogue, tmp_path, months=6)
    fill_register(catalogue, tmp_path / "register.duckdb", months=6)
    with Store(":memory:") as store:
        for name, rows in (("core.observations", observations), ("core.submissions", submissions)):
            store.create_table(name)
            store.execute(f"INSERT INTO {name} BY NAME SELECT * FROM '{rows}'")
        counted = "SELECT count(*), count(DISTINCT (unit, period, element)) FROM core.observations"
        assert store.query_rows(counted) == [(13 * 6 * 60, 13 * 6 * 60)]
        assert store.query_rows("SELECT count(*) FROM core.submissions") == [(13 * 6,)]
    with Store(tmp_path / "register.duckdb", read_only=True) as store:
        assert store.query_rows("SELECT count(*) FROM raw.cells") == [(13 * 6 * 60,)]
        assert store.query_rows("SELECT count(*) FROM raw.submissions") == [(13 * 6,)]
        assert store.query_rows("SELECT count(*) FROM raw.findings") == [(0,)]
