"""The copies of a backup read again slice by slice, to notice a rotting disk in time.

Each backup reads a slice of the list of checksums, as a night does of the archive. The last name
read is remembered beside the list, once the backup has ended.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from assets.recovery.archive_turn import FEWEST_FILES, SLICE_SECONDS, TURN_NIGHTS
from assets.recovery.checksums import SUMS_FILE, get_sums_draft, has_hash, read_checksums

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
    sums_file = target / SUMS_FILE
    sums, later_sums = read_checksums(sums_file), read_checksums(get_sums_draft(sums_file))
    after = _read_last_name(target)
    waiting = sorted(name for name in sums if name > after)
    most_files = max(FEWEST_FILES, -(-len(sums) // TURN_NIGHTS))
    rotten, checked, begin = set(), 0, time.monotonic()
    for name in waiting[:most_files]:
        if checked and time.monotonic() - begin >= seconds:
            break
        copy = target / name
        if copy.is_file() and not has_hash(copy, {sums[name], later_sums.get(name)}):
            rotten.add(name)
        checked += 1
    last = "" if checked == len(waiting) else waiting[checked - 1]
    return CopySlice(last, frozenset(rotten))


def _read_last_name(target: Path) -> str:
    """Return the last name read; torn by a power cut, any name will do."""
    file = target / _STATE_FILE
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
