"""`chiso verify`: a flipped byte, a missing file and a changed past are named; a slice a night."""

import json
import math
import re
import shutil
import time
from datetime import date
from hashlib import sha256
from itertools import count
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from assets.raw.searched_members import build_searched_zip
from assets.recovery import archive_turn
from assets.recovery.archive_turn import (
    ArchiveTurn,
    check_slice,
    choose_slice_files,
    choose_slice_seconds,
    write_history_faults,
)
from assets.recovery.journal_head import read_journal_head
from assets.recovery.verification import is_sound, list_archived_files
from pipelines import cli
from tests.pipelines import nights
from tests.pipelines.nights import night
from tests.pipelines.test_rebuild_command import rewrite_chain
from tests.sent import new_home, police, schools, send
from tests.warehouse.forms.typed_files import zipped
from warehouse.home import Home

DAY = date(2023, 8, 1)
INTERRUPTED = 130


def chiso(home, *arguments):
    texts = [str(a) for a in (*arguments, "--home", home.root)]
    return CliRunner(env=nights.SETTINGS).invoke(cli.app, texts, catch_exceptions=False)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Make a home of two nights, with a decision in between."""
    nights.warm_up()
    home = new_home(tmp_path_factory.mktemp("published") / "home")
    send(home.inbox_folder / "trường.xlsx", schools())
    assert night(home).code == 0
    snooze = ("alerts", "snooze", "DK-CA", "--until", "2023-09-01", "--reason", "nghỉ phép")
    assert chiso(home, *snooze).exit_code == 0
    send(home.inbox_folder / "công an.xlsx", police())
    assert night(home).code == 0
    return home


@pytest.fixture
def home(published, tmp_path):
    return Home(shutil.copytree(published.root, tmp_path / "home", symlinks=True))


def flip_a_byte(path, at=-100):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def test_nothing_is_wrong_with_a_home_before_its_first_night(tmp_path):
    """The weekly timer once ended in a traceback there."""
    home = Home(tmp_path / "new")
    home.inbox_folder.mkdir(parents=True)
    result = chiso(home, "verify")
    assert (result.exit_code, "không thấy gì sai" in result.output) == (0, True)


def test_an_archive_alone_has_lost_its_register(home):
    shutil.rmtree(home.journal_folder)
    shutil.rmtree(home.published_folder)
    home.register_file.unlink()
    result = chiso(home, "verify", "--all")
    assert (result.exit_code, "register.duckdb" in result.output) == (1, True)


def test_nothing_is_wrong_with_a_home_that_nobody_touched(home):
    result = chiso(home, "verify", "--all")
    assert result.exit_code == 0, result.output
    assert "kiểm 2 trong 2 tệp" in result.output
    assert re.search(r"vòng trọn gần nhất: \d\d/\d\d/\d{4}\.", result.output)


class TestTheArchive:
    def test_a_flipped_byte_is_named(self, home):
        path = list_archived_files(home.archive_folder)[1]
        flip_a_byte(path)
        result = chiso(home, "verify", "--all")
        assert result.exit_code == 1
        assert path.name in result.output

    def test_a_missing_file_is_named(self, home):
        path = list_archived_files(home.archive_folder)[0]
        path.unlink()
        result = chiso(home, "verify", "--all")
        assert result.exit_code == 1
        assert path.name.partition(".")[0] in result.output

    def test_the_night_finds_it_says_it_and_forgets_it_once_mended(self, published, home):
        path = list_archived_files(home.archive_folder)[0]
        flip_a_byte(path)
        ended = night(home)
        assert ended.code == 0
        assert path.name in ended.output
        doctor = chiso(home, "doctor")
        assert f"✘ archive: tệp hỏng hoặc mất: archive/{path.name[:2]}/{path.name}" in doctor.output
        shutil.copy(published.root / path.relative_to(home.root), path)
        assert path.name not in night(home).output

    @pytest.mark.parametrize("at", [-100, 8, 200])
    def test_a_zip_archived_in_part_is_sound_until_a_byte_is_flipped(self, tmp_path, at):
        path = tmp_path / f"{'a' * 64}.zip"
        members = {"báo cáo.csv": "a;b\n1;2\n" * 40, "thư.doc": "x"}
        path.write_bytes(build_searched_zip(zipped(members), {"thư.doc"}))
        assert is_sound(path)
        flip_a_byte(path, at)
        assert not is_sound(path)


class TestTheOperator:
    """A fault that the weekly timer found once stood in `systemctl --failed` alone."""

    def test_heartbeat_and_doctor_name_a_changed_publication_until_verify_ran_well(self, home):
        good = home.public_page_file.read_bytes()
        name = f"published/{home.current_publication.resolve().name}: index.html"
        flip_a_byte(home.public_page_file)
        assert chiso(home, "verify", "--all").exit_code == 1
        for command in (("alerts", "heartbeat"), ("doctor",)):
            result = chiso(home, *command)
            assert (result.exit_code, name in result.output) == (1, True)
        home.public_page_file.write_bytes(good)
        assert name in chiso(home, "doctor").output
        assert chiso(home, "verify").exit_code == 0
        for command in (("alerts", "heartbeat", "--verbose"), ("doctor",)):
            assert "index.html" not in chiso(home, *command).output

    def test_a_night_does_not_forget_a_changed_past(self, home):
        write_history_faults(home, ["register.duckdb: 1"])
        assert night(home).code == 0
        assert "register.duckdb: 1" in chiso(home, "alerts", "heartbeat").output

    def test_a_verify_that_was_killed_forgets_nothing_and_finds_nothing(self, home, monkeypatch):
        flip_a_byte(list_archived_files(home.archive_folder)[0])
        write_history_faults(home, ["register.duckdb: 1"])
        before = check_slice(home, DAY, math.inf)
        assert before.faults
        with monkeypatch.context() as patched:
            patched.setattr(archive_turn, "is_sound", kill)
            assert chiso(home, "verify", "--all").exit_code == INTERRUPTED
        assert ArchiveTurn.read(home) == before
        with monkeypatch.context() as patched:
            patched.setattr("pipelines.commands.verify.verify_history", kill)
            assert chiso(home, "verify").exit_code == INTERRUPTED
        assert ArchiveTurn.read(home).history_faults == before.history_faults


def kill(*_):
    raise KeyboardInterrupt


class TestTheSlice:
    def test_slices_go_on_where_the_last_one_ended(self, home):
        turns = [check_slice(home, DAY, 0) for _ in range(3)]
        assert [turn.checked for turn in turns] == [1, 1, 1]
        assert [turn.nights for turn in turns] == [2, 2, 2]
        assert turns[0].after
        assert (turns[1].after, turns[1].ended) == ("", DAY.isoformat())

    def test_a_slice_has_at_most_so_many_files(self, home):
        turns = [check_slice(home, DAY, math.inf, most_files=1) for _ in range(2)]
        assert [(turn.checked, bool(turn.after)) for turn in turns] == [(1, True), (1, False)]

    def test_a_slice_of_a_night_is_the_share_of_a_week_and_small_archives_are_checked_whole(
        self, home
    ):
        assert choose_slice_files(home) == 1000
        ArchiveTurn(total=10_599).write(home)
        assert choose_slice_files(home) == 1515

    def test_without_a_limit_it_is_a_full_turn(self, home):
        turn = check_slice(home, DAY, math.inf)
        assert (turn.checked, turn.total, turn.nights) == (2, 2, 1)

    def test_a_slice_takes_at_most_a_tenth_of_a_night(self):
        assert choose_slice_seconds(20) == pytest.approx(2)
        assert choose_slice_seconds(7200) <= 10

    def test_the_doctor_warns_after_thirty_days_without_a_full_turn(self, home):
        ArchiveTurn(after="b", began="2023-01-01", ended="2023-01-05").write(home)
        output = chiso(home, "doctor").output
        assert "! archive: kiểm hết lần cuối 05/01/2023" in output
        assert "chiso verify --all" in output


class SlowDisk:
    """A night on a disk that needs all the time of a slice for one file."""

    def __init__(self, noted_file):
        self.noted_file = noted_file

    def __call__(self):
        from pipelines.alerts import notification_step

        seconds_of_disk = count(step=3600)
        archive_turn.time = SimpleNamespace(monotonic=lambda: next(seconds_of_disk))

        def note(home, today, seconds, **options):
            self.noted_file.write_text(str(seconds), encoding="utf-8")
            return archive_turn.check_slice(home, today, seconds, **options)

        notification_step.check_slice = note


def test_a_night_says_how_long_a_full_turn_takes_and_gives_the_slice_a_tenth(home, tmp_path):
    begin = time.monotonic()
    ended = night(home, SlowDisk(tmp_path / "seconds"))
    assert ended.code == 0
    assert "Đã kiểm lại 1 tệp của kho lưu; cả vòng mất 2 đêm như đêm nay." in ended.output
    seconds = float((tmp_path / "seconds").read_text(encoding="utf-8"))
    assert 0 < seconds <= (time.monotonic() - begin) / 10


class TestThePast:
    def entries(self, home):
        (path,) = home.journal_folder.iterdir()
        return path, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def test_a_changed_line_breaks_the_chain(self, home):
        path, entries = self.entries(home)
        entries[0]["account"] = "nobody"
        texts = [json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries]
        path.write_text("".join(texts), encoding="utf-8")
        result = chiso(home, "verify")
        assert result.exit_code == 1
        assert "mục 2 của nhật ký không nối tiếp" in result.output

    def test_a_past_changed_with_the_whole_chain_contradicts_register_and_publication(self, home):
        path, entries = self.entries(home)
        entries[0]["account"] = "nobody"
        rewrite_chain(path, entries)
        result = chiso(home, "verify")
        assert result.exit_code == 1
        head = read_journal_head(home.office_folder)
        name = home.current_publication.resolve().name
        assert f"published/{name}: {head.sequence}" in result.output
        assert "register.duckdb: 1" in result.output

    def test_a_changed_file_of_a_publication_is_named(self, home):
        flip_a_byte(home.public_page_file)
        result = chiso(home, "verify", "--lang", "en")
        assert result.exit_code == 1
        assert "index.html: damaged or missing in the publication in force" in result.output

    def test_the_publication_in_force_is_made_anew_once_it_is_deleted(self, home):
        flip_a_byte(home.public_page_file)
        shutil.rmtree(home.current_publication.resolve())
        assert night(home).code == 0
        assert chiso(home, "verify").exit_code == 0

    def test_an_old_publication_that_no_night_makes_anew_has_a_remedy_of_its_own(self, home):
        current = home.current_publication.resolve()
        (old,) = (
            p
            for p in home.published_folder.iterdir()
            if p.is_dir() and p != current and not p.is_symlink()
        )
        flip_a_byte(old / "public" / "index.html")
        output = chiso(home, "verify", "--lang", "en").output
        assert f"{old.name}: index.html: damaged or missing in an old publication" in output
        assert "chiso publication N" in output
        shutil.rmtree(old)
        assert chiso(home, "verify").exit_code == 0

    def test_the_head_of_the_journal_stands_in_the_publication(self, home):
        head = read_journal_head(home.office_folder)
        _, entries = self.entries(home)
        assert 3 <= head.built_sequence <= head.sequence <= len(entries)
        lines = (home.journal_folder / "000000000001.jsonl").read_bytes().splitlines(keepends=True)
        assert sha256(lines[head.sequence - 1]).hexdigest() == head.sha256
