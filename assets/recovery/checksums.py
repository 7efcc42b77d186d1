"""The checksums of a publication: a list for the program sha256sum, in the office's half.

Written last into the draft, for all files of both halves; `verification` compares.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from warehouse.home import OFFICE_FOLDER

SUMS_FILE = "SHA256SUMS"


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_checksums(publication: Path) -> None:
    """Write the checksums of all files of a publication, with paths relative to the folder."""
    target = publication / OFFICE_FOLDER / SUMS_FILE
    lines = [
        f"{hash_file(path)}  {path.relative_to(publication).as_posix()}\n"
        for path in sorted(publication.rglob("*"))
        if path.is_file() and path != target
    ]
    target.write_text("".join(lines), encoding="utf-8")


def read_checksums(path: Path) -> dict[str, str]:
    """Return the checksum of each path in a list; empty without a list."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def list_changed_files(publication: Path) -> Iterator[Path]:
    """Yield the missing and changed files of a publication."""
    sums = read_checksums(publication / OFFICE_FOLDER / SUMS_FILE)
    for name, sha256 in sums.items():
        path = publication / name
        if not path.is_file() or hash_file(path) != sha256:
            yield path
