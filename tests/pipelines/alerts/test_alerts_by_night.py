"""What people hear of nights: each its own, once, with the workbook, whatever befalls the mail.

Real nights in processes of their own, a real mail server and a real webhook on loopback.
"""

import functools
import os
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO

import pytest
from openpyxl import load_workbook

from pipelines.alerts import health
from tests.pipelines import nights
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.pipelines.nights import At, broken_promise, full_disk, night
from tests.sent import RECEIVED, new_home, schools, send
from warehouse.store import Store

FAULTY = {"D11": "hai mươi"}
NOW = datetime(2023, 6, 20, tzinfo=UTC)
OFFICE = "Phòng Giáo dục và Đào tạo quận"
FILE = "Báo cáo trường học.xlsx"


@pytest.fixture(scope="module", autouse=True)
def warm():
    nights.warm_up()


@pytest.fixture
def mail():
    with servers.mail() as boxes:
        yield boxes


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


@pytest.fixture
def told_to(tmp_path):
    """What befalls a night: there are these contacts, these variables, and something happens."""

    def to(*contacts, happening=None, **variables):
        folder = catalogue_with(tmp_path / "catalogue", *contacts)
        variables["CHISO_CATALOGUE"] = str(folder)
        return functools.partial(surround, variables, happening)

    return to


def surround(variables, happening):
    os.environ.update(variables)
    if happening:
        happening()


