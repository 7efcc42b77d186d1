"""Writes a file's bytes into the inbox, whole or not at all, with the time of receipt.

A file is staged under a hidden name first, and released once its sender is recorded: no run takes
a file from a source for one dropped by hand. The connectors supply the bytes; `deliveries` selects
and records the files.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from assets.raw.connectors.connector import SourceFile
from assets.raw.inbox import (
    SIGNATURE_SUFFIX,
    UNFINISHED_SUFFIXES,
    find_free_path,
    is_unfinished,
)
from assets.raw.reader import MAX_FILE_SIZE
from warehouse.file_hash import hash_file
from warehouse.file_moves import sync_path
from warehouse.text import escape_invisible

_DRAFT_NAME = ".fetching"
"""Hidden from the inbox; there is one draft at a time, and a killed run's draft is replaced."""
_STAGED_PREFIX = ".fetched-"
_CHUNK_SIZE = 1 << 20
_MAX_STEM_BYTES, _MAX_SUFFIX_BYTES = 180, 20
"""In bytes: a name may have 255, and a number may have to be added."""
_SLASHES_TO_DASHES = str.maketrans("/\\", "--")


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file in the inbox under a hidden name, with its hash and its time of receipt."""

    path: Path
    sha256: str
    received_at: datetime

    @property
    def visible_name(self) -> str:
        """The name of the file once it is released, unless another file has it."""
        return self.path.name.removeprefix(_STAGED_PREFIX).partition("-")[2]

    def release(self, name: str = "") -> Path:
        """Give the file a visible name, free of any other; durable once the folder is synced."""
        target = self.path.with_name(name or self.visible_name)
        return self.path.rename(find_free_path(target, self.received_at))


def stage_file(
    inbox: Path, file: SourceFile, received_at: datetime, part: int = 1
) -> StagedFile | None:
    """Write a file into the inbox under a hidden name; None if the file is too large.

    The bytes are durable before the name appears; `part` tells files of one mail apart.
    """
    assert file.content is not None, "a file without content is not fetched"
    draft = inbox / _DRAFT_NAME
    draft.unlink(missing_ok=True)
    try:
        with file.content as source:
            sha256 = _copy_to_draft(draft, source)
        if sha256 is not None:
            received_ns = round(received_at.timestamp() * 1e6) * 1000
            os.utime(draft, ns=(received_ns, received_ns))
            staged = inbox / f"{_STAGED_PREFIX}{part}-{build_inbox_name(file.name)}"
            draft.replace(staged)
            return StagedFile(staged, sha256, received_at)
    finally:
        draft.unlink(missing_ok=True)  # free the space on a full disk
    return None


def list_staged_files(inbox: Path) -> Iterator[StagedFile]:
    """Yield the files that an interrupted run staged and did not release."""
    for path in sorted(inbox.glob(f"{_STAGED_PREFIX}*")):
        received_at = datetime.fromtimestamp(path.lstat().st_mtime_ns / 1e9, tz=UTC)
        yield StagedFile(path, hash_file(path), received_at)


def release_files(inbox: Path, staged_files: list[StagedFile]) -> None:
    """Give files their visible names, durably; a signature goes by the name of its file."""
    names: dict[str, str] = {}
    for staged in sorted(staged_files, key=lambda s: s.visible_name.endswith(SIGNATURE_SUFFIX)):
        signed_name = names.get(staged.visible_name.removesuffix(SIGNATURE_SUFFIX), "")
        name = f"{signed_name}{SIGNATURE_SUFFIX}" if signed_name else ""
        is_signature = staged.visible_name.endswith(SIGNATURE_SUFFIX)
        names[staged.visible_name] = staged.release(name if is_signature else "").name
    sync_path(inbox)


def _copy_to_draft(draft: Path, source: BinaryIO) -> str | None:
    digest, size = hashlib.sha256(), 0
    with draft.open("xb") as draft_file:  # never follow a link planted under this name
        while chunk := source.read(_CHUNK_SIZE):
            size += len(chunk)
            if size > MAX_FILE_SIZE:
                return None
            digest.update(chunk)
            draft_file.write(chunk)
        draft_file.flush()
        os.fsync(draft_file.fileno())
    return digest.hexdigest()


def format_sender_name(name: str | None) -> str | None:
    """Format a sender's file name: undecodable bytes as �, invisible characters as codes."""
    if name is None:
        return None
    return escape_invisible(name.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))


def build_inbox_name(name: str | None) -> str:
    """Build a name for the inbox: no path, no invisible characters, not too long.

    «Báo cáo quý II/2023.xlsx» stays one name; the inbox never skips a name built here.
    """
    path = Path((format_sender_name(name) or "").translate(_SLASHES_TO_DASHES).strip())
    # Cut first: the part cut off may have hidden an unfinished suffix.
    safe_name = _truncate_bytes(path.stem, _MAX_STEM_BYTES) + _truncate_bytes(
        path.suffix, _MAX_SUFFIX_BYTES
    )
    if safe_name.lower().endswith(UNFINISHED_SUFFIXES):
        safe_name += ".bin"
    return f"_{safe_name}" if is_unfinished(safe_name) or not safe_name else safe_name


def _truncate_bytes(text: str, max_bytes: int) -> str:
    return text.encode("utf-8")[:max_bytes].decode("utf-8", "ignore")
