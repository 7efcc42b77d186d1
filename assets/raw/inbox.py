"""The inbox folder: which files are complete, when they came, and where they go afterwards.

Names are data, never paths: only a regular file that lies directly in the inbox is taken.
"""

import os
import stat
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

UNFINISHED = (".part", ".tmp", ".crdownload", ".partial")
SETTLE_SECONDS = 2.0
"""A file touched more recently than this is looked at twice: it may still be being written."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A complete file in the inbox; `received_at` is its modification time."""

    path: Path
    received_at: datetime

    @property
    def name(self) -> str:
        """The file's name as it arrived."""
        return self.path.name


def ready(inbox: Path) -> list[Delivery]:
    """The complete files of the inbox, oldest first; one that still changes waits for next time."""
    seen = listing(inbox)
    youngest = max((moment for moment, _ in seen.values()), default=0)
    if youngest > (time.time() - SETTLE_SECONDS) * 1e9:
        time.sleep(SETTLE_SECONDS)
        again = listing(inbox)
        seen = {path: state for path, state in seen.items() if again.get(path) == state}
    found = [
        Delivery(path, datetime.fromtimestamp(moment / 1e9, tz=UTC))
        for path, (moment, _) in seen.items()
    ]
    return sorted(found, key=lambda d: (d.received_at, d.name))


def listing(inbox: Path) -> dict[Path, tuple[int, int]]:
    """Modification time (ns) and size of every file that may be taken, by path."""
    with os.scandir(inbox) as entries:
        return {
            Path(entry.path): (status.st_mtime_ns, status.st_size)
            for entry in entries
            if not _is_unfinished(entry.name)
            for status in [entry.stat(follow_symlinks=False)]
            if stat.S_ISREG(status.st_mode)
        }


def _is_unfinished(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().endswith(UNFINISHED)


def put_away(deliveries: list[Delivery], processed: Path) -> None:
    """Move files out of the inbox; an equal name gets its arrival time added, nothing is lost."""
    for delivery in deliveries:
        target = processed / delivery.name
        if target.exists():
            moment = int(delivery.received_at.timestamp() * 1e6)
            target = processed / f"{target.stem[:150]} [{moment}]{target.suffix[:20]}"
        delivery.path.replace(target)
