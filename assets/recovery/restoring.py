"""Restores a backup into an empty home: the files as they were; `rebuilding` makes the register.

Checks every byte of the backup first. The journal comes last, so that an interrupted restore can
be repeated.
"""

from pathlib import Path

from assets.recovery.backup import GROWING_FOLDERS, copy_to_draft
from assets.recovery.checksums import SUMS_FILE, hash_file, read_checksums
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
            f"{home.root}: đã có dữ liệu; chỉ khôi phục vào một thư mục dữ liệu còn trống",
            "the home already holds data; restore into an empty home only",
        )
    sums = read_checksums(source / SUMS_FILE)
    faults = [name for name, sha256 in sums.items() if not _has_hash(source / name, sha256)]
    if faults or not sums:
        listed = ", ".join(faults[:MOST_NAMES]) or SUMS_FILE
        raise JournalError(
            f"{source}: bản sao lưu thiếu hoặc hỏng: {listed}; không có gì thay đổi",
            f"missing or damaged in the backup: {listed}; nothing was changed",
        )
    for name in sorted(sums, key=lambda name: name.partition("/")[0] in GROWING_FOLDERS):
        copy = home.root / name
        copy_to_draft(source / name, copy).replace(copy)
    return len(sums)


def _has_hash(path: Path, sha256: str) -> bool:
    return path.is_file() and hash_file(path) == sha256
