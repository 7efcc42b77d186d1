"""The page of elements is the catalogue's, and the tables do hold what the page says."""

from pathlib import Path

import pytest

from assets.published.element_page import render_element_page
from assets.published.page.payload.table_rows import build_table_rows
from assets.published.tables.form_figures import load_form_tables
from tests import spec
from warehouse.periods import Period, parse_period_code
from warehouse.store import Store

ROOT = Path(__file__).parents[2]
CATALOGUE = spec.catalogue()
ELEMENTS = {(f.form, e.element) for f in CATALOGUE.forms.values() for e in f.elements}


def test_the_written_page_is_what_is_generated():
    page = (ROOT / "docs" / "elements.md").read_text(encoding="utf-8")
    assert page == render_element_page(CATALOGUE), (
        "docs/elements.md is out of date: run `make docs`"
    )


def test_every_element_has_a_row_and_no_form_lacks_a_table():
    page = render_element_page(CATALOGUE)
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted(element for _, element in ELEMENTS)
    assert not any(line.endswith(": –") for line in page.splitlines())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return a warehouse with a whole report of each form for the end of 2023."""
    reports = [
        {
            "unit": CATALOGUE.units_by_form[form.form][0].unit,
            "period": Period(2023, form.frequency, form.frequency.periods_per_year).code,
            **{element.element: "1" for element in form.elements},
        }
        for form in CATALOGUE.forms.values()
    ]
    path = spec.rebuilt(reports, tmp_path_factory.mktemp("elements"))
    with Store(path, read_only=True) as store:
        yield store


@pytest.mark.parametrize("table", ["marts.element_values", "marts.area_values"])
def test_every_element_is_in_the_tables_of_the_warehouse(store, table):
    assert set(store.query_rows(f"SELECT DISTINCT form, element FROM {table}")) == ELEMENTS


def test_every_element_is_in_the_workbook_and_on_the_page(store):
    tables = load_form_tables(store, CATALOGUE, parse_period_code("2023"))
    filled = {
        (table.form.form, row.element.element)
        for table in tables
        for row in table.rows
        if row.area_cells[0].value is not None
    }
    assert filled == ELEMENTS
    on_page = build_table_rows(CATALOGUE, store, {"2023": 0}, "vi")
    assert {form: len(periods[0]["rows"]) for form, periods in on_page.items()} == {
        form.form: len(form.elements) for form in CATALOGUE.forms.values()
    }
