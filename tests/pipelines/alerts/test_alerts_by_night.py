"""What people hear of nights: each its own, once, with the workbook, whatever befalls the mail.

Real nights in processes of their own where the night itself matters; where only the telling does,
the home after such a night is told from here. A real mail server and a real webhook on loopback.
"""

import functools
import multiprocessing
import os
import shutil
import signal
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO

import dagster as dg
import pytest
from openpyxl import load_workbook

from assets.run_context import RunContext
from pipelines.alerts import apprise_sender, health_check, run_history
from pipelines.alerts.notification_step import notify_failed_run
from pipelines.alerts.notifications import NotificationSummary, notify_recipients
from pipelines.settings import Settings
from tests import spec
from tests.pipelines import nights
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.pipelines.nights import At, broken_promise, full_disk, night
from tests.sent import RECEIVED, new_home, schools, send
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.store import Store

FAULTY = {"D11": "hai mươi"}
NOW = datetime(2023, 6, 20, tzinfo=UTC)
MOMENT = spec.moment(date.fromisoformat(nights.DAY))
OFFICE = "Phòng Giáo dục và Đào tạo quận"
FILE = "Báo cáo 6 tháng đầu năm 2023.xlsx"


@pytest.fixture(scope="module", autouse=True)
def warm():
    nights.warm_up()


@pytest.fixture
def mail():
    with servers.mail() as boxes:
        yield boxes


def told_to(folder, *contacts, happening=None, **variables):
    """Arrange a night with these contacts and variables, and with something that happens."""
    variables["CHISO_CATALOGUE"] = str(catalogue_with(folder, *contacts))
    return functools.partial(surround, variables, happening)


def surround(variables, happening):
    os.environ.update(variables)
    if happening:
        happening()


def copy_of(home, folder):
    shutil.copytree(home.root, folder / "home", symlinks=True)
    return Home(folder / "home")


@pytest.fixture(scope="module")
def cut_off(warm, tmp_path_factory):
    """Make a home whose night published a faulty report and was killed before any notice."""
    folder = tmp_path_factory.mktemp("cut off")
    home = new_home(folder / "home")
    send(home.inbox_folder / FILE, schools(), FAULTY)
    port = servers.free_port()
    with servers.mail(port) as mail:
        happening = At("assets.outbox.notices:write_notices")
        ended = night(home, told_to(folder / "catalogue", sender(port), happening=happening))
        assert (ended.code, mail.take()) == (-signal.SIGKILL, [])
    return home


@pytest.fixture
def home(cut_off, tmp_path):
    """Copy the home whose night was cut off."""
    return copy_of(cut_off, tmp_path)


@pytest.fixture
def notify(home, tmp_path):
    """Notify the recipients of the home in this process."""

    def to(*contacts):
        catalogue = load_catalogue(catalogue_with(tmp_path / "catalogue", *contacts))
        return notify_recipients(RunContext(home, catalogue, MOMENT))

    return to


