"""Reports in, doubts out: every relation of the catalogue, through Great Expectations itself.

The suite runs once per form over all the drawn reports, as it does at night.
"""

from dataclasses import replace

import pytest

from expectations.intake.form_checks import check_reports
from expectations.intake.rules import Rule
from expectations.intake.suites.validation import SuiteError, run_suite
from tests import spec
from warehouse.files.grid import format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import Report, ReportCell, ReportCells

CATALOGUE = spec.catalogue()


def report(form, period="2023-05", unit="DK-X", **values):
    """Build a report of zeros except the values given; "-" is missing, "x" is not applicable."""
    cells = []
    for row, element in enumerate(CATALOGUE.forms[form].elements, start=10):
        given = values.get(element.element, 0)
        state = {"-": "missing", "x": "not_applicable"}.get(given, "value")
        value = given if state == "value" else None
        cells.append(ReportCell(element.element, format_address(row, 3), str(given), state, value))
    return Report(form, unit, period, "BC", "typed", None, False, ReportCells.from_cells(cells), ())


CULTURE = [e.element for e in CATALOGUE.forms["culture"].elements]
PARTS = {"violators_sellers": 3, "violators_buyers": 4, "violators_other_roles": 1}
DRAWN = {
    "clean": report("police", violators=8, **PARTS),
    "parts do not sum": report("police", violators=9, **PARTS),
    "of which too large": report("police", violators=8, sellers_under_18=4, **PARTS),
    "of which may sum to less": report("police", violators=8, sellers_under_18=2, **PARTS),
    "a part is unknown": report("police", violators=9, **PARTS | {"violators_buyers": "x"}),
    "negative": report("police", tips_received=-1),
    "missing": report("police", raids="-"),
    "not asked by its version": replace(
        report("police", raids="-"), drafts=(FindingDraft("N-FORM-001", "raids", "BC", "C6"),)
    ),
    "blank where allowed": report("police", tips_classified="-", tips_resolved_late="-"),
    "blank where all is allowed": report("culture", "2023-Q1", "DK-VHTT", news_items="-"),
    "blank altogether": report("culture", "2023-Q2", "DK-VHTT", **dict.fromkeys(CULTURE, "-")),
    "implausible": report("police", raids=10_000),
    "part larger than whole": report("police", violators=1, violators_sellers=3),
    "sanctions beyond violators": report("police", administrative_sanctions=50),
    "out of bounds": report("ward", integrated_programmes=6),
    "first": report("health", "2023-Q1", "DK-YT", harm_reduction_clients=10),
    "falls": report("health", "2023-Q2", "DK-YT", harm_reduction_clients=9),
    "falls after history": report("health", "2023-Q4", "DK-YT", harm_reduction_clients=11),
    "a new year begins": report("health", "2024-Q1", "DK-YT", harm_reduction_clients=1),
}
HISTORY = {("DK-YT", "2023-Q3", "harm_reduction_clients"): 12}
EXPECTED = {
    "clean": [],
    "parts do not sum": [("E-SUM-001", "violators")],
    "of which too large": [("E-PART-001", "sellers_under_18")],
    "of which may sum to less": [],
    "a part is unknown": [("N-NA-001", "violators_buyers")],
    "negative": [("E-NEG-001", "tips_received")],
    "missing": [("E-MISS-001", "raids")],
    "not asked by its version": [],
    "blank where allowed": [],
    "blank where all is allowed": [],
    "blank altogether": [("E-MISS-002", None)],
    "implausible": [("W-RANGE-001", "raids")],
    "part larger than whole": [("E-PART-001", "violators_sellers"), ("E-SUM-001", "violators")],
    "sanctions beyond violators": [],
    "out of bounds": [("E-RANGE-001", "integrated_programmes")],
    "first": [],
    "falls": [("W-CUMULATIVE-001", "harm_reduction_clients")],
    "falls after history": [("W-CUMULATIVE-001", "harm_reduction_clients")],
    "a new year begins": [],
}


@pytest.fixture(scope="module")
def checked():
    return check_reports(CATALOGUE, DRAWN, HISTORY)


@pytest.fixture(scope="module")
def doubts(checked):
    return {name: drafts for form in checked for name, drafts in form.drafts.items()}


@pytest.mark.parametrize("name", list(DRAWN))
def test_what_is_found(doubts, name):
    assert sorted((d.code, d.element) for d in doubts[name]) == EXPECTED[name]


def test_a_doubt_names_its_cell_and_what_it_is_held_against(doubts):
    (doubt,) = doubts["of which too large"]
    cells = {c.element: c for c in DRAWN["of which too large"].cells}
    assert (doubt.sheet, doubt.cell) == ("BC", cells["sellers_under_18"].cell)
    assert doubt.message_values["other"] == cells["violators_sellers"].cell
    assert doubt.message_values["other_value"] == "3"


def test_a_sum_names_its_parts_and_their_total(doubts):
    (doubt,) = doubts["parts do not sum"]
    assert doubt.message_values["other_value"] == "8"
    assert len(doubt.message_values["other"].split(", ")) == 5


def test_each_form_is_checked_once_over_the_whole_batch(checked):
    counts = {c.form: len(c.reports) for c in checked}
    assert counts == {"culture": 2, "health": 4, "police": 12, "ward": 1}
    police = next(c for c in checked if c.form == "police")
    assert all(outcome.checked_rows + outcome.unknown_rows == 12 for outcome in police.outcomes)


def test_a_check_that_cannot_run_is_a_bug_not_a_finding():
    import pandas as pd

    broken = Rule(
        "E-NEG-001", "a", "ExpectColumnValuesToBeBetween", {"column": "b", "min_value": 0}
    )
    with pytest.raises(SuiteError, match="E-NEG-001"):
        run_suite("ward", [broken], pd.DataFrame({"submission": ["s"], "a": [1.0]}))
