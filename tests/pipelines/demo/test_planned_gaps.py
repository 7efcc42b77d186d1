"""What a plan leaves out: a report never sent is a gap, and so is a cell that may stay blank."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pipelines.demo.fault_kinds import FaultKind
from pipelines.demo.planned_gaps import (
    UNRECOGNISED_FAULTS,
    list_allowed_blanks,
    list_unsent_reports,
)
from pipelines.demo.report_deck import PlannedFile
from pipelines.demo.typed_report import TypedReport
from tests import spec
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
PROGRAMME = CATALOGUE.programme.model_copy(update={"first_year": 2022, "last_year": 2022})
OFFICES = {name: CATALOGUE.units[name] for name in ("DK-GDDT", "DK-TCKH")}
TWO_OFFICES = replace(CATALOGUE, programme=PROGRAMME, units=OFFICES)
NOON = datetime(2022, 7, 5, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
OWED = {
    *(("education", "DK-GDDT", "2022-H1"), ("education", "DK-GDDT", "2022-H2")),
    *(("finance", "DK-TCKH", "2022-H1"), ("finance", "DK-TCKH", "2022-H2")),
}


def report(unit, period, **values):
    form = CATALOGUE.forms[CATALOGUE.units[unit].form]
    whole_values = {e.element: values.get(e.element, 1) for e in form.elements}
    return TypedReport(form.form, unit, parse_period_code(period), whole_values)


def file(*reports, fault_kind=None):
    return PlannedFile(reports, NOON, fault_kind=fault_kind)


SCHOOLS, MONEY = report("DK-GDDT", "2022-H1"), report("DK-TCKH", "2022-H1")


@pytest.mark.parametrize(
    ("files", "sent"),
    [
        ([], set()),
        ([file(SCHOOLS)], {"DK-GDDT"}),
        ([file(SCHOOLS), file(SCHOOLS)], {"DK-GDDT"}),
        ([file(SCHOOLS, MONEY)], {"DK-GDDT", "DK-TCKH"}),
        ([file(SCHOOLS), file(MONEY)], {"DK-GDDT", "DK-TCKH"}),
    ],
)
def test_an_owed_report_in_no_file_is_unsent(files, sent):
    unsent = list_unsent_reports(TWO_OFFICES, files)
    assert unsent == {key for key in OWED if key[1] not in sent or key[2] != "2022-H1"}


@pytest.mark.parametrize("kind", FaultKind)
def test_a_file_that_is_not_recognised_as_the_report_leaves_it_unsent(kind):
    unsent = list_unsent_reports(TWO_OFFICES, [file(SCHOOLS, fault_kind=kind)])
    assert (unsent == OWED) == (kind in UNRECOGNISED_FAULTS)
    sent_again = [file(SCHOOLS, fault_kind=kind), file(SCHOOLS)]
    assert OWED - list_unsent_reports(TWO_OFFICES, sent_again) == {
        ("education", "DK-GDDT", "2022-H1")
    }


def test_a_report_that_nobody_owes_is_no_gap_and_fills_none():
    stray = file(report("DK-GDDT", "2021-H2"))
    assert list_unsent_reports(TWO_OFFICES, [stray]) == OWED


def test_a_district_owes_nothing_itself():
    district = replace(TWO_OFFICES, units={"DK": CATALOGUE.units["DK"]})
    assert list_unsent_reports(district, []) == set()


RAIDS, OPTIONAL = "raids", "tips_resolved_late"


@pytest.mark.parametrize(
    ("values", "blanks"),
    [
        ({}, set()),
        ({OPTIONAL: None}, {OPTIONAL}),
        ({OPTIONAL: 0}, set()),
        ({RAIDS: None}, set()),
        ({RAIDS: None, OPTIONAL: None, "tips_classified": None}, {OPTIONAL, "tips_classified"}),
    ],
)
def test_only_a_blank_that_the_form_allows_is_listed(values, blanks):
    files = [file(report("DK-CA", "2023-05", **values))]
    place = ("police", "DK-CA", "2023-05")
    assert list_allowed_blanks(CATALOGUE, files) == {(*place, element) for element in blanks}


def test_a_blank_of_a_faulty_report_or_of_no_report_at_all_is_not_listed():
    blank = report("DK-CA", "2023-05", **{OPTIONAL: None})
    assert list_allowed_blanks(CATALOGUE, [file(blank, fault_kind=FaultKind.EMPTY)]) == set()
    shorter = replace(blank, values={RAIDS: 1})
    assert list_allowed_blanks(CATALOGUE, [file(shorter)]) == set()


def test_a_blank_is_listed_with_each_report_of_a_shared_file():
    months = [report("DK-CA", f"2023-0{month}", **{OPTIONAL: None}) for month in (4, 5)]
    assert list_allowed_blanks(CATALOGUE, [file(*months)]) == {
        ("police", "DK-CA", "2023-04", OPTIONAL),
        ("police", "DK-CA", "2023-05", OPTIONAL),
    }
