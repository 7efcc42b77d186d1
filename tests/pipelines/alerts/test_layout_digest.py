"""The officer hears of each proposed reading once; nobody else does."""

import pytest

from assets.layouts.proposal_store import create_record
from assets.outbox import notices
from pipelines.alerts import layout_digest
from pipelines.alerts.layout_digest import build_layout_digest
from pipelines.alerts.recipients import Recipient
from tests.sent import CATALOGUE, RECEIVED, new_home, register_of
from tests.warehouse.forms.layouts.drawn_sheets import FIRST_QUARTER, PROPOSER, draw
from warehouse.catalogue.contacts import Contact

URL = "json://localhost"


def contact(role, unit=None):
    return Contact(contact="hoa", unit=unit, role=role, url=URL, lang="vi", basis="test")


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


@pytest.fixture
def propose(home):
    def create(file_name):
        sheet = draw(FIRST_QUARTER).build_sheet()
        proposal = PROPOSER.propose_reading([sheet])
        return create_record(home, ("0" * 64, file_name), proposal, sheet)

    return create


def digest(home, role, unit=None):
    with register_of(home) as register:
        notices.create_notice_tables(register)
        recipient = Recipient((contact(role, unit),), URL)
        return build_layout_digest(home, CATALOGUE, register, recipient)


def test_the_officer_hears_of_a_proposal(home, propose):
    record = propose("tòa.xlsx")
    notice = digest(home, "officer")
    assert "1 bảng lạ chờ duyệt" in notice.subject
    assert "- tòa.xlsx: Báo cáo quý của Tòa án nhân dân, Tòa án nhân dân quận" in notice.body
    assert f"layouts/de-xuat-{record.proposal_id}.xlsx" in notice.body
    assert "chiso layout accept" in notice.body


def test_a_sender_hears_nothing_and_without_a_proposal_nobody_does(home, propose):
    assert digest(home, "officer") is None
    propose("tòa.xlsx")
    assert digest(home, "sender", "DK-TA") is None


def test_many_proposals_are_counted(home, propose, monkeypatch):
    monkeypatch.setattr(layout_digest, "MOST_PROPOSALS", 1)
    propose("a.xlsx")
    propose("b.xlsx")
    assert "Và 1 bảng khác" in digest(home, "officer").body


def test_each_proposal_is_in_one_notice_that_was_sent(home, propose):
    propose("a.xlsx")
    first = digest(home, "officer")
    with register_of(home) as register:
        notices.write_notices(register, [first], RECEIVED)
        notices.record_attempt(register, first.notice_id, "sent", happened_at=RECEIVED)
    assert digest(home, "officer") is None
    second = propose("b.xlsx")
    assert digest(home, "officer").about == second.proposal_id
