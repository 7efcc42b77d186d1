"""A table of many units from the inbox on: a submission, findings and a decision for each unit."""

import shutil
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from assets.intake import ingest_inbox
from assets.layouts.acceptance import Acceptor
from assets.layouts.waiting_proposals import propose_for_waiting_reports
from assets.published.report_returns import return_reports
from assets.raw.reading_pool import ReadingPool
from assets.raw.report_titles import choose_by_title
from assets.recovery.cell_reading import RegisteredReport, append_cells, read_archived_reports
from assets.run_context import RunContext
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of
from tests.warehouse.forms.layouts.drawn_sheets import draw, write_xlsx
from tests.warehouse.forms.layouts.test_shared_tables import DOWN
from warehouse.catalogue import Sender
from warehouse.forms.layout import REPORT_SHEET
from warehouse.forms.layouts.answer_workbook import read_answer_sheet
from warehouse.forms.layouts.proposal_workbook import CONFIRMATION_CELL, CONFIRMED
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET
from warehouse.home import Home
from warehouse.store import Store

TABLE = DOWN.replace("Quý II/2023", "Quý I/2023")
NEXT_TABLE = TABLE.replace("| 410 |", "| 411 |").replace("Quý I/2023", "Quý II/2023")
LATER = RECEIVED + timedelta(days=30)
UNITS = ["DK-DTN", "DK-HCCB", "DK-HPN"]


@pytest.fixture(scope="module")
def accepted_home(tmp_path_factory):
    """Return a home with a layout for many units, whose table waits to be decided anew."""
    home = new_home(tmp_path_factory.mktemp("shared") / "home")
    drop(home, TABLE)
    run_intake(home)
    (path,) = propose_for_waiting_reports(RunContext(home, CATALOGUE, RECEIVED))
    book = load_workbook(path)
    book[ANSWER_SHEET][CONFIRMATION_CELL] = CONFIRMED
    book.save(path)
    with register_of(home) as register:
        acceptor = Acceptor(home, CATALOGUE, "Hoa", RECEIVED)
        acceptance = acceptor.accept_answers(register, read_answer_sheet(path.read_bytes()))
    assert acceptance.layout.layout == "DK-mass_organisation-1", acceptance.faults
    return home


@pytest.fixture
def home(accepted_home, tmp_path):
    return Home(shutil.copytree(accepted_home.root, tmp_path / "home"))


def drop(home, text, at=RECEIVED, name="a.xlsx"):
    path = home.inbox_folder / name
    path.write_bytes(write_xlsx(draw(text)))
    arrive(path, at)


def run_intake(home, catalogue=CATALOGUE):
    with register_of(home) as register:
        return ingest_inbox(home, catalogue, register)


def ask(home, sql):
    with register_of(home) as register:
        return register.query_rows(sql)


STANDING = (
    "FROM raw.submissions AS s ANTI JOIN raw.renewed_decisions AS r "
    "ON r.earlier_submission = s.submission"
)


def test_the_waiting_table_becomes_a_submission_for_each_unit(home):
    renewed = run_intake(home).renewed
    assert sorted(s.report.unit for s in renewed) == UNITS
    standing = ask(home, f"SELECT unit, period, sheet {STANDING} ORDER BY unit")
    assert standing == [(unit, "2023-Q1", "Sheet1") for unit in UNITS]
    cells = ask(home, "SELECT cell FROM raw.cells WHERE element = 'clubs' ORDER BY cell")
    assert cells == [("E6",), ("E7",), ("E8",)]
    assert run_intake(home).renewed == ()


def test_a_wrong_total_warns_the_first_unit_alone(home):
    drop(home, NEXT_TABLE, LATER)
    assert len(run_intake(home).submissions) == 3
    warned = ask(
        home,
        "SELECT f.unit, cell, message_en FROM raw.findings AS f WHERE code = 'W-LAYOUT-001'",
    )
    ((unit, cell, message),) = warned
    assert (unit, cell) == ("DK-HPN", "D9")
    name = CATALOGUE.forms["mass_organisation"].get_element("comm_participants").name_en
    assert f"says 411, but the units add up to 410 ({name})" in message


def test_a_fault_of_one_unit_goes_back_on_our_form_without_the_others(home):
    drop(home, NEXT_TABLE.replace("| 90 |", "| 1,234 |"), LATER)
    run_intake(home)
    with register_of(home) as register:
        names = return_reports(home, CATALOGUE, register)
    books = [load_workbook(home.returned_folder / name) for name in names]
    assert all(REPORT_SHEET in book.sheetnames for book in books)
    assert all("Sheet1" not in book.sheetnames for book in books)


def test_a_retired_layout_leaves_no_unit_behind(home):
    run_intake(home)
    with register_of(home) as register:
        acceptor = Acceptor(home, CATALOGUE, "Hoa", LATER)
        assert acceptor.retire_layout(register, "DK-mass_organisation-1")
    run_intake(home)
    assert ask(home, f"SELECT form, unit {STANDING}") == [(None, None)]


def test_a_unit_is_held_whose_table_came_from_a_sender_bound_to_others(home):
    bound = Sender(sender="hoi", source="o_chung", units=("DK-HPN",), basis="CV 1")
    catalogue = replace(CATALOGUE, senders=(bound,))
    run_intake(home, catalogue)
    holds = ask(
        home,
        "SELECT s.unit, h.reason FROM raw.holds AS h JOIN raw.submissions AS s USING (submission)",
    )
    assert holds == [("DK-HPN", "unbound_sender")]


def assert_read_again(home, folder):
    """Assert that the archive gives the cells of the register, and return them."""
    columns = "submission, element, sheet, cell, raw_text, value, state"
    expected = ask(home, f"SELECT {columns} FROM raw.cells")
    rows = ask(
        home, "SELECT submission, sha256, received_at, sheet, unit, period FROM raw.submissions"
    )
    reports = [RegisteredReport(*row) for row in rows if row[3] is not None]
    pools = [ReadingPool(CATALOGUE.folder, home.archive_folder, size=1) for _ in range(2)]
    with register_of(home) as register:
        places = read_archived_reports(
            register, reports, home.archive_folder, pool=pools[0], reduced_pool=pools[1]
        )
    with Store(folder / "again.duckdb") as again:
        for table in ("raw.cells", "raw.remarks"):
            again.create_table(table)
        append_cells(again, reports, places)
        assert again.query_rows(f"SELECT {columns} FROM raw.cells") == expected
    return expected


def test_the_cells_of_each_unit_are_read_again_from_the_archive(home, tmp_path):
    run_intake(home)
    assert len(assert_read_again(home, tmp_path)) == 15


def test_the_title_decides_between_reports_of_a_sheet_and_the_only_one_needs_none():
    first, second = (SimpleNamespace(unit=unit, period="2023-Q1") for unit in ("A", "B"))
    wanted = SimpleNamespace(unit="B", period="2023-Q1")
    assert choose_by_title([first, second], wanted) is second
    assert choose_by_title([first], wanted) is first
    assert choose_by_title([first, first], wanted) is None
    assert choose_by_title([], wanted) is None
