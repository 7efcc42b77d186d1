"""The archive checked slice by slice: every night a few files, until a full turn is done.

Remembers in `verify.json` the last file checked, the days of the turns, damaged files, and the
faults of the history found by `chiso verify`. A slice ends with a share of the archive or of the
night, and checks at least one file.
"""

import json
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Self, TypeVar

from assets.recovery.verification import is_sound, list_archived_files, list_missing_files
from warehouse.home import Home

NIGHT_SHARE, SLICE_SECONDS = 0.1, 10.0
"""A slice takes at most this share of a night, and never longer than these seconds."""
TURN_NIGHTS, FEWEST_FILES = 7, 1000
"""A slice of a night has the share of a turn in so many nights, never fewer than these files."""
TURN_DAYS = 30
"""After this many days without a full turn `chiso doctor` warns."""
_STATE_FILE = "verify.json"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ArchiveTurn:
    """The present turn: the last file checked, the days, counts of files, and faults.

    `checked` counts the files of the last slice, `total` all files. `began` and `ended` are the
    first day of the present turn and the day of the last full turn. `history_faults` names the
    faults of journal, register and publications at the last `chiso verify`.
    """

    after: str = ""
    began: str = ""
    ended: str = ""
    checked: int = 0
    total: int = 0
    faults: tuple[str, ...] = ()
    history_faults: tuple[str, ...] = ()

    @classmethod
    def read(cls, home: Home) -> Self:
        """Return the state of a home; a new turn without a sound file."""
        try:
            record = json.loads((home.root / _STATE_FILE).read_text(encoding="utf-8"))
            faults = {name: tuple(record.get(name, ())) for name in ("faults", "history_faults")}
            return cls(**record | faults)
        except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, KeyError):
            return cls()

    def write(self, home: Home) -> None:
        """Replace the state of a home."""
        draft = home.root / f"{_STATE_FILE}.new"
        draft.write_text(json.dumps(asdict(self)) + "\n", encoding="utf-8")
        draft.replace(home.root / _STATE_FILE)

    @property
    def nights(self) -> int:
        """The number of slices like the last for a full turn."""
        return -(-self.total // max(self.checked, 1))

    def count_days(self, today: date) -> int:
        """Count the days since the last full turn, or since the first began."""
        since = self.ended or self.began
        return (today - date.fromisoformat(since)).days if since else 0


def check_slice(
    home: Home, today: date, seconds: float, *, most_files: int | None = None
) -> ArchiveTurn:
    """Check the next files of the archive for some seconds, at most `most_files` of them."""
    return _check_files(home, ArchiveTurn.read(home), today, seconds=seconds, most_files=most_files)


def check_all(home: Home, today: date) -> ArchiveTurn:
    """Check the whole archive; only then are the faults of earlier turns forgotten."""
    turn = replace(ArchiveTurn.read(home), after="", faults=())
    return _check_files(home, turn, today, seconds=math.inf)


def write_history_faults(home: Home, names: Iterable[str]) -> None:
    """Replace the faults of the history: the heartbeat and `chiso doctor` state them."""
    replace(ArchiveTurn.read(home), history_faults=tuple(names)).write(home)


def _check_files(
    home: Home, turn: ArchiveTurn, today: date, *, seconds: float, most_files: int | None = None
) -> ArchiveTurn:
    paths = list_archived_files(home.archive_folder)
    end = time.monotonic() + seconds
    waiting = [path for path in paths if path.name > turn.after]
    faults = {fault for fault in turn.faults if not _is_mended(home, fault)}
    checked: list[Path] = []
    for path in take_slice(waiting[:most_files], end):
        checked.append(path)
        if not is_sound(path):
            faults.add(_name_file(home, path))
    is_done = len(checked) == len(waiting)
    if is_done:
        faults |= set(list_missing_files(home))
    turn = replace(
        turn,
        after="" if is_done else checked[-1].name,
        began=turn.began if turn.after else today.isoformat(),
        ended=today.isoformat() if is_done else turn.ended,
        checked=len(checked),
        total=len(paths),
        faults=tuple(sorted(faults)),
    )
    turn.write(home)
    return turn


def choose_slice_files(home: Home) -> int:
    """Return how many files the slice of a night has at most."""
    return count_slice_files(ArchiveTurn.read(home).total)


def count_slice_files(total: int) -> int:
    """Return how many of all files a slice has at most, for a full turn in a week."""
    return max(FEWEST_FILES, -(-total // TURN_NIGHTS))


def take_slice(waiting: Sequence[Item], end: float) -> Iterator[Item]:
    """Yield items until a moment of the monotonic clock, and at least one."""
    for number, item in enumerate(waiting):
        if number and time.monotonic() >= end:
            return
        yield item


def choose_slice_seconds(night_seconds: float) -> float:
    """Return how long the slice of a night may take."""
    return min(NIGHT_SHARE * night_seconds, SLICE_SECONDS)


def _name_file(home: Home, path: Path) -> str:
    return path.relative_to(home.root).as_posix()


def _is_mended(home: Home, fault: str) -> bool:
    """Return whether a file of an earlier turn is back and sound."""
    return any(is_sound(path) for path in home.root.glob(f"{fault}*"))
