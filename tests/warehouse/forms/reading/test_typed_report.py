"""A report in an office's own layout: its place, its figures, and what is doubtful in it."""

from dataclasses import replace

import pytest

from tests.warehouse.forms.reading.test_report_grid import COURT_ROWS, NO_ROW, sheet_of
from tests.warehouse.forms.typed_files import CATALOGUE, HEADER, ROWS, TITLE, VALUES
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.typed_report import read_typed_sheet
from warehouse.forms.taught_label import TaughtLabel

LABELS = LabelIndex(CATALOGUE)
TITLE_ROWS = tuple((line,) for line in TITLE)


def read_rows(*rows, labels=LABELS, title=TITLE_ROWS, above=()):
    """Read a sheet: three title lines, then these rows from row 4 on."""
    return read_typed_sheet(sheet_of(*title, *rows, above=above), CATALOGUE, labels)


def placed(report):
    return [(d.code, d.element, d.cell) for d in report.drafts]


def values(report):
    return {c.element: c.value for c in report.cells}


class TestAWholeReport:
    def test_has_its_place_its_figures_and_no_doubt(self):
        report = read_rows(HEADER, *ROWS)
        assert (report.form, report.unit, report.period) == ("education", "DK-GDDT", "2023-H1")
        assert (report.sheet, report.layout, report.form_version) == ("BC", "typed", None)
        assert (values(report), report.drafts) == (VALUES, ())
        assert not report.synthetic

    def test_keeps_place_and_text_of_each_cell(self):
        cells = {c.element: c for c in read_rows(HEADER, *ROWS).cells}
        assert (cells["students"].cell, cells["students"].raw_text) == ("D7", "2.662")
        assert cells["students"].state == "value"

    def test_may_have_its_title_above_the_cells(self):
        above = [(f"Đoạn {number}", line) for number, line in enumerate(TITLE, 1)]
        report = read_rows(HEADER, *ROWS, title=(), above=above)
        assert (report.unit, report.period, report.drafts) == ("DK-GDDT", "2023-H1", ())

    def test_made_up_for_the_demo_says_so_in_its_title(self):
        title = (*TITLE_ROWS, ("DỮ LIỆU GIẢ LẬP",))
        assert read_rows(HEADER, *ROWS, title=title).synthetic

    def test_of_no_form_is_none(self):
        assert read_rows(HEADER, ("1", "Số con gà", "con", "5")) is None


class TestTheUnit:
    @pytest.mark.parametrize(
        ("month", "unit"), [("tháng 6 năm 2025", "DK-HUNGDAO"), ("tháng 7 năm 2025", "HP-HUNGDAO")]
    )
    def test_of_two_with_one_name_is_the_one_that_existed(self, month, unit):
        ward = CATALOGUE.forms["ward"].elements
        rows = [(str(n), e.name_vi, e.unit, "1") for n, e in enumerate(ward, 1)]
        title = (("PHƯỜNG HƯNG ĐẠO",), ("BÁO CÁO",), (month,))
        report = read_rows(HEADER, *rows, title=title)
        assert report.unit == unit

    def test_that_is_not_named_is_asked_for(self):
        report = read_rows(HEADER, *ROWS, title=(("BÁO CÁO",), ("6 tháng đầu năm 2023",)))
        assert report.unit is None
        assert [code for code, _, _ in placed(report)] == ["E-UNIT-001"]

    def test_and_the_period_are_asked_for_on_the_sheet_of_the_report(self):
        report = read_rows(HEADER, *ROWS, title=(("BÁO CÁO",),))
        assert (report.unit, report.period) == (None, None)
        assert {draft.sheet for draft in report.drafts} == {"BC"}
        assert [d.code for d in report.drafts] == ["E-UNIT-001", "E-PERIOD-001"]


