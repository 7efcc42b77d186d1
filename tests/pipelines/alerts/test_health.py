"""The heartbeat: what is well and what is not, and that a change of it is told once."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from pipelines.alerts import direct, health_check, operators
from pipelines.alerts.health import OVERDUE_HOURS, Health
from pipelines.alerts.run_history import RunFailure, RunHistory, RunSummary
from pipelines.cli import app
from pipelines.failures import Cause
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.sent import new_home
from warehouse.catalogue import load_catalogue
from warehouse.home import Home

NOW = datetime(2023, 8, 1, 1, tzinfo=UTC)


def ago(**time):
    return NOW - timedelta(**time)


ARRIVED = ago(days=3)


def build_health(last=None, success=None, *, is_running=False, arrived=ARRIVED):
    return Health(NOW, "Asia/Ho_Chi_Minh", RunHistory(last, success), is_running, arrived, 35)


WELL = build_health(RunSummary(ago(hours=6), True), ago(hours=6))
FULL = Cause("đầy", "full")


@pytest.mark.parametrize(
    ("health", "ills"),
    [
        (WELL, ()),
        (build_health(), ("overdue",)),
        (build_health(RunSummary(ago(hours=6), False), ago(hours=30)), ("failed",)),
        (
            build_health(RunSummary(ago(hours=6), False), ago(hours=5)),
            (),
        ),  # it found another under way
        (build_health(RunSummary(ago(hours=6), None), ago(hours=30)), ("unfinished",)),
        (build_health(RunSummary(ago(hours=1), None), ago(hours=30), is_running=True), ()),
        (
            build_health(RunSummary(ago(hours=7), None), ago(hours=30), is_running=True),
            ("unfinished",),
        ),
        (build_health(RunSummary(ago(hours=40), True), ago(hours=37)), ("overdue",)),
        (
            build_health(RunSummary(ago(hours=6), True), ago(hours=6), arrived=ago(days=36)),
            ("quiet",),
        ),
        (build_health(RunSummary(ago(hours=6), True), ago(hours=6), arrived=None), ("quiet",)),
        (
            build_health(RunSummary(ago(hours=40), False), None, arrived=None),
            ("failed", "overdue", "quiet"),
        ),
    ],
)
def test_what_is_not_well(health, ills):
    assert health.problem_keys == ills


@pytest.mark.parametrize(
    ("health", "problems"),
    [
        (build_health(RunSummary(ago(hours=36), True), ago(hours=36)), ()),
        (build_health(RunSummary(ago(hours=36), True), ago(hours=36, seconds=1)), ("overdue",)),
        (replace(WELL, arrived_at=ago(days=35)), ()),
        (replace(WELL, arrived_at=ago(days=35, seconds=1)), ("quiet",)),
        (build_health(RunSummary(ago(hours=6), None), ago(hours=30), is_running=True), ()),
        (replace(WELL, missing=1), ("fewer",)),
        (replace(WELL, is_clock_behind=True), ("clock",)),
        (replace(WELL, unreached_sources=("ftp",)), ("unreached",)),
        (replace(WELL, silent_sources=("mail",)), ("silent",)),
        (replace(WELL, unreadable_files=("a.xlsx",)), ("unreadable_files",)),
        (replace(WELL, history_faults=("register.duckdb: 1",)), ("damaged_history",)),
        (replace(WELL, fault=FULL), ("fault",)),
        (build_health(RunSummary(ago(hours=6), False), ago(hours=6)), ("failed",)),
    ],
)
def test_each_thing_is_wrong_from_one_moment_on(health, problems):
    assert health.problem_keys == problems


@pytest.mark.parametrize(
    ("history", "problems"),
    [
        (RunHistory(succeeded_at=ago(hours=6), is_readable=False), ("unreadable",)),
        (RunHistory(succeeded_at=ago(hours=6), interrupted_at=ago(hours=7)), ("unfinished",)),
        (RunHistory(succeeded_at=ago(hours=6), queued_at=ago(minutes=11)), ("queued",)),
        (RunHistory(succeeded_at=ago(hours=6), queued_at=ago(minutes=9)), ()),
    ],
)
def test_a_history_that_cannot_be_read_or_was_cut_off_is_not_well(history, problems):
    assert replace(WELL, run_history=history).problem_keys == problems
    behind_a_fault = replace(WELL, run_history=history, fault=FULL).problem_keys
    assert behind_a_fault == ("fault", *(p for p in problems if p != "unreadable"))


def test_the_state_is_named_by_its_problems_and_by_every_source():
    assert WELL.state_key == "well"
    sources = {"unreached_sources": ("ftp", "mail"), "silent_sources": ("web",)}
    assert replace(WELL, missing=2, **sources).state_key == "fewer unreached silent ftp mail web"
    other = replace(WELL, missing=2, **sources | {"unreached_sources": ("ftp",)})
    assert other.state_key == "fewer unreached silent ftp web"
    faults = replace(WELL, history_faults=("register.duckdb: 1",))
    assert faults.state_key == "damaged_history register.duckdb: 1"


def test_every_problem_is_a_line_with_its_facts():
    health = replace(
        WELL,
        fault=FULL,
        missing=3,
        unreached_sources=("ftp", "mail"),
        silent_sources=("web",),
        unreadable_files=tuple(f"{number}.xlsx" for number in range(7)),
        arrived_at=ago(days=40),
    )
    lines = health.format_messages("en")
    assert [line.partition(" ")[0] for line in lines] == ["✘"] * 6 + ["The"] * 2
    text = "\n".join(lines)
    assert "✘ full" in lines
    assert "lack files of the publication: 3." in text
    assert "No report has come for more than 35 days." in text
    assert "nights or more: ftp, mail." in text
    assert "longer than `silent_days` of the catalogue: web." in text
    assert "7; correct their rights: 0.xlsx, 1.xlsx, 2.xlsx, 3.xlsx, 4.xlsx." in text


def test_a_run_under_way_is_mentioned_until_it_has_ended():
    running = build_health(RunSummary(ago(hours=1), None), ago(hours=6), is_running=True)
    sentence = "A run has been under way since 07:00 01/08/2023."
    assert running.format_messages("en")[:2] == ["✔ All is well.", sentence]
    assert sentence not in replace(running, is_running=False).format_messages("en")
    ended = build_health(RunSummary(ago(hours=1), True), ago(hours=6), is_running=True)
    assert sentence not in ended.format_messages("en")


def test_a_run_that_was_cut_off_is_named_by_its_own_beginning():
    history = RunHistory(
        RunSummary(ago(hours=2), False), ago(hours=6), interrupted_at=ago(hours=30)
    )
    lines = replace(WELL, run_history=history).format_messages("en")
    assert lines[:2] == [
        "✘ The run of 06:00 01/08/2023 failed.",
        "✘ The run of 02:00 31/07/2023 never ended.",
    ]


def test_it_is_told_in_words_and_local_time():
    health = build_health(RunSummary(ago(hours=6), None), ago(hours=30))
    assert health.format_messages("vi") == [
        "✘ Lượt chạy lúc 02:00 01/08/2023 không kết thúc.",
        "Lượt chạy thành công gần nhất: 02:00 31/07/2023.",
        "Báo cáo gần nhất đến lúc 08:00 29/07/2023.",
    ]
    assert WELL.format_messages("en")[0] == "✔ All is well."
    assert build_health(arrived=None).format_messages("en")[-2:] == [
        "No run has ever succeeded.",
        "No report has ever come.",
    ]


def test_only_a_change_is_told_and_a_server_that_was_down_changes_nothing(tmp_path):
    home, port = new_home(tmp_path / "home"), servers.free_port()
    addresses = [mailbox(port, name) for name in ("ict", "vp")]
    folder = catalogue_with(
        tmp_path / "catalogue",
        contact("ict", "", "operator", addresses[0]),
        contact("vp", "", "officer", addresses[1]),
    )
    ill = build_health(RunSummary(ago(hours=6), None), ago(hours=30))

    def tell(health):
        operators.notify_health(home, load_catalogue(folder), health, NOW)

    tell(WELL)
    tell(ill)  # nobody listens
    with servers.mail(port) as mail:
        tell(ill)
        tell(ill)
        tell(WELL)
        tell(WELL)
        tell(ill)
        letters = mail.take()
    assert [(letter["To"], str(letter["Subject"])) for letter in letters] == [
        ("ict@dk.example", "Chỉ Số: hệ thống cần được xem"),
        ("ict@dk.example", "Chỉ Số: hệ thống hoạt động trở lại"),
        ("ict@dk.example", "Chỉ Số: hệ thống cần được xem"),
    ]


def test_a_heartbeat_of_a_day_in_the_future_does_not_become_the_last_word(tmp_path):
    """After a heartbeat under CHISO_AS_OF each later one mailed «all is well again»."""
    home = new_home(tmp_path / "home")
    ill = build_health(RunSummary(ago(hours=6), None), ago(hours=30))
    with servers.mail() as mail:
        url = mailbox(mail.port, "ict")
        folder = catalogue_with(tmp_path / "c", contact("ict", "", "operator", url))
        for health, at in (
            (ill, NOW + timedelta(days=3650)),
            (WELL, NOW),
            (WELL, NOW),
            (WELL, NOW + timedelta(days=1)),
        ):
            operators.notify_health(home, load_catalogue(folder), health, at)
        assert len(mail.take()) == 2


def test_a_failure_is_told_once_until_a_run_succeeds(tmp_path):
    home = new_home(tmp_path / "home")
    with servers.mail() as mail:
        url = mailbox(mail.port, "ict")
        stated = load_catalogue(catalogue_with(tmp_path / "c", contact("ict", "", "operator", url)))
        for places, after in (("rebuild: A",), "1"), (("rebuild: A",), "1"), (("rebuild: A",), "2"):
            operators.notify_failure(home, stated, RunFailure(places, after), NOW)
        operators.notify_failure(home, stated, RunFailure(("intake: B",), "2"), NOW)
        assert len(mail.take()) == 3


YOUNG, OLD = RunSummary(ago(hours=5), None), RunSummary(ago(days=3), None)
ENDED = RunSummary(ago(hours=50), True)


@pytest.mark.parametrize(
    ("health", "is_stuck"),
    [
        (build_health(OLD, ago(days=4), is_running=True), True),
        (build_health(OLD, ago(days=4)), False),  # nobody holds the home: the outbox is open
        (build_health(YOUNG, ago(hours=20), is_running=True), False),  # a normal long night
        (build_health(YOUNG, ago(days=4), is_running=True), False),  # the machine was off
        (build_health(ENDED, ago(hours=50), is_running=True), False),  # `chiso rebuild`
    ],
)
def test_a_home_is_stuck_where_a_run_hangs_and_not_in_a_long_night(health, is_stuck):
    assert health.is_stuck == is_stuck
    assert ("still held" in "".join(health.format_messages("en"))) == is_stuck


def test_a_run_that_waits_for_another_is_well_and_hides_no_run_that_hangs():
    waiting = RunHistory(YOUNG, ago(hours=20), queued_at=ago(hours=4))
    assert replace(WELL, run_history=waiting, is_running=True).problem_keys == ()
    behind = replace(WELL, run_history=replace(waiting, last=OLD), is_running=True)
    assert (behind.problem_keys, behind.is_stuck) == (("unfinished",), True)


def test_a_home_is_stuck_where_an_old_process_holds_it_and_no_run_has_succeeded():
    process = build_health(ENDED, ago(hours=50), is_running=True)
    assert replace(process, is_held_long=True).is_stuck
    assert not replace(process, is_held_long=True, is_running=False).is_stuck
    recent = build_health(ENDED, ago(hours=30), is_running=True)
    assert not replace(recent, is_held_long=True).is_stuck
    young = build_health(YOUNG, ago(hours=50), is_running=True)
    assert not replace(young, is_held_long=True).is_stuck


def test_a_run_that_hangs_is_told_once_a_day_though_it_holds_the_home(tmp_path, monkeypatch, chiso):
    home = Home(tmp_path / "home")
    monkeypatch.setattr(direct, "ELSEWHERE", (tmp_path,))
    began_at = datetime(2023, 7, 29, tzinfo=UTC)
    history = RunHistory(RunSummary(began_at, None), began_at - timedelta(days=1))
    monkeypatch.setattr(health_check, "read_history", lambda home: history)
    with home.hold_lock():
        code, output, letters = chiso("heartbeat")
        assert (code, letters) == (1, 1)
        assert "không kết thúc" in output
        assert f"Tiến trình: {os.getpid()}." in output
        assert chiso("heartbeat")[2] == 0
        monkeypatch.setenv("CHISO_AS_OF", "2023-08-03")
        assert chiso("heartbeat")[2] == 1
    assert not home.register_file.exists()


def test_a_night_that_takes_long_is_left_in_peace(tmp_path, monkeypatch, chiso):
    history = RunHistory(
        RunSummary(datetime(2023, 8, 1, 16, 30, tzinfo=UTC), None),
        datetime(2023, 7, 20, tzinfo=UTC),
    )
    monkeypatch.setattr(health_check, "read_history", lambda home: history)
    with Home(tmp_path / "home").hold_lock():
        code, output, letters = chiso("heartbeat")
    assert (code, letters) == (1, 0)  # overdue, and the next heartbeat notifies
    assert "Một lượt đang chạy" in output


def test_a_file_that_cannot_be_read_is_not_all_is_well(tmp_path, monkeypatch, chiso):
    home = Home(tmp_path / "home")
    for name in ("đọc được.xlsx", "không đọc được.xlsx"):
        (home.inbox_folder / name).write_bytes(b"PK")
    may_access = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: "không" not in str(p) and may_access(p, mode))
    output = chiso("heartbeat")[1]
    assert "✘ 1 tệp trong inbox/ không đọc được và còn nằm đó; sửa quyền đọc: không đọc" in output
    assert "đọc được.xlsx, " not in output


@pytest.fixture
def chiso(tmp_path, monkeypatch):
    """Return the command in a home with one reachable contact and one unset contact."""
    with servers.mail() as mail:
        folder = catalogue_with(
            tmp_path / "catalogue",
            contact("ict", "", "operator", mailbox(mail.port, "ict")),
            contact("vp", "", "officer", "json://x/${CHISO_SECRET_HOOK}"),
            contact("tat", "", "officer", mailbox(servers.free_port(), "tat")),
        )
        monkeypatch.setenv("CHISO_CATALOGUE", str(folder))
        monkeypatch.setenv("CHISO_AS_OF", "2023-08-01")
        home = new_home(tmp_path / "home")

        def run(*command):
            result = CliRunner().invoke(app, ["alerts", *command, "--home", str(home.root)])
            return result.exit_code, " ".join(result.output.split()), len(mail.take())

        yield run


def test_the_commands(chiso):
    assert chiso("list") == (0, "Chưa có tin nào.", 0)
    assert chiso("test", "ict") == (0, "Đã gửi tin thử cho «ict».", 1)
    code, output, _ = chiso("test", "tat")
    assert (code, "không gửi được: ConnectionRefusedError" in output) == (1, True)
    code, output, _ = chiso("test", "vp")
    assert (code, "chưa đặt biến môi trường CHISO_SECRET_HOOK" in output) == (1, True)
    code, output, _ = chiso("test", "ai")
    assert (code, "Có: ict, vp, tat" in output) == (2, True)
    assert chiso("snooze", "ai", "--until", "2023-08-02", "--reason", "nghỉ")[0] == 2
    for reason in ("gọi 0912345678", "chị Nguyễn Thị Hoa ốm", " "):
        assert chiso("snooze", "ict", "--until", "2023-08-02", "--reason", reason)[0] == 2

    code, output, letters = chiso("heartbeat")
    assert (code, letters) == (1, 1)
    assert output.startswith(f"✘ Quá {OVERDUE_HOURS} giờ chưa có lượt chạy nào thành công.")
    assert chiso("heartbeat")[2] == 0
    code, output, _ = chiso("list")
    assert (code, "✔ đã gửi" in output) == (0, True)
    assert chiso("snoozes") == (0, "Không tạm ngừng báo cho ai.", 0)
    done = chiso("snooze", "ict", "--until", "2023-08-02", "--reason", "nghỉ")
    assert done == (0, "Không báo cho ict, hoặc về ict, đến hết ngày 02/08/2023.", 0)
    listed = (0, "ict: không báo đến hết ngày 02/08/2023. Lý do: nghỉ", 0)
    assert chiso("snoozes") == listed
    code, output, _ = chiso("snooze", "ict", "--until", "2023-07-31", "--reason", "về rồi")
    assert (code, output.startswith("Ngày 31/07/2023 đã qua: thôi tạm ngừng")) == (0, True)
    assert chiso("snoozes") == (0, "Không tạm ngừng báo cho ai.", 0)
