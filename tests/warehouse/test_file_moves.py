"""Moves within a disk and between two: whole at the target, gone at the source, times kept."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from warehouse.file_moves import move_path

MEMORY = Path("/dev/shm")


@pytest.fixture
def other_disk(tmp_path):
    """Yield a folder on another file system than the temporary one."""
    if not MEMORY.is_dir() or MEMORY.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("this machine has one file system for temporary files and /dev/shm")
    folder = Path(tempfile.mkdtemp(dir=MEMORY))
    yield folder
    shutil.rmtree(folder)


def write_tree(folder):
    (folder / "office").mkdir(parents=True)
    (folder / "office/page").write_text("page", encoding="utf-8")
    (folder / "office/page").chmod(0o600)
    (folder / "link").symlink_to("office/page")
    return folder


def describe(folder):
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_mode, path.read_bytes())
        for path in folder.rglob("*")
        if not path.is_dir()
    }


def test_a_folder_moves_to_another_disk_whole(tmp_path, other_disk):
    source = write_tree(tmp_path / "draft")
    contents = describe(source)
    move_path(source, other_disk / "target")
    assert describe(other_disk / "target") == contents
    assert not source.exists()
    assert [path.name for path in other_disk.iterdir()] == ["target"]


def test_a_file_keeps_its_time_and_the_longest_name(tmp_path, other_disk):
    source = tmp_path / ("đ" * 125 + ".xlsx")
    source.write_bytes(b"report")
    os.utime(source, ns=(0, 1_690_000_000_123_456_789))
    move_path(source, other_disk / source.name)
    target = other_disk / source.name
    assert (target.read_bytes(), target.stat().st_mtime_ns) == (
        b"report",
        1_690_000_000_123_456_789,
    )
    assert not source.exists()


def test_the_copy_of_a_killed_run_stands_in_nobodys_way(tmp_path, other_disk):
    write_tree(other_disk / ".moving")
    source = tmp_path / "report"
    source.write_bytes(b"report")
    move_path(source, other_disk / "report")
    assert [path.name for path in other_disk.iterdir()] == ["report"]


def test_what_cannot_be_copied_stays_and_leaves_nothing_behind(tmp_path, other_disk):
    source = write_tree(tmp_path / "draft")
    (source / "office/page").unlink()
    os.mkfifo(source / "office/page")
    with pytest.raises(OSError, match="pipe"):
        move_path(source, other_disk / "target")
    assert source.is_dir()
    assert list(other_disk.iterdir()) == []


def test_within_a_disk_a_move_is_a_rename(tmp_path):
    source = write_tree(tmp_path / "draft")
    number = source.stat().st_ino
    move_path(source, tmp_path / "target")
    assert (tmp_path / "target").stat().st_ino == number
