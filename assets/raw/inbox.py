"""The inbox folder: complete files, their arrival times, and their later places.

Names are data, never paths: only a regular file directly in the inbox is read.
"""

import os
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from warehouse.text import visible

UNFINISHED = (".part", ".tmp", ".crdownload", ".partial")
OURS = "processed"
"""The only folder in the inbox that belongs to the system."""
SETTLE_SECONDS = 2.0
"""A file changed more recently than this is checked twice: its sender may still be writing."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A complete file in the inbox; `received_at` is the modification time, never in the future.

    A time in the future would prevent every later correction from superseding the file: then
    `received_at` is the time of the run, and `modified_at` keeps the original time.
    """

    path: Path
    received_at: datetime
    modified_at: datetime | None = None

    @property
    def name(self) -> str:
        """The file's name as received, safe to show anywhere: see `shown`."""
        return shown(self.path.name)

    def is_unchanged(self) -> bool:
        """Return whether the file is still in the inbox, not replaced since the reading."""
        with suppress(FileNotFoundError):  # the sender removed the file
            modified = self.modified_at or self.received_at
            return _moment(self.path.lstat().st_mtime_ns) == modified
        return False


def shown(name: str) -> str:
    """Format a file's name for people: undecodable bytes as �, invisible characters as codes."""
    return visible(os.fsencode(name).decode("utf-8", "replace"))


def ready(inbox: Path) -> list[Delivery]:
    """List the complete files of the inbox, oldest first; a file still changing is left out."""
    seen = listing(inbox)
    youngest = max((moment for moment, _ in seen.values()), default=0)
    if youngest > (time.time() - SETTLE_SECONDS) * 1e9:
        time.sleep(SETTLE_SECONDS)
        again = listing(inbox)
        seen = {path: state for path, state in seen.items() if again.get(path) == state}
    now = datetime.now(UTC)
    moments = {path: _moment(modified) for path, (modified, _) in seen.items()}
    found = [
        Delivery(path, moment) if moment <= now else Delivery(path, now, moment)
        for path, moment in moments.items()
    ]
    return sorted(found, key=lambda d: (d.received_at, d.name))


def _moment(nanoseconds: int) -> datetime:
    return datetime.fromtimestamp(nanoseconds / 1e9, tz=UTC)


def is_empty(inbox: Path) -> bool:
    """Return whether the inbox has no file to read; stop at the first file."""
    with os.scandir(inbox) as entries:
        return not any(not is_unfinished(e.name) and _state(e) for e in entries)


def listing(inbox: Path) -> dict[Path, tuple[int, int]]:
    """Map the path of every readable file to modification time (ns) and size."""
    with os.scandir(inbox) as entries:
        found = {Path(e.path): _state(e) for e in entries if not is_unfinished(e.name)}
    return {path: state for path, state in found.items() if state}


def strange(inbox: Path) -> tuple[str, ...]:
    """List the names, safe to show, of links, folders and pipes in the inbox."""
    with os.scandir(inbox) as entries:
        found = [e.name for e in entries if e.name != OURS and not e.is_file(follow_symlinks=False)]
    return tuple(sorted(shown(name) for name in found))


def _state(entry: "os.DirEntry[str]") -> tuple[int, int] | None:
    """Return modification time and size of a regular file, else None."""
    with suppress(FileNotFoundError):  # removed since the folder was listed
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(status.st_mode):
            return status.st_mtime_ns, status.st_size
    return None


def is_unfinished(name: str) -> bool:
    """Return whether a name marks a partial or temporary file; the inbox skips the file."""
    return name.startswith((".", "~$")) or name.lower().endswith(UNFINISHED)


def put_away(deliveries: list[Delivery], processed: Path) -> None:
    """Move files out of the inbox, each to a free name; a file replaced since reading stays."""
    for delivery in deliveries:
        if delivery.is_unchanged():
            delivery.path.rename(free(processed / delivery.path.name, delivery.received_at))


def free(wanted: Path, received_at: datetime) -> Path:
    """Find a free path: a name in use gets the arrival time added, and a number if needed."""
    if not os.path.lexists(wanted):
        return wanted
    moment = int(received_at.timestamp() * 1e6)
    # A name may have 255 bytes, and a Vietnamese letter takes up to three.
    stem = os.fsencode(wanted.stem)[:200].decode("utf-8", "ignore")
    suffix = wanted.suffix[:6]
    numbers = chain([""], (f"-{number}" for number in count(2)))
    names = (wanted.with_name(f"{stem} [{moment}{number}]{suffix}") for number in numbers)
    return next(path for path in names if not os.path.lexists(path))
