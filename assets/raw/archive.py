"""The archive: every file that came, by the hash of its bytes; written once, never changed.

Durable before the register knows of it: file and folder are synced, the name appears at once.
"""

import os
import re
from pathlib import Path

_PLAIN = re.compile(r"\.[a-z0-9]{1,8}")


def place(archive: Path, sha256: str, name: str) -> Path:
    """Where bytes of that hash lie; the extension is kept only if it is a plain one."""
    suffix = Path(name).suffix.lower()
    plain = suffix if _PLAIN.fullmatch(suffix) else ".bin"
    return archive / sha256[:2] / f"{sha256}{plain}"


def keep(target: Path, content: bytes) -> None:
    """Write bytes so that they survive a power cut, or fail loudly and leave nothing half done."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o440)
    try:
        _write_all(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    draft.replace(target)
    sync_folder(target.parent)


def _write_all(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def find(archive: Path, sha256: str) -> Path:
    """The archived file of that hash; FileNotFoundError when there is none."""
    for path in (archive / sha256[:2]).glob(f"{sha256}.*"):
        return path
    raise FileNotFoundError(f"{sha256} is not in the archive")
