"""Any values written into any blank form come back equal, each from its own cell."""

import pickle
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sent import CATALOGUE
from warehouse.catalogue.bounds import MAX_NUMBER
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.report_reader import ReportReader

READER = ReportReader(CATALOGUE)
EXAMPLES = 6


def owed(form):
    """Draw a unit that reports on the form, and a period for which it does."""
    unit = CATALOGUE.units_by_form[form.form][0]
    fits = (
        period
        for period in CATALOGUE.list_periods(form.frequency)
        if unit.exists_on(CATALOGUE.calendar.compute_window(period)[1])
    )
    return unit.unit, next(fits)


def values_of(form):
    """Draw a value for some elements: a whole number, or yes or no."""
    number = st.one_of(st.integers(0, 10_000), st.integers(-MAX_NUMBER, MAX_NUMBER))
    each = {
        e.element: st.none() | (st.integers(0, 1) if e.is_yes_no else number) for e in form.elements
    }
    return st.fixed_dictionaries(each)


@pytest.mark.parametrize("name", CATALOGUE.forms)
def test_what_is_written_into_a_form_is_read_from_it(tmp_path_factory, name):
    form = CATALOGUE.forms[name]
    unit, period = owed(form)
    path = tmp_path_factory.mktemp("forms") / "a.xlsx"
    received = CATALOGUE.compute_due_date(name, period)

    @settings(max_examples=EXAMPLES)
    @given(values_of(form))
    def comes_back(values):
        given_ones = {element: value for element, value in values.items() if value is not None}
        manifest = write_form(CATALOGUE, BlankForm(name, unit, period, given_ones), path)
        (report,) = READER.read_reports(path.read_bytes(), received).reports
        assert (report.form, report.unit, report.period) == (name, unit, period.code)
        assert report.drafts == ()
        assert {c.element: c.value for c in report.cells} == values
        assert {c.element: c.cell for c in report.cells} == manifest.cells
        assert {c.element for c in report.cells if c.state == "missing"} == {
            element for element, value in values.items() if value is None
        }

    comes_back()


def test_every_form_of_the_catalogue_is_tried():
    assert len(CATALOGUE.forms) == 12
    assert all(owed(form) for form in CATALOGUE.forms.values())
    assert isinstance(CATALOGUE.compute_due_date("ward", owed(CATALOGUE.forms["ward"])[1]), date)


def test_reports_of_a_form_pass_between_processes_with_one_copy_of_its_columns(tmp_path):
    form = next(iter(CATALOGUE.forms.values()))
    unit, period = owed(form)
    received = CATALOGUE.compute_due_date(form.form, period)
    reports = []
    for place in range(2):
        path = tmp_path / f"{place}.xlsx"
        values = {element.element: place for element in form.elements}
        write_form(CATALOGUE, BlankForm(form.form, unit, period, values), path)
        reports += READER.read_reports(path.read_bytes(), received).reports
    first, second = pickle.loads(pickle.dumps([report.cells for report in reports]))
    assert first.value != second.value
    assert (first.element is second.element, first.cell is second.cell) == (True, True)
    assert first.state is second.state
