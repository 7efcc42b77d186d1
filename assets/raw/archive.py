"""The archive: every file that came, by the hash of its bytes; written once, never changed.

Durable before the register knows of it: each file is synced before its name appears, and the
names are synced before the register is told of any.
"""

import os
import re
from pathlib import Path

_PLAIN = re.compile(r"\.[a-z0-9]{1,8}")


def place(archive: Path, sha256: str, name: str) -> Path:
    """Where bytes of that hash lie; the extension is kept only if it is a plain one."""
    return archive / sha256[:2] / f"{sha256}{plain_suffix(name)}"


def plain_suffix(name: str) -> str:
    """A name's extension if it is a plain one, else `.bin`."""
    suffix = Path(name).suffix.lower()
    return suffix if _PLAIN.fullmatch(suffix) else ".bin"


def keep(target: Path, content: bytes) -> None:
    """Write bytes so that they survive a power cut, or fail loudly and leave nothing half done."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        _write(draft, content)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(target)


def _write(draft: Path, content: bytes) -> None:
    with draft.open("wb") as kept:
        kept.write(content)
        kept.flush()
        os.fsync(kept.fileno())
    draft.chmod(0o440)


def sync(path: Path) -> None:
    """Make a file's bytes, or the names in a folder, durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_names(archive: Path) -> None:
    """Make every name in the archive durable: once a night, before the register knows of them."""
    for folder in archive.iterdir():
        sync(folder)
    sync(archive)


def clear_drafts(archive: Path) -> None:
    """Remove what a writer that was killed left half written; it was never part of the archive."""
    for draft in archive.glob("??/.*"):
        draft.unlink(missing_ok=True)


def holds(archive: Path, sha256: str) -> bool:
    """Whether a file of that hash is in the archive."""
    return any((archive / sha256[:2]).glob(f"{sha256}.*"))


def find(archive: Path, sha256: str) -> Path:
    """The archived file of that hash; FileNotFoundError when there is none."""
    for path in (archive / sha256[:2]).glob(f"{sha256}.*"):
        return path
    raise FileNotFoundError(f"{sha256} is not in the archive")
