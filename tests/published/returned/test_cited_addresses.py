"""Every address in every text is that of the file in which it is read."""

import io
import re
from datetime import UTC, datetime

import docx
import openpyxl
import pytest

from assets.published.report_returns import collect_cell_values, collect_sent_cells
from assets.published.return_names import build_letter_path
from assets.published.return_package import write_returned_package
from assets.published.returned.cited_addresses import list_cited_addresses, translate_addresses
from assets.published.returned.returned_workbook import ReturnedReport
from expectations.codes import build_finding
from expectations.intake.form_checks import check_reports
from tests.sent import CATALOGUE
from tests.warehouse.forms.typed_files import GRID, as_xlsx, read

AT = datetime(2023, 7, 1, 2, tzinfo=UTC)
ADDRESS = re.compile(r"(?<![A-Z\d-])[A-Z]{1,2}[1-9]\d?(?!\d)")
TOO_MANY = (*GRID[:-4], (*GRID[-4][:3], "18", ""), *GRID[-3:])
"""Eighteen schools of seventeen: D8 of the office's sheet is more than D7."""


@pytest.mark.parametrize(
    ("message", "addresses"),
    [
        ("«A» (5) lớn hơn tổng «B» (4, ô D7).", ["D7"]),
        ("các phần cộng lại là 9 (ô D21, D22, D26).", ["D21", "D22", "D26"]),
        ("dòng kia ở ô $.dataValues[3].value).", ["$.dataValues[3].value"]),
        ("«ô D7» không phải là số.", []),
        ("(ô 'Trang ''2'''!D7, D8)", ["'Trang ''2'''!D7", "D8"]),
        ("Q1 2023, hồ sơ D7", []),
    ],
)
def test_cited_addresses_are_found_outside_quotes(message, addresses):
    assert list_cited_addresses(message) == addresses


@pytest.mark.parametrize(
    ("message", "lang", "translated"),
    [
        ("tổng «B» (4, ô D7).", "vi", "tổng «B» (4, ô D11)."),
        ("(ô D7, D8, D70)", "vi", "(ô D11, D12, D70)"),
        ("its whole «D7» (4, D7).", "en", "its whole «D7» (4, D11)."),
        ("(dòng kia ở ô B9).", "vi", "(dòng kia ở ô B9 của tệp đã gửi)."),
        ("(the other at B9).", "en", "(the other at B9 of the file sent)."),
    ],
)
def test_an_address_becomes_the_cell_of_the_other_file(message, lang, translated):
    own_cells = {"D7": "D11", "D8": "D12"}
    assert translate_addresses(message, ["D7", "D8", "B9"], own_cells, lang) == translated


def test_an_address_on_another_sheet_is_another_cell():
    own_cells = {"D7": "D11", "'Trang 2'!D7": "D12"}
    cited = ["'Trang 2'!D7", "D7"]
    assert translate_addresses("ô 'Trang 2'!D7, D7", cited, own_cells, "vi") == "ô D12, D11"
    assert translate_addresses("ô 'Trang 2'!D7", ["D7"], own_cells, "vi") == "ô 'Trang 2'!D7"


def test_cells_that_trade_places_do_not_meet():
    own_cells = {"D7": "D8", "D8": "D7"}
    assert translate_addresses("ô D7, D8", ["D7", "D8"], own_cells, "vi") == "ô D8, D7"


def test_an_address_within_json_is_replaced_whole():
    path = "$.dataValues[1].value"
    own_cells = {path: "D11", "$.dataValues": "D12"}
    message = f"(ô {path}). $.dataValues[10].value"
    assert translate_addresses(message, [path, "$.dataValues"], own_cells, "vi") == (
        "(ô D11). $.dataValues[10].value"
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Return what goes back of an office's own sheet: the workbook, the letter and the summary."""
    (report,) = read(as_xlsx(TOO_MANY)).reports
    (result,) = check_reports(CATALOGUE, {"s": report}, {})
    drafts = (*report.drafts, *result.drafts["s"])
    given = ReturnedReport(
        None,
        AT,
        form=report.form,
        unit=report.unit,
        period=report.period,
        sheet=report.sheet,
        findings=[build_finding(d, "s", report, CATALOGUE) for d in drafts],
        values=collect_cell_values(report.cells),
        sent_cells=collect_sent_cells(report.cells, report.other_sheets),
        file_name="bc.xlsx",
    )
    path = tmp_path_factory.mktemp("returned") / "bc [s].xlsx"
    summary = write_returned_package(CATALOGUE, given, path)
    return given, openpyxl.load_workbook(io.BytesIO(path.read_bytes())), summary, path


def test_the_finding_cites_the_file_that_was_sent(package):
    given, *_ = package
    (finding,) = [f for f in given.findings if f.code == "E-PART-001"]
    assert finding.cell == "D8"
    assert "ô D7" in finding.message_vi
    assert "D7" in finding.message_en


def test_comment_and_list_cite_the_form_that_goes_back(package):
    _, book, _, _ = package
    sheet = book["Báo cáo"]
    assert [sheet[cell].value for cell in ("D11", "D12")] == [17, 18]
    assert ADDRESS.findall(sheet["D12"].comment.text) == ["D11", "D11"]
    (row,) = [
        [str(v or "") for v in row]
        for row in book["LOI_CAN_SUA"].iter_rows(values_only=True)
        if row[2] == "E-PART-001"
    ]
    assert row[3] == "Báo cáo!D12"
    assert set(ADDRESS.findall(" ".join(row[6:8]))) == {"D11"}
    assert row[8] == "BC!D8", "where it stood in the file sent"


def test_the_letter_cites_the_form_that_goes_back(package):
    *_, path = package
    letter = docx.Document(build_letter_path(path))
    texts = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    texts += [paragraph.text for paragraph in letter.paragraphs]
    notified_texts = [text for text in texts if "cơ sở GDNN" in text or "Báo cáo!" in text]
    assert set(ADDRESS.findall(" ".join(notified_texts))) == {"D11", "D12"}


def test_both_places_are_known_of_each_fault(package):
    _, _, summary, _ = package
    (fault,) = [f for f in summary.faults if f.code == "E-PART-001"]
    assert (fault.sent_sheet, fault.sent_cell) == ("BC", "D8")
    assert (fault.sheet, fault.cell) == ("Báo cáo", "D12")
