"""Writes a file's bytes into the inbox, whole or not at all, with the time of receipt.

The connectors supply the bytes; `fetching` selects the files.
"""

import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from assets.raw.connectors.connector import File
from assets.raw.inbox import UNFINISHED, free, is_unfinished
from assets.raw.reader import LARGEST_FILE
from warehouse.text import visible

_DRAFT = ".fetching"
"""Hidden from the inbox; there is one draft at a time, and a killed run's draft is replaced."""
_CHUNK = 1 << 20
_LONGEST_STEM, _LONGEST_SUFFIX = 180, 20
"""In bytes: a name may have 255, and a number may have to be added."""
_DASHED = str.maketrans("/\\", "--")


def place(inbox: Path, file: File, received_at: datetime) -> str | None:
    """Put a file into the inbox and return the hash, or None if the file is too large.

    The bytes are durable before the name appears; the name is durable after the folder is synced.
    """
    draft = inbox / _DRAFT
    draft.unlink(missing_ok=True)
    try:
        with file.content as source:
            sha256 = _write(draft, source)
        if sha256 is not None:
            moment = round(received_at.timestamp() * 1e6) * 1000
            os.utime(draft, ns=(moment, moment))
            draft.rename(free(inbox / file_name(file.name), received_at))
    finally:
        draft.unlink(missing_ok=True)  # free the space on a full disk
    return sha256


def _write(draft: Path, source: BinaryIO) -> str | None:
    digest, size = hashlib.sha256(), 0
    with draft.open("xb") as kept:  # never follow a link planted under this name
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST_FILE:
                return None
            digest.update(chunk)
            kept.write(chunk)
        kept.flush()
        os.fsync(kept.fileno())
    return digest.hexdigest()


def legible(name: str | None) -> str | None:
    """Format a sender's file name: undecodable bytes as �, invisible characters as codes."""
    if name is None:
        return None
    return visible(name.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))


def file_name(name: str) -> str:
    """Build a name for the inbox: no path, no invisible characters, not too long.

    «Báo cáo quý II/2023.xlsx» stays one name; the inbox never skips a name built here.
    """
    path = Path((legible(name) or "").translate(_DASHED).strip())
    # Cut first: the part cut off may have hidden an unfinished suffix.
    plain = _cut(path.stem, _LONGEST_STEM) + _cut(path.suffix, _LONGEST_SUFFIX)
    if plain.lower().endswith(UNFINISHED):
        plain += ".bin"
    return f"_{plain}" if is_unfinished(plain) or not plain else plain


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")
