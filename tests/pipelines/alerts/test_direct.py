"""A notice without an outbox is sent once a day, which a mark remembers; old marks are deleted."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assets.outbox.notices import Notice
from pipelines.alerts import direct, operators
from pipelines.alerts.direct import delete_old_marks, send_directly
from pipelines.alerts.health import Health
from pipelines.alerts.recipients import Recipient
from pipelines.alerts.run_history import RunHistory
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import mailbox
from warehouse.catalogue import Contact, load_catalogue
from warehouse.home import Home

NOW = datetime(2023, 8, 1, 7, tzinfo=UTC)


@pytest.fixture
def home(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(direct, "ELSEWHERE", (tmp_path / "elsewhere", tmp_path / "missing"))
    home = Home(tmp_path / "home")
    home.create_folders()
    return home


def leave(folder, name, days):
    path = folder / name
    path.touch()
    moment = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_old_marks_are_deleted_in_the_home_and_elsewhere(home):
    folders = (home.root, *direct.ELSEWHERE[:1])
    old = [leave(folder, ".chiso-notified-0123456789abcdef", days=31) for folder in folders]
    others = [
        leave(home.root, ".chiso-notified-fedcba9876543210", days=29),
        leave(home.root, ".chiso-something-else", days=400),
        leave(home.root, "register.duckdb", days=400),
    ]
    delete_old_marks(home, NOW)
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in others)


def test_a_mark_of_another_user_is_left_alone(home, monkeypatch):
    mark = leave(home.root, ".chiso-notified-0123456789abcdef", days=31)
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    delete_old_marks(home, NOW)
    assert mark.exists()


def test_every_heartbeat_deletes_them_also_where_nobody_is_notified(home):
    mark = leave(home.root, ".chiso-notified-0123456789abcdef", days=31)
    health = Health(NOW, "UTC", RunHistory(), False, None, 35)
    operators.notify_health(home, load_catalogue(), health, NOW)
    assert not mark.exists()


FULL = Notice("failure", "ict", "full", "Đĩa đầy", "Đĩa chứa dữ liệu đã đầy.")


def send(home, port, at=NOW, notice=FULL):
    url = mailbox(port, "ict")
    contact = Contact(contact="ict", unit=None, role="operator", url=url, lang="en", basis="thử")
    send_directly(home, [(Recipient((contact,), url), notice)], at)


def list_marks(folder):
    return [path for path in folder.glob(".chiso-notified-*") if not path.is_symlink()]


def test_a_notice_is_sent_at_once_and_again_after_a_day(home):
    with servers.mail() as mail:
        for hours, is_sent in ((0, True), (1, False), (23.99, False), (24, True), (25, False)):
            send(home, mail.port, NOW + timedelta(hours=hours))
            assert len(mail.take()) == is_sent, hours
        assert len(list_marks(home.root)) == 1
        send(home, mail.port, NOW - timedelta(hours=1))  # the clock was set back
        assert len(mail.take()) == 1


def test_the_letter_has_the_words_of_the_notice_and_its_number(home):
    with servers.mail() as mail:
        send(home, mail.port)
        (letter,) = mail.take()
    assert str(letter["Subject"]) == "Đĩa đầy"
    text = letter.get_body(("plain",)).get_content()
    assert text.startswith("Đĩa chứa dữ liệu đã đầy.")
    assert f"Notice {FULL.notice_id}." in text


def test_the_content_decides_whether_it_is_the_same_notice(home):
    with servers.mail() as mail:
        send(home, mail.port)
        send(home, mail.port, notice=replace(FULL, about="later", after="x"))
        assert len(mail.take()) == 1
        send(home, mail.port, notice=replace(FULL, body="Ổ đĩa báo lỗi."))
        send(home, mail.port, notice=replace(FULL, subject="Ổ đĩa"))
        assert len(mail.take()) == 2


def test_what_was_not_sent_is_tried_again(home, caplog):
    port = servers.free_port()
    send(home, port)
    assert "not sent to ict: ConnectionRefusedError" in caplog.text
    assert list_marks(home.root) == []
    with servers.mail(port) as mail:
        send(home, port)
        assert len(mail.take()) == 1


def test_where_the_home_cannot_be_written_the_mark_is_elsewhere(home):
    gone = Home(home.root / "gone")
    with servers.mail() as mail:
        send(gone, mail.port)
        send(gone, mail.port, NOW + timedelta(hours=1))
        assert len(mail.take()) == 1
        send(home, mail.port)  # another home, another mark
        assert len(mail.take()) == 1
    assert len(list_marks(direct.ELSEWHERE[0])) == 1


def test_without_any_place_for_a_mark_it_is_sent_every_time(home, monkeypatch):
    monkeypatch.setattr(direct, "ELSEWHERE", (home.root / "nowhere",))
    gone = Home(home.root / "gone")
    with servers.mail() as mail:
        send(gone, mail.port)
        send(gone, mail.port)
        assert len(mail.take()) == 2


def test_a_link_in_the_place_of_a_mark_is_not_followed(home):
    with servers.mail() as mail:
        send(home, mail.port)
        (mark,) = list_marks(home.root)
        mark.unlink()
        victim = leave(home.root, "register.duckdb", days=400)
        mark.symlink_to(victim)
        send(home, mail.port)
        assert len(mail.take()) == 2
    assert victim.stat().st_mtime == (NOW - timedelta(days=400)).timestamp()
    assert len(list_marks(direct.ELSEWHERE[0])) == 1
