"""Answered proposals dropped into the inbox: the hub's decisions, and never reports."""

import hashlib
import re
import shutil
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from assets.intake import ingest_inbox
from assets.layouts.waiting_proposals import propose_for_waiting_reports
from assets.published.report_returns import return_reports
from assets.raw.layout_decisions import query_layout_decisions
from assets.run_context import RunContext
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of
from tests.warehouse.forms.layouts.drawn_sheets import FIRST_QUARTER, draw, write_xlsx
from warehouse.forms.layout import FAULT_LIST_SHEET
from warehouse.forms.layouts.proposal_workbook import CONFIRMATION_CELL, CONFIRMED
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET
from warehouse.forms.proposal_marks import SIGNATURE_PROPERTY
from warehouse.home import Home

NEXT_DAY = RECEIVED + timedelta(days=1)


@pytest.fixture(scope="module")
def proposed_home(tmp_path_factory):
    """Return a home with a strange report and its proposal."""
    home = new_home(tmp_path_factory.mktemp("proposed") / "home")
    path = home.inbox_folder / "court.xlsx"
    path.write_bytes(write_xlsx(draw(FIRST_QUARTER)))
    arrive(path, RECEIVED)
    run_intake(home)
    (proposal,) = propose_for_waiting_reports(RunContext(home, CATALOGUE, RECEIVED))
    book = load_workbook(proposal)
    for row in range(11, 15):
        book[ANSWER_SHEET][f"C{row}"] = f"D{row - 6}"
    book[ANSWER_SHEET][CONFIRMATION_CELL] = CONFIRMED
    book.save(home.root / "answer.xlsx")
    return home


@pytest.fixture
def home(proposed_home, tmp_path):
    return Home(shutil.copytree(proposed_home.root, tmp_path / "home"))


def run_intake(home):
    with register_of(home) as register:
        return ingest_inbox(home, CATALOGUE, register, run_at=NEXT_DAY)


def drop_answer(home, edit=lambda _: None, name="answer.xlsx"):
    """Drop the answered proposal after an edit into the inbox; return its path there."""
    path = home.inbox_folder / name
    book = load_workbook(home.root / "answer.xlsx")
    edit(book)
    book.save(path)
    return arrive(path, NEXT_DAY)


def standing_codes(home):
    with register_of(home) as register:
        rows = register.query_rows(
            "SELECT code FROM raw.findings ANTI JOIN raw.renewed_decisions AS r "
            "ON r.earlier_submission = findings.submission ORDER BY code"
        )
    return [code for (code,) in rows]


def test_the_compulsory_elements_that_the_table_lacks_are_named_at_once(home):
    def take_out(book):
        book[ANSWER_SHEET]["C14"] = "không có"

    drop_answer(home, take_out)
    (message,) = run_intake(home).answers.accepted_messages
    assert "bảng không có chỉ tiêu bắt buộc «" in message
    assert "the table lacks the compulsory elements «" in message


def test_an_answer_is_accepted_deleted_and_counts_for_the_same_run(home):
    path = drop_answer(home)
    later = home.inbox_folder / "later.xlsx"
    later.write_bytes(write_xlsx(draw(FIRST_QUARTER.replace("| 9 #", "| 8 #"))))
    arrive(later, NEXT_DAY)
    result = run_intake(home)
    assert not path.exists()
    (message,) = result.answers.accepted_messages
    assert re.match(r"«de-xuat-[a-p]{16}.xlsx»: đã duyệt cách đọc «DK-TA-court-1»", message)
    assert "/ the layout «DK-TA-court-1» is accepted" in message
    assert "bắt buộc" not in message
    assert [s.report.form for s in result.submissions] == ["court"]
    assert [s.report.form for s in result.renewed] == ["court"]
    assert standing_codes(home) == ["N-LAYOUT-001", "N-LAYOUT-001"]
    with register_of(home) as register:
        (decision,) = query_layout_decisions(register)
    assert decision.person == f"inbox/ ({home.root.owner()})"
    assert decision.happened_at == NEXT_DAY
    archived = {p.name for p in home.archive_folder.rglob("*.xlsx")}
    assert len(archived) == 2
    assert not (home.inbox_folder / "processed" / "answer.xlsx").exists()


def test_a_faulty_answer_stays_with_its_reasons_until_it_is_mended(home):
    path = drop_answer(home, lambda book: book[ANSWER_SHEET].__setitem__(CONFIRMATION_CELL, ""))
    for _ in range(2):
        result = run_intake(home)
        (message,) = result.answers.faulty_messages
        assert "chưa ghi «Đúng» vào ô B8 / not accepted" in message
        assert "B8 does not say «Đúng»" in message
        assert (path.exists(), result.file_count) == (True, 0)
    drop_answer(home)
    assert run_intake(home).answers.faulty_messages == ()
    assert standing_codes(home) == ["N-LAYOUT-001"]


def test_an_answer_without_its_sheet_stays(home):
    path = drop_answer(home, lambda book: book.remove(book[ANSWER_SHEET]))
    (message,) = run_intake(home).answers.faulty_messages
    assert "is a proposal workbook no more" in message
    assert path.exists()


def test_an_answer_counts_once(home):
    drop_answer(home)
    run_intake(home)
    path = drop_answer(home, name="again.xlsx")
    result = run_intake(home)
    assert "was decided before" in result.answers.accepted_messages[0]
    assert (path.exists(), result.file_count) == (False, 0)
    with register_of(home) as register:
        assert len(query_layout_decisions(register)) == 1


def forge(book):
    signature = book.custom_doc_props[SIGNATURE_PROPERTY]
    signature.value = signature.value.translate(str.maketrans("abcd", "bcda"))


def test_a_forged_answer_is_refused_as_a_report(home):
    drop_answer(home, forge)
    result = run_intake(home)
    assert result.answers.paths == frozenset()
    assert standing_codes(home) == ["E-FORM-001", "E-FORM-005"]


def test_an_answer_of_another_home_is_refused_as_a_report(home):
    (home.root / "layouts" / "key").write_bytes(b"another key")
    drop_answer(home)
    run_intake(home)
    assert standing_codes(home) == ["E-FORM-001", "E-FORM-005"]


def test_an_answer_from_a_source_is_refused_as_a_report(home):
    path = drop_answer(home)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with register_of(home) as register:
        register.execute(
            "INSERT INTO raw.deliveries BY NAME SELECT 'mail' AS source, '1' AS origin, "
            "1 AS part, ? AS sha256, ? AS received_at, 'fetched' AS outcome",
            [sha256, NEXT_DAY],
        )
    run_intake(home)
    assert standing_codes(home) == ["E-FORM-001", "E-FORM-005"]
    with register_of(home) as register:
        assert query_layout_decisions(register) == []


def test_a_fault_in_a_table_read_by_a_layout_comes_back_in_the_own_table(home):
    drop_answer(home)
    faulty = home.inbox_folder / "faulty.xlsx"
    faulty.write_bytes(write_xlsx(draw(FIRST_QUARTER.replace("9 #cases_accepted", "9,123"))))
    arrive(faulty, NEXT_DAY)
    run_intake(home)
    with register_of(home) as register:
        (name,) = return_reports(home, CATALOGUE, register)
    book = load_workbook(home.returned_folder / name)
    assert book.sheetnames == [FAULT_LIST_SHEET, "Sheet1"]
    assert "E-NUM-002" in book["Sheet1"]["D5"].comment.text
