"""Nights that cannot even begin: one sentence, one notice, and a heartbeat that still speaks.

Real nights on homes whose disk is full, that cannot be written, or whose Dagster is damaged.
"""

import functools
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from pipelines.alerts import direct, health_check
from pipelines.cli import app
from pipelines.last_night import LastNight, write_last_night
from tests.pipelines import nights
from tests.pipelines.alerts.addressed import catalogue_with, contact, operator_mail
from tests.pipelines.nights import At, night
from tests.sampling import draw_sample
from tests.sent import schools, send
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.store import Store

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2023, 8, 1, tzinfo=UTC)
DATABASES = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")


@pytest.fixture(scope="module")
def well(tmp_path_factory):
    """Make a home after a night that published."""
    return nights.publish_once(tmp_path_factory.mktemp("well") / "home")


@pytest.fixture
def home(well, tmp_path, monkeypatch):
    monkeypatch.setattr(direct, "ELSEWHERE", (tmp_path,))
    return Home(shutil.copytree(well.root, tmp_path / "home", symlinks=True))


@pytest.fixture
def mail(tmp_path, monkeypatch):
    """Run the mailbox of an operator whom the catalogue names."""
    with operator_mail(tmp_path / "catalogue") as boxes:
        monkeypatch.setenv("CHISO_CATALOGUE", str(tmp_path / "catalogue"))
        monkeypatch.setenv("CHISO_AS_OF", nights.DAY)
        yield boxes


def texts(mail):
    return [letter.get_body(("plain",)).get_content() for letter in mail.take()]


def full_disk(variables):
    """Refuse every further write of the night, the mark of the notice included."""
    os.environ.update(variables)
    direct.ELSEWHERE = ()
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def surround(variables):
    os.environ.update(variables)


def with_operator():
    return functools.partial(surround, {"CHISO_CATALOGUE": os.environ["CHISO_CATALOGUE"]})


def heartbeat(home, *options):
    result = CliRunner().invoke(app, ["alerts", "heartbeat", "--home", str(home.root), *options])
    return result.exit_code, " ".join(result.output.split())


def damage(home, name):
    path = home.dagster_folder / name
    path.write_bytes(b"\x00garbled" * 512 + path.read_bytes()[4096:])


def test_a_full_disk_is_told_in_one_sentence_and_by_mail(home, mail):
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    (home.draft / "half").mkdir(parents=True)
    before = nights.files(home.published_folder)
    variables = {"CHISO_CATALOGUE": os.environ["CHISO_CATALOGUE"]}
    ended = night(home, functools.partial(full_disk, variables))
    assert ended.code == 1
    assert ended.output.endswith(
        "(CHISO_AS_OF). Lượt chạy không thành công; những gì đã công bố vẫn giữ nguyên. "
        f"Đĩa chứa {home.root} đã đầy; giải phóng chỗ trống rồi chạy lại `chiso nightly`."
    )
    (text,) = texts(mail)
    assert text.startswith(f"Đĩa chứa {home.root} đã đầy")
    assert nights.files(home.published_folder) == before
    assert not home.draft.exists()