def body(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def files(letter: EmailMessage) -> list[str]:
    return sorted(part.get_filename() for part in letter.iter_attachments())


def outcomes(home):
    """What was done with every notice, in order."""
    with Store(home.register, read_only=True) as register:
        rows = register.rows(
            "SELECT list(outcome ORDER BY attempt) FROM raw.notice_attempts "
            "GROUP BY notice ORDER BY min(happened_at), notice"
        )
    return [found for (found,) in rows]


def errors(home):
    with Store(home.register, read_only=True) as register:
        return register.rows("SELECT error FROM raw.notice_attempts WHERE error IS NOT NULL")


def sender(port):
    return contact("gddt", "DK-GDDT", "sender", mailbox(port, "gddt"))


def operator(port):
    return contact("ict", "", "operator", mailbox(port, "ict"))


def test_a_sender_hears_what_to_mend_once_and_then_that_it_is_mended(home, mail, told_to):
    contacts = told_to(sender(mail.port))
    send(home.inbox / FILE, schools(), FAULTY)
    ended = night(home, contacts)
    assert ended.code == 0
    assert "Thông báo: đã gửi 1, chờ gửi 0." in ended.words
    (letter,) = mail.take()
    assert letter["Subject"] == f"Chỉ Số: 1 điều cần xem, 0 điều đã xong – {OFFICE}"
    assert letter["X-Envelope-To"] == "gddt@dk.example"
    words = body(letter)
    assert f"Kính gửi {OFFICE}," in words
    assert f"tệp «{FILE}»" in words
    assert "    - Mới · lỗi · E-NUM-001 · trang «Báo cáo», ô D11: " in words
    assert "      Cách sửa: " in words
    docx, workbook = files(letter)
    assert workbook.startswith("Báo cáo trường học [")
    assert docx == workbook.replace(".xlsx", ".docx")
    (part,) = [p for p in letter.iter_attachments() if p.get_filename() == workbook]
    assert load_workbook(BytesIO(part.get_content()))["Báo cáo"]["D11"].value == "hai mươi"

    assert "Thông báo" not in night(home, contacts).words
    assert mail.take() == []

    send(home.inbox / "sửa.xlsx", schools(), at=RECEIVED + timedelta(days=1))
    night(home, contacts)
    (letter,) = mail.take()
    assert letter["Subject"] == f"Chỉ Số: 0 điều cần xem, 1 điều đã xong – {OFFICE}"
    assert "    - Đã xong · E-NUM-001: " in body(letter)
    assert files(letter) == []
    assert outcomes(home) == [["sending", "sent"]] * 2


def test_a_server_that_is_down_costs_no_night_and_no_notice(home, told_to):
    port = servers.free_port()
    contacts = told_to(sender(port))
    send(home.inbox / FILE, schools(), FAULTY)
    ended = night(home, contacts)
    assert ended.code == 0
    assert "Thông báo: đã gửi 0, chờ gửi 1." in ended.words
    with servers.mail(port) as mail:
        night(home, contacts)
        night(home, contacts)
        (letter,) = mail.take()
    assert len(files(letter)) == 2
    assert "có thể đã đến" not in body(letter)
    assert outcomes(home) == [["sending", "failed", "sending", "sent"]]
    assert "refused" in errors(home)[0][0].lower()


def test_a_night_killed_before_anything_was_written_loses_nothing(home, mail, told_to):
    send(home.inbox / FILE, schools(), FAULTY)
    night(home, told_to(sender(mail.port), happening=At("assets.raw.notices:write")))
    assert mail.take() == []
    assert health.look(home, "Asia/Ho_Chi_Minh", NOW, 35).ills == ("unfinished", "overdue")
    night(home, told_to(sender(mail.port)))
    assert len(mail.take()) == 1
    assert health.look(home, "Asia/Ho_Chi_Minh", NOW, 35).ills == ()


def test_the_one_doubt_there_is_can_be_seen(home, mail, told_to):
    """Killed between the server's word and our note of it."""
    send(home.inbox / FILE, schools(), FAULTY)
    night(home, told_to(sender(mail.port), happening=At("assets.raw.notices:note", 2)))
    for _ in range(2):
        night(home, told_to(sender(mail.port)))
    first, second = mail.take()
    assert first["Message-ID"] == second["Message-ID"]
    assert "có thể đã đến một lần" not in body(first)
    assert "có thể đã đến một lần" in body(second)
    assert outcomes(home) == [["sending", "sending", "sent"]]


def test_a_webhook_is_told_with_the_files(home, told_to):
    send(home.inbox / FILE, schools(), FAULTY)
    with servers.webhook() as hook:
        url = f"json://127.0.0.1:{hook.port}/chiso?+X-Key=${{CHISO_SECRET_HOOK}}"
        contacts = told_to(contact("hook", "", "officer", url, "en"), CHISO_SECRET_HOOK="bi-mat")
        hook.answers = 503
        night(home, contacts)
        hook.answers = 200
        night(home, contacts)
        night(home, contacts)
    first, second = hook.told
    assert first == second
    assert second["title"].startswith("Chỉ Số: 1 to look at, 0 settled – ")
    assert "New · error · E-NUM-001 · sheet «Báo cáo», cell D11: " in second["message"]
    workbook, letter = second["attachments"]
    assert {workbook["filename"][-5:], letter["filename"][-5:]} == {".xlsx", ".docx"}
    assert b64decode(workbook["base64"]).startswith(b"PK")
    assert hook.headers[0]["X-Chiso-Notice"] == hook.headers[1]["X-Chiso-Notice"]
    assert outcomes(home) == [["sending", "failed", "sending", "sent"]]
    assert "bi-mat" not in repr(nights.tables(home))


def test_a_password_comes_from_the_environment_and_goes_nowhere_else(home, mail, told_to):
    url = mailbox(mail.port, "gddt").replace("//", "//chiso:${CHISO_SECRET_MAIL}@")
    to_sender = contact("gddt", "DK-GDDT", "sender", url)
    to_officer = contact("tong_hop", "", "officer", mailbox(mail.port, "vp"))
    send(home.inbox / FILE, schools(), FAULTY)

    ended = night(home, told_to(to_sender, to_officer))
    assert ended.code == 0
    assert "«gddt» không nhận được tin: chưa đặt biến môi trường CHISO_SECRET_MAIL." in ended.words
    assert [letter["To"] for letter in mail.take()] == ["vp@dk.example"]

    wrong = night(home, told_to(to_sender, to_officer, CHISO_SECRET_MAIL="sai-mat-khau"))
    assert mail.take() == []
    assert "SMTPAuthenticationError 535" in repr(errors(home))

    right = night(home, told_to(to_sender, to_officer, CHISO_SECRET_MAIL=servers.PASSWORD))
    assert [letter["To"] for letter in mail.take()] == ["gddt@dk.example"]
    kept = repr(nights.tables(home)) + wrong.words + right.words
    kept += repr([path.read_bytes() for path in home.dagster.rglob("*") if path.is_file()])
    assert "sai-mat-khau" not in kept
    assert servers.PASSWORD not in kept


def test_a_server_that_keeps_silent_holds_up_nobody_else(home, mail, told_to):
    send(home.inbox / FILE, schools(), FAULTY)
    with servers.silent() as port:
        officer = contact("im_lang", "", "officer", mailbox(port, "vp"))
        ended = night(home, told_to(officer, sender(mail.port), happening=impatient))
    assert ended.code == 0
    assert "Thông báo: đã gửi 1, chờ gửi 1." in ended.words
    assert len(mail.take()) == 1


def impatient():
    """Servers are waited for half a second."""
    from pipelines.alerts import sending

    sending.TIMEOUT_SECONDS = 0.5


# Runs that fail


def test_operators_hear_of_a_failure_once_until_a_run_succeeds(home, mail, told_to):
    contacts = (operator(mail.port), sender(mail.port))
    for comes in (1, 0):
        assert night(home, told_to(*contacts, happening=broken_promise)).code == 1
        letters = mail.take()
        assert len(letters) == comes
        for letter in letters:
            assert letter["To"] == "ict@dk.example"
            assert letter["Subject"] == "Chỉ Số: lượt chạy không thành công"
            assert "- rebuild: DagsterAssetCheckFailedError" in body(letter)
    assert night(home, told_to(*contacts)).code == 0
    assert mail.take() == []


def test_a_full_disk_is_told_though_nothing_can_be_written(home, mail, told_to):
    ended = night(home, told_to(operator(mail.port), happening=full_disk))
    assert ended.code == 1
    assert "Lượt chạy không thành công" in ended.words
    (letter,) = mail.take()
    assert letter["Subject"] == "Chỉ Số: lượt chạy không thành công"
