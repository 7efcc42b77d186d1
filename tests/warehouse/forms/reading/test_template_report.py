"""A filled template: the manifest says what it is, and the title above may contradict it."""

import json
from dataclasses import replace

import pytest

from tests import spec
from warehouse.catalogue.form_versions import FormVersion
from warehouse.files.grid import Sheet, SheetBook, UnreadableError
from warehouse.finding_draft import FindingDraft
from warehouse.forms.manifest import MANIFEST_SHEET, Manifest
from warehouse.forms.reading.template_report import read_template
from warehouse.forms.remark import Remark

CATALOGUE = spec.catalogue()
UNIT, PERIOD = CATALOGUE.units["DK-GDDT"].name_vi, "6 tháng đầu năm 2023"
MANIFEST = Manifest(
    form="education",
    version=1,
    unit="DK-GDDT",
    period="2023-H1",
    sheet="Báo cáo",
    unit_cell="A1",
    period_cell="A2",
    cells={"schools": "D4", "students": "D5"},
    remarks={"obstacle_1": "C8"},
)

OTHER_NAMES = tuple(
    e.element for e in CATALOGUE.forms["education"].elements if e.element != "school_sessions"
)
WITHOUT_SESSIONS = replace(
    CATALOGUE,
    form_versions=(FormVersion(form="education", version=1, elements=OTHER_NAMES),),
)
"""A catalogue whose education form asked for no sessions in its version 1."""


class Book(SheetBook):
    """A workbook in memory: its sheets, by name."""

    def __init__(self, *sheets):
        self.sheets = {sheet.name: sheet for sheet in sheets}
        self.sheet_names = list(self.sheets)
        self.visibility = {sheet.name: sheet.is_visible for sheet in sheets}

    def load_sheet(self, name):
        if name not in self.sheets:
            raise UnreadableError(name)
        return self.sheets[name]


def read(
    title=UNIT,
    period_text=PERIOD,
    rows=((4.0,), (2662.0,)),
    name="Báo cáo",
    catalogue=CATALOGUE,
    **fields,
):
    """Read a template with this title and these cells from D4 on, fields of it changed."""
    cells = [[title], [period_text], [], *([["", "", "", *row] for row in rows])]
    text = json.dumps(json.loads(MANIFEST.to_json()) | fields)
    return read_template(
        Book(Sheet(MANIFEST_SHEET, False, [[text]]), Sheet(name, True, cells)), catalogue
    )


def doubts(report):
    return [(d.code, d.sheet, d.cell, d.observed) for d in report.drafts]


class TestAReport:
    def test_is_what_its_manifest_says(self):
        report = read(synthetic=True)
        assert (report.form, report.unit, report.period) == ("education", "DK-GDDT", "2023-H1")
        assert (report.layout, report.form_version, report.synthetic) == ("template", 1, True)
        assert (report.sheet, report.drafts) == ("Báo cáo", ())

    def test_has_a_cell_for_each_element_where_the_manifest_places_it(self):
        cells = {c.element: c for c in read().cells}
        assert list(cells) == [e.element for e in CATALOGUE.forms["education"].elements]
        assert (cells["students"].cell, cells["students"].value) == ("D5", 2662)
        assert cells["students"].raw_text == "2662"

    def test_misses_the_elements_that_its_version_asks_for_and_it_does_not_place(self):
        report = read()
        absent = {c.element: c for c in report.cells}["school_sessions"]
        assert (absent.cell, absent.state, absent.raw_text) == ("A1", "missing", "")
        assert report.drafts == ()  # the checks say that it is missing

    def test_notes_the_compulsory_elements_that_came_after_its_version(self):
        drafts = read(catalogue=WITHOUT_SESSIONS).drafts
        assert [(d.code, d.element, d.cell) for d in drafts] == [
            ("N-FORM-001", "school_sessions", "A1")
        ]
        assert drafts[0].message_values == {"version": "1"}

    def test_of_a_version_that_nobody_recorded_is_judged_by_the_form_of_today(self):
        assert read(catalogue=WITHOUT_SESSIONS, version=9).drafts == ()

    def test_warns_of_a_figure_of_an_element_that_the_form_no_longer_has(self):
        rows = ((4.0,), (2662.0,), (7.0,))
        report = read(rows=rows, cells={"schools": "D4", "students": "D5", "trips": "D6"})
        assert doubts(report) == [("W-ROW-002", "Báo cáo", "D6", "trips")]
        blank = read(cells={"schools": "D4", "students": "D5", "trips": "D6"})
        assert doubts(blank) == []

    def test_quotes_a_cell_that_cannot_be_read(self):
        report = read(rows=(("bốn",), (2662.0,)))
        assert doubts(report) == [("E-NUM-001", "Báo cáo", "D4", "bốn")]

    def test_has_the_notes_beside_its_figures_and_the_obstacles(self):
        rows = ((4.0, "mới lập"), (2662.0, ""), ("",), ("",))
        report = read(rows=(*rows, ("",)), remarks={"obstacle_1": "E4"})
        assert report.remarks == (
            Remark("note", "schools", "E4", "mới lập"),
            Remark("obstacle", None, "E4", "mới lập"),
        )

    def test_cuts_a_note_that_is_too_long_with_a_place(self):
        (draft,) = read(rows=((4.0, "a" * 301), (2662.0,))).drafts
        assert (draft.code, draft.sheet, draft.cell) == ("N-NOTE-001", "Báo cáo", "E4")


