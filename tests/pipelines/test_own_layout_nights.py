"""A stranger's sheet over two nights: it waits when it comes, and is read when it is accepted."""

import pytest
from openpyxl import load_workbook

from tests.pipelines import nights
from tests.sent import arrive, schools, send
from tests.warehouse.forms.layouts.drawn_sheets import FIRST_QUARTER, draw, write_xlsx
from warehouse.forms.layouts.proposal_workbook import CONFIRMATION_CELL, CONFIRMED
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET
from warehouse.home import Home
from warehouse.store import Store


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Return what each night said, and the decisions and returned files after it."""
    nights.warm_up()
    home = Home(tmp_path_factory.mktemp("own") / "home")
    nights.create_inbox(home)
    send(home.inbox_folder / "a.xlsx", schools())
    court = home.inbox_folder / "court.xlsx"
    court.write_bytes(write_xlsx(draw(FIRST_QUARTER)))
    arrive(court)
    chapters = [run_night(home)]
    (proposal,) = (home.root / "layouts").glob("de-xuat-*.xlsx")
    answer = load_workbook(proposal)
    answer.save(home.inbox_folder / proposal.name)
    chapters.append(run_night(home))
    for row in range(11, 15):
        answer[ANSWER_SHEET][f"C{row}"] = f"D{row - 6}"
    answer[ANSWER_SHEET][CONFIRMATION_CELL] = CONFIRMED
    answer.save(home.inbox_folder / proposal.name)
    chapters.append(run_night(home))
    return chapters


def run_night(home):
    ended = nights.night(home)
    assert ended.code == 0, ended.output
    with Store(home.snapshot_file, read_only=True) as store:
        decisions = store.query_rows(
            "SELECT form, unit, period, decision FROM core.submissions ORDER BY form"
        )
    returned = [p.name for p in home.returned_folder.glob("*.xlsx")]
    inbox = [p.name for p in home.inbox_folder.glob("*.xlsx")]
    return ended.output, decisions, returned, inbox


def test_it_is_published_as_waiting_in_the_night_of_its_arrival(story):
    output, decisions, returned, _ = story[0]
    assert decisions[0] == ("court", "DK-TA", "2023-Q1", "waiting")
    assert returned == []
    assert "1 báo cáo lạ chờ đầu mối duyệt cách đọc" in output


def test_a_proposal_without_confirmation_stays_and_the_night_says_what_to_mend(story):
    output, _, _, inbox = story[1]
    assert "chưa ghi «Đúng» vào ô B8" in output
    assert len(inbox) == 1


def test_it_is_read_and_published_in_the_night_of_its_acceptance(story):
    output, decisions, returned, inbox = story[2]
    assert decisions[0] == ("court", "DK-TA", "2023-Q1", "accepted")
    assert "đã duyệt cách đọc «DK-TA-court-1»" in output
    assert (returned, inbox) == ([], [])
