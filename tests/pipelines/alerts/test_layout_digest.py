"""The officer hears of each proposed reading once; nobody else does."""

from datetime import date

import pytest

from assets.layouts.proposal_store import create_record
from assets.outbox import notices
from pipelines.alerts import layout_digest
from pipelines.alerts.finding_changes import find_scope
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
        return create_record(home, ("0" * 64, file_name), proposal, (sheet,))

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


SUBMISSION = "0" * 16 + "-1"


@pytest.fixture
def waiting(home):
    """Return a register with a report that waits until 30 June 2023."""
    with register_of(home) as register:
        notices.create_notice_tables(register)
        for table in ("raw.submissions", "raw.renewed_decisions", "raw.layout_waits"):
            register.create_table(table)
        register.execute(
            "INSERT INTO raw.submissions BY NAME SELECT ? AS submission, repeat('0', 64) AS sha256,"
            " 'tòa.xlsx' AS file_name, ?::TIMESTAMPTZ AS received_at, false AS synthetic",
            [SUBMISSION, RECEIVED],
        )
        register.execute(
            "INSERT INTO raw.layout_waits VALUES (?, 'court', 'DK-TA', '2023-Q1', ?, ?)",
            [SUBMISSION, date(2023, 6, 30), RECEIVED],
        )
        yield register


def waiting_digest(register, unit, day=date(2023, 6, 30), role="sender"):
    recipient = Recipient((contact(role, unit),), URL)
    waits = layout_digest.list_unheard_waits(register, recipient, day)
    scope = find_scope(CATALOGUE, recipient, frozenset())
    return layout_digest.build_waiting_digest(CATALOGUE, waits, recipient, scope)


def test_a_sender_hears_once_that_the_report_was_received_and_is_looked_at(waiting):
    notice = waiting_digest(waiting, "DK-TA")
    assert "đã nhận 1 báo cáo trên bảng riêng, đang được xem" in notice.subject
    assert "- tòa.xlsx: Báo cáo quý của Tòa án nhân dân, Tòa án nhân dân quận" in notice.body
    assert "nhận ngày 15/06/2023; chậm nhất 30/06/2023 có kết quả" in notice.body
    notices.write_notices(waiting, [notice], RECEIVED)
    notices.record_attempt(waiting, notice.notice_id, "sent", happened_at=RECEIVED)
    assert waiting_digest(waiting, "DK-TA") is None


def test_neither_another_office_nor_the_officer_hears_of_a_waiting_report(waiting):
    assert waiting_digest(waiting, "DK-CA") is None
    assert waiting_digest(waiting, None, role="officer") is None
    assert waiting_digest(waiting, "DK-TA", date(2023, 7, 1)) is None


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
