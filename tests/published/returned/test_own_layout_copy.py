"""A stranger's table comes back marked in its own cells, or not at all in its own form."""

import io

import pytest
import xlsxwriter
from openpyxl import load_workbook

from assets.published.returned.own_layout_copy import open_own_layout
from assets.published.returned.returned_workbook import ReturnedReport, write_returned_workbook
from expectations.codes import build_finding
from tests.sent import CATALOGUE, RECEIVED
from tests.warehouse.forms.layouts.drawn_sheets import COURT, KNOWN, accept, draw, write_xlsx
from warehouse.files.formats.workbook import Workbook
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layout import FAULT_LIST_SHEET
from warehouse.forms.layouts.layout_reading import read_by_layouts

SENT_CELLS = {"cases_accepted": "D5", "cases_tried": "D6", "defendants_tried": "D7"}
VALUES = {"cases_accepted": 9, "cases_tried": 7, "defendants_tried": "1,234"}
FINDING = build_finding(
    FindingDraft("E-NUM-002", "defendants_tried", "Sheet1", "D7", "1,234"), "a", None, CATALOGUE
)


@pytest.fixture
def sent(tmp_path):
    path = tmp_path / "sent"
    path.write_bytes(write_xlsx(draw(COURT)))
    return path


def give_back(sent, out, **changes):
    given = ReturnedReport(
        sent,
        RECEIVED,
        "court",
        "DK-TA",
        "2023-Q3",
        "Sheet1",
        findings=[FINDING],
        values=VALUES,
        sent_cells={**SENT_CELLS, "mobile_trials": "A1"},
        **{"is_own_layout": True, **changes},
    )
    return write_returned_workbook(CATALOGUE, given, out)


def test_the_own_table_comes_back_with_the_fault_in_its_cell(sent, tmp_path):
    out = tmp_path / "out.xlsx"
    summary = give_back(sent, out)
    (fault,) = summary.faults
    assert (summary.kind, fault.sheet, fault.cell) == ("original", "Sheet1", "D7")
    book = load_workbook(out)
    assert book.sheetnames == [FAULT_LIST_SHEET, "Sheet1"]
    assert "E-NUM-002" in book["Sheet1"]["D7"].comment.text
    before = load_workbook(io.BytesIO(sent.read_bytes()))["Sheet1"]
    values = [[cell.value for cell in row] for row in book["Sheet1"].iter_rows()]
    assert values == [[cell.value for cell in row] for row in before.iter_rows()]
    assert book["Sheet1"]["A1"].fill.fgColor.rgb == before["A1"].fill.fgColor.rgb


def test_what_was_marked_can_be_sent_and_marked_again(sent, tmp_path):
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    give_back(sent, first)
    assert give_back(first, second).kind == "original"
    assert load_workbook(second).sheetnames == [FAULT_LIST_SHEET, "Sheet1"]


def test_what_was_marked_is_read_by_the_layout_again(sent, tmp_path):
    out = tmp_path / "out.xlsx"
    give_back(sent, out)
    sheets = list(Workbook(out.read_bytes()).iterate_visible_sheets())
    assert [sheet.name for sheet in sheets] == [FAULT_LIST_SHEET, "Sheet1"]
    outcomes = read_by_layouts(sheets, [accept(draw(COURT))], KNOWN)
    assert [outcome.sheet for outcome in outcomes] == ["Sheet1"]


def test_a_file_with_other_reports_comes_back_as_our_form(sent, tmp_path):
    out = tmp_path / "out.xlsx"
    assert give_back(sent, out, is_own_layout=False).kind == "template"


def book_with(add):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write(6, 3, 12)
        add(book, sheet)
    return target.getvalue()


LOSSES = {
    "formula": lambda _, sheet: sheet.write_formula("D9", "=SUM(D7:D8)", None, 12),
    "picture": lambda _, sheet: sheet.insert_image("F1", "docs/proposal.png"),
    "chart": lambda book, sheet: sheet.insert_chart("F1", _chart(book)),
    "other sheet": lambda book, _: book.add_worksheet("Khác"),
    "data bar": lambda _, sheet: sheet.conditional_format(
        "D7", {"type": "data_bar", "data_bar_2010": True}
    ),
    "check box": lambda _, sheet: sheet.insert_checkbox("F1", True),
    "button": lambda _, sheet: sheet.insert_button("F1", {"caption": "Gửi"}),
}


def _chart(book):
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Sheet1!$D$7"})
    return chart


@pytest.mark.parametrize("loss", LOSSES)
def test_nothing_is_marked_that_would_be_lost(tmp_path, loss):
    path = tmp_path / "sent"
    path.write_bytes(book_with(lambda *_: None))
    assert open_own_layout(path, "Sheet1", {"raids": "D7"})
    path.write_bytes(book_with(LOSSES[loss]))
    assert open_own_layout(path, "Sheet1", {"raids": "D7"}) is None


def test_words_in_bold_stay_bold(tmp_path):
    path, out = tmp_path / "sent", tmp_path / "out.xlsx"

    def write_bold(book, sheet):
        sheet.write_rich_string("B1", book.add_format({"bold": True}), "Số", " vụ")

    path.write_bytes(book_with(write_bold))
    assert give_back(path, out).kind == "original"
    first, _ = load_workbook(out, rich_text=True)["Sheet1"]["B1"].value
    assert (first.text, first.font.b) == ("Số", True)


def test_what_is_no_workbook_or_has_no_such_cell_is_not_opened(tmp_path, sent):
    text = tmp_path / "text"
    text.write_bytes(b"TT;Noi dung\n")
    assert open_own_layout(text, "Sheet1", {}) is None
    assert open_own_layout(sent, "Sheet2", {}) is None
    assert open_own_layout(sent, "Sheet1", {"raids": "members[2]"}) is None
