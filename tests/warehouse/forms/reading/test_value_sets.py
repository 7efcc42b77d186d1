"""A set of DHIS2 values as a report: places by code, values as a machine writes them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import spec
from warehouse.files.formats.dhis2 import DataValue, ValueSet
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.value_sets import parse_dhis2_period, read_value_set
from warehouse.periods import Grain, Period

CATALOGUE = spec.catalogue()
SHEET, START = "dataValueSets", "$.dataValues"


def read(*values, form="education", unit="DK-GDDT", period="2023S1"):
    """Read a set of values (element, raw value, combinations …), the nth at `c<n>`."""
    data_values = [
        DataValue(element, raw_value, f"c{number}", tuple(combos))
        for number, (element, raw_value, *combos) in enumerate(values, 1)
    ]
    return read_value_set(ValueSet(form, unit, period, SHEET, START, data_values), CATALOGUE)


def cell_of(report, element="students"):
    return next(cell for cell in report.cells if cell.element == element)


def doubts(report):
    return [(d.code, d.element, d.cell, d.observed) for d in report.drafts]


class TestPeriod:
    @pytest.mark.parametrize(
        ("code", "period"),
        [
            ("202305", Period(2023, Grain.MONTH, 5)),
            ("2023Q2", Period(2023, Grain.QUARTER, 2)),
            ("2023S2", Period(2023, Grain.HALF_YEAR, 2)),
            ("2023", Period(2023, Grain.YEAR)),
            (" 2023q2 ", Period(2023, Grain.QUARTER, 2)),
        ],
    )
    def test_is_a_month_a_quarter_a_half_or_a_year(self, code, period):
        assert parse_dhis2_period(code) == period

    @pytest.mark.parametrize(
        "code",
        [
            "",
            "2023-05",
            "202313",
            "202300",
            "2023Q5",
            "2023Q0",
            "2023S3",
            "2023W1",
            "20230501",
            "0999",
        ],
    )
    def test_of_another_shape_or_number_is_none(self, code):
        assert parse_dhis2_period(code) is None

    @given(st.sampled_from(CATALOGUE.list_periods(Grain.MONTH, Grain.QUARTER, Grain.YEAR)))
    def test_of_our_codes_without_the_hyphen_is_ours(self, period):
        assert parse_dhis2_period(period.code.replace("-", "")) == period


class TestPlace:
    def test_is_form_unit_and_period_by_code(self):
        report = read(("students", "5"))
        assert (report.form, report.unit, report.period) == ("education", "DK-GDDT", "2023-H1")
        assert (report.sheet, report.layout, report.form_version) == (SHEET, "typed", None)

    @pytest.mark.parametrize(
        ("code", "period", "unit"),
        [
            ("11689", "202506", "DK-ANHDUNG"),
            ("11689", "202507", "HP-HUNGDAO"),
            ("11686", "202506", "DK-HUNGDAO"),
            ("11686", "202507", None),
            ("99999", "202506", None),
            ("", "202506", None),
        ],
    )
    def test_of_a_code_of_the_statistics_office_is_the_unit_of_that_time(self, code, period, unit):
        report = read(form="ward", unit=code, period=period)
        assert report.unit == unit
        codes = [d.code for d in report.drafts]
        assert codes == ([] if unit else ["E-UNIT-004"])

    def test_of_an_unknown_period_is_a_doubt_and_finds_no_moving_code(self):
        report = read(form="ward", unit="11689", period="2023-05")
        assert (report.unit, report.period) == (None, None)
        assert doubts(report) == [
            ("E-PERIOD-008", None, START, "2023-05"),
            ("E-UNIT-004", None, START, "11689"),
        ]

    def test_without_a_form_is_that_of_the_unit(self):
        assert read(form="").form == "education"

    @pytest.mark.parametrize(
        "place", [{"form": "customs"}, {"form": "", "unit": "DK"}, {"form": "", "unit": "DK-XX"}]
    )
    def test_without_a_known_form_is_no_report(self, place):
        outcome = read(("students", "5"), **place)
        assert outcome == FindingDraft("E-FORM-003", None, SHEET, START, place["form"])


class TestValues:
    @pytest.mark.parametrize(
        ("raw_value", "value", "state"),
        [
            ("5", 5, "value"),
            ("1234", 1234, "value"),
            ("1234.0", 1234, "value"),
            ("+5", 5, "value"),
            (5, 5, "value"),
            (5.0, 5, "value"),
            ("", None, "missing"),
            (None, None, "missing"),
            (" 7 ", 7, "value"),
            ("-", 0, "zero"),
            ("x", None, "not_applicable"),
        ],
    )
    def test_are_read_as_a_machine_writes_them(self, raw_value, value, state):
        cell = cell_of(read(("students", raw_value)))
        assert (cell.value, cell.state, cell.cell) == (value, state, "c1")

    @pytest.mark.parametrize(
        ("raw_value", "code"),
        [("1.234", "E-NUM-003"), (1.5, "E-NUM-003"), ("năm", "E-NUM-001"), ("5%", "E-NUM-007")],
    )
    def test_that_are_no_whole_number_are_a_doubt(self, raw_value, code):
        report = read(("students", raw_value))
        assert doubts(report) == [(code, "students", "c1", str(raw_value))]
        assert cell_of(report).state == "unreadable"

    @pytest.mark.parametrize(
        ("raw_value", "value"), [("true", 1), ("FALSE", 0), ("1", 1), ("có", 1), (True, 1)]
    )
    def test_of_yes_and_no_are_one_and_zero(self, raw_value, value):
        report = read(("plan_in_force", raw_value), form="ward", unit="DK-DAPHUC", period="202305")
        assert cell_of(report, "plan_in_force").value == value

    def test_that_are_absent_are_missing_where_the_set_begins(self):
        absent = cell_of(read(("students", "5")), "schools")
        assert (absent.state, absent.cell, absent.raw_text) == ("missing", START, "")

    @settings(max_examples=50)
    @given(st.integers(-(10**15) + 1, 10**15 - 1))
    def test_of_any_whole_number_come_back(self, number):
        assert cell_of(read(("students", str(number)))).value == number


class TestRows:
    def test_of_an_unknown_element_are_a_warning(self):
        report = read(("students", "5"), ("lớp", "9"))
        assert doubts(report) == [("W-ROW-002", None, "c2", "lớp")]

    def test_of_one_element_twice_give_the_first_and_name_it(self):
        report = read(("students", "5"), ("students", "6"), ("students", "7"))
        assert cell_of(report).value == 5
        assert [(d.code, d.cell, d.message_values) for d in report.drafts] == [
            ("E-ROW-001", "c2", {"other": "c1"}),
            ("E-ROW-001", "c3", {"other": "c1"}),
        ]


class TestBreakdowns:
    def test_of_the_default_combination_are_the_total(self):
        assert cell_of(read(("students", "5", "default", "default"))).value == 5

    def test_by_another_combination_are_never_taken_for_the_total(self):
        report = read(("students", "5", "default", "nữ"))
        assert doubts(report) == [("E-COMBO-001", "students", "c1", "nữ = 5")]
        cell = cell_of(report)
        assert (cell.state, cell.value, cell.raw_text) == ("unreadable", None, "5")

    def test_beside_the_total_leave_the_total(self):
        report = read(("students", "2", "nữ"), ("students", "5"), ("students", "3", "nam", "xã"))
        assert cell_of(report).value == 5
        assert [observed for *_, observed in doubts(report)] == ["nữ = 2", "nam, xã = 3"]

    def test_without_a_total_are_quoted_by_the_first(self):
        report = read(("students", "2", "nữ"), ("students", "3", "nam"))
        assert (cell_of(report).cell, cell_of(report).raw_text) == ("c1", "2")
