"""Backs a home up into a folder of plain files with checksums.

The journal is copied before the archive: every copied entry has the files beside it, also while a
night runs. The new journal takes its place last, between the draft of the list of checksums and the
list. Incremental, one at a time, and never a copy of `refused/`. `restoring` is the way back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assets.recovery.backup_copies import (
    ARCHIVE,
    MIRRORED_FOLDER,
    Backup,
    copy_to_draft,
    list_files,
)
from assets.recovery.checksums import SUMS_FILE, read_checksums
from assets.recovery.copy_turn import check_copies
from warehouse.file_moves import DISK_FOLDER
from warehouse.home import OFFICE_FOLDER, BusyError, Home
from warehouse.home_identity import read_identity
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder
from warehouse.locks import try_lock

FIXED_FOLDERS = (ARCHIVE, "catalogues")
"""Files of these folders never change; missing folders are left out."""
_SINGLE_FILES = ("home.json", "sources.json")
_LOCK_FILE = ".lock"


def back_up_home(home: Home, target: Path) -> Backup:
    """Copy all underivable files into `target`, and write the checksums.

    Raises:
        JournalError: the target is unfit, or the journal contradicts the earlier backup.
        BusyError: another backup writes into the target; nothing was changed.
    """
    if not JournalFolder(home.journal_folder).list_files():
        raise JournalError(
            f"{home.root}: chưa có nhật ký; hãy chạy «chiso nightly» trước",
            "there is no journal yet; run `chiso nightly` first",
        )
    _check_target(home, target)
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _hold_target(target):
        backup = Backup(home, target, read_checksums(target / SUMS_FILE), check_copies(target))
        backup.check_growing_files(home.journal_folder)
        try:
            _mark_target(home, target)
            _copy_files(home, backup)
            backup.finish()
        finally:
            backup.discard_drafts()
    return backup


@contextmanager
def _hold_target(target: Path) -> Iterator[None]:
    """Hold the target alone: two backups would move the half drafts of each other.

    Raises:
        BusyError: another backup holds the target.
    """
    with try_lock(target / _LOCK_FILE, patience=1.0) as handle:
        if handle is None:
            raise BusyError(str(target))
        yield


def _mark_target(home: Home, target: Path) -> None:
    """Copy the identity first: a backup interrupted from now on is known as one of this home."""
    copy = target / home.identity_file.name
    if home.identity_file.is_file() and not copy.exists():
        copy_to_draft(home.identity_file, copy).replace(copy)


def _copy_files(home: Home, backup: Backup) -> None:
    backup.mirror_folder(home.root / MIRRORED_FOLDER)  # before the decisions: none is lost
    for path in list_files(home.journal_folder):
        backup.copy_growing_file(path)
    for path in list_files(home.root / OFFICE_FOLDER):
        backup.copy_renewed_file(path)
    for name in _SINGLE_FILES:
        if (home.root / name).is_file():
            backup.copy_renewed_file(home.root / name)
    for folder in FIXED_FOLDERS:  # listed only now: no entry copied above lacks a file
        for path in list_files(home.root / folder):
            backup.copy_fixed_file(path)


def _check_target(home: Home, target: Path) -> None:
    """Check whether the target is empty, or an earlier backup of the same home.

    Raises:
        JournalError: neither is true, or the target lies in the home.
    """
    if target.resolve().is_relative_to(home.root.resolve()):
        raise JournalError(
            f"{target}: nằm trong thư mục dữ liệu; hãy chọn nơi khác, tốt nhất trên đĩa khác",
            "the backup would lie within the home; choose another folder, best on another disk",
        )
    earlier, own = read_identity(Home(target)), read_identity(home)
    is_own = earlier is not None and own is not None and earlier.home == own.home
    names = {path.name for path in target.glob("[!.]*")} - {DISK_FOLDER}
    if names and not is_own:
        raise JournalError(
            f"{target}: không trống, và không phải bản sao lưu của thư mục dữ liệu này",
            "the folder is neither empty nor a backup of this home",
        )
