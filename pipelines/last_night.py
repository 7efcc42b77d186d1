"""The record of the last run that published: the small file `published/last_night.json`.

The heartbeat must not depend on Dagster's own files. Written by the last step of a run.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from warehouse.home import Home

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
    """Return whether a moment is before the end of the last night that published."""
    night = read_last_night(home)
    return night is not None and now < night.ended_at - CLOCK_TOLERANCE


def check_clock(home: Home, now: datetime | None = None) -> None:
    """Check whether the clock of the machine can be right; `CHISO_AS_OF` does not matter here.

    Raises:
        ClockError: the publication in force would be from the future.
    """
    now = now or datetime.now(UTC)
    if not is_clock_behind(home, now):
        return
    night = read_last_night(home)
    assert night is not None
    ended_at, current = (
        f"{moment.astimezone():%H:%M %d/%m/%Y}" for moment in (night.ended_at, now)
    )
    raise ClockError(
        f"Đồng hồ của máy ({current}) đứng trước lượt đã công bố ({ended_at}); bản công bố giữ "
        f"nguyên. Chỉnh đồng hồ rồi chạy lại; nếu đồng hồ nay đúng, xóa {home.last_night}. / "
        f"The clock ({current}) is before the night that published ({ended_at}); the publication "
        f"stands. Set the clock and run again; if it is right now, delete {home.last_night}."
    )