class TestTheTitle:
    @pytest.mark.parametrize(
        "unit", [UNIT, UNIT.upper(), f"Đơn vị: {UNIT}", "Phòng GD&ĐT", "UBND quận - Phòng GDĐT"]
    )
    def test_may_name_the_unit_by_any_of_its_names(self, unit):
        assert read(unit).drafts == ()

    @pytest.mark.parametrize("unit", ["", None, 5.0, "Phòng Tư pháp", "PhòngGDĐTx"])
    def test_that_names_another_unit_or_none_is_a_doubt_with_the_expected_name(self, unit):
        (draft,) = read(unit).drafts
        assert (draft.code, draft.cell) == ("E-UNIT-002", "A1")
        assert draft.message_values == {"expected": UNIT}

    def test_of_a_unit_that_nobody_knows_is_another_doubt(self):
        report = read("Phòng Mới", unit="DK-MOI")
        assert report.unit is None
        assert [(d.code, d.message_values) for d in report.drafts] == [
            ("E-UNIT-001", {"expected": "DK-MOI"})
        ]

    @pytest.mark.parametrize("period", [PERIOD, "6 THÁNG ĐẦU NĂM 2023", "kỳ: 6 tháng đầu năm 2023"])
    def test_may_write_the_period_in_other_letters(self, period):
        assert read(period_text=period).drafts == ()

    @pytest.mark.parametrize(
        "period", ["", "6 tháng cuối năm 2023", "Quý I/2023", f"{PERIOD} và 6 tháng cuối năm 2023"]
    )
    def test_of_another_period_none_or_two_is_a_doubt_with_the_expected_one(self, period):
        report = read(period_text=period)
        assert doubts(report) == [("E-PERIOD-004", "Báo cáo", "A2", period)]
        assert report.drafts[0].message_values == {"expected": PERIOD}
        assert report.period == "2023-H1"


@pytest.mark.parametrize(
    "fields",
    [
        {"form": "customs"},
        {"period": "2023-H3"},
        {"period": "bao giờ"},
        {"version": "x"},
        {"unit_cell": "hàng 6"},
        {"period_cell": None},
        {"cells": {"schools": "hàng 3"}},
        {"synthetic": "no"},
        {"more": 1},
    ],
    ids=str,
)
def test_a_manifest_that_someone_changed_is_returned_and_never_guessed(fields):
    assert read(**fields) == FindingDraft("E-FORM-002", sheet=MANIFEST_SHEET, cell="A1")


def test_a_sheet_under_another_name_is_not_found():
    assert read(name="Bao cao").code == "E-FORM-002"
