"""The way back, whatever befell the publication beside the register or the folders of the home."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from assets.published.publication_facts import query_published_at
from assets.raw.reading_pool import ReadingPool
from assets.rebuild import rebuild_warehouse
from assets.recovery.backup import back_up_home
from assets.recovery.journal_head import HEAD_FILE, read_journal_head
from assets.recovery.rebuilding import rebuild_home
from assets.recovery.restoring import list_restorable_files, restore_files
from assets.recovery.verification import CHANGED_PAST, verify_history
from tests.assets.recovery.test_backup import snooze
from tests.sent import CATALOGUE, RECEIVED, new_home
from tests.warehouse.journal.test_register import take_in
from warehouse.home import Home
from warehouse.home_identity import prepare_home
from warehouse.journal.journal_anew import make_journal_anew
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.register import Register, query_position
from warehouse.journal.settlement import open_register
from warehouse.journal.void_entries import find_void_entries
from warehouse.store import DatabaseError, Store

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Draw a home with an entry, and a publication of its tables with the head of the journal."""
    home = new_home(tmp_path_factory.mktemp("published") / "home")
    snooze(home, "a")
    office = home.published_folder / "one" / "office"
    office.mkdir(parents=True)
    home.current_publication.symlink_to("one")
    replayed = Home(home.build_folder)
    rebuild(home)  # a register has all tables
    shutil.copy(home.register_file, replayed.register_file)
    rebuild_warehouse(replayed, CATALOGUE, RECEIVED, home.snapshot_file)
    replayed.register_file.unlink()
    with Store(home.register_file, read_only=True) as register:
        sequence, sha256 = query_position(register)
    head = {"built_sequence": sequence, "built_sha256": sha256}
    (office / HEAD_FILE).write_text(json.dumps(head), encoding="utf-8")
    return home


@pytest.fixture
def home(published, tmp_path):
    return Home(shutil.copytree(published.root, tmp_path / "home", symlinks=True))


def rebuild(home):
    return rebuild_home(home, CATALOGUE, ReadingPool(CATALOGUE.folder, home.archive_folder))


def read_snoozes(path):
    with Store(path, read_only=True) as register:
        return [name for (name,) in register.query_rows("SELECT snoozed FROM raw.snoozes")]


def test_the_warehouse_is_equal_to_the_published(home):
    assert rebuild(home).warehouse_differences == []


def test_a_register_is_made_anew_beside_a_publication_with_a_damaged_table(home):
    """The beginning of the publication can be read, and what is compared cannot."""
    home.register_file.unlink()
    garble_table(home.snapshot_file)
    with Store(home.snapshot_file, read_only=True) as store:
        query_published_at(store)
    report = rebuild(home)
    assert report.warehouse_differences is None
    assert read_snoozes(home.register_file) == ["a"]


def garble_table(path):
    """Write over a block whose loss the query of the moment does not see."""
    whole = path.read_bytes()
    for at in range(len(whole) - (1 << 18), 1 << 18, -(1 << 18)):
        path.write_bytes(whole[:at] + os.urandom(1 << 17) + whole[at + (1 << 17) :])
        try:
            with Store(path, read_only=True) as store:
                query_published_at(store)
        except DatabaseError:
            continue
        return


@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_a_head_of_the_journal_that_says_nothing_stops_neither_rebuild_nor_verify(home, content):
    (home.office_folder / HEAD_FILE).write_text(content, encoding="utf-8")
    assert list(verify_history(home)) == []
    home.register_file.unlink()
    assert rebuild(home).warehouse_differences is None
    assert read_snoozes(home.register_file) == ["a"]


def test_a_register_is_made_anew_though_its_drafts_are_on_another_disk(home):
    if not MEMORY.is_dir() or MEMORY.stat().st_dev == home.root.stat().st_dev:
        pytest.skip("this machine has one file system for temporary files and /dev/shm")
    with tempfile.TemporaryDirectory(dir=MEMORY) as other_disk:
        shutil.rmtree(home.build_folder)
        home.build_folder.symlink_to(other_disk)
        assert rebuild(home).is_equal
        home.register_file.write_bytes(b"damaged")
        assert rebuild(home).set_aside is not None
    assert read_snoozes(home.register_file) == ["a"]


def test_no_earlier_register_is_overwritten(home):
    """Somebody deleted the first of two registers set aside."""
    second = home.register_file.with_name("register.duckdb.before-2")
    second.write_bytes(b"second")
    for content in (b"third", b"fourth"):
        home.register_file.write_bytes(content)
        rebuild(home)
    contents = {path.read_bytes() for path in home.root.glob("register.duckdb.before-*")}
    assert contents == {b"second", b"third", b"fourth"}


def test_a_home_without_publications_and_the_folder_of_a_disk_are_verified(home):
    (home.published_folder / "lost+found" / "office" / HEAD_FILE).mkdir(parents=True)
    assert list(verify_history(home)) == []
    shutil.rmtree(home.published_folder)
    assert list(verify_history(home)) == []


def begin_anew(home):
    """Delete the register and begin another one, as an operator with a reason may."""
    home.register_file.unlink()
    open_register(home, may_begin_anew=True).__exit__(None, None, None)