def body(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def files(letter: EmailMessage) -> list[str]:
    return sorted(part.get_filename() for part in letter.iter_attachments())


def outcomes(home):
    """Return the outcomes of every notice, in order."""
    with Store(home.register_file, read_only=True) as register:
        rows = register.query_rows(
            "SELECT list(outcome ORDER BY attempt) FROM raw.notice_attempts "
            "GROUP BY notice ORDER BY min(happened_at), notice"
        )
    return [outcome_list for (outcome_list,) in rows]


def errors(home):
    with Store(home.register_file, read_only=True) as register:
        return register.query_rows("SELECT error FROM raw.notice_attempts WHERE error IS NOT NULL")


def sender(port):
    return contact("gddt", "DK-GDDT", "sender", mailbox(port, "gddt"))


def safe(port):
    """Return the sender whose server wants a password."""
    url = mailbox(port, "gddt").replace("//", "//chiso:${CHISO_SECRET_MAIL}@")
    return contact("gddt", "DK-GDDT", "sender", url)


def ills(home):
    return health_check.check_health(home, load_catalogue(), NOW, 35).problem_keys


def operator(port):
    return contact("ict", "", "operator", mailbox(port, "ict"))


def apart(home, catalogue, **variables):
    """Tell in a process of its own; its exit code."""
    forks = multiprocessing.get_context("forkserver")
    process = forks.Process(target=tell_apart, args=(home.root, catalogue, variables))
    process.start()
    process.join(60)
    return process.exitcode


def tell_apart(root, catalogue, variables):
    os.environ.update(variables)
    notify_recipients(RunContext(Home(root), load_catalogue(catalogue), MOMENT))


# Nights


@dataclass(frozen=True)
class Delivered:
    """How a night ended on which the server was down, and the one after it; what came of them."""

    home: Home
    port: int
    happening: Callable[[], None]
    down: nights.Ended
    up: nights.Ended
    letters: list[EmailMessage]


@pytest.fixture(scope="module")
def delivered(cut_off, tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("delivered"), servers.free_port()
    home = copy_of(cut_off, folder)
    contacts = (safe(port), contact("hook", "", "officer", "json://x/${CHISO_SECRET_HOOK}"))
    to = told_to(folder / "catalogue", *contacts, CHISO_SECRET_MAIL=servers.PASSWORD)
    down = night(home, to)
    with servers.mail(port) as mail:
        up = night(home, to)
        assert mail.logins == ["chiso"]
        return Delivered(home, port, to, down, up, mail.take())


def test_a_server_that_is_down_costs_no_night_and_no_notice(delivered):
    assert (delivered.down.code, delivered.up.code) == (0, 0)
    assert "Thông báo: đã gửi 0, chờ gửi 1." in delivered.down.output
    assert "Thông báo: đã gửi 1, chờ gửi 0." in delivered.up.output
    assert "Không có gì mới" in delivered.up.output
    (letter,) = delivered.letters
    assert len(files(letter)) == 2
    assert "có thể đã đến" not in body(letter)
    assert outcomes(delivered.home) == [["sending", "failed", "sending", "sent"]]
    assert "refused" in errors(delivered.home)[0][0].lower()


def test_a_password_is_kept_nowhere(delivered):
    unset = "«hook» không nhận được tin: chưa đặt biến môi trường CHISO_SECRET_HOOK."
    assert unset in delivered.up.output
    dagster = b"".join(nights.files(delivered.home.dagster_folder).values())
    assert b"nightly" in dagster
    stored_texts = repr(nights.tables(delivered.home)) + delivered.down.output + delivered.up.output
    assert servers.PASSWORD not in stored_texts
    assert servers.PASSWORD.encode() not in dagster


def test_a_night_killed_before_anything_was_written_loses_nothing(cut_off, delivered):
    assert ills(cut_off) == ("unfinished", "overdue")
    assert len(delivered.letters) == 1
    assert ills(delivered.home) == ()


def test_a_sender_hears_what_to_mend_once_and_then_that_it_is_mended(delivered, tmp_path):
    (letter,) = delivered.letters
    assert letter["Subject"] == f"Chỉ Số: 1 điều cần xem, 0 điều đã xong – {OFFICE}"
    assert letter["X-Envelope-To"] == "gddt@dk.example"
    letter_body = body(letter)
    assert f"Kính gửi {OFFICE}," in letter_body
    assert f"tệp «{FILE}»" in letter_body
    assert "    - Mới · lỗi · E-NUM-001 · trang «Báo cáo», ô D11: " in letter_body
    assert "      Cách sửa: " in letter_body
    docx, workbook = files(letter)
    assert workbook.startswith("Báo cáo 6 tháng đầu năm 2023 [")
    assert docx == workbook.replace(".xlsx", ".docx")
    (part,) = [p for p in letter.iter_attachments() if p.get_filename() == workbook]
    assert load_workbook(BytesIO(part.get_content()))["Báo cáo"]["D11"].value == "hai mươi"

    home = copy_of(delivered.home, tmp_path)
    with servers.mail(delivered.port) as mail:
        quiet = night(home, delivered.happening)
        assert "Không có gì mới" in quiet.output
        assert "Thông báo" not in quiet.output
        assert mail.take() == []

        send(home.inbox_folder / "sửa.xlsx", schools(), at=RECEIVED + timedelta(days=1))
        night(home, delivered.happening)
        (letter,) = mail.take()
    assert letter["Subject"] == f"Chỉ Số: 0 điều cần xem, 1 điều đã xong – {OFFICE}"
    assert "    - Đã xong · E-NUM-001 · " in body(letter)
    assert files(letter) == []
    assert outcomes(home)[1:] == [["sending", "sent"]]


def test_the_one_doubt_there_is_can_be_seen(home, notify, mail, tmp_path):
    """Killed between the server's word and our note of it."""
    killed = At("assets.outbox.notices:record_attempt", 2)
    ended = night(home, told_to(tmp_path / "catalogue", sender(mail.port), happening=killed))
    assert ended.code == -signal.SIGKILL
    assert notify(sender(mail.port)) == NotificationSummary(sent_count=1)
    assert notify(sender(mail.port)) == NotificationSummary()
    first, second = mail.take()
    assert first["Message-ID"] == second["Message-ID"]
    assert "có thể đã đến một lần" not in body(first)
    assert "có thể đã đến một lần" in body(second)
    assert outcomes(home) == [["sending", "sending", "sent"]]


# The telling


def test_a_webhook_is_told_with_the_files(home, notify, monkeypatch):
    monkeypatch.setenv("CHISO_SECRET_HOOK", "bi-mat")
    with servers.webhook() as hook:
        url = f"json://127.0.0.1:{hook.port}/chiso?+X-Key=${{CHISO_SECRET_HOOK}}"
        officer = contact("hook", "", "officer", url, "en")
        hook.answers = 503
        assert notify(officer) == NotificationSummary(waiting_count=1)
        hook.answers = 200
        assert notify(officer) == NotificationSummary(sent_count=1)
        assert notify(officer) == NotificationSummary()
    first, second = hook.requests
    assert first == second
    assert second["title"].startswith("Chỉ Số: 1 to look at, 0 settled – ")
    assert "New · error · E-NUM-001 · sheet «Báo cáo», cell D11: " in second["message"]
    workbook, letter = second["attachments"]
    assert {workbook["filename"][-5:], letter["filename"][-5:]} == {".xlsx", ".docx"}
    assert b64decode(workbook["base64"]).startswith(b"PK")
    assert hook.headers[0]["X-Chiso-Notice"] == hook.headers[1]["X-Chiso-Notice"]
    assert {headers["X-Key"] for headers in hook.headers} == {"bi-mat"}
    assert outcomes(home) == [["sending", "failed", "sending", "sent"]]
    assert "bi-mat" not in repr(nights.tables(home))


def test_a_password_comes_from_the_environment(home, notify, mail, monkeypatch, tmp_path):
    monkeypatch.delenv("CHISO_SECRET_MAIL", raising=False)
    contacts = safe(mail.port), contact("tong_hop", "", "officer", mailbox(mail.port, "vp"))
    summary = notify(*contacts)
    assert (summary.sent_count, summary.waiting_count) == (1, 0)
    assert [(u.contact, u.variable) for u in summary.unset_contacts] == [
        ("gddt", "CHISO_SECRET_MAIL")
    ]
    assert [letter["To"] for letter in mail.take()] == ["vp@dk.example"]

    assert apart(home, tmp_path / "catalogue", CHISO_SECRET_MAIL="sai-mat-khau") == 0
    assert mail.take() == []
    assert "SMTPAuthenticationError 535" in repr(errors(home))

    monkeypatch.setenv("CHISO_SECRET_MAIL", servers.PASSWORD)
    assert notify(*contacts) == NotificationSummary(sent_count=1)
    assert [letter["To"] for letter in mail.take()] == ["gddt@dk.example"]
    assert "sai-mat-khau" not in repr(nights.tables(home))


def test_a_server_that_keeps_silent_holds_up_nobody_else(notify, mail, monkeypatch):
    monkeypatch.setattr(apprise_sender, "TIMEOUT_SECONDS", 0.5)
    with servers.silent() as port:
        officer = contact("im_lang", "", "officer", mailbox(port, "vp"))
        assert notify(officer, sender(mail.port)) == NotificationSummary(
            sent_count=1, waiting_count=1
        )
    assert [letter["To"] for letter in mail.take()] == ["gddt@dk.example"]


# Runs that fail


@pytest.mark.parametrize(
    ("happening", "why"),
    [(broken_promise, "- rebuild: DagsterAssetCheckFailedError"), (full_disk, "- rebuild: ")],
)
def test_operators_alone_hear_of_a_night_that_fails(mail, tmp_path, happening, why):
    contacts = (operator(mail.port), sender(mail.port))
    home = new_home(tmp_path / "home")
    ended = night(home, told_to(tmp_path / "catalogue", *contacts, happening=happening))
    assert ended.code == 1
    assert "Lượt chạy không thành công" in ended.output
    (letter,) = mail.take()
    assert letter["To"] == "ict@dk.example"
    assert letter["Subject"] == "Chỉ Số: lượt chạy không thành công"
    assert why in body(letter)


@dg.op(config_schema=bool)
def rebuild(context):
    if context.op_config:
        raise OSError("số điện thoại 0912345678")


@dg.job(name=run_history.JOB_NAME)
def nightly():
    rebuild()


def test_operators_hear_of_a_failure_once_until_a_run_succeeds(mail, tmp_path):
    folder = catalogue_with(tmp_path / "catalogue", operator(mail.port))
    home = new_home(tmp_path / "home")
    settings = Settings(home=home.root, catalogue=folder, as_of=date.fromisoformat(nights.DAY))
    came = []
    with dg.DagsterInstance.ephemeral() as instance:
        for fails in (True, True, False, True):
            run = nightly.execute_in_process(
                instance=instance,
                raise_on_error=False,
                run_config={
                    "ops": {"rebuild": {"config": fails}},
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
            )
            assert run.success != fails
            if fails:
                notify_failed_run(settings, instance, run.run_id)
            came.append(mail.take())
    assert [len(letters) for letters in came] == [1, 0, 0, 1]
    assert "- rebuild: OSError" in body(came[0][0])
    assert "0912345678" not in body(came[0][0])
