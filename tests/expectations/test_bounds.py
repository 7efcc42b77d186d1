"""The form and the intake accept the same numbers, whatever bounds an element declares."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from expectations.intake.claims import format_intake_claim
from expectations.intake.form_checks import check_reports
from expectations.intake.rules import build_form_rules
from tests import spec
from tests.warehouse.forms.blank import tiny_excel
from warehouse.catalogue import Element
from warehouse.catalogue.bounds import MAX_NUMBER, valid_bounds
from warehouse.files.grid import format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.blank.live_checks import BROKEN_SIGN, UNUSUAL_SIGN, LiveChecks
from warehouse.forms.reading.numbers import format_raw_text, read_cell
from warehouse.forms.report import Report, ReportCell, ReportCells

CATALOGUE = spec.catalogue()
ELEMENTS, REPORTS = 5, 4
NEAR = st.integers(-8, 8)


def form_of(*bounds, **more):
    """Build a form whose elements have these pairs of valid and plausible bounds."""
    elements = [
        Element(
            element=f"e{number}",
            name_vi=f"Chỉ tiêu {number}",
            name_en=f"Element {number}",
            nature="flow",
            unit="lượt",
            basis="practice",
            valid=valid,
            plausible=plausible,
            **more,
        )
        for number, (valid, plausible) in enumerate(bounds)
    ]
    court = CATALOGUE.forms["court"]
    return court.model_copy(update={"elements": tuple(elements), "relations": (), "totals": ()})


def report_of(form, values):
    """Build a report from cell contents as the reader reads them, and the doubts of the reader."""
    cells, doubts = [], []
    for row, (element, raw) in enumerate(zip(form.elements, values, strict=True), start=10):
        reading = read_cell(raw, element, form.marks)
        cell = format_address(row, 3)
        name = element.element
        cells.append(ReportCell(name, cell, format_raw_text(raw), reading.state, reading.value))
        if reading.code:
            doubts.append(FindingDraft(reading.code, name, None, cell, format_raw_text(raw)))
    return Report(
        "court", "X", "2023-Q1", "BC", "typed", None, False, ReportCells.from_cells(cells), ()
    ), doubts


def at_intake(form, table):
    """Return the codes of every cell, report by report."""
    pairs = [report_of(form, values) for values in table]
    reports = {str(number): report for number, (report, _) in enumerate(pairs)}
    (checked,) = check_reports(replace(CATALOGUE, forms={"court": form}), reports, {})
    return [
        {
            element.element: [
                d.code
                for d in [*doubts, *checked.drafts[str(number)]]
                if d.element == element.element
            ]
            for element in form.elements
        }
        for number, (_, doubts) in enumerate(pairs)
    ]


def at_the_form(form, values):
    """Return the verdict of the form's check column on every row; Excel's formula must agree."""
    typed = {e.element: value for e, value in zip(form.elements, values, strict=True)}
    checks = LiveChecks.from_form(form, typed)
    cells = {checks.cells[element]: value for element, value in typed.items()}
    verdicts = checks.evaluate_rows()
    for element in form.elements:
        assert (
            tiny_excel.value(checks.build_row_formula(element), cells) == verdicts[element.element]
        )
    return verdicts


@st.composite
def bounds(draw):
    """Draw valid and plausible bounds as the catalogue permits them, negative bounds included."""
    low, high = sorted(draw(st.tuples(NEAR, NEAR)))
    valid = draw(st.sampled_from([None, (low, high), (low, MAX_NUMBER), (-MAX_NUMBER, high)]))
    least, most = valid or (0, MAX_NUMBER)
    inner = sorted(max(least, min(most, n)) for n in draw(st.tuples(NEAR, NEAR)))
    return valid, draw(st.sampled_from([None, tuple(inner)]))


CONTENT = st.one_of(
    NEAR,
    st.sampled_from([MAX_NUMBER, MAX_NUMBER + 1, -MAX_NUMBER, -MAX_NUMBER - 1, 2**53, "-", "x"]),
)


@settings(max_examples=12, phases=[Phase.generate])  # a suite a time is too slow to shrink
@given(
    st.lists(bounds(), min_size=ELEMENTS, max_size=ELEMENTS),
    st.lists(
        st.lists(CONTENT, min_size=ELEMENTS, max_size=ELEMENTS),
        min_size=REPORTS,
        max_size=REPORTS,
    ),
)
def test_the_form_accepts_a_value_if_and_only_if_the_intake_finds_no_error(declared, table):
    form = form_of(*declared)
    for values, codes in zip(table, at_intake(form, table), strict=True):
        for element, verdict in at_the_form(form, values).items():
            errors = [code for code in codes[element] if code.startswith("E-")]
            warnings = [code for code in codes[element] if code.startswith("W-")]
            at = (form.get_element(element), values, codes[element], verdict)
            assert bool(errors) == verdict.startswith(BROKEN_SIGN), at
            assert len(errors) <= 1, at
            assert verdict.startswith(UNUSUAL_SIGN) == (not errors and bool(warnings)), at


@pytest.mark.parametrize(
    ("valid", "plausible", "value", "codes"),
    [
        ((2, 5), None, 1, ["E-RANGE-001"]),
        ((2, 5), None, 2, []),
        ((2, 5), None, 5, []),
        ((2, 5), None, 6, ["E-RANGE-001"]),
        ((2, 5), None, -1, ["E-RANGE-001"]),
        ((2, 5), None, "-", ["E-RANGE-001"]),
        ((0, 5), None, -1, ["E-NEG-001"]),
        (None, None, -1, ["E-NEG-001"]),
        ((-5, 5), None, -5, []),
        ((-5, 5), None, -6, ["E-RANGE-001"]),
        ((-5, 0), None, 1, ["E-RANGE-001"]),
        (None, (10, 90), 9, ["W-RANGE-001"]),
        (None, (10, 90), 10, []),
        (None, (10, 90), 91, ["W-RANGE-001"]),
        ((0, 99), (10, 90), 9, ["W-RANGE-001"]),
        ((-9, 9), (-3, 3), -4, ["W-RANGE-001"]),
        ((-9, 9), (-3, 3), -3, []),
        (None, None, MAX_NUMBER, []),
        (None, None, MAX_NUMBER + 1, ["E-NUM-008"]),
    ],
)
def test_both_bounds_are_checked_at_intake(valid, plausible, value, codes):
    assert at_intake(form_of((valid, plausible)), [[value]]) == [{"e0": codes}]


def test_a_warning_names_the_plausible_range_and_an_error_the_valid_range():
    form = form_of(((-9, 99), (10, 90)))
    about = {
        rule.code: (rule.message_values["low"], rule.message_values["high"])
        for rule in build_form_rules(form)
        if rule.message_values
    }
    assert about == {"E-RANGE-001": ("-9", "99"), "W-RANGE-001": ("10", "90")}


@pytest.mark.parametrize(
    ("valid", "plausible", "claims"),
    [
        ((0, 5), None, ["không âm", "không quá 5 lượt"]),
        ((2, 5), None, ["từ 2 đến 5 lượt"]),
        ((-5, 0), None, ["từ -5 đến 0 lượt"]),
        (None, (0, 1000), ["không âm", "thường không quá 1.000 lượt"]),
        (None, (10, 1000), ["không âm", "thường từ 10 đến 1.000 lượt"]),
    ],
)
def test_the_page_of_expectations_states_every_bound_that_is_checked(valid, plausible, claims):
    form = form_of((valid, plausible))
    rules = [
        format_intake_claim(form, rule)[0]
        for rule in build_form_rules(form)
        if rule.code != "E-MISS-001"
    ]
    assert rules == claims


def test_a_part_may_exceed_the_sum_only_beside_a_part_that_may_be_negative():
    whole, one, other = form_of((None, None), (None, None), ((-9, 9), None)).elements
    parts = [e.model_copy(update={"part_of": "e0", "parts_are": "all"}) for e in (one, other)]
    form = form_of((None, None)).model_copy(update={"elements": (whole, *parts)})
    balanced, unbalanced = [5, 10, -5], [5, 10, -4]
    assert [c["e1"] + c["e0"] for c in at_intake(form, [balanced, unbalanced])] == [
        [],
        ["E-SUM-001"],
    ]
    assert at_the_form(form, balanced)["e0"] == ""
    assert at_the_form(form, unbalanced)["e0"].startswith(BROKEN_SIGN)
    assert at_the_form(form, [5, 10, None])["e0"] == ""


def test_a_count_without_bounds_begins_at_zero():
    (element,) = form_of((None, None)).elements
    assert valid_bounds(element) == (0, MAX_NUMBER)
