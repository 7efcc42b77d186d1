"""What may go from `inbox/processed/`: old files whose bytes the archive has, after the journal."""

import hashlib
import os
from datetime import UTC, datetime, timedelta

import pytest

from assets.raw import archive
from assets.retention import prune_processed_files
from warehouse.home import Home

DAYS = 400
LATER = datetime.now(UTC) + timedelta(days=DAYS + 1)
"""The time at which a file moved just now may go; its change time cannot be set."""


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.create_folders()
    (home.root / "journal").mkdir()
    (home.root / "journal/1.jsonl").write_text("{}\n", encoding="utf-8")
    return home


def process(home, name, *, is_archived=True):
    content = name.encode()
    path = home.processed_folder / name
    path.write_bytes(content)
    os.utime(path, (0, 0))
    if is_archived:
        sha256 = hashlib.sha256(content).hexdigest()
        archive.archive_bytes(
            archive.build_archive_path(home.archive_folder, sha256, name), content
        )
    return path


def test_an_old_file_goes_and_the_archive_stays(home):
    path = process(home, "a.xlsx")
    archived = archive.list_hashes(home.archive_folder)
    assert prune_processed_files(home, DAYS, LATER) == 1
    assert not path.exists()
    assert archive.list_hashes(home.archive_folder) == archived


def test_a_file_received_long_ago_and_moved_today_stays(home):
    path = process(home, "a.xlsx")
    assert prune_processed_files(home, DAYS, LATER - timedelta(days=2)) == 0
    assert path.exists()


def test_a_file_that_the_archive_lacks_stays(home):
    path = process(home, "a.xlsx", is_archived=False)
    assert prune_processed_files(home, DAYS, LATER) == 0
    assert path.exists()


def test_a_signature_and_a_folder_stay(home):
    signature = process(home, "a.xlsx.minisig")
    (home.processed_folder / "of the office").mkdir()
    assert prune_processed_files(home, DAYS, LATER) == 0
    assert signature.exists()


def test_without_a_journal_nothing_goes(home):
    path = process(home, "a.xlsx")
    (home.root / "journal/1.jsonl").unlink()
    assert prune_processed_files(home, DAYS, LATER) == 0
    (home.root / "journal").rmdir()
    assert prune_processed_files(home, DAYS, LATER) == 0
    assert path.exists()
