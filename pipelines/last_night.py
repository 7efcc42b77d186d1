"""The record of the last run that published: the small file `published/last_night.json`.

The heartbeat must not depend on Dagster's own files. Written by the last step of a run.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from warehouse.home import Home


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
