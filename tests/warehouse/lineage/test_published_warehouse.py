"""A figure of a published warehouse, explained down to its cells and what is missing."""

from datetime import UTC, datetime
from functools import cache

import pytest

from tests.spec import drawn
from warehouse.home import Home
from warehouse.lineage.explanation import BlankAnswer, CellRemark, FigureKey, MissingReport
from warehouse.lineage.published_warehouse import NoSuchFigureError, PublishedWarehouse

ELEMENTS = {
    "sessions": "comm_sessions",
    "reached": "workers_reached",
    "workers": "establishment_workers",
    "plan": "plan_in_force",
}
WARDS = """
submission | received         | unit       | period  | sessions | reached | workers | plan | found | says
a1         |                  | DK-DAPHUC  | 2023-01 | 3        | 10      | 100     | 1    | W-RANGE-001 in comm_sessions, N-TIME-001 | note comm_sessions: mưa; obstacle: thiếu người
# a corrected report explains nothing
a2         | 2023-03-15 08:00 | DK-DAPHUC  | 2023-02 | 4        | 20      | 110     | 1    | W-RANGE-001 in comm_sessions             | note comm_sessions: đã bỏ
a3         | 2023-03-16 08:00 | DK-DAPHUC  | 2023-02 | 5        | 30      | 120     | 1    | W-RANGE-001 in workers_reached           | note workers_reached: đợt hai
b1         | 2023-03-15 08:00 | DK-HUNGDAO | 2023-02 | 6        | 40      | 200     | 0    |                                          |
# the unit ends with June 2025: its flow counts in the year, its stock does not
c1         |                  | DK-ANHDUNG | 2025-06 | 9        | 1       | 50      | 1    |                                          |
"""  # noqa: E501 - drawn


@pytest.fixture(scope="module")
def published(warehouse_of):
    path = warehouse_of(drawn(WARDS, **ELEMENTS)).path
    with PublishedWarehouse(path, read_only=True) as warehouse:
        yield warehouse


@pytest.fixture(scope="module")
def explain(published):
    """Return the function that explains a figure, each figure once."""
    return cache(published.explain)


def list_sources(explanation):
    """List side, unit, period and value of each cell, in the order of the explanation."""
    return [
        (cell.side, cell.reporting_unit, cell.reported_period, cell.value)
        for cell in explanation.cells
    ]


class TestAnIndicator:
    def test_is_the_published_value_with_its_two_sides(self, explain):
        figure = explain("TT02", "DK-DAPHUC", "2023-02").figure
        assert (figure.value, figure.numerator, figure.denominator) == (25.0, 30, 120)
        assert (figure.is_complete, figure.has_doubt) == (True, True)

    def test_has_its_terms_numerator_first_each_with_a_value(self, explain):
        terms = explain("TT02", "DK", "2023-Q1").terms
        assert [(t.side, t.form, t.element, t.coefficient, t.value) for t in terms] == [
            ("numerator", "ward", "workers_reached", 1, 70),
            ("denominator", "ward", "establishment_workers", 1, 320),
        ]

    def test_has_the_cells_of_each_side_by_unit_and_period(self, explain):
        assert list_sources(explain("TT02", "DK", "2023-Q1")) == [
            ("numerator", "DK-DAPHUC", "2023-02", 30),
            ("numerator", "DK-HUNGDAO", "2023-02", 40),
            ("denominator", "DK-DAPHUC", "2023-02", 120),
            ("denominator", "DK-HUNGDAO", "2023-02", 200),
        ]

    def test_names_file_cell_and_time_of_receipt_of_a_cell(self, explain):
        cell = explain("TT02", "DK-DAPHUC", "2023-02").cells[0]
        assert (cell.file_name, cell.sheet, cell.cell, cell.raw_text) == (
            "a3.xlsx",
            "Báo cáo",
            "D12",
            "30",
        )
        assert cell.received_at == datetime(2023, 3, 16, 1, tzinfo=UTC)
        assert (cell.sender, cell.decision) == (None, "accepted_with_warnings")

    def test_lies_within_its_bounds_which_are_itself_when_no_report_is_missing(self, explain):
        whole = explain("TT02", "DK-DAPHUC", "2023-02").figure
        assert whole.low == whole.value == whole.high
        open_figure = explain("TT02", "DK", "2023-Q1").figure
        assert not open_figure.is_complete
        assert (open_figure.low, open_figure.high) == (None, None)

    def test_without_any_report_has_a_reason_and_no_cell(self, explain):
        explanation = explain("TT02", "DK-HAITHANH", "2023-01")
        assert explanation.figure.value is None
        assert explanation.figure.null_reason == "not_reported"
        assert explanation.cells == explanation.findings == explanation.remarks == []
        assert [t.value for t in explanation.terms] == [None, None]

    def test_names_the_reports_that_are_missing(self, explain):
        missing = explain("TT02", "DK", "2023-02").missing_reports
        assert missing == [
            MissingReport("ward", unit, "2023-02")
            for unit in ("DK-ANHDUNG", "DK-HAITHANH", "DK-HOANGHIA", "DK-TANTHANH")
        ]


