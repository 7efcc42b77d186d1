"""Restores a backup into an empty home: the files as they were; `rebuilding` makes the register.

Checks every byte of the backup first. The journal comes last and all at once, so that an
interrupted restore can be repeated.
"""

import shutil
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from assets.recovery.backup import copy_to_draft
from assets.recovery.checksums import SUMS_FILE, get_sums_draft, hash_file, read_checksums
from warehouse.home import Home
from warehouse.journal.journal_entry import JournalError

MOST_NAMES = 5


def restore_files(source: Path, home: Home) -> int:
    """Copy a backup into an empty home; return the number of files.

    Raises:
        JournalError: the home is not empty, or the backup is damaged; nothing was copied.
    """
    if any(path.exists() for path in (home.register_file, home.journal_folder)):
        raise JournalError(
            f"{home.root}: đã có dữ liệu; chỉ khôi phục vào một thư mục dữ liệu còn trống. Nếu lần "
            "khôi phục trước bị dừng giữa chừng, hãy chạy «chiso rebuild»",
            "the home already holds data; restore into an empty home only. If a restore was "
            "interrupted there, run `chiso rebuild`",
        )
    names = _list_sound_files(source)
    draft_folder = home.root / ".journal.new"
    shutil.rmtree(draft_folder, ignore_errors=True)
    draft_folder.mkdir(mode=0o700, parents=True)
    for name in names:
        folder, _, rest = name.partition("/")
        copy = draft_folder / rest if folder == home.journal_folder.name else home.root / name
        copy_to_draft(source / name, copy).replace(copy)
    draft_folder.rename(home.journal_folder)
    return len(names)


def _list_sound_files(source: Path) -> list[str]:
    """List the files of a backup.

    Raises:
        JournalError: a file is missing or damaged, or its name leads out of the backup.
    """
    sums_file = source / SUMS_FILE
    sums, later_sums = read_checksums(sums_file), read_checksums(get_sums_draft(sums_file))
    names = [*sums, *(name for name in later_sums.keys() - sums.keys() if (source / name).exists())]
    faults = [
        name
        for name in names
        if not (
            _is_inside(name) and _has_hash(source / name, {sums.get(name), later_sums.get(name)})
        )
    ]
    if faults or not sums:
        listed = ", ".join(faults[:MOST_NAMES]) or SUMS_FILE
        raise JournalError(
            f"{source}: bản sao lưu thiếu hoặc hỏng: {listed}; không có gì thay đổi",
            f"missing or damaged in the backup: {listed}; nothing was changed",
        )
    return names


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _has_hash(path: Path, hashes: Collection[str | None]) -> bool:
    return path.is_file() and hash_file(path) in hashes
