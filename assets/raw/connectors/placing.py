"""A file's bytes put into the inbox, whole or not at all, as of the moment its source received it.

Where the bytes come from is the connectors', which are wanted is `fetching`'s.
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
"""Hidden from the inbox; there is one at a time, and what a killed run left of it is no loss."""
_CHUNK = 1 << 20
_LONGEST_STEM, _LONGEST_SUFFIX = 180, 20
"""In bytes: a name may have 255, and a number may have to be added."""
_DASHED = str.maketrans("/\\", "--")


def place(inbox: Path, file: File, received_at: datetime) -> str | None:
    """Put a file into the inbox; its hash, or None when it turns out too large to be read.

    The bytes are durable before the name appears; the name is when the folder is synced.
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
        draft.unlink(missing_ok=True)  # a full disk gets its room back
    return sha256


def _write(draft: Path, source: BinaryIO) -> str | None:
    digest, size = hashlib.sha256(), 0
    with draft.open("xb") as kept:  # a link that somebody put there is not followed
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
    """What a sender called a file: what is no text as �, what cannot be seen as its code."""
    if name is None:
        return None
    return visible(name.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))


def file_name(name: str) -> str:
    """The name under which a file may lie in the inbox: no path, all to be seen, not too long.

    «Báo cáo quý II/2023.xlsx» stays one name; none is one that the inbox passes over.
    """
    path = Path((legible(name) or "").translate(_DASHED).strip())
    # Cut first: what is cut off may have been all that hid an ending.
    plain = _cut(path.stem, _LONGEST_STEM) + _cut(path.suffix, _LONGEST_SUFFIX)
    if plain.lower().endswith(UNFINISHED):
        plain += ".bin"
    return f"_{plain}" if is_unfinished(plain) or not plain else plain


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")