class TestACountOfReports:
    def test_lists_every_report_owed_of_the_unit(self, explain):
        explanation = explain("BC01", "DK-DAPHUC", "2023-Q1")
        assert [
            (r.side, r.reported_period, r.is_due, r.accepted) for r in explanation.counted_reports
        ] == [
            (side, period, True, accepted)
            for side in ("numerator", "denominator")
            for period, accepted in (("2023-01", True), ("2023-02", True), ("2023-03", False))
        ]
        assert (explanation.figure.numerator, explanation.figure.denominator) == (2, 3)
        assert explanation.cells == []

    def test_tells_a_late_report_from_one_on_time(self, explain):
        reports = explain("BC02", "DK-DAPHUC", "2023-Q1").counted_reports
        on_time = {r.reported_period: r.on_time for r in reports}
        assert on_time == {"2023-01": True, "2023-02": False, "2023-03": False}

    def test_counts_the_units_of_one_form_only(self, explain):
        forms = {r.form for r in explain("LG01", "DK", "2023-02").counted_reports}
        assert forms == {"ward"}
        every_form = {r.form for r in explain("BC01", "DK", "2023-02").counted_reports}
        assert "police" in every_form

    def test_says_which_units_exist_at_the_end_of_the_period(self, explain):
        reports = explain("LG01", "DK-ANHDUNG", "2025-06").counted_reports
        assert {(r.reporting_unit, r.is_living) for r in reports} == {("DK-ANHDUNG", True)}


class TestAnElement:
    def test_that_flows_is_the_sum_of_every_cell_in_force(self, explain):
        explanation = explain("ward.comm_sessions", "DK", "2023-Q1")
        assert list_sources(explanation) == [
            (None, "DK-DAPHUC", "2023-01", 3),
            (None, "DK-DAPHUC", "2023-02", 5),
            (None, "DK-HUNGDAO", "2023-02", 6),
        ]
        assert explanation.figure.value == 14
        assert not explanation.figure.is_complete
        assert explanation.terms == explanation.counted_reports == []

    def test_that_stands_is_the_last_cell_of_each_unit(self, explain):
        explanation = explain("ward.establishment_workers", "DK", "2023-Q1")
        assert list_sources(explanation) == [
            (None, "DK-DAPHUC", "2023-02", 120),
            (None, "DK-HUNGDAO", "2023-02", 200),
        ]
        assert explanation.figure.value == 320

    def test_of_a_unit_that_ended_counts_as_a_flow_and_not_as_a_stock(self, explain):
        flow = explain("ward.comm_sessions", "HP", "2025")
        assert list_sources(flow) == [(None, "DK-ANHDUNG", "2025-06", 9)]
        stock = explain("ward.establishment_workers", "HP", "2025")
        assert (stock.cells, stock.figure.value) == ([], None)

    def test_is_complete_when_every_report_it_rests_on_was_accepted(self, explain):
        explanation = explain("ward.comm_sessions", "DK-DAPHUC", "2023-01")
        assert explanation.missing_reports == []
        assert explanation.figure.is_complete

    def test_that_flows_misses_every_period_and_one_that_stands_the_last(self, explain):
        flow = explain("ward.comm_sessions", "DK-HUNGDAO", "2023-Q1")
        assert [r.reported_period for r in flow.missing_reports] == ["2023-01", "2023-03"]
        stock = explain("ward.establishment_workers", "DK-HUNGDAO", "2023-Q1")
        assert [r.reported_period for r in stock.missing_reports] == ["2023-03"]


