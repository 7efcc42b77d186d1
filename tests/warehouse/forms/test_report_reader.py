"""A whole file to its reports: our own template, an office's own layout, and neither."""

import io
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from tests import spec
from tests.spec import catalogue_reporting_from
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.manifest import MANIFEST_SHEET, Manifest
from warehouse.forms.report_reader import ReportReader
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
READER = ReportReader(CATALOGUE)
RECEIVED = date(2023, 12, 20)
FULL = {"schools": 4, "schools_with_activity": 3, "students": 2662, "students_reached": 1626}


def template(tmp_path, values, change=None):
    path = tmp_path / "form.xlsx"
    blank = BlankForm("education", "DK-GDDT", parse_period_code("2023-H1"), values)
    manifest = write_form(CATALOGUE, blank, path)
    if change:
        book = openpyxl.load_workbook(path)
        change(book, manifest)
        book.save(path)
    return path.read_bytes(), manifest


def typed(rows, sheet="BC", header=("TT", "Nội dung", "ĐVT", "Số liệu", "Ghi chú"), title=()):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for number, line in enumerate(title or TITLE):
            page.write(number, 0, line)
        page.write_row(5, 0, header)
        for number, row in enumerate(rows, start=6):
            page.write_row(number, 0, row)
    return content.getvalue()


TITLE = ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN DƯƠNG KINH", "BÁO CÁO", "6 tháng đầu năm 2023")
ROWS = [
    (1, "Tổng số trường THPT và cơ sở GDNN trên địa bàn", "trường", "17"),
    (2, "- Số trường đã tổ chức tuyên truyền (luỹ kế từ đầu năm)", "trường", "03"),
    (3, "Tổng số học sinh THPT và GDNN", "học sinh", "2.662"),
    (4, "Số học sinh được tuyên truyền (lũy kế từ đầu năm)", "học sinh", 1626),
    (5, "Số buổi tuyên truyền trong trường học", "buổi", 16),
]


def only(content, received=RECEIVED):
    (report,) = READER.read_reports(content, received).reports
    return report


def codes(report):
    return sorted((d.code, d.cell) for d in report.drafts)


def values(report):
    return {c.element: c.value for c in report.cells}


def test_our_template_reads_back_with_every_address(tmp_path):
    content, manifest = template(tmp_path, FULL | {"school_sessions": 16})
    report = only(content)
    assert (report.form, report.unit, report.period) == ("education", "DK-GDDT", "2023-H1")
    assert (report.layout, report.form_version, report.drafts) == ("template", 1, ())
    assert values(report) == FULL | {"school_sessions": 16}
    assert {c.element: c.cell for c in report.cells} == manifest.cells


def test_a_cell_left_empty_is_missing_with_its_address(tmp_path):
    content, manifest = template(tmp_path, FULL)
    cells = {c.element: c for c in only(content).cells}
    assert cells["school_sessions"].state == "missing"
    assert cells["school_sessions"].cell == manifest.cells["school_sessions"]


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ("unit_cell", "Phòng Tư pháp quận", "E-UNIT-002"),
        ("period_cell", "Quý II/2023", "E-PERIOD-004"),
        ("period_cell", "", "E-PERIOD-004"),
    ],
)
def test_a_title_typed_over_is_noticed(tmp_path, cell, text, code):
    def change(book, manifest):
        book[manifest.sheet][getattr(manifest, cell)].value = text

    content, manifest = template(tmp_path, FULL, change)
    assert codes(only(content)) == [(code, getattr(manifest, cell))]


@pytest.mark.parametrize("text", ["", "{}", "nonsense", '{"form":"x"}', '{"a":1}'])
def test_a_manifest_someone_changed_is_told_not_guessed(tmp_path, text):
    def change(book, _):
        book[MANIFEST_SHEET]["A1"].value = text

    content, _ = template(tmp_path, FULL, change)
    reading = READER.read_reports(content, RECEIVED)
    assert (reading.reports, [d.code for d in reading.drafts]) == ((), ["E-FORM-002"])


