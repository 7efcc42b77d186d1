"""The record of the last run that published: the small file `published/last_night.json`.

The heartbeat must not depend on Dagster's own files. Written by the last step of a run. Where the
file is lost, the journal says when the home was written last.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse.home import Home
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far a clock may go back when it is set right by the network."""


class ClockError(RuntimeError):
    """The clock is before the last night that published; nothing was changed."""


@dataclass(frozen=True, slots=True)
class LastNight:
    """The last run that published, and the time of its end."""

    run_id: str
    ended_at: datetime


def write_last_night(home: Home, night: LastNight) -> None:
    """Replace the whole file at once, so that a reader never sees a part of it."""
    record = {"run_id": night.run_id, "ended_at": night.ended_at.isoformat()}
    draft = home.last_night.with_suffix(".new")
    draft.write_text(json.dumps(record) + "\n", encoding="utf-8")
    draft.replace(home.last_night)
    _get_trust_file(home).unlink(missing_ok=True)


def read_last_night(home: Home) -> LastNight | None:
    """Return the record; None if no run of this version has published yet.

    A file that is damaged or out of reach counts as none: the next night writes it anew.
    """
    try:
        record = json.loads(home.last_night.read_text(encoding="utf-8"))
        return LastNight(str(record["run_id"]), datetime.fromisoformat(record["ended_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_clock_behind(home: Home, now: datetime) -> bool:
    """Return whether a moment is before the last known write of the home."""
    return _find_later_write(home, now) is not None


def check_clock(home: Home, now: datetime | None = None) -> None:
    """Check whether the clock of the machine can be right; `CHISO_AS_OF` does not matter here.

    Raises:
        ClockError: the publication in force would be from the future.
    """
    now = now or datetime.now(UTC)
    written_at = _find_later_write(home, now)
    if written_at is None:
        return
    last, current = (f"{moment.astimezone():%H:%M %d/%m/%Y}" for moment in (written_at, now))
    trust_file = _get_trust_file(home)
    raise ClockError(
        f"Đồng hồ của máy ({current}) đứng trước lượt đã công bố ({last}); bản công bố giữ "
        f"nguyên. Chỉnh đồng hồ rồi chạy lại; nếu đồng hồ nay đúng: touch {trust_file}. / "
        f"The clock ({current}) is before the night that published ({last}); the publication "
        f"stands. Set the clock and run again; if it is right now: touch {trust_file}."
    )


def _find_later_write(home: Home, now: datetime) -> datetime | None:
    """Find the last write of the home if it is after a moment, and the clock is not trusted."""
    written_at = _find_last_write(home)
    is_behind = written_at is not None and now < written_at - CLOCK_TOLERANCE
    return written_at if is_behind and not _get_trust_file(home).exists() else None


def _find_last_write(home: Home) -> datetime | None:
    """Find when the last night ended; without its record, when the journal was written last.

    The journal is in every backup; the times of restored or copied files are new. An unreadable
    journal stops the night later.
    """
    if night := read_last_night(home):
        return night.ended_at
    try:
        line = JournalFolder(home.journal_folder).read_last_line()
    except (OSError, JournalError):
        return None
    return datetime.fromisoformat(line.entry.written_at) if line else None


def _get_trust_file(home: Home) -> Path:
    """Return the operator's mark for a clock set right; a night removes the mark."""
    return home.published_folder / "clock-is-right"
