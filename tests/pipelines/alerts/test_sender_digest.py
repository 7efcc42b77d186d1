"""Who hears of a replaced or waiting report: the officer and the unit, once, by real mail."""

import pytest

from pipelines.alerts import sender_digest
from tests import spec
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import contact, mailbox
from tests.pipelines.alerts.test_notifications import FIRST, Office
from tests.sent import new_home
from warehouse.store import Store

HEAD = "submission | received | unit | period | hold | volunteers | online_posts"
REPORTS = (
    "a1 | 2023-06-15 08:00 | DK-DAPHUC | 2023-05 |         | 56  | 3",
    "a2 | 2023-06-16 08:00 | DK-DAPHUC | 2023-05 | waiting | 140 | 3",
    "b1 | 2023-06-15 08:00 | DK-ANHDUNG | 2023-05 |        | 5   | 3",
    "b2 | 2023-06-17 08:00 | DK-ANHDUNG | 2023-05 |        | 6   | …",
)


@pytest.fixture
def office(tmp_path):
    with servers.mail() as mail:
        new_office = Office(new_home(tmp_path / "home"), mail, tmp_path / "catalogue")
        new_office.contacts(
            contact("can_bo", "", "officer", mailbox(mail.port, "canbo")),
            contact("da_phuc", "DK-DAPHUC", "sender", mailbox(mail.port, "daphuc"), "en"),
            contact("hoa_nghia", "DK-HOANGHIA", "sender", mailbox(mail.port, "hoanghia")),
        )
        spec.register("\n".join([HEAD, *REPORTS]), new_office.home.register_file)
        with Store(new_office.home.register_file) as register:
            register.execute(
                "INSERT INTO raw.replacements SELECT submission, left(submission, 1) || '1', "
                "received_at FROM raw.submissions WHERE submission IN ('a2', 'b2')"
            )
        yield new_office


def read_bodies(office):
    office.night()
    letters = office.take_letters()
    return {
        box: " ".join(letter.get_body(("plain",)).get_content().split())
        for box, letter in letters.items()
    }


def test_the_officer_and_the_unit_hear_who_sent_it_and_what_it_changes(office):
    bodies = read_bodies(office)
    assert set(bodies) == {"canbo", "daphuc"}
    officer, unit = bodies["canbo"], bodies["daphuc"]
    assert "⏸ chờ quyết định: a2 Phường Đa Phúc" in officer
    assert "Từ hộp nhận (chép tay), nhận 16/06/2023 08:00, tệp «a2.xlsx»" in officer
    assert "ô D11: 56 → 140" in officer
    assert "⟳ thay báo cáo đang có hiệu lực: b2 Phường Anh Dũng" in officer
    assert "ô D11: 5 → 6" in officer
    assert "ô D12: 3 → –" in officer
    assert "chiso held accept" in officer
    assert "cell D11: 56 → 140" in unit
    assert "a sender new to this unit replaces a report in force" in unit
    assert "If your office did not send this report" in unit
    assert "Anh Dung" not in unit


def test_each_report_is_told_once(office):
    assert read_bodies(office)
    assert read_bodies(office) == {}


def test_what_could_not_be_sent_is_told_the_next_night(office, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("pipelines.alerts.delivery.BUDGET_SECONDS", 0)
        assert read_bodies(office) == {}
    assert set(read_bodies(office)) == {"canbo", "daphuc"}


def test_many_reports_are_counted(office, monkeypatch):
    monkeypatch.setattr(sender_digest, "MOST_REPORTS", 1)
    body = read_bodies(office)["canbo"]
    assert "a2" in body
    assert "b2" not in body
    assert "Và 1 báo cáo khác" in body
    assert FIRST.year == 2023
