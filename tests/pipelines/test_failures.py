"""Why a night fails, in one sentence: from the errors of the system, SQLite, DuckDB and Dagster."""

import sqlite3
from pathlib import Path

import pytest

from pipelines.failures import (
    describe_new_files,
    explain_error,
    explain_text,
    is_damage,
    probe_home,
)
from warehouse.home import Home
from warehouse.journal.journal_entry import JournalError
from warehouse.store import DatabaseError, Store

FULL = "Đĩa chứa {} đã đầy; giải phóng chỗ trống rồi chạy lại `chiso nightly`."
UNWRITABLE = (
    "Không ghi được vào {}; kiểm tra quyền của thư mục và ổ đĩa, rồi chạy lại `chiso nightly`."
)
DAMAGED = "Tệp {} bị hỏng; đặt lại từ bản sao lưu rồi chạy lại `chiso nightly`."

DAMAGED_HISTORY = (
    "Tệp của Dagster trong /home/dagster bị hỏng; dừng `chiso ui` nếu đang mở, rồi chạy lại "
    "`chiso nightly`: tệp hỏng được để riêng và làm mới."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[Errno 28] No space left on device: '/srv/x/build'", FULL.format("/srv/x/build")),
        ("(sqlite3.OperationalError) database or disk is full", FULL.format("/home")),
        ("[Errno 122] Disk quota exceeded", FULL.format("/home")),
        ("[Errno 30] Read-only file system: '/srv/x/lock'", UNWRITABLE.format("/srv/x/lock")),
        ("attempt to write a readonly database", UNWRITABLE.format("/home")),
        ("database disk image is malformed", DAMAGED_HISTORY),
        ("(sqlite3.DatabaseError) file is not a database", DAMAGED_HISTORY),
        (
            'IO Error: The file "/srv/r.duckdb" exists, but it is not a valid DuckDB database!',
            DAMAGED.format("/srv/r.duckdb"),
        ),
        (
            'IO Error: The file "/h/1/warehouse.duckdb" is not a valid DuckDB database file!',
            "Tệp /h/1/warehouse.duckdb của bản công bố bị hỏng, bị mất hoặc của phiên bản khác; "
            "chạy `chiso nightly` để dựng lại.",
        ),
    ],
)
def test_a_known_cause_is_a_sentence_with_its_path(text, sentence):
    cause = explain_text(text, Path("/home"))
    assert cause is not None
    assert cause.text("vi") == sentence
    assert cause.text("en") != sentence


@pytest.mark.parametrize("text", ["", "Ô D11: «0912345678»", "KeyError: 'DK-GDDT'"])
def test_any_other_error_is_not_explained(text):
    assert explain_text(text, Path("/home")) is None


def test_what_a_library_calls_an_i_o_error_is_looked_into(tmp_path):
    gone = tmp_path / "gone"
    full = explain_text("(sqlite3.OperationalError) disk I/O error", gone)
    assert full == probe_home(gone)
    assert "Không ghi được" in full.vi
    disk = explain_text("(sqlite3.OperationalError) disk I/O error", tmp_path)
    assert "báo lỗi đọc ghi" in disk.vi


def test_the_path_is_that_of_the_innermost_error_that_is_known(tmp_path):
    (tmp_path / "lock").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        (tmp_path / "lock").write_text("x", encoding="utf-8")
    outer = RuntimeError("anything")
    outer.__cause__ = caught.value
    assert explain_error(outer, tmp_path).vi == UNWRITABLE.format(tmp_path / "lock")


def test_a_damaged_database_is_told_by_sqlite_and_by_duckdb(tmp_path):
    path = tmp_path / "x.db"
    path.write_bytes(b"not a database" * 500)
    with pytest.raises(sqlite3.DatabaseError) as caught:
        sqlite3.connect(path).execute("SELECT * FROM sqlite_master")
    assert "bị hỏng" in explain_error(caught.value, tmp_path).vi
    with pytest.raises(DatabaseError) as caught:
        Store(path)
    assert explain_error(caught.value, tmp_path).vi == DAMAGED.format(path)


