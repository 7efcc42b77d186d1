"""The second pass of a night: a proposal for each strange report, once, and nothing loaded."""

import stat
from datetime import timedelta

import pytest

from assets.intake import ingest_inbox
from assets.layouts import waiting_proposals
from assets.layouts.proposal_store import count_waiting_proposals, sign_proposal
from assets.layouts.waiting_proposals import propose_for_waiting_reports
from assets.run_context import RunContext
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of
from tests.warehouse.forms.layouts.drawn_sheets import FIRST_QUARTER, draw, write_xlsx


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


@pytest.fixture
def night(home):
    """Take in workbooks by name, then run the second pass; return the names of the proposals."""

    def run(**texts):
        for number, (stem, text) in enumerate(texts.items()):
            path = home.inbox_folder / f"{stem}.xlsx"
            path.write_bytes(write_xlsx(draw(text)))
            arrive(path, RECEIVED + timedelta(minutes=number))
        with register_of(home) as register:
            ingest_inbox(home, CATALOGUE, register)
            before = register.query_rows("FROM raw.cells")
        context = RunContext(home, CATALOGUE, RECEIVED + timedelta(days=1))
        proposals = propose_for_waiting_reports(context)
        with register_of(home) as register:
            assert register.query_rows("FROM raw.cells") == before == []
        return proposals

    return run


def test_a_strange_report_has_one_proposal_for_the_account_alone(home, night):
    (proposal,) = night(a=FIRST_QUARTER)
    assert proposal.parent == home.root / "layouts"
    assert count_waiting_proposals(home) == 1
    records = [*(home.root / "layouts" / "proposals").iterdir(), home.root / "layouts" / "key"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in records} == {0o600}
    assert night() == []
    assert count_waiting_proposals(home) == 1


def test_an_id_and_its_signature_hold_no_digit_that_could_be_a_persons(home, night):
    (proposal,) = night(a=FIRST_QUARTER)
    proposal_id = proposal.stem.removeprefix("de-xuat-")
    assert proposal_id.isalpha()
    assert sign_proposal(home, proposal_id).isalpha()


def test_a_sheet_of_other_things_is_tried_once(home, night):
    assert night(a="== court | DK-TA | 2023-Q1 | f\nTên | Số\nBàn | 4\nGhế | 16\n") == []
    assert count_waiting_proposals(home) == 0
    assert len((home.root / "layouts" / "tried.txt").read_text(encoding="utf-8").split()) == 1


def test_a_night_without_strange_reports_makes_nothing(home, night):
    assert night() == []
    assert not (home.root / "layouts").exists()


def test_more_than_a_night_tries_wait_for_the_next(night, monkeypatch):
    monkeypatch.setattr(waiting_proposals, "MOST_PROPOSALS", 1)
    sheets = {"a": FIRST_QUARTER, "b": FIRST_QUARTER.replace("| 9 #", "| 8 #")}
    assert len(night(**sheets)) == 1
    assert len(night()) == 1
    assert night() == []
