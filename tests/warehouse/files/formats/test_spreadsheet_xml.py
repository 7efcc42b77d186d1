"""Workbooks saved as XML Spreadsheet 2003: read like any other, and bounded like any other."""

from datetime import datetime

import pytest

from assets.raw.refusal import search_file
from tests.sent import schools, send
from tests.warehouse.files.formats.xml_excel import as_xml, cell, row, rows_of, worksheet
from tests.warehouse.forms.typed_files import GRID, VALUES, codes, is_whole, only, read, values
from warehouse.files.formats.spreadsheet_xml import MAX_XML_BYTES, XmlWorkbook
from warehouse.files.formats.workbook import Workbook

LAST = [*rows_of(GRID)][:-1]
"""All rows but the last one, which is row 11 of the sheet."""


def last_row(figure):
    return row([cell("5"), cell("Số buổi tuyên truyền trong trường học"), cell("buổi"), figure])


@pytest.mark.parametrize("name", ["bc.xls", "bc.xml", "bc"])
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "windows-1258", "ascii"])
def test_a_report_in_xml_is_read_whole(name, encoding):
    report = only(as_xml(encoding=encoding), name)
    assert is_whole(report)
    assert (report.sheet, report.layout) == ("BC", "typed")
    assert {c.element: c.cell for c in report.cells}["schools"] == "D7"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (cell("16", kind="Number"), 16.0),
        (cell("1", kind="Boolean"), True),
        (cell("2023-05-14T00:00:00.000", kind="DateTime"), datetime(2023, 5, 14)),
        (cell("#DIV/0!", kind="Error"), "#DIV/0!"),
        (cell("a &lt; b&#10;c"), "a < b\nc"),
        (cell("0.46", ' ss:StyleID="s63"', "Number"), "46%"),
        (cell("1", ' ss:StyleID="s64"', "Number"), "100%"),
        (
            '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Số</B>'
            "<Font> buổi</Font></ss:Data></Cell>",
            "Số buổi",
        ),
        (
            '<Cell><Data ss:Type="Number">3</Data><Comment ss:Author="x"><ss:Data><B>không phải'
            "</B></ss:Data></Comment></Cell>",
            3.0,
        ),
        ('<Cell ss:Formula="=A1"/>', ""),
    ],
)
def test_a_cell_holds_what_it_shows(written, value):
    sheet = XmlWorkbook(as_xml(worksheet([row([written, cell("x")])]))).load_sheet("BC")
    assert sheet.cells == [[value, "x"]]


def test_rows_and_cells_stand_where_they_say():
    rows = [
        row([cell("a", ' ss:MergeAcross="2" ss:MergeDown="1"'), cell("b")], ' ss:Index="2"'),
        row([cell("c", ' ss:Index="4"')]),
        row([], ' ss:Span="2"'),
        row([cell("d")]),
    ]
    sheet = XmlWorkbook(as_xml(worksheet(rows))).load_sheet("BC")
    places = {(r, c): v for r, texts in enumerate(sheet.cells) for c, v in enumerate(texts) if v}
    assert places == {(1, 0): "a", (1, 3): "b", (2, 3): "c", (6, 0): "d"}
    assert sheet.merged_ranges == [((1, 0), (2, 2))]


def test_a_percentage_is_no_count():
    percent = cell("1", ' ss:StyleID="s64"', "Number")
    (report,) = read(as_xml(worksheet([*LAST, last_row(percent)]))).reports
    assert codes(report) == [("E-NUM-007", "D11")]


def test_an_error_in_a_cell_is_told():
    (report,) = read(as_xml(worksheet([*LAST, last_row(cell("#REF!", kind="Error"))]))).reports
    assert codes(report) == [("E-NUM-005", "D11")]


@pytest.mark.parametrize("state", ["SheetHidden", "SheetVeryHidden"])
def test_a_hidden_sheet_is_told_and_not_read(state):
    hidden = worksheet(rows_of(GRID), "Cũ", state)
    reading = read(as_xml(worksheet(rows_of([*GRID[:-1], (*GRID[-1][:3], "9")])), hidden))
    (report,) = reading.reports
    assert values(report) == VALUES | {"school_sessions": 9}
    assert [(d.code, d.observed) for d in report.drafts] == [("W-SHEET-001", "Cũ")]


def test_our_own_form_saved_as_xml_is_still_our_form(tmp_path):
    send(tmp_path / "a.xlsx", schools())
    book = Workbook((tmp_path / "a.xlsx").read_bytes())
    sheets = [
        worksheet(
            rows_of([["" if v == "" else str(v).removesuffix(".0") for v in r] for r in s.cells]),
            s.name,
            "" if s.is_visible else "SheetVeryHidden",
        )
        for s in book.iterate_all_sheets()
    ]
    report = only(as_xml(*sheets))
    assert (report.layout, report.unit, report.period) == ("template", "DK-GDDT", "2023-H1")
    assert values(report)["students"] == 9000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (as_xml()[:-40], "E-FILE-012"),
        (as_xml(before="<!DOCTYPE Workbook>"), "E-FILE-015"),
        (as_xml(before='<!DOCTYPE a [<!ENTITY x "y">]>'), "E-FILE-015"),
        (as_xml(worksheet([row([cell("a")], ' ss:Index="999999999"')])), "E-FILE-002"),
        (as_xml(worksheet([row([cell("a")], ' ss:Index="-4"')])), "E-FILE-012"),
        (as_xml(worksheet([row([cell("x", kind="Number")])])), "E-FILE-012"),
        (as_xml(encoding="UTF-8") + b" " * MAX_XML_BYTES, "E-FILE-002"),
        (as_xml(worksheet([])), "E-FORM-001"),
    ],
    ids=["cut", "doctype", "entity", "far", "before", "no number", "long", "empty"],
)
def test_what_is_wrong_with_it_is_told(content, code):
    assert [d.code for d in read(content, "bc.xls").drafts] == [code]


@pytest.mark.parametrize(
    "sheet",
    [
        worksheet([row([cell("Nguyễn Văn An, sinh năm 1990, điện thoại 0912345678")])]),
        worksheet([row([cell("Nguyễn Văn An, CCCD 031090001234")])], "Ẩn", "SheetHidden"),
        worksheet(
            [
                row(
                    [
                        '<Cell><Data ss:Type="Number">3</Data><Comment><ss:Data>'
                        "Trần Thị Bình, điện thoại 0912345678</ss:Data></Comment></Cell>"
                    ]
                )
            ]
        ),
    ],
    ids=["cell", "hidden", "comment"],
)
def test_personal_data_are_found_wherever_they_stand(sheet):
    search = search_file(as_xml(worksheet(rows_of(GRID)), sheet.replace('"BC"', '"B"')), "a.xls")
    assert {d.code for d in search.drafts} == {"E-PII-001"}
