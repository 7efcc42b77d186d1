"""The office looks at a refused file and may let it in: noted in the register, judged no more."""

from datetime import timedelta

import pytest
from typer.testing import CliRunner

from assets.intake import ingest_inbox
from assets.raw.refusal import REFUSED_FILE_DAYS
from assets.raw.releases import list_refused_files, release_file
from pipelines import cli
from tests.sent import CATALOGUE, RECEIVED, new_home, register_of, schools, send
from warehouse.home import Home

NOTE = "đã nhắc Nguyễn Thị Hoa lần 2"
LATER = RECEIVED + timedelta(days=1)


@pytest.fixture
def home(tmp_path):
    home = new_home(tmp_path)
    send(home.inbox_folder / "a.xlsx", schools(), {"E12": NOTE})
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register)
    return home


def test_what_waits_is_listed_with_its_unit_and_its_end(home):
    with register_of(home) as register:
        (file,) = list_refused_files(home, register)
    assert (file.file_name, file.unit, file.period) == ("a.xlsx", "DK-GDDT", "2023-H1")
    assert (file.deleted_at - timedelta(days=REFUSED_FILE_DAYS)).timestamp() == pytest.approx(
        file.path.stat().st_mtime
    )
    assert "E12" in file.reason


def test_before_the_first_night_nothing_waits(tmp_path):
    """A snooze begins a register without any table of a night."""
    with register_of(new_home(tmp_path)) as register:
        assert list_refused_files(Home(tmp_path), register) == []


def test_a_released_file_is_taken_in_as_it_was_received(home):
    with register_of(home) as register:
        (file,) = list_refused_files(home, register)
        target = release_file(home, register, file, reason="tên trường", released_at=LATER)
        assert target == home.inbox_folder / "a.xlsx"
        ingest_inbox(home, CATALOGUE, register)
        assert register.query_rows(
            "SELECT decision, unit, received_at FROM raw.submissions ORDER BY submission"
        ) == [("refused", "DK-GDDT", RECEIVED), (None, "DK-GDDT", RECEIVED)]
        assert register.query_rows("SELECT sha256, reason FROM raw.refusal_releases") == [
            (file.sha256, "tên trường")
        ]
        assert list_refused_files(home, register) == []
    assert len(list(home.archive_folder.rglob("*.xlsx"))) == 1


def test_another_file_with_personal_data_is_refused_all_the_same(home):
    with register_of(home) as register:
        (file,) = list_refused_files(home, register)
        release_file(home, register, file, reason="tên trường", released_at=LATER)
        send(home.inbox_folder / "b.xlsx", schools(schools=21), {"E12": NOTE})
        ingest_inbox(home, CATALOGUE, register)
        assert [file.file_name for file in list_refused_files(home, register)] == ["b.xlsx"]


def run_refused(home, *arguments):
    return CliRunner().invoke(cli.app, ["refused", *arguments, "--home", str(home.root)])


def test_the_command_lists_releases_and_asks_for_a_reason_without_names(home, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    with register_of(home) as register:
        (file,) = list_refused_files(home, register)
    listed = run_refused(home, "list")
    assert listed.exit_code == 0
    assert file.sha256[:12] in listed.output
    unknown = run_refused(home, "release", "00000000", "--reason", "tên trường")
    personal = run_refused(home, "release", file.sha256, "--reason", NOTE)
    assert [unknown.exit_code != 0, personal.exit_code != 0] == [True, True]
    assert file.path.exists()
    released = run_refused(home, "release", file.sha256[:8], "--reason", "tên trường")
    assert released.exit_code == 0
    assert (home.inbox_folder / "a.xlsx").exists()
    assert run_refused(home, "list").output.strip().startswith("Không có tệp")
