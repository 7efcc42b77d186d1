"""Backups that were interrupted, of files that cannot be read, and of everything that is needed."""

import hashlib
import shutil
from pathlib import Path

import pytest

from assets.outbox.notices import create_notice_tables
from assets.outbox.snoozes import record_snooze
from assets.recovery import backup, backup_copies, checksums, restoring
from assets.recovery.backup import back_up_home
from assets.recovery.backup_copies import list_files
from assets.recovery.checksums import SUMS_FILE
from assets.recovery.copy_turn import check_copies
from assets.recovery.restoring import list_restorable_files, restore_files
from tests.sent import RECEIVED, new_home
from warehouse.home import BusyError, Home
from warehouse.home_identity import prepare_home
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.settlement import open_register
from warehouse.locks import try_lock


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
    restore_files(list_restorable_files(target, home), home)
    return home


def read_journal(home):
    return b"".join(path.read_bytes() for path in sorted(home.journal_folder.iterdir()))


def test_a_first_backup_that_was_interrupted_is_taken_up_again(home, target, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(backup_copies.Backup, "copy_fixed_file", fail(KeyboardInterrupt()))
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
    assert back_up_home(home, target).rotten_names == set()


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
    monkeypatch.setattr(
        backup_copies.shutil, "copyfileobj", fail(OSError(28, "No space left on device"))
    )
    with pytest.raises(OSError, match="Errno 28") as caught:
        back_up_home(home, target)
    assert Path(caught.value.filename).is_relative_to(target)
    assert [path for path in target.rglob("*") if path.name.endswith(".new")] == []


def test_an_archived_file_that_cannot_be_read_is_named_and_the_rest_is_copied(
    home, target, monkeypatch
):
    """A bad sector is an error of reading, no flipped byte."""
    bad = archive(home, b"bad")
    monkeypatch.setattr(Path, "open", refuse_open(Path.open, bad))
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


def refuse_open(open_file, bad):
    """Return an opening that meets a bad sector in one file."""

    def open_or_fail(path, *arguments, **options):
        if path == bad and "w" not in "".join(map(str, arguments)):
            raise OSError(5, "Input/output error")
        return open_file(path, *arguments, **options)

    return open_or_fail


class TestCopiesThatRot:
    """A backup once never read its copies again, and found the rot at the restore."""

    @pytest.fixture
    def report(self, home):
        report = home.root / "office" / "reports" / "a.docx"
        report.parent.mkdir(parents=True)
        report.write_bytes(b"a")
        return report

    @pytest.mark.parametrize("place", ["archive", "catalogues", "office", "journal", "home.json"])
    def test_a_rotten_copy_is_named_and_made_anew(self, home, report, target, place):
        back_up_home(home, target)
        (copy,) = (
            path for path in list_files(target) if path.relative_to(target).parts[0] == place
        )
        good = copy.read_bytes()
        copy.write_bytes(b"\0" + good[1:])
        if place == "home.json":
            copy.write_bytes(good.replace(b"{", b"{ ", 1))
        name = copy.relative_to(target).as_posix()
        result = back_up_home(home, target)
        assert (result.list_rotten_copies(), result.faults) == ([(name, True)], [])
        assert copy.read_bytes() == good
        assert back_up_home(home, target).rotten_names == set()

    def test_a_copy_on_a_bad_sector_is_made_anew(self, home, target, monkeypatch):
        path = archive(home, b"b")
        back_up_home(home, target)
        name = path.relative_to(home.root).as_posix()
        replaced = Path.replace
        with monkeypatch.context() as patched:
            patched.setattr(Path, "open", refuse_open(Path.open, target / name))

            def replace_and_mend(draft, place):  # the new file lies on another sector
                if place == target / name:
                    patched.undo()
                return replaced(draft, place)

            patched.setattr(Path, "replace", replace_and_mend)
            assert back_up_home(home, target).list_rotten_copies() == [(name, True)]
        assert (target / name).read_bytes() == b"b"

    def test_a_rotten_copy_of_a_damaged_file_stays_and_is_named_each_time(
        self, home, target, tmp_path
    ):
        path = archive(home, b"b")
        back_up_home(home, target)
        name = path.relative_to(home.root).as_posix()
        for root in (home.root, target):
            (root / name).write_bytes(root.name.encode())
        for _ in range(2):
            result = back_up_home(home, target)
            assert result.list_rotten_copies() == [(name, False)]
            assert (target / name).read_bytes() == b"backup"
        files = list_restorable_files(target, Home(tmp_path / "restored"))
        assert files.damaged == [name]

    def test_a_slice_goes_on_where_the_last_one_ended(self, home, target):
        for number in range(3):
            archive(home, b"%d" % number)
        back_up_home(home, target)
        names = sorted(checksums.read_checksums(target / SUMS_FILE))
        last_names = []
        for _ in names:
            copies = check_copies(target, seconds=0)
            copies.write(target)
            last_names.append(copies.after)
        assert last_names == [*names[:-1], ""]


class TestARestoreOfADamagedBackup:
    def test_a_damaged_archived_file_is_left_out(self, home, target, tmp_path):
        path = archive(home, b"b")
        back_up_home(home, target)
        name = path.relative_to(home.root).as_posix()
        (target / name).write_bytes(b"c")
        restored = Home(tmp_path / "restored")
        files = list_restorable_files(target, restored)
        restore_files(files, restored)
        assert files.damaged == [name]
        assert [p.read_bytes() for p in list_files(restored.archive_folder)] == [b"a"]

    @pytest.mark.parametrize("place", ["journal", "catalogues", "archive"])
    def test_without_its_journal_its_catalogues_or_any_archived_file_nothing_is_written(
        self, home, target, tmp_path, place
    ):
        back_up_home(home, target)
        for path in list_files(target / place):
            path.write_bytes(b"c")
        with pytest.raises(JournalError, match=f"thiếu hoặc hỏng: {place}/"):
            restore(target, tmp_path)
        assert not (tmp_path / "restored").exists()


def write(home, name, text):
    path = home.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read_layouts(root):
    return {path.name: path.read_text(encoding="utf-8") for path in list_files(root / "layouts")}


class TestTheLayouts:
    """A decided proposal was once in the backup for ever, and waited again after a restore."""

    @pytest.fixture
    def home(self, home, target):
        """Return a home in which a layout was accepted and retired since the last backup."""
        write(home, "layouts/tried.txt", "a")
        write(home, "layouts/accepted.yaml", "a")
        decided = write(home, "layouts/proposals/1.json", "{}")
        retired = write(home, "layouts/retired.yaml", "a")
        back_up_home(home, target)
        write(home, "layouts/tried.txt", "a b")
        write(home, "layouts/new.yaml", "b")
        for path in (decided, retired):
            path.unlink()
        return home

    def test_they_are_restored_as_they_are_now(self, home, target, tmp_path):
        assert back_up_home(home, target).faults == []
        expected = {"tried.txt": "a b", "accepted.yaml": "a", "new.yaml": "b"}
        assert read_layouts(home.root) == read_layouts(target) == expected
        assert read_layouts(restore(target, tmp_path).root) == expected

    def test_a_backup_cut_at_its_end_loses_none(self, home, target, tmp_path, monkeypatch):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", refuse_move(Path.replace, OSError(28, "full")))
            with pytest.raises(OSError, match="full"):
                back_up_home(home, target)
        names = set(read_layouts(restore(target, tmp_path).root))
        assert names >= {"tried.txt", "accepted.yaml", "1.json", "retired.yaml"}

    def test_a_folder_that_is_lost_takes_no_copy_with_it(self, home, target):
        before = read_layouts(target)
        shutil.rmtree(home.root / "layouts")
        assert back_up_home(home, target).faults == []
        assert read_layouts(target) == before


class TestWhatVanishesMeanwhile:
    @pytest.mark.parametrize("name", ["office/reports/a.docx", "layouts/proposals/1.json"])
    def test_a_file_deleted_after_it_was_listed_stops_no_backup_and_keeps_its_copy(
        self, home, target, tmp_path, monkeypatch, name
    ):
        path = write(home, name, "a")
        back_up_home(home, target)
        path.write_text("b", encoding="utf-8")

        def list_and_delete(folder):
            for listed in list(list_files(folder)):
                if listed == path:
                    path.unlink()
                yield listed

        for module in (backup, backup_copies):
            monkeypatch.setattr(module, "list_files", list_and_delete)
        assert back_up_home(home, target).faults == []
        assert (restore(target, tmp_path).root / name).read_text(encoding="utf-8") == "a"

    def test_a_backup_that_vanishes_is_no_vanished_file(self, home, target, monkeypatch):
        write(home, "office/a.docx", "a")
        monkeypatch.setattr(backup_copies, "copy_to_draft", fail(FileNotFoundError(2, "gone")))
        with pytest.raises(FileNotFoundError):
            back_up_home(home, target)

    def test_a_folder_deleted_while_it_is_listed_has_no_files(self, home):
        for name in ("a/1", "b/2"):
            write(home, f"office/{name}", "")
        paths = list_files(home.root / "office")
        assert next(paths).name == "1"
        shutil.rmtree(home.root / "office" / "b")
        assert list(paths) == []

    def test_a_folder_that_cannot_be_read_is_not_passed_over(self, home, monkeypatch):
        denied = PermissionError(13, "Permission denied")
        monkeypatch.setattr(backup_copies.os, "scandir", fail(denied))
        with pytest.raises(PermissionError):
            list(list_files(home.archive_folder))


def test_a_second_backup_into_a_folder_waits_for_its_turn_and_changes_nothing(home, target):
    back_up_home(home, target)
    archive(home, b"b")
    before = {path: path.read_bytes() for path in list_files(target)}
    with try_lock(target / ".lock", patience=0), pytest.raises(BusyError):
        back_up_home(home, target)
    assert {path: path.read_bytes() for path in list_files(target)} == before
    assert back_up_home(home, target).faults == []
