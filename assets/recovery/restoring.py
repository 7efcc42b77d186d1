"""Restores a backup into an empty home: the files as they were; `rebuilding` makes the register.

Checks every byte of the backup first, before the home exists. The journal comes last and all at
once, so that an interrupted restore can be repeated.
"""

import shutil
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from assets.recovery.backup_copies import ARCHIVE, MIRRORED_FOLDER, copy_to_draft
from assets.recovery.checksums import SUMS_FILE, has_hash, read_backup_sums
from warehouse.home import OFFICE_FOLDER, Home
from warehouse.journal.journal_entry import JournalError

MOST_NAMES = 5
_SPARE_FOLDERS = (ARCHIVE, OFFICE_FOLDER, MIRRORED_FOLDER)
"""A restore goes on without a damaged file of these folders: the journal has every decision."""


class RestorableFiles(NamedTuple):
    """The sound files of a backup by name, and the damaged files to be left out."""

    source: Path
    names: list[str]
    damaged: list[str]


def list_restorable_files(source: Path, home: Home) -> RestorableFiles:
    """Check a backup and an empty home, and list the files; nothing is written.

    Raises:
        JournalError: the home is not empty, a needed file is missing or damaged, or the name of a
            file leads out of the backup.
    """
    _check_empty(home)
    hashes = read_backup_sums(source)
    damaged = [n for n in hashes if not (_is_inside(n) and has_hash(source / n, hashes[n]))]
    sound = sorted(hashes.keys() - damaged)
    needed = [name for name in damaged if not _is_spare(name)]
    is_archive_lost = not any(name.startswith(f"{ARCHIVE}/") for name in sound)
    if needed or not hashes or (damaged and is_archive_lost):
        listed = ", ".join((needed or damaged)[:MOST_NAMES]) or SUMS_FILE
        raise JournalError(
            f"{source}: bản sao lưu thiếu hoặc hỏng: {listed}; không có gì thay đổi",
            f"missing or damaged in the backup: {listed}; nothing was changed",
        )
    return RestorableFiles(source, sound, damaged)


def restore_files(files: RestorableFiles, home: Home) -> None:
    """Copy the sound files of a backup into an empty home; the caller holds the lock.

    Raises:
        JournalError: the home is no longer empty.
    """
    _check_empty(home)
    draft_folder = home.root / ".journal.new"
    shutil.rmtree(draft_folder, ignore_errors=True)
    draft_folder.mkdir(mode=0o700, parents=True)
    for name in files.names:
        folder, _, rest = name.partition("/")
        copy = draft_folder / rest if folder == home.journal_folder.name else home.root / name
        copy_to_draft(files.source / name, copy).replace(copy)
    draft_folder.rename(home.journal_folder)


def _check_empty(home: Home) -> None:
    if any(path.exists() for path in (home.register_file, home.journal_folder)):
        raise JournalError(
            f"{home.root}: đã có dữ liệu; chỉ khôi phục vào một thư mục dữ liệu còn trống. Nếu lần "
            "khôi phục trước bị dừng giữa chừng, hãy chạy «chiso rebuild»",
            "the home already holds data; restore into an empty home only. If a restore was "
            "interrupted there, run `chiso rebuild`",
        )


def _is_spare(name: str) -> bool:
    return _is_inside(name) and PurePosixPath(name).parts[0] in _SPARE_FOLDERS


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
