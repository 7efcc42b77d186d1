"""The files of a publication: listed by hash when it is published, and compared every night.

A file that was deleted, emptied or damaged is not restored here: `publication` then counts the
publication as outdated, and the night builds it anew. May import `warehouse` only.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path


def hash_files(folder: Path, *, without: Path) -> dict[str, str]:
    """Return the hash of every file below a folder by its path there, one file left aside."""
    return {
        path.relative_to(folder).as_posix(): _hash_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != without
    }


def list_damaged_files(folder: Path, hashes: Mapping[str, str]) -> list[str]:
    """List the files that are missing, cannot be read, or differ from their hash."""
    return [name for name, sha256 in hashes.items() if not _has_hash(folder / name, sha256)]


def _has_hash(path: Path, sha256: str) -> bool:
    try:
        return _hash_file(path) == sha256
    except OSError:  # missing, a folder, or not to be read: the publication is built anew
        return False


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