class TestAFigure:
    header = ("TT", "Nội dung", "ĐVT", "Trong kỳ", "Lũy kế", "Trong kỳ")

    def read_row(self, *figures, header=header, row=4):
        """Read the report with these figures in the columns from D on of one row."""
        rows = list(ROWS)
        rows[row] = (*ROWS[row][:3], *figures)
        return read_rows(header, *rows)

    def test_of_the_period_stands_under_the_period(self):
        report = self.read_row("16", "30", header=self.header[:5])
        assert values(report)["school_sessions"] == 16

    def test_of_the_year_stands_under_the_year_to_date(self):
        report = self.read_row("", "1.626", header=self.header[:5], row=3)
        assert values(report)["students_reached"] == 1626

    def test_in_the_other_column_alone_is_returned(self):
        report = self.read_row("", "30", header=self.header[:5])
        assert ("E-COLUMN-002", "school_sessions", "E9") in placed(report)
        assert values(report)["school_sessions"] is None

    def test_in_neither_column_is_missing_in_its_own(self):
        cells = {c.element: c for c in self.read_row("", "", header=self.header[:5]).cells}
        cell = cells["school_sessions"]
        assert (cell.cell, cell.state, cell.raw_text) == ("D9", "missing", "")

    def test_under_two_headers_of_one_kind_is_not_chosen(self):
        report = self.read_row("16", "30", "17", header=self.header)
        assert ("E-COLUMN-001", "school_sessions", "D9") in placed(report)
        assert values(report)["school_sessions"] is None
        cells = {c.element: c for c in report.cells}
        assert cells["school_sessions"].state == "unreadable"

    def test_of_the_year_takes_the_only_column_there_is(self):
        report = read_rows(HEADER, *ROWS)
        assert values(report)["students_reached"] == 1626
        only_year = ("TT", "Nội dung", "ĐVT", "Lũy kế")
        assert values(read_rows(only_year, *ROWS))["school_sessions"] == 16

    def test_without_any_column_is_a_doubt_beside_its_label(self):
        rows = [(row[0], row[1], "7", "8") for row in ROWS]
        report = read_rows(("TT", "Nội dung", "A", "B"), *rows)
        assert placed(report)[0] == ("E-COLUMN-001", "schools", "C5")

    def test_that_cannot_be_read_is_quoted(self):
        report = self.read_row("16 hay 17", header=HEADER)
        (draft,) = report.drafts
        assert (draft.code, draft.cell, draft.observed) == ("E-NUM-001", "D9", "16 hay 17")


class TestMoney:
    title = (("PHÒNG TÀI CHÍNH - KẾ HOẠCH QUẬN DƯƠNG KINH",), ("BÁO CÁO",), (TITLE[2],))

    def read_money(self, unit_line, *figures, header=HEADER):
        elements = CATALOGUE.forms["finance"].elements
        rows = [("1", e.name_vi, "", f) for e, f in zip(elements, figures, strict=True)]
        return read_rows((unit_line,), header, *rows, title=self.title)

    def test_is_counted_in_the_unit_above_the_table(self):
        report = self.read_money("ĐVT: triệu đồng", "5", "4,5", "0")
        assert list(values(report).values()) == [5_000_000, 4_500_000, 0]

    def test_without_a_unit_is_counted_in_dong(self):
        report = self.read_money("", "5", "4", "0")
        assert list(values(report).values()) == [5, 4, 0]

    @pytest.mark.parametrize(("figure", "is_doubtful"), [("5", True), ("1,5", True), ("0", False)])
    def test_in_a_unit_that_contradicts_its_column_is_zero_or_a_doubt(self, figure, is_doubtful):
        header = ("TT", "Nội dung", "ĐVT", "Số liệu (đồng)")
        report = self.read_money("ĐVT: triệu đồng", figure, "0", "0", header=header)
        assert placed(report) == ([("E-MONEY-001", "budget_allocated", "D6")] * is_doubtful)
        assert values(report)["budget_allocated"] == (None if is_doubtful else 0)
        assert [d.observed for d in report.drafts] == ["ĐVT: triệu đồng"] * is_doubtful

    def test_that_is_no_number_is_blamed_on_the_number(self):
        header = ("TT", "Nội dung", "ĐVT", "Số liệu (đồng)")
        report = self.read_money("ĐVT: triệu đồng", "nhiều", "0", "0", header=header)
        assert [(d.code, d.observed) for d in report.drafts] == [("E-NUM-001", "nhiều")]

    def test_units_do_not_touch_a_form_without_money(self):
        assert values(read_rows(("ĐVT: triệu đồng",), HEADER, *ROWS)) == VALUES
        assert read_rows(("ĐVT: 1000 USD",), HEADER, *ROWS).drafts == ()