class TestWhatStandsOnACell:
    def test_a_finding_of_the_cell_and_one_of_the_whole_report(self, explain):
        findings = explain("ward.comm_sessions", "DK-DAPHUC", "2023-01").findings
        assert sorted((f.code, f.submission, f.severity) for f in findings) == [
            ("N-TIME-001", "a1", "note"),
            ("W-RANGE-001", "a1", "warning"),
        ]

    def test_a_finding_on_another_cell_of_the_report_is_left_out(self, explain):
        explanation = explain("ward.establishment_workers", "DK-DAPHUC", "2023-01")
        assert [f.code for f in explanation.findings] == ["N-TIME-001"]

    def test_a_finding_of_two_cells_of_an_indicator_is_there_once(self, explain):
        findings = explain("TT02", "DK-DAPHUC", "2023-01").findings
        assert [f.code for f in findings] == ["N-TIME-001"]

    def test_a_remark_of_the_cell_and_one_of_the_whole_report(self, explain):
        remarks = explain("ward.comm_sessions", "DK-DAPHUC", "2023-Q1").remarks
        assert remarks == [
            CellRemark("note", "mưa", "a1", "Báo cáo", "E1"),
            CellRemark("obstacle", "thiếu người", "a1", "Báo cáo", "E2"),
        ]

    def test_a_remark_on_another_cell_is_left_out(self, explain):
        remarks = explain("ward.establishment_workers", "DK-DAPHUC", "2023-01").remarks
        assert [r.kind for r in remarks] == ["obstacle"]
        of_both_sides = explain("TT02", "DK-DAPHUC", "2023-01").remarks
        assert [r.text for r in of_both_sides] == ["thiếu người"]
        (remark,) = explain("TT02", "DK-DAPHUC", "2023-02").remarks
        assert remark.text == "đợt hai"


class TestNothingPublished:
    def refuse(self, published, *key):
        with pytest.raises(NoSuchFigureError) as refusal:
            published.explain(*key)
        return refusal.value

    def test_an_unknown_figure_is_answered_by_the_nearest(self, published):
        error = self.refuse(published, "ward.comm_session", "DK", "2023")
        assert (error.part, error.given) == ("figure", "ward.comm_session")
        assert error.known[0] == "ward.comm_sessions"

    def test_a_figure_near_to_none_is_answered_by_the_indicators(self, published):
        known = self.refuse(published, "???", "DK", "2023").known
        assert {"TT02", "BC01"} <= set(known)
        assert not any("." in name for name in known)

    def test_a_unit_without_the_figure_is_answered_by_those_with_it(self, published):
        error = self.refuse(published, "ward.comm_sessions", "DK-CA", "2023")
        assert error.part == "unit"
        assert {"DK", "DK-DAPHUC"} <= set(error.known)
        assert "DK-CA" not in error.known
        assert error.known == sorted(error.known)

    def test_a_unit_of_another_form_has_none_of_an_indicator(self, published):
        error = self.refuse(published, "TT02", "DK-CA", "2023-01")
        assert (error.part, error.given) == ("unit", "DK-CA")

    def test_a_period_without_the_figure_is_answered_by_the_units_own(self, published):
        error = self.refuse(published, "ward.comm_sessions", "DK-ANHDUNG", "2025-09")
        assert error.part == "period"
        assert "2025-06" in error.known
        assert not any("2025-07" <= period <= "2025-12" for period in error.known)

    def test_the_message_lists_what_exists_in_both_languages(self, published):
        message = str(NoSuchFigureError("unit", "X", ["DK", "HP"]))
        assert message == "không có «X»; có / there is no «X»; there are: DK, HP"


def test_a_home_without_publication_cannot_be_opened(tmp_path):
    home = Home(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"warehouse\.duckdb"):
        PublishedWarehouse.open_current(home)
    assert not home.snapshot_file.exists()


def test_an_explanation_as_plain_values_has_every_part(explain):
    explanation = explain("ward.comm_sessions", "DK-DAPHUC", "2023-01")
    plain = explanation.to_dict()
    assert plain["key"] == {
        "figure": "ward.comm_sessions",
        "unit": "DK-DAPHUC",
        "period": "2023-01",
    }
    assert plain["cells"][0]["value"] == 3
    assert plain["cells"][0]["received_at"] == explanation.cells[0].received_at
    assert len(plain["findings"]) == 2


@pytest.mark.parametrize(("figure", "is_element"), [("TT02", False), ("ward.workers", True)])
def test_a_figure_with_a_point_is_an_element(figure, is_element):
    assert FigureKey(figure, "DK", "2023").is_element is is_element


def test_a_blank_where_the_form_allows_it_is_named_with_its_report(warehouse_of):
    activity = """
    unit    | period  | news_items | posters
    DK-VHTT | 2023-Q1 | 4          | 7
    DK-VHTT | 2023-Q2 |            | x
    """
    with PublishedWarehouse(warehouse_of(drawn(activity)).path, read_only=True) as published:
        blank = BlankAnswer("culture", "news_items", "DK-VHTT", "2023-Q2")
        assert published.explain("TT06", "DK", "2023-H1").blank_answers == [blank]
        element = published.explain("culture.news_items", "DK", "2023-H1")
        assert (element.blank_answers, element.figure.is_complete) == ([blank], False)
        assert published.explain("culture.news_items", "DK", "2023-Q1").blank_answers == []
        assert published.explain("culture.posters", "DK", "2023-Q2").blank_answers == []