def test_a_manifest_for_a_unit_nobody_knows(tmp_path):
    def change(book, manifest):
        other = Manifest.from_json(manifest.to_json().replace("DK-GDDT", "DK-XYZ"))
        book[MANIFEST_SHEET]["A1"].value = other.to_json()

    content, manifest = template(tmp_path, FULL, change)
    report = only(content)
    assert report.unit is None
    assert codes(report) == [("E-UNIT-001", manifest.unit_cell)]


def test_an_office_layout_reads_by_its_words():
    report = only(typed(ROWS))
    assert (report.form, report.unit, report.period) == ("education", "DK-GDDT", "2023-H1")
    assert report.drafts == ()
    assert {c.element: (c.value, c.cell) for c in report.cells} == {
        "schools": (17, "D7"),
        "schools_with_activity": (3, "D8"),
        "students": (2662, "D9"),
        "students_reached": (1626, "D10"),
        "school_sessions": (16, "D11"),
    }


def test_year_to_date_figures_stand_in_their_own_column():
    header = ("TT", "Nội dung", "ĐVT", "Trong kỳ", "Lũy kế từ đầu năm")
    rows = [
        ROWS[0],
        (*ROWS[1][:3], "", "03"),
        ROWS[2],
        (*ROWS[3][:3], "", "1.626"),
        (*ROWS[4], 30),  # a flow may show its year to date too: it is not used
    ]
    report = only(typed(rows, header=header))
    assert values(report) == FULL | {"schools": 17, "school_sessions": 16}
    assert {c.cell for c in report.cells} == {"D7", "E8", "D9", "E10", "D11"}


def test_a_year_to_date_figure_in_the_wrong_column_is_returned():
    header = ("TT", "Nội dung", "ĐVT", "Trong kỳ", "Lũy kế từ đầu năm")
    report = only(typed([*ROWS[:2], ROWS[2], ROWS[3], ROWS[4]], header=header))
    assert codes(report) == [("E-COLUMN-002", "D10"), ("E-COLUMN-002", "D8")]


def test_figures_of_other_periods_are_not_this_periods():
    header = ("TT", "Nội dung", "ĐVT", "Cùng kỳ năm trước", "Số liệu trong kỳ")
    report = only(typed([(*row[:3], 999, row[3]) for row in ROWS], header=header))
    assert values(report)["students"] == 2662


def test_a_table_whose_columns_nobody_named_is_a_doubt():
    header = ("TT", "Nội dung", "ĐVT", "A", "B")
    report = only(typed([(*row[:3], 1.0, 2.0) for row in ROWS], header=header))
    assert {code for code, _ in codes(report)} == {"E-COLUMN-001"}


def test_one_unnamed_column_of_figures_is_clear_enough():
    report = only(typed([(*row[:3], 7.0) for row in ROWS], header=("TT", "Nội dung", "ĐVT")))
    assert set(values(report).values()) == {7}


def test_a_row_that_stands_twice_and_a_row_nobody_knows():
    rows = [*ROWS, (6, "Tổng số học sinh THPT và GDNN", "học sinh", 5.0), (7, "Số lớp", "lớp", 9.0)]
    report = only(typed(rows))
    assert codes(report) == [("E-ROW-001", "B12"), ("W-ROW-002", "B13")]
    assert values(report)["students"] == 2662


def test_a_row_nobody_knows_above_the_first_one_is_told_too():
    numbered = ("A", "B", "C", 1)  # a row that numbers the columns is no figure
    report = only(typed([numbered, (0, "Số lớp", "lớp", 9.0), *ROWS]))
    assert codes(report) == [("W-ROW-002", "B8")]


def test_signs_notes_and_signatures_are_not_rows():
    rows = [
        ("I", "Nhóm 1"),
        *ROWS,
        ("", ""),
        ("Ghi chú: số liệu từ ngày 15 đến ngày 14.",),
        ("", "", "", "TM. ĐƠN VỊ BÁO CÁO"),
    ]
    assert only(typed(rows)).drafts == ()