class TestRows:
    def test_that_stand_twice_give_the_first_figure_and_name_its_place(self):
        report = read_rows(HEADER, *ROWS, (*ROWS[0][:3], "99"))
        assert placed(report) == [("E-ROW-001", "schools", "B10")]
        assert report.drafts[0].message_values == {"other": "B5"}
        assert values(report)["schools"] == 17

    def test_three_times_name_the_first_place_twice(self):
        report = read_rows(HEADER, *ROWS, ROWS[0], ROWS[0])
        assert [d.message_values["other"] for d in report.drafts] == ["B5", "B5"]

    def test_of_another_form_below_are_told_with_form_and_number(self):
        report = read_rows(HEADER, *ROWS, NO_ROW, HEADER, *COURT_ROWS)
        (draft,) = [d for d in report.drafts if d.code == "E-FORM-004"]
        assert draft.cell == "B12"
        assert draft.message_values == {
            "cell": "B12",
            "form": CATALOGUE.forms["court"].name_vi,
            "rows": "3",
        }
        assert values(report) == VALUES

    def test_left_out_are_missing_where_the_table_begins(self):
        cells = {c.element: c for c in read_rows(HEADER, *ROWS[:4]).cells}
        absent = cells["school_sessions"]
        assert (absent.cell, absent.state, absent.value) == ("B4", "missing", None)


class TestTaughtLabels:
    label = "Buổi nói chuyện"

    def taught(self, unit=None):
        return LabelIndex(
            CATALOGUE, [TaughtLabel(self.label, "education", "school_sessions", unit)]
        )

    def read_own_words(self, labels):
        return read_rows(HEADER, *ROWS[:4], ("5", self.label, "buổi", "16"), labels=labels)

    def test_are_read_with_a_note_in_the_cell_of_the_label(self):
        report = self.read_own_words(self.taught())
        assert values(report) == VALUES
        assert placed(report) == [("N-LABEL-001", "school_sessions", "B9")]
        assert report.drafts[0].observed == self.label

    def test_of_one_unit_are_read_in_its_reports_only(self):
        assert values(self.read_own_words(self.taught("DK-GDDT"))) == VALUES
        of_others = self.read_own_words(self.taught("DK-TP"))
        assert values(of_others)["school_sessions"] is None

    def test_of_a_unit_named_in_passing_are_not_read(self):
        """The title names two units of one form: the label of the wrong one does not count."""
        ward = CATALOGUE.forms["ward"].elements
        rows = [(str(n), e.name_vi, e.unit, "1") for n, e in enumerate(ward, 1)]
        rows[0] = ("1", self.label, "buổi", "1")
        taught = [TaughtLabel(self.label, "ward", ward[0].element, "DK-HUNGDAO")]
        title = (("PHƯỜNG ĐA PHÚC",), ("tháng 5 năm 2023",), ("Gửi kèm Phường Hưng Đạo",))
        report = read_rows(HEADER, *rows, labels=LabelIndex(CATALOGUE, taught), title=title)
        assert report.unit == "DK-DAPHUC"
        assert values(report)[ward[0].element] is None


def test_cells_of_a_hidden_unit_of_measure_are_not_needed():
    sheet = sheet_of(*TITLE_ROWS, HEADER[:2] + HEADER[3:4], *((r[0], r[1], r[3]) for r in ROWS))
    report = read_typed_sheet(replace(sheet, name="Bảng 1"), CATALOGUE, LABELS)
    assert (values(report), report.drafts, report.sheet) == (VALUES, (), "Bảng 1")
