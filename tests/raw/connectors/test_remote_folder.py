"""Files at an address that fsspec knows: over SFTP from a real server, in memory, on this disk."""

import os
import time
from contextlib import contextmanager

import fsspec
import pytest

from assets.raw.connectors.remote_folder import open_remote_folder
from tests.raw.connectors.servers import PASSWORD
from tests.sent import RECEIVED, arrive
from warehouse.catalogue.file_sources import Source

NAME = "Báo cáo quý II – Đa Phúc.xlsx"
NFD = "Báo.xlsx"


@contextmanager
def opened(url, password=None):
    secret = "SFTP_PASSWORD" if password else None
    with open_remote_folder(Source(source="folder", url=url, secret=secret), password) as folder:
        yield folder


def drop(folder, name, content=b"PK"):
    (folder / name).write_bytes(content)
    return arrive(folder / name)


def read(folder):
    """Return every file of a folder: name, bytes, moment and size."""
    files = []
    for item in folder.list_items():
        (file,) = folder.read_files(item)
        with file.content as content:
            files.append((file.name, content.read(), item.received_at, item.size))
    return sorted(files)


def test_a_file_over_sftp_is_of_its_modification_time(files):
    drop(files.folder, NAME)
    drop(files.folder, NFD, b"x" * 300_000)
    with opened(files.url, PASSWORD) as folder:
        assert read(folder) == [
            (NAME, b"PK", RECEIVED, 2),
            (NFD, b"x" * 300_000, RECEIVED, 300_000),
        ]


def test_only_complete_files_lying_directly_there_are_items(files):
    drop(files.folder, NAME)
    drop(files.folder, "dở.xlsx.part")
    drop(files.folder, "~$a.xlsx")
    (files.folder / "năm trước").mkdir()
    drop(files.folder / "năm trước", "a.xlsx")
    (files.folder / "link.xlsx").symlink_to(files.folder / NAME)
    for url, password in ((files.url, PASSWORD), (f"file://{files.folder}", None)):
        with opened(url, password) as folder:
            assert [name for name, *_ in read(folder)] == [NAME]


def test_a_name_in_another_encoding_hides_no_other(files):
    drop(files.folder, NAME)
    drop(files.folder, os.fsdecode("báo.xlsx".encode("latin-1")))
    with opened(files.url, PASSWORD) as folder:
        items = list(folder.list_items())
        assert len(read(folder)) == 2
        assert all(item.origin.isprintable() for item in items)


def test_a_file_that_changed_is_another_item(files):
    path = drop(files.folder, NAME)
    with opened(files.url, PASSWORD) as folder:
        (before,) = folder.list_items()
        assert list(folder.list_items()) == [before]
        path.write_bytes(b"PKPK")
        (after,) = folder.list_items()
    assert before.origin != after.origin


def test_an_unknown_host_key_gets_no_password(files, tmp_path):
    (tmp_path / "own" / ".ssh" / "known_hosts").write_text("", encoding="utf-8")
    with pytest.raises(Exception, match="Host key is not trusted"), opened(files.url, PASSWORD):
        pass


def test_a_wrong_password_is_an_error(files):
    with pytest.raises(Exception, match="Permission denied"), opened(files.url, "other"):
        pass


def test_the_connection_is_gone_when_the_folder_is_left(files):
    with opened(files.url, PASSWORD) as folder:
        assert list(folder.list_items()) == []
        assert files.connections() == 1
    del folder
    until = time.monotonic() + 5
    while files.connections() and time.monotonic() < until:
        time.sleep(0.02)
    assert files.connections() == 0


def test_a_folder_in_memory_and_on_this_disk(tmp_path):
    fsspec.filesystem("memory").pipe("/gửi/a.xlsx", b"PK")
    with opened("memory://gửi") as folder:
        ((name, content, *_, size),) = read(folder)
    assert (name, content, size) == ("a.xlsx", b"PK", 2)
    drop(tmp_path, NAME)
    with opened(f"file://{tmp_path}") as folder:
        assert read(folder) == [(NAME, b"PK", RECEIVED, 2)]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with opened(f"file://{tmp_path}/nowhere") as folder, pytest.raises(FileNotFoundError):
        list(folder.list_items())
