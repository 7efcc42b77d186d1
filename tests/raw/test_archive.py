"""The archive: by the hash of the bytes, whole or not at all, and never a sender's path."""

import os
import re
import resource
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.raw import archive

CONTENT = b"two bytes and more"
HASH = sha256(CONTENT).hexdigest()


@pytest.fixture
def target(tmp_path):
    return archive.build_archive_path(tmp_path / "archive", HASH, "a.xlsx")


def files(folder):
    return [p for p in folder.rglob("*") if not p.is_dir()]


# Where a file lies


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.xlsx", ".xlsx"),
        ("BAO CAO.XLS", ".xls"),
        ("a.tar.gz", ".gz"),
        ("a", ".bin"),
        ("a.", ".bin"),
        (".xlsx", ".bin"),
        ("", ".bin"),
        ("a.xlsx ", ".bin"),
        ("a.xlsx\n", ".bin"),
        ("a.x\x00", ".bin"),
        ("a.đốc", ".bin"),
        ("a.123456789", ".bin"),
        ("a.xlsx/../../../etc/passwd", ".bin"),
        ("../../a.xlsx", ".xlsx"),
        ("..", ".bin"),
    ],
)
def test_only_a_plain_extension_is_kept_of_a_name(name, suffix):
    assert archive.build_archive_path(Path("kept"), HASH, name) == Path(
        "kept", HASH[:2], HASH + suffix
    )


@given(st.text() | st.text(st.sampled_from("./\\~ax\0")))
def test_no_name_ever_becomes_a_path(name):
    placed = archive.build_archive_path(Path("/kept"), HASH, name)
    assert placed.parent == Path("/kept") / HASH[:2]
    assert re.fullmatch(HASH + r"\.[a-z0-9]{1,8}", placed.name)


# What is written


def test_bytes_are_found_again_as_they_came(tmp_path, target):
    archive.archive_bytes(target, CONTENT)
    path = archive.find_archived_file(tmp_path / "archive", HASH)
    assert path == target
    assert path.read_bytes() == CONTENT
    assert files(tmp_path) == [target]


def test_nothing_can_write_into_what_is_kept(target):
    archive.archive_bytes(target, CONTENT)
    assert stat.S_IMODE(target.stat().st_mode) & 0o222 == 0


def test_the_same_bytes_are_written_once(target):
    archive.archive_bytes(target, CONTENT)
    first = target.stat()
    archive.archive_bytes(target, CONTENT)
    again = target.stat()
    assert (again.st_ino, again.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


@pytest.mark.parametrize("damaged", [".csv", ".xlsx"])
def test_of_two_suffixes_the_whole_file_is_found(tmp_path, damaged):
    folder = tmp_path / "archive"
    for suffix in (".csv", ".xlsx"):
        path = archive.build_archive_path(folder, HASH, f"a{suffix}")
        archive.archive_bytes(path, CONTENT)
        if suffix == damaged:
            path.chmod(0o600)
            path.write_bytes(CONTENT[1:])
    assert archive.find_archived_file(folder, HASH).read_bytes() == CONTENT
    assert archive.is_file_archived(folder, HASH)


def test_of_two_suffixes_on_bad_sectors_one_is_found_and_meets_the_error_when_read(
    tmp_path, monkeypatch
):
    folder = tmp_path / "archive"
    for suffix in (".csv", ".xlsx"):
        archive.archive_bytes(archive.build_archive_path(folder, HASH, f"a{suffix}"), CONTENT)

    def refuse(path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert archive.find_archived_file(folder, HASH).suffix == ".csv"


def test_what_was_never_kept_is_not_found(tmp_path, target):
    with pytest.raises(FileNotFoundError, match=HASH):
        archive.find_archived_file(tmp_path / "archive", HASH)
    archive.archive_bytes(target, CONTENT)
    with pytest.raises(FileNotFoundError):
        archive.find_archived_file(tmp_path / "archive", HASH[:2] + "0" * 62)


# What happens when it goes wrong


@pytest.fixture
def room_for_five_bytes():
    """Let the system itself refuse to write more, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_does_not_fit_is_told_and_leaves_nothing_half_done(
    tmp_path, target, room_for_five_bytes
):
    with pytest.raises(OSError, match="too large"):
        archive.archive_bytes(target, CONTENT)
    assert files(tmp_path) == []


def test_what_a_power_cut_tore_is_not_held_and_is_written_again(tmp_path, target):
    archive.archive_bytes(target, CONTENT)
    target.chmod(0o640)
    target.write_bytes(b"")  # the name was durable, the bytes were not
    assert not archive.is_file_archived(tmp_path / "archive", HASH)
    archive.archive_bytes(target, CONTENT)
    assert archive.is_file_archived(tmp_path / "archive", HASH)


def test_a_disk_that_cannot_keep_what_it_took_is_told(tmp_path):
    with archive.open_archive(tmp_path) as handle:
        archive.sync_archive(handle)
    with pytest.raises(OSError, match="descriptor"):
        archive.sync_archive(-1)


@pytest.mark.parametrize("happens", ["draft", "full draft"])
def test_what_a_killed_run_left_half_written_stands_in_nobodys_way(tmp_path, target, happens):
    target.parent.mkdir(parents=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_bytes(CONTENT if happens == "full draft" else CONTENT[:3])
    with pytest.raises(FileNotFoundError):
        archive.find_archived_file(tmp_path / "archive", HASH)
    archive.archive_bytes(target, CONTENT)
    assert archive.find_archived_file(tmp_path / "archive", HASH).read_bytes() == CONTENT
    assert stat.S_IMODE(target.stat().st_mode) == 0o400
    assert files(tmp_path) == [target]


def test_the_folder_of_a_disk_holds_no_archived_file(tmp_path):
    """Where `archive/` is the top of a disk, only root may look into its `lost+found`."""
    for folder in ("ab", "lost+found"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder[:2]}12.xlsx").write_bytes(b"a")
    assert archive.list_hashes(tmp_path) == {"ab12"}