def test_what_a_register_begun_anew_no_longer_holds_does_not_come_back(home):
    """Files taken in again would be there twice, and no night could publish."""
    begin_anew(home)
    snooze(home, "a")
    snooze(home, "b")
    report = rebuild(home)
    assert report.register_differences == []
    assert report.set_aside is None
    assert read_snoozes(home.register_file) == ["a", "b"]


def test_a_publication_of_before_is_made_from_the_entries_of_its_time(home):
    sequence = read_journal_head(home.office_folder).built_sequence
    begin_anew(home)
    journal = JournalFolder(home.journal_folder)
    assert find_void_entries(journal) == (set(range(1, sequence + 1)), sequence)
    assert find_void_entries(journal, until=sequence) == (set(), 0)


def test_a_register_whose_beginning_anew_was_killed_is_begun_by_the_next_command(home, monkeypatch):
    before = JournalFolder(home.journal_folder).read_last_line().entry.sequence
    with monkeypatch.context() as patched:
        patched.setattr(Register, "_store_position", stop)
        with pytest.raises(KeyboardInterrupt):
            begin_anew(home)
    with open_register(home) as register:
        assert register.position[0] == before + 1
    snooze(home, "b")
    assert rebuild(home).register_differences == []
    assert read_snoozes(home.register_file) == ["b"]


def stop(*arguments):
    raise KeyboardInterrupt


def lose_newest_entries(home):
    """Keep the first line of the journal only, and add what this journal lacks to the register."""
    (path,) = JournalFolder(home.journal_folder).list_files()
    before = path.read_bytes()
    for name in ("b", "c"):
        snooze(home, name)
    path.write_bytes(before)


def test_a_shorter_journal_replaces_no_register(home):
    lose_newest_entries(home)
    register = home.register_file.read_bytes()
    with pytest.raises(JournalError, match="thiếu mục 2–3 mà sổ đăng ký đã có"):
        rebuild(home)
    assert home.register_file.read_bytes() == register
    assert not list(home.root.glob("register.duckdb.*"))


@pytest.fixture(params=[1, 2, 100])
def part_rows(request, monkeypatch):
    """Set how many rows a line of a journal made anew holds."""
    monkeypatch.setattr("warehouse.journal.journal_rows.PART_ROWS", request.param)


@pytest.mark.usefixtures("part_rows")
def test_a_journal_made_anew_gives_the_same_register_and_verify_finds_nothing_wrong(home):
    lose_newest_entries(home)
    assert make_journal_anew(home).sequence == 4
    for _ in range(2):
        assert list(verify_history(home)) == []
        report = rebuild(home)
        assert report.is_equal
        assert report.register_differences == []
        assert read_snoozes(home.register_file) == ["a", "b", "c"]
        home.register_file.unlink()
        rebuild(home)


@pytest.mark.usefixtures("part_rows")
def test_cells_come_from_a_journal_made_anew_as_they_were(home):
    """The archive, which here lacks the file, would be read with the labels of today."""
    with open_register(home) as register:
        take_in(register)
    shutil.rmtree(home.journal_folder)
    make_journal_anew(home)
    report = rebuild(home)
    assert (report.is_equal, report.register_differences) == (True, [])
    with Store(home.register_file, read_only=True) as register:
        assert register.query_rows("SELECT value FROM raw.cells") == [(7,)]


def test_verify_after_a_journal_made_anew_still_finds_a_changed_publication(home):
    lose_newest_entries(home)
    make_journal_anew(home)
    head = {"built_sequence": 1, "built_sha256": "", "sequence": 2, "sha256": "f"}
    (home.office_folder / HEAD_FILE).write_text(json.dumps(head), encoding="utf-8")
    assert [fault.kind for fault in verify_history(home)] == [CHANGED_PAST]


def test_a_head_from_before_a_register_begun_anew_is_not_called_changed(home):
    """The new journal cannot know it: the register of its time is gone."""
    sequence = read_journal_head(home.office_folder).built_sequence
    begin_anew(home)
    head = {"built_sequence": sequence, "built_sha256": "", "sequence": sequence, "sha256": "f"}
    (home.office_folder / HEAD_FILE).write_text(json.dumps(head), encoding="utf-8")
    shutil.rmtree(home.journal_folder)
    assert CHANGED_PAST in {fault.kind for fault in verify_history(home)}
    make_journal_anew(home)
    assert list(verify_history(home)) == []


def test_a_journal_made_anew_is_backed_up_into_a_new_folder_only(home, tmp_path):
    prepare_home(home)
    back_up_home(home, tmp_path / "backup")
    lose_newest_entries(home)
    make_journal_anew(home)
    with pytest.raises(JournalError, match="thư mục mới"):
        back_up_home(home, tmp_path / "backup")
    back_up_home(home, tmp_path / "another")
    restored = Home(tmp_path / "restored")
    restore_files(list_restorable_files(tmp_path / "another", restored), restored)
    restored.create_folders()
    rebuild(restored)
    assert read_snoozes(restored.register_file) == ["a", "b", "c"]
