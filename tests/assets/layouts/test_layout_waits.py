"""Reports whose reading the hub is asked to accept: neither sent back nor forgotten."""

from datetime import date, timedelta

import pytest

from assets.intake import ingest_inbox
from assets.layouts.postponed_returns import list_postponed_submissions
from assets.layouts.waiting_proposals import propose_for_waiting_reports
from assets.published.report_returns import return_reports
from assets.raw.layout_waits import query_layout_waits, query_unrecognised_submissions
from assets.run_context import RunContext
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of
from tests.warehouse.forms.layouts.drawn_sheets import FIRST_QUARTER, draw, write_xlsx
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.settlement import open_register

LAST_DAY = date(2023, 6, 30)
"""Ten working days after the night of Friday 16 June 2023."""
WITHOUT_UNIT = FIRST_QUARTER.replace("TAND quận", "BÁO CÁO")
FURNITURE = "== court | DK-TA | 2023-Q1 | f\nTên | Số\nBàn | 4\nGhế | 16\n"


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


@pytest.fixture
def take_in(home):
    """Take in workbooks by name, each a minute after the one before."""

    def run(**texts):
        for number, (stem, text) in enumerate(texts.items()):
            path = home.inbox_folder / f"{stem}.xlsx"
            path.write_bytes(write_xlsx(draw(text)))
            arrive(path, RECEIVED + timedelta(minutes=number))
        with open_register(home) as register:
            ingest_inbox(home, CATALOGUE, register)

    return run


def propose(home):
    return propose_for_waiting_reports(RunContext(home, CATALOGUE, RECEIVED + timedelta(days=1)))


def send_back(home, day):
    """Send back what does not wait on a day, and return the senders' names of the files."""
    with register_of(home) as register:
        postponed = list_postponed_submissions(home, register, CATALOGUE.calendar, day)
        names = return_reports(home, CATALOGUE, register, postponed=postponed)
    return [name.split(" ")[0].split(".")[0] for name in names]


def test_a_sure_report_waits_ten_working_days_and_then_goes_back_once(home, take_in):
    take_in(a=FIRST_QUARTER)
    assert send_back(home, RECEIVED.date()) == []
    assert len(propose(home)) == 1
    with register_of(home) as register:
        (wait,) = query_layout_waits(register, LAST_DAY)
        assert query_layout_waits(register, LAST_DAY + timedelta(days=1)) == []
    assert (wait.form, wait.unit, wait.period) == ("court", "DK-TA", "2023-Q1")
    assert (wait.waits_until, wait.received_at) == (LAST_DAY, RECEIVED)
    assert send_back(home, LAST_DAY) == []
    assert len(send_back(home, LAST_DAY + timedelta(days=1))) == 1
    assert send_back(home, LAST_DAY + timedelta(days=2)) == []


def test_a_file_whose_turn_does_not_come_in_three_working_days_goes_back(home, take_in):
    take_in(a=FIRST_QUARTER)
    assert (RECEIVED + timedelta(days=1)).date() == date(2023, 6, 16)  # a Friday
    assert send_back(home, date(2023, 6, 20)) == []
    assert len(send_back(home, date(2023, 6, 21))) == 1


def test_what_has_no_sure_proposal_goes_back_the_same_night(home, take_in):
    take_in(unnamed=WITHOUT_UNIT, other=FURNITURE)
    assert send_back(home, RECEIVED.date()) == []
    assert len(propose(home)) == 1  # the hub may see it, but nobody knows whose it is
    with register_of(home) as register:
        assert query_layout_waits(register, RECEIVED.date()) == []
    assert len(send_back(home, RECEIVED.date())) == 2


def test_a_wait_is_in_the_journal(home, take_in):
    take_in(a=FIRST_QUARTER)
    propose(home)
    with register_of(home) as register:
        (submission,) = query_unrecognised_submissions(register)
    *_, line = JournalFolder(home.journal_folder).read_lines()
    assert [row[0] for row in line.entry.tables["raw.layout_waits"].rows] == [submission.submission]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (FIRST_QUARTER, True),
        (WITHOUT_UNIT, False),
        (FIRST_QUARTER.replace("2023", "2027"), False),
    ],
)
def test_only_a_named_unit_and_period_that_are_owed_are_sure(home, take_in, text, sure):
    take_in(a=text)
    propose(home)
    with open_register(home) as register:
        register.create_table("raw.layout_waits")
        assert len(query_layout_waits(register, RECEIVED.date())) == sure
