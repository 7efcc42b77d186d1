"""Backups that were interrupted, of files that cannot be read, and of everything that is needed."""

import hashlib
import shutil
from pathlib import Path

import pytest

from assets.outbox.notices import create_notice_tables
from assets.outbox.snoozes import record_snooze
from assets.recovery import backup, checksums, restoring
from assets.recovery.backup import back_up_home
from assets.recovery.checksums import SUMS_FILE
from assets.recovery.restoring import restore_files
from tests.sent import RECEIVED, new_home
from warehouse.home import Home
from warehouse.home_identity import prepare_home
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.settlement import open_register


def snooze(home, contact):
    with open_register(home) as register:
        create_notice_tables(register)
        record_snooze(register, contact, RECEIVED.date(), reason="a", happened_at=RECEIVED)


def archive(home, content):
    name = hashlib.sha256(content).hexdigest()
    path = home.archive_folder / name[:2] / f"{name}.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def fail(error):
    def raise_error(*arguments, **options):
        raise error

    return raise_error


@pytest.fixture
def home(tmp_path):
    """Draw a home with an entry, an archived file and the catalogue of a publication."""
    home = new_home(tmp_path / "home")
    prepare_home(home)
    snooze(home, "a")
    archive(home, b"a")
    (home.catalogues_folder / "1").mkdir(parents=True)
    (home.catalogues_folder / "1" / "units.csv").write_text("unit\n", encoding="utf-8")
    return home


@pytest.fixture
def target(tmp_path):
    return tmp_path / "backup"


def restore(target, tmp_path):
    """Return a home restored from a backup, without its register."""
    home = Home(tmp_path / "restored")
    restore_files(target, home)
    return home


def read_journal(home):
    return b"".join(path.read_bytes() for path in sorted(home.journal_folder.iterdir()))


def test_a_first_backup_that_was_interrupted_is_taken_up_again(home, target, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(backup.Backup, "copy_fixed_file", fail(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            back_up_home(home, target)
    archive(home, b"b")
    assert back_up_home(home, target).faults == []
    assert len(list(target.glob("archive/*/*"))) == 2


@pytest.mark.parametrize("place", ["write", "move"])
def test_a_backup_cut_at_its_end_can_still_be_restored(home, target, tmp_path, monkeypatch, place):
    """A full disk at the list of checksums, and a power cut at its last step."""
    back_up_home(home, target)
    snooze(home, "b")
    archive(home, b"b")
    with monkeypatch.context() as patched:
        full = OSError(28, "No space left on device")
        if place == "write":
            patched.setattr(checksums.os, "fsync", refuse_sums(checksums.os.fsync, full))
        else:
            patched.setattr(Path, "replace", refuse_move(Path.replace, full))
        with pytest.raises(OSError, match="Errno 28"):
            back_up_home(home, target)
    restored = restore(target, tmp_path)
    assert read_journal(home).startswith(read_journal(restored))
    assert len(read_journal(restored)) > 0


def refuse_sums(sync, error):
    """Return a sync that fails for lists of checksums alone."""

    def sync_or_fail(handle):
        if SUMS_FILE in Path(f"/proc/self/fd/{handle}").readlink().name:
            raise error
        sync(handle)

    return sync_or_fail


def refuse_move(move, error):
    def move_or_fail(path, place):
        if path.name.startswith(SUMS_FILE):
            raise error
        return move(path, place)

    return move_or_fail


def test_a_full_disk_is_that_of_the_backup(home, target, monkeypatch):
    monkeypatch.setattr(backup.shutil, "copyfileobj", fail(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="Errno 28") as caught:
        back_up_home(home, target)
    assert Path(caught.value.filename).is_relative_to(target)
    assert [path for path in target.rglob("*") if path.name.endswith(".new")] == []


def test_an_archived_file_that_cannot_be_read_is_named_and_the_rest_is_copied(
    home, target, monkeypatch
):
    """A bad sector is an error of reading, no flipped byte."""
    bad = archive(home, b"bad")
    opened = Path.open

    def open_or_fail(path, *arguments, **options):
        if path == bad:
            raise OSError(5, "Input/output error")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", open_or_fail)
    result = back_up_home(home, target)
    assert result.faults == [bad.relative_to(home.root).as_posix()]
    assert len(list(target.glob("archive/*/*"))) == 1


def test_the_catalogues_of_past_publications_are_restored(home, target, tmp_path):
    (home.catalogues_folder / ".next").mkdir()  # of a killed run
    (home.catalogues_folder / ".next" / "units.csv").write_text("", encoding="utf-8")
    back_up_home(home, target)
    restored = restore(target, tmp_path)
    paths = [path for path in restored.catalogues_folder.rglob("*") if path.is_file()]
    assert paths == [restored.catalogues_folder / "1" / "units.csv"]


def test_the_top_of_a_disk_is_an_empty_folder(home, target):
    (target / "lost+found").mkdir(parents=True)
    assert back_up_home(home, target).faults == []


def test_a_file_deleted_by_hand_in_home_and_backup_stops_no_restore(home, target, tmp_path):
    report = home.root / "office" / "reports" / "a.docx"
    report.parent.mkdir(parents=True)
    report.write_bytes(b"a")
    back_up_home(home, target)
    for root in (home.root, target):
        shutil.rmtree(root / "office")
    assert back_up_home(home, target).faults == []
    assert restore(target, tmp_path).archive_folder.exists()


def test_an_archived_file_gone_from_home_and_backup_is_a_fault(home, target, tmp_path):
    path = archive(home, b"b")
    back_up_home(home, target)
    for root in (home.root, target):
        (root / path.relative_to(home.root)).unlink()
    assert back_up_home(home, target).faults == [path.relative_to(home.root).as_posix()]
    assert len(list(restore(target, tmp_path).archive_folder.glob("*/*"))) == 1


def test_an_interrupted_restore_is_repeated_and_shows_no_half_of_a_journal(
    home, target, tmp_path, monkeypatch
):
    monkeypatch.setattr("warehouse.journal.journal_folder.FILE_BYTES", 1)
    for contact in "bc":  # a file for each entry
        snooze(home, contact)
    back_up_home(home, target)
    copied = restoring.copy_to_draft

    def copy_or_stop(path, copy):
        if path.parent.name == "journal" and path.name > "000000000002":
            raise KeyboardInterrupt
        return copied(path, copy)

    with monkeypatch.context() as patched:
        patched.setattr(restoring, "copy_to_draft", copy_or_stop)
        with pytest.raises(KeyboardInterrupt):
            restore(target, tmp_path)
    assert not Home(tmp_path / "restored").journal_folder.exists()
    assert read_journal(restore(target, tmp_path)) == read_journal(home)


@pytest.mark.parametrize("name", ["../outside", "archive/../../outside", "{root}/outside"])
def test_a_name_that_leads_out_of_the_home_is_refused(home, target, tmp_path, name):
    back_up_home(home, target)
    name = name.format(root=tmp_path)
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_bytes(b"a")
    with (target / SUMS_FILE).open("a", encoding="utf-8") as file:
        file.write(f"{hashlib.sha256(b'a').hexdigest()}  {name}\n")
    with pytest.raises(JournalError, match="outside"):
        restore(target, tmp_path)
    assert not (tmp_path / "restored").exists()
