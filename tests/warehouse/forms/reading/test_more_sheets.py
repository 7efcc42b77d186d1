"""What a workbook holds beside a report: reports of their own, or told; never silently lost."""

import io

import openpyxl
import pytest

from tests.warehouse.forms.typed_files import CATALOGUE, GRID, VALUES, as_xlsx, read, values, zipped
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.periods import parse_period_code


def grid(period="6 tháng đầu năm 2023", schools="17"):
    rows = [list(row) for row in GRID]
    rows[2], rows[6][3] = [period], schools
    return rows


def book(**sheets):
    """Build a workbook of sheets by name, each a grid; a name with «ẩn» is hidden."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = "hidden" if "ẩn" in name else "visible"
        for row in rows:
            sheet.append(row)
    return saved(workbook)


def saved(workbook):
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def list_results(reading):
    """List period, sheet and doubts of each report, then the file's own doubts."""
    reports = [(r.period, r.sheet, [d.code for d in r.drafts]) for r in reading.reports]
    return [*reports, *((d.code, d.sheet) for d in reading.drafts)]


@pytest.fixture
def form(tmp_path):
    """Open our own form, filled in, for changes."""
    path = tmp_path / "form.xlsx"
    write_form(
        CATALOGUE, BlankForm("education", "DK-GDDT", parse_period_code("2023-H1"), VALUES), path
    )
    return openpyxl.load_workbook(path)


def test_a_hidden_report_is_not_taken_and_told():
    content = book(H1=grid(), ẩn=grid("6 tháng cuối năm 2022"))
    assert list_results(read(content)) == [("2023-H1", "H1", ["W-SHEET-001"])]


def test_a_report_that_is_only_hidden_is_told_beside_what_was_not_recognised():
    content = book(H1=[["thư"]], ẩn=grid())
    assert list_results(read(content)) == [("E-FORM-001", "H1"), ("W-SHEET-001", "ẩn")]


def test_hidden_sheets_that_hold_no_report_are_nobodys_business():
    assert list_results(read(book(H1=grid(), ẩn=[["Danh mục"], ["1"]]))) == [("2023-H1", "H1", [])]


def test_a_copy_of_our_form_for_another_period_is_a_report(form):
    copy = form.copy_worksheet(form["Báo cáo"])
    copy["C7"] = "6 tháng cuối năm 2022"
    reading = read(saved(form))
    assert list_results(reading) == [("2023-H1", "Báo cáo", []), ("2022-H2", "Báo cáo Copy", [])]
    assert [values(report) for report in reading.reports] == [VALUES, VALUES]


def test_a_copy_of_our_form_for_the_same_period_is_told_and_not_taken(form):
    form.copy_worksheet(form["Báo cáo"])["D11"] = 18
    assert list_results(read(saved(form))) == [("2023-H1", "Báo cáo", ["W-SHEET-002"])]


def test_two_reports_of_one_period_that_differ_are_both_returned():
    content = book(A=grid(), B=grid(schools="18"))
    assert list_results(read(content)) == [
        ("2023-H1", "A", ["E-SHEET-001"]),
        ("2023-H1", "B", ["E-SHEET-001"]),
    ]
    differing = zipped({"1.xlsx": as_xlsx(), "2.xlsx": as_xlsx(grid(schools="18"))})
    assert [d.observed for r in read(differing).reports for d in r.drafts] == [
        "[2.xlsx]BC",
        "[1.xlsx]BC",
    ]


def test_the_same_report_twice_is_no_fault():
    assert list_results(read(book(A=grid(), B=grid()))) == [
        ("2023-H1", "A", []),
        ("2023-H1", "B", []),
    ]


def test_another_table_below_is_told_with_its_place_and_size():
    finance = [[n, e.name_vi, "", "1"] for n, e in enumerate(CATALOGUE.forms["finance"].elements)]
    (report,) = read(as_xlsx([*GRID, (), (), *finance])).reports
    (doubt,) = report.drafts
    assert (doubt.code, doubt.cell, doubt.message_values["rows"]) == ("E-FORM-004", "B14", "3")
    assert values(report) == VALUES


@pytest.mark.parametrize("delimiter", "^~:#*")
def test_a_csv_of_an_unusual_delimiter_is_read(delimiter):
    content = "\n".join(delimiter.join(row) for row in GRID).encode()
    (report,) = read(content, "a.csv").reports
    assert (values(report), report.drafts) == (VALUES, ())