def test_a_row_left_out_is_missing_where_the_table_begins():
    cells = {c.element: c for c in only(typed(ROWS[:4])).cells}
    assert (cells["school_sessions"].state, cells["school_sessions"].cell) == ("missing", "B6")


def test_several_reports_in_one_workbook():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for period in ("6 tháng đầu năm 2023", "6 tháng cuối năm 2023"):
            page = book.add_worksheet(period[:7] + period[8:11])
            for number, line in enumerate((TITLE[0], "BÁO CÁO", period)):
                page.write(number, 0, line)
            page.write_row(5, 0, ("TT", "Nội dung", "ĐVT", "Số liệu"))
            for number, row in enumerate(ROWS, start=6):
                page.write_row(number, 0, row)
        book.add_worksheet("Nháp").write("A1", "không phải báo cáo")
    reports = READER.read_reports(content.getvalue(), RECEIVED).reports
    assert [r.period for r in reports] == ["2023-H1", "2023-H2"]


def test_another_table_altogether_is_not_recognised():
    reading = READER.read_reports(
        typed([(1, "Số con lợn", "con", 5), (2, "Số con gà", "con", 9)]), RECEIVED
    )
    assert (reading.reports, [d.code for d in reading.drafts]) == ((), ["E-FORM-001"])


def test_bytes_that_are_no_workbook():
    reading = READER.read_reports(b"hello", RECEIVED)
    assert (reading.reports, [d.code for d in reading.drafts]) == ((), ["E-TEXT-002"])


@pytest.mark.parametrize(
    ("received", "code"),
    [
        (date(2022, 12, 1), "E-PERIOD-006"),
        (date(2023, 6, 14), "W-PERIOD-001"),
        (date(2023, 6, 15), None),
    ],
)
def test_a_report_before_its_time(received, code):
    codes = [d.code for d in only(typed(ROWS), received).drafts]
    assert codes == ([code] if code else [])


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("Quý I/2023", "E-PERIOD-002"),
        ("6 tháng đầu năm 2019", "E-PERIOD-007"),
        ("6 tháng cuối năm 2025", "E-PERIOD-003"),
    ],
)
def test_a_period_the_unit_does_not_owe(period, code):
    report = only(typed(ROWS, title=(*TITLE[:2], period)), date(2026, 1, 1))
    assert code in {d.code for d in report.drafts}


def test_the_example_of_a_right_period_is_a_period(tmp_path):
    path = tmp_path / "form.xlsx"
    blank = BlankForm("education", "DK-GDDT", parse_period_code("2022-Q3"), FULL)
    write_form(CATALOGUE, blank, path)
    (draft,) = (d for d in only(path.read_bytes()).drafts if d.code == "E-PERIOD-002")
    assert draft.message_values["expected"] == "6 tháng đầu năm 2022"


@pytest.mark.parametrize(
    ("first_day", "expected"),
    [
        (date(2023, 6, 14), []),  # the last day of the half-year
        (date(2023, 6, 15), ["E-PERIOD-009"]),
    ],
)
def test_a_period_before_the_office_began_to_report(first_day, expected, tmp_path):
    reader = ReportReader(catalogue_reporting_from("DK-GDDT", first_day))
    for content in (typed(ROWS), template(tmp_path, FULL)[0]):
        (report,) = reader.read_reports(content, RECEIVED).reports
        assert [d.code for d in report.drafts] == expected
        assert all(d.message_values["first_day"] == "15/06/2023" for d in report.drafts)


def test_a_report_saved_again_has_the_same_content(tmp_path):
    one, _ = template(tmp_path, FULL)
    two, _ = template(tmp_path, FULL, lambda book, _: None)
    other, _ = template(tmp_path, FULL | {"schools": 5})
    assert one != two
    assert only(one).content_sha256 == only(two).content_sha256 != only(other).content_sha256
