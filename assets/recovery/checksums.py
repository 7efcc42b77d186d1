"""Checksums of files, and lists of them for the program sha256sum: of publications and backups.

The list of a publication is written last, into the office's half, for all files of both halves but
itself. A file that was deleted, emptied or damaged is not restored here: whoever asks decides what
follows.
"""

import errno
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from warehouse.file_hash import hash_file
from warehouse.home import OFFICE_FOLDER

SUMS_FILE = "SHA256SUMS"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BAD_SECTOR = (errno.EIO, errno.EUCLEAN, errno.EBADMSG)


def is_bad_sector(error: OSError) -> bool:
    """Return whether a disk has lost bytes on reading."""
    return error.errno in _BAD_SECTOR


def has_hash(path: Path, hashes: Collection[str]) -> bool:
    """Return whether a file has any of the hashes; a bad sector has no hash."""
    try:
        return path.is_file() and hash_file(path) in hashes
    except OSError as error:
        if not is_bad_sector(error):
            raise
        return False


def get_sums_file(publication: Path) -> Path:
    """Return the place of the list of a publication."""
    return publication / OFFICE_FOLDER / SUMS_FILE


def hash_files(folder: Path, *, without: Collection[Path]) -> dict[str, str]:
    """Return the hash of every file below a folder by its path there, some files left aside."""
    return {
        path.relative_to(folder).as_posix(): hash_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path not in without
    }


def list_damaged_files(folder: Path, hashes: Mapping[str, str]) -> list[str]:
    """List the files that are missing, cannot be read, or differ from their hash."""
    return [name for name, sha256 in hashes.items() if not _is_sound(folder / name, sha256)]


def _is_sound(path: Path, sha256: str) -> bool:
    try:
        return hash_file(path) == sha256
    except OSError:  # missing, a folder, or not to be read, as in a bad sector
        return False


def write_sums(target: Path, sums: Mapping[str, str]) -> None:
    """Replace a list of checksums, durably; the names are sorted."""
    write_sums_draft(target, sums).replace(target)


def write_sums_draft(target: Path, sums: Mapping[str, str]) -> Path:
    """Write a list of checksums durably beside the final place; return the draft."""
    draft = get_sums_draft(target)
    lines = [f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items())]
    with discard_failed_draft(draft), draft.open("w", encoding="utf-8") as file:
        file.write("".join(lines))
        file.flush()
        os.fsync(file.fileno())
    return draft


def get_sums_draft(target: Path) -> Path:
    """Return the place of the draft of a list."""
    return target.with_name(f"{target.name}.new")


@contextmanager
def discard_failed_draft(draft: Path) -> Iterator[None]:
    """Delete a draft that could not be written; the error of a full disk names this draft."""
    try:
        yield
    except OSError as error:
        draft.unlink(missing_ok=True)
        if error.errno in _FULL:
            error.filename = error.filename or str(draft)
        raise


def read_checksums(path: Path) -> dict[str, str]:
    """Return the checksum of each path in a list; empty without a list."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def read_backup_sums(backup: Path) -> dict[str, set[str]]:
    """Map each file of a backup to its hashes; empty without a list.

    A backup cut off at its last step has a draft of the next list: these hashes count too.
    """
    sums_file = backup / SUMS_FILE
    hashes = {name: {sha256} for name, sha256 in read_checksums(sums_file).items()}
    if hashes:
        for name, sha256 in read_checksums(get_sums_draft(sums_file)).items():
            if name in hashes or (backup / name).exists():
                hashes.setdefault(name, set()).add(sha256)
    return hashes


def list_changed_files(publication: Path) -> list[Path]:
    """List the missing and changed files of a publication, by the list in it."""
    sums = read_checksums(get_sums_file(publication))
    return [publication / name for name in list_damaged_files(publication, sums)]
