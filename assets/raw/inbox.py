"""The inbox folder: which files are complete, when they came, and where they go afterwards.

Names are data, never paths: only a regular file that lies directly in the inbox is taken.
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
"""The one folder in the inbox that is no sender's."""
SETTLE_SECONDS = 2.0
"""A file touched more recently than this is looked at twice: it may still be being written."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A complete file in the inbox; `received_at` is its modification time, never in the future.

    A clock that runs ahead would keep every later correction from taking its place: then
    `modified_at` keeps what it said.
    """

    path: Path
    received_at: datetime
    modified_at: datetime | None = None

    @property
    def name(self) -> str:
        """The file's name as it arrived, safe to show anywhere: see `shown`."""
        return shown(self.path.name)

    def is_unchanged(self) -> bool:
        """Whether the file that was read still lies there, not replaced and not taken away."""
        with suppress(FileNotFoundError):  # its sender took it away again
            modified = self.modified_at or self.received_at
            return _moment(self.path.lstat().st_mtime_ns) == modified
        return False


def shown(name: str) -> str:
    """A file's name for people: what is no text as �, what cannot be seen as its code."""
    return visible(os.fsencode(name).decode("utf-8", "replace"))


def ready(inbox: Path) -> list[Delivery]:
    """The complete files of the inbox, oldest first; one that still changes waits for next time."""
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
    """Whether nothing lies there that may be taken; looks no further than the first."""
    with os.scandir(inbox) as entries:
        return not any(not is_unfinished(e.name) and _state(e) for e in entries)


def listing(inbox: Path) -> dict[Path, tuple[int, int]]:
    """Modification time (ns) and size of every file that may be taken, by path."""
    with os.scandir(inbox) as entries:
        found = {Path(e.path): _state(e) for e in entries if not is_unfinished(e.name)}
    return {path: state for path, state in found.items() if state}


def strange(inbox: Path) -> tuple[str, ...]:
    """Names, safe to show, of what lies in the inbox and is no regular file."""
    with os.scandir(inbox) as entries:
        found = [e.name for e in entries if e.name != OURS and not e.is_file(follow_symlinks=False)]
    return tuple(sorted(shown(name) for name in found))


def _state(entry: "os.DirEntry[str]") -> tuple[int, int] | None:
    """None for what is no regular file."""
    with suppress(FileNotFoundError):  # it went away since the folder was read
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(status.st_mode):
            return status.st_mtime_ns, status.st_size
    return None


def is_unfinished(name: str) -> bool:
    """Whether a name says that its file is not for us yet, or never: those are not taken."""
    return name.startswith((".", "~$")) or name.lower().endswith(UNFINISHED)


def put_away(deliveries: list[Delivery], processed: Path) -> None:
    """Move files out of the inbox, each to a name still free; one replaced meanwhile stays."""
    for delivery in deliveries:
        if delivery.is_unchanged():
            delivery.path.rename(free(processed / delivery.path.name, delivery.received_at))


def free(wanted: Path, received_at: datetime) -> Path:
    """Where a file may go: an equal name gets its arrival time added, and a number if need be."""
    if not os.path.lexists(wanted):
        return wanted
    moment = int(received_at.timestamp() * 1e6)
    # A name may have 255 bytes, and a Vietnamese letter takes up to three.
    stem = os.fsencode(wanted.stem)[:200].decode("utf-8", "ignore")
    suffix = wanted.suffix[:6]
    numbers = chain([""], (f"-{number}" for number in count(2)))
    names = (wanted.with_name(f"{stem} [{moment}{number}]{suffix}") for number in numbers)
    return next(path for path in names if not os.path.lexists(path))
