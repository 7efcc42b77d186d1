"""A report over several sheets from the inbox on: it waits, is accepted, stored and sent back."""

import shutil
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from assets.layouts.acceptance import Acceptor
from assets.layouts.waiting_proposals import propose_for_waiting_reports
from assets.published.report_returns import return_reports
from assets.raw.layout_waits import query_layout_waits
from assets.run_context import RunContext
from tests.assets.layouts.test_shared_tables import ask, assert_read_again, run_intake
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of
from tests.warehouse.forms.layouts.drawn_sheets import draw, write_xlsx_sheets
from tests.warehouse.forms.layouts.test_several_sheets import CELLS, RAIDS, TIPS
from warehouse.forms.layout import FAULT_LIST_SHEET
from warehouse.forms.layouts.answer_workbook import read_answer_sheet
from warehouse.forms.layouts.proposal_workbook import CONFIRMATION_CELL, CONFIRMED
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET
from warehouse.home import Home

MONTH, NEXT_MONTH = "tháng 1/2023", "tháng 2/2023"
LATER = RECEIVED + timedelta(days=30)


def drop(home, month, raids=RAIDS, at=RECEIVED):
    path = home.inbox_folder / "police.xlsx"
    tips = TIPS.replace("tháng 5/2023", month)
    path.write_bytes(write_xlsx_sheets({"1.Tin": draw(tips), "2.Xử lý": draw(raids)}))
    arrive(path, at)


@pytest.fixture(scope="module")
def waiting_home(tmp_path_factory):
    """Return a home with a proposal for a report over two sheets, and the proposal's workbook."""
    home = new_home(tmp_path_factory.mktemp("sheets") / "home")
    drop(home, MONTH)
    run_intake(home)
    (path,) = propose_for_waiting_reports(RunContext(home, CATALOGUE, RECEIVED))
    return home, path


@pytest.fixture(scope="module")
def accepted_home(waiting_home):
    home, path = waiting_home
    book = load_workbook(path)
    sheet = book[ANSWER_SHEET]
    sheet[CONFIRMATION_CELL] = CONFIRMED
    elements = CATALOGUE.forms["police"].elements
    for row, element in enumerate(elements, 11):
        sheet[f"C{row}"] = CELLS.get(element.element, "không có")
    book.save(path)
    with register_of(home) as register:
        acceptor = Acceptor(home, CATALOGUE, "Hoa", RECEIVED)
        acceptance = acceptor.accept_answers(register, read_answer_sheet(path.read_bytes()))
    assert acceptance.faults == ()
    run_intake(home)
    return home


@pytest.fixture
def home(accepted_home, tmp_path):
    return Home(shutil.copytree(accepted_home.root, tmp_path / "home"))


def test_it_waits_as_unit_and_period_stand_in_the_title_of_one_sheet(waiting_home):
    home, _ = waiting_home
    with register_of(home) as register:
        (wait,) = query_layout_waits(register, RECEIVED.date())
    assert (wait.form, wait.unit, wait.period) == ("police", "DK-CA", "2023-01")


def test_the_proposal_holds_a_copy_of_each_sheet_and_links_into_it(waiting_home):
    _, path = waiting_home
    book = load_workbook(path)
    assert book.sheetnames[:3] == [ANSWER_SHEET, "1.Tin", "2.Xử lý"]
    formulas = [row[3].value for row in book[ANSWER_SHEET].iter_rows(min_row=11, max_row=20)]
    assert """=HYPERLINK("#"&"'"&SUBSTITUTE($C11,"!","'!"),"xem")""" in formulas
    assert book["2.Xử lý"]["C4"].value == 6


def test_each_figure_is_stored_with_its_own_sheet(home):
    rows = ask(home, "SELECT element, sheet || '!' || cell FROM raw.cells WHERE value IS NOT NULL")
    assert dict(rows) == CELLS
    standing = "SELECT sheet FROM raw.submissions WHERE unit = 'DK-CA'"
    assert ask(home, standing) == [("1.Tin",)]


def test_a_finding_names_the_sheet_and_cites_the_other_one(home):
    drop(home, NEXT_MONTH, RAIDS.replace("| 6 |", "| 1,234 |"), LATER)
    run_intake(home)
    findings = ask(home, "SELECT sheet, cell FROM raw.findings WHERE code = 'E-NUM-002'")
    assert findings == [("2.Xử lý", "C4")]
    with register_of(home) as register:
        names = return_reports(home, CATALOGUE, register)
    books = [load_workbook(home.returned_folder / name) for name in names]
    texts = [str(cell.value) for book in books for row in book[FAULT_LIST_SHEET] for cell in row]
    assert any("2.Xử lý!C4" in text for text in texts)


def test_the_remarks_are_stored_with_their_own_sheet(home):
    noted = RAIDS + "\nKhó khăn, vướng mắc: thiếu xe\n"
    drop(home, NEXT_MONTH, noted, LATER)
    run_intake(home)
    stored = ask(home, "SELECT kind, sheet, cell, text FROM raw.remarks")
    assert stored == [("obstacle", "2.Xử lý", "A10", "thiếu xe")]


def test_the_cells_are_read_again_from_the_archive(home, tmp_path):
    cells = assert_read_again(home, tmp_path)
    assert {row[2] for row in cells} == {"1.Tin", "2.Xử lý"}
