"""The archive: every file received, stored under the hash of the bytes and never changed.

Files are durable before the register refers to them: bytes and names are synced together, once a
run. A file torn by a power cut before the sync is unknown to the register and is written again.
"""

import ctypes
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.forms.file_name_words import get_known_suffix

_C_LIBRARY = ctypes.CDLL(None, use_errno=True)
_PREFIX_LENGTH = 2
"""How much of a hash names its folder; no other folder of the archive is ours."""


def build_archive_path(archive: Path, sha256: str, name: str) -> Path:
    """Return the archive path for a hash; an unknown suffix may be a name: `.bin`."""
    return archive / f"{sha256[:_PREFIX_LENGTH]}/{sha256}{get_known_suffix(name)}"


def archive_bytes(target: Path, content: bytes) -> None:
    """Write a file into the archive completely, or raise an error and leave no partial file."""
    if target.exists() and target.read_bytes() == content:
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        _write_archive_draft(draft, content)
    except (FileNotFoundError, FileExistsError):
        # The first file of its folder; or a killed writer left a draft, which is gone by now.
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_archive_draft(draft, content)
    draft.replace(target)


def _write_archive_draft(draft: Path, content: bytes) -> None:
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o400)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def open_archive(archive: Path) -> Iterator[int]:
    """Open a handle for `sync_archive` before the first write: a sync reports later failures."""
    handle = os.open(archive, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def sync_archive(handle: int) -> None:
    """Make all files written to the archive durable with a single sync.

    Raises:
        OSError: some bytes could not be written (reported by Linux 5.8 and later).
    """
    if _C_LIBRARY.syncfs(handle):
        error_number = ctypes.get_errno()
        raise OSError(error_number, os.strerror(error_number))


def clear_drafts(archive: Path) -> None:
    """Delete the partial files of a killed writer; they were never part of the archive."""
    for draft in archive.glob("??/.*"):
        draft.unlink(missing_ok=True)


def is_file_archived(archive: Path, sha256: str) -> bool:
    """Return whether the archive holds the complete bytes of a hash."""
    try:
        content = find_archived_file(archive, sha256).read_bytes()
    except FileNotFoundError:
        return False
    return hashlib.sha256(content).hexdigest() == sha256


def list_hashes(archive: Path) -> frozenset[str]:
    """Return the hash of every archived file, by its name; unfinished drafts are left aside."""
    folders = [e.path for e in os.scandir(archive) if len(e.name) == _PREFIX_LENGTH and e.is_dir()]
    names = (entry.name for folder in folders for entry in os.scandir(folder))
    return frozenset(name.partition(".")[0] for name in names if not name.startswith("."))


def find_archived_file(archive: Path, sha256: str) -> Path:
    """Find the archived file of a hash; raise FileNotFoundError if there is no match.

    The same bytes may have come under several suffixes: a whole file is preferred to a damaged.
    """
    paths = sorted((archive / sha256[:_PREFIX_LENGTH]).glob(f"{sha256}.*"))
    if not paths:
        raise FileNotFoundError(f"{sha256} is not in the archive")
    if len(paths) == 1:  # as usual: no file is read
        return paths[0]
    return next((path for path in paths if _is_whole(path, sha256)), paths[0])


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:  # a bad sector: the error of a file without another is the reader's
        return False