def test_a_home_that_can_be_written_is_left_as_it_was(tmp_path):
    assert probe_home(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_what_is_lost_with_each_damaged_file_is_said():
    history, switches = "history/runs.db", "schedules/schedules.db"
    assert describe_new_files([history]).en.endswith("Lost: the history of runs.")
    assert "it is on again" in describe_new_files([switches]).en
    assert "history of runs" not in describe_new_files([switches]).en
    assert describe_new_files([history, switches]).vi.count(",") >= 3


NO_SPACE = "No space left on device"


@pytest.mark.parametrize(
    ("error", "path"),
    [
        (OSError(28, NO_SPACE), "/home"),
        (OSError(28, NO_SPACE, "/srv/x/build"), "/srv/x/build"),
        (OSError(28, NO_SPACE, "/srv/Đội 3's/build"), "/srv/Đội 3's/build"),
        (RuntimeError(f"{NO_SPACE}: «/srv/x/build»"), "/srv/x/build"),
        (RuntimeError(f"{NO_SPACE}: 'build'"), "/home"),  # a path is whole, or is the home
    ],
)
def test_the_path_is_that_of_the_error_or_else_the_home(error, path):
    assert explain_error(error, Path("/home")).vi == FULL.format(path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "the file '{}' is damaged, missing or of another version",
            "Sổ đăng ký {} bị hỏng; bản công bố hiện tại",
        ),
        ("Read-only file system: '{}'", "Không ghi được vào {};"),
        (NO_SPACE + ": '{}'", "Đĩa chứa {} đã đầy;"),
    ],
)
def test_only_a_damaged_register_is_to_be_made_anew(text, sentence):
    register = Home(Path("/home")).register_file
    cause = explain_text(text.format(register), Path("/home"))
    assert cause.vi.startswith(sentence.format(register))
    assert str(register) in cause.en


def test_a_publication_on_a_full_disk_is_not_called_damaged():
    cause = explain_text(f"{NO_SPACE}: '/h/1/warehouse.duckdb'", Path("/home"))
    assert cause.vi == FULL.format("/h/1/warehouse.duckdb")


def test_a_full_disk_is_believed_without_a_trial(tmp_path):
    cause = explain_text(f"{NO_SPACE}: '/srv/x'", tmp_path / "gone")
    assert cause.vi == FULL.format("/srv/x")


def test_an_error_of_the_journal_speaks_for_itself():
    outer = RuntimeError("anything")
    outer.__cause__ = JournalError("nhật ký thiếu", "a journal is missing")
    cause = explain_error(outer, Path("/home"))
    assert (cause.vi, cause.en) == ("nhật ký thiếu", "a journal is missing")


def raise_from(error, cause, *, hide=False):
    """Return an error as it is caught: raised while, from, or in place of another."""
    try:
        try:
            raise cause
        except type(cause):
            if hide:
                raise error from None
            raise error  # noqa: B904 - the context is what is tested
    except type(error) as caught:
        return caught


def test_an_error_is_looked_for_along_its_causes_and_contexts():
    damage = sqlite3.DatabaseError("database disk image is malformed")
    assert is_damage(damage)
    assert is_damage(raise_from(RuntimeError("anything"), damage))
    assert not is_damage(raise_from(RuntimeError("anything"), damage, hide=True))
    assert not is_damage(OSError(28, NO_SPACE))
    cause = explain_error(raise_from(KeyError("x"), damage), Path("/home"))
    assert cause.vi == DAMAGED_HISTORY
    assert explain_error(KeyError("x"), Path("/home")) is None


def test_the_outermost_known_error_is_the_cause():
    full, readonly = OSError(28, NO_SPACE), OSError(30, "Read-only file system")
    assert explain_error(raise_from(full, readonly), Path("/h")).vi == FULL.format("/h")
    assert explain_error(raise_from(readonly, full), Path("/h")).vi == UNWRITABLE.format("/h")