@contextmanager
def no_room_for_a_page():
    """Refuse every write beyond the first page of a file, as a full disk refuses all of them."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_heartbeat_on_a_full_disk_says_so_and_somebody_hears_it_once_a_day(home, mail):
    with no_room_for_a_page():
        code, output = heartbeat(home)
        again = heartbeat(home)
    assert (code, again) == (1, (1, output))
    assert output.startswith(f"✘ Đĩa chứa {home.root} đã đầy; giải phóng chỗ trống")
    assert "Lượt chạy thành công gần nhất" in output
    (text,) = texts(mail)
    assert text.startswith(f"✘ Đĩa chứa {home.root} đã đầy")


@pytest.fixture
def unwritable(home):
    """Make a home whose lock cannot be opened: as root, a folder in its place does that."""
    (home.root / "lock").unlink()
    (home.root / "lock").mkdir()
    return home


def test_a_home_that_cannot_be_written_is_told_with_its_path(unwritable, mail):
    ended = night(unwritable, with_operator())
    assert ended.code == 1
    assert f"Không ghi được vào {unwritable.root}/lock; kiểm tra quyền" in ended.output
    assert "Traceback" not in ended.output
    (text,) = texts(mail)
    assert f"Không ghi được vào {unwritable.root}/lock" in text


def test_the_heartbeat_tells_it_as_well_and_once_a_day(unwritable, mail, monkeypatch):
    code, output = heartbeat(unwritable)
    assert code == 1
    assert output.startswith(f"✘ Không ghi được vào {unwritable.root}/lock")
    assert "Lượt chạy thành công gần nhất" in output
    assert "Báo cáo gần nhất đến lúc" in output
    assert len(texts(mail)) == 1
    heartbeat(unwritable)
    assert texts(mail) == []
    tomorrow = datetime.fromisoformat(nights.DAY) + timedelta(days=1)
    monkeypatch.setenv("CHISO_AS_OF", f"{tomorrow:%Y-%m-%d}")
    heartbeat(unwritable)
    assert len(texts(mail)) == 1


def test_every_command_says_in_a_sentence_that_a_home_cannot_be_written(tmp_path):
    (tmp_path / "home").write_text("no folder", encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("chiso"), "ui", "--home", tmp_path / "home"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Không ghi được vào {tmp_path / 'home'}")
    assert "Traceback" not in done.stderr


def test_where_no_mark_can_be_set_it_is_told_rather_than_not(unwritable, mail, monkeypatch):
    monkeypatch.setattr(direct, "ELSEWHERE", ())
    unwritable.root.chmod(0o500)
    monkeypatch.setattr(os, "utime", refuse)
    heartbeat(unwritable)
    heartbeat(unwritable)
    assert len(texts(mail)) == 2


def refuse(*_):
    raise OSError(30, "Read-only file system")


@pytest.mark.parametrize("name", draw_sample(DATABASES, 1))
def test_a_damaged_file_of_dagster_is_set_aside_and_the_night_goes_on(home, mail, name):
    damage(home, name)
    garbled = (home.dagster_folder / name).read_bytes()
    ended = night(home, with_operator())
    assert ended.code == 0
    lost = "đã tắt bằng tay" if name.startswith("schedules") else "lịch sử các lượt chạy"
    assert f"damaged-1 và làm mới: {name}. Mất: {lost}" in ended.output.replace("những gì ", "")
    assert (home.dagster_folder / "damaged-1" / name).read_bytes() == garbled
    (text,) = texts(mail)
    assert f"làm mới: {name}" in text


def fail_to_note_a_table(variables):
    """Let Dagster fail at the first table of the rebuild, once, while the others are filled."""
    os.environ.update(variables)
    handle, failed = dg.DagsterInstance.handle_new_event, []

    def fail_once(instance, event, **options):
        kind = event.dagster_event_type
        is_table = (event.step_key, kind) == ("rebuild", dg.DagsterEventType.ASSET_MATERIALIZATION)
        if is_table and not failed:
            failed.append(event)
            raise sqlite3.DatabaseError("database disk image is malformed")
        return handle(instance, event, **options)

    dg.DagsterInstance.handle_new_event = fail_once


def test_a_run_that_dagster_leaves_amid_the_rebuild_leaves_nothing_and_the_next_one_publishes(
    home, mail
):
    published = nights.files(home.published_folder)
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    variables = {"CHISO_CATALOGUE": os.environ["CHISO_CATALOGUE"]}
    ended = night(home, functools.partial(fail_to_note_a_table, variables))
    assert ended.code == 1
    assert "những gì đã công bố vẫn giữ nguyên" in ended.output
    assert "tệp hỏng được để riêng và làm mới" in ended.output
    assert nights.files(home.published_folder) == published
    assert list(home.build_folder.iterdir()) == []
    ended = night(home, with_operator())
    assert ended.code == 0, ended.output
    with Store(home.snapshot_file, read_only=True) as store:
        rows = store.query_rows(
            "SELECT value FROM core.observations "
            "WHERE element = 'school_sessions' AND known_to IS NULL"
        )
    assert rows == [(31,)]


def test_nothing_is_set_aside_while_a_ui_is_open(home):
    damage(home, DATABASES[0])
    with home.ui_locked():
        ended = night(home)
    assert ended.code == 1
    assert "bị hỏng; dừng `chiso ui` nếu đang mở, rồi chạy lại `chiso nightly`" in ended.output
    assert not (home.dagster_folder / "damaged-1").exists()


def test_what_the_heartbeat_knows_does_not_rest_on_dagster(home):
    shutil.rmtree(home.dagster_folder)
    assert health_check.check_health(home, load_catalogue(), NOW, 99_999).problem_keys == ()
    home.dagster_folder.mkdir()
    (home.dagster_folder / "history").write_text("no folder", encoding="utf-8")
    health_state = health_check.check_health(home, load_catalogue(), NOW, 99_999)
    assert health_state.problem_keys == ("unreadable",)
    assert health_state.run_history.succeeded_at is not None


def test_a_damaged_publication_is_made_anew(home):
    warehouse = home.snapshot_file.resolve()
    warehouse.write_bytes(b"garbled" * 4096)
    code, output = heartbeat(home)
    assert (code, "của bản công bố bị hỏng" in output) == (1, True)
    assert night(home).code == 0
    assert health_check.check_health(home, load_catalogue(), NOW, 99_999).problem_keys == ()


def test_the_cron_line_of_the_docs_works_in_the_environment_of_cron(home, tmp_path):
    """No PATH to `chiso`; silent when well, loud when a secret is missing."""
    text = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^0 7 \* \* \* +(.+heartbeat.+)$", text, re.MULTILINE)
    folder = catalogue_with(
        tmp_path / "catalogue",
        contact("ict", "", "operator", "json://127.0.0.1:9/${CHISO_SECRET_HOOK}"),
    )
    secrets = tmp_path / "secrets.env"
    for path, place in (
        ("/home/an/secrets.env", secrets),
        ("/home/an/chiso/.venv/bin/chiso", Path(sys.executable).with_name("chiso")),
        ("/home/an/data", home.root),
    ):
        assert path in line
        line = line.replace(path, str(place))
    stated = f"CHISO_CATALOGUE={folder}\nCHISO_AS_OF=2023-06-20\n"

    def run(*secret):
        secrets.write_text(stated + "\n".join(secret) + "\n", encoding="utf-8")
        done = subprocess.run(
            ["/bin/sh", "-c", line],
            env={"SHELL": "/bin/sh", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
        )
        return done.returncode, done.stdout + done.stderr

    assert run("CHISO_SECRET_HOOK=x") == (0, "")
    code, output = run()
    assert code == 1
    assert "CHISO_SECRET_HOOK" in output


def test_a_clock_before_the_publication_stops_the_night_and_somebody_hears_it(home, mail):
    """A dead battery once published an empty page of the year 2000 with exit 0."""
    before = home.record.read_bytes()
    write_last_night(home, LastNight("r9", datetime.now(UTC) + timedelta(days=730)))
    ended = night(
        home, functools.partial(surround, {"CHISO_CATALOGUE": os.environ["CHISO_CATALOGUE"]})
    )
    assert ended.code == 1
    assert "đứng trước lượt đã công bố" in ended.output
    assert "Traceback" not in ended.output
    assert home.record.read_bytes() == before
    (text,) = texts(mail)
    assert "Chỉnh đồng hồ rồi chạy lại" in text
    assert "clock" in health_check.check_health(home, load_catalogue(), NOW, 99_999).problem_keys


def test_a_night_of_a_day_that_was_set_says_so(home):
    assert "Chạy như thể hôm nay là ngày 01/08/2023 (CHISO_AS_OF)." in night(home).output
    page = home.page_file.read_text(encoding="utf-8")
    assert "Lập như thể hôm nay là ngày 01/08/2023 (CHISO_AS_OF)" in page


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_night_stopped_within_a_step_says_so_and_the_next_one_goes_on(home, sent):
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    ended = night(home, At("assets.intake:check_submissions", signal=sent))
    assert (ended.code, "Dagster" in ended.output) == (1, False)
    assert "Lượt chạy bị dừng giữa chừng" in ended.output
    assert night(home).code == 0
    assert not (home.inbox_folder / "sửa.xlsx").exists()


def test_ctrl_c_is_a_sentence_and_the_file_waits_for_the_next_night(home):
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    begun = subprocess.Popen(
        nights.command(home),
        env=os.environ | nights.SETTINGS | {"PYTHONUNBUFFERED": "1"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler),
    )
    assert begun.stdout.readline().startswith("Lượt chạy lúc")
    begun.send_signal(signal.SIGINT)
    error_output = begun.communicate()[1]
    assert (begun.returncode, "Traceback" in error_output) == (130, False)
    assert "Đã dừng (Ctrl+C" in error_output
    assert (home.inbox_folder / "sửa.xlsx").exists()
    assert home.page_file.exists()
