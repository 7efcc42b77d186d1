"""The archive: every file that came, by the hash of its bytes; written once, never changed.

Durable before the register knows of it: bytes and names are synced together, once a night. What
a power cut tears before that is not known to anybody yet, and is written again.
"""

import ctypes
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLAIN = re.compile(r"\.[a-z0-9]{1,8}")
_SYSTEM = ctypes.CDLL(None, use_errno=True)


def place(archive: Path, sha256: str, name: str) -> Path:
    """Where bytes of that hash lie; the extension is kept only if it is a plain one."""
    return archive / sha256[:2] / f"{sha256}{plain_suffix(name)}"


def plain_suffix(name: str) -> str:
    """A name's extension if it is a plain one, else `.bin`."""
    suffix = Path(name).suffix.lower()
    return suffix if _PLAIN.fullmatch(suffix) else ".bin"


def keep(target: Path, content: bytes) -> None:
    """Write bytes whole under their name, or fail loudly and leave nothing half done."""
    if target.exists() and target.read_bytes() == content:
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        _write(draft, content)
    except FileNotFoundError:  # the first of its folder
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(draft, content)
    draft.replace(target)


def _write(draft: Path, content: bytes) -> None:
    try:
        with draft.open("wb") as file:
            os.fchmod(file.fileno(), 0o440)
            file.write(content)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Make a file's bytes, or the names in a folder, durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def opened(archive: Path) -> Iterator[int]:
    """A handle for `sync_all`, from before anything is kept: it is told every failure since."""
    handle = os.open(archive, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def sync_all(handle: int) -> None:
    """Make all that was kept durable: one wait for the disk, not one for each of many files.

    Raises:
        OSError: something could not be written after all (told by Linux 5.8 and later).
    """
    if _SYSTEM.syncfs(handle):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def clear_drafts(archive: Path) -> None:
    """Remove what a writer that was killed left half written; it was never part of the archive."""
    for draft in archive.glob("??/.*"):
        draft.unlink(missing_ok=True)


def holds(archive: Path, sha256: str) -> bool:
    """Whether the bytes of that hash are in the archive, whole."""
    try:
        kept = find(archive, sha256).read_bytes()
    except FileNotFoundError:
        return False
    return hashlib.sha256(kept).hexdigest() == sha256


def list_hashes(archive: Path) -> frozenset[str]:
    """Return the hash of every archived file, by its name; unfinished drafts are left aside."""
    folders = [entry.path for entry in os.scandir(archive) if entry.is_dir()]
    names = (entry.name for folder in folders for entry in os.scandir(folder))
    return frozenset(name.partition(".")[0] for name in names if not name.startswith("."))


def find(archive: Path, sha256: str) -> Path:
    """The archived file of that hash; FileNotFoundError when there is none."""
    for path in (archive / sha256[:2]).glob(f"{sha256}.*"):
        return path
    raise FileNotFoundError(f"{sha256} is not in the archive")
