"""The copies of a backup read again slice by slice, to notice a rotting disk in time.

Each backup reads a slice of the list of checksums, as a night does of the archive. The last name
read is remembered beside the list, once the backup has ended.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from assets.recovery.archive_turn import SLICE_SECONDS, count_slice_files, take_slice
from assets.recovery.checksums import has_hash, read_backup_sums

_STATE_FILE = ".last-read"


@dataclass(frozen=True, slots=True)
class CopySlice:
    """A slice of the copies: the last name read, empty after a full turn, and rotten copies."""

    after: str
    rotten: frozenset[str]

    def write(self, target: Path) -> None:
        """Write the beginning of the next slice beside the list."""
        (target / _STATE_FILE).write_text(self.after, encoding="utf-8")


def check_copies(target: Path, seconds: float = SLICE_SECONDS) -> CopySlice:
    """Read the next copies for some seconds; a copy now gone is not rotten."""
    hashes = read_backup_sums(target)
    after = _read_last_name(target)
    waiting = sorted(name for name in hashes if name > after)
    end = time.monotonic() + seconds
    checked, rotten = [], set()
    for name in take_slice(waiting[: count_slice_files(len(hashes))], end):
        checked.append(name)
        copy = target / name
        if copy.is_file() and not has_hash(copy, hashes[name]):
            rotten.add(name)
    last = "" if len(checked) == len(waiting) else checked[-1]
    return CopySlice(last, frozenset(rotten))


def _read_last_name(target: Path) -> str:
    """Return the last name read; torn by a power cut, any name will do."""
    file = target / _STATE_FILE
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
