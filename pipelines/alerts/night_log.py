"""The log of nights: one line of JSON for each run, in `logs/nights.log`, with rotation.

A line holds times in local time, counts, and causes in words of ours: no text of a sender and no
name of a file. `night_run`, `notification_step` and `commands` decide when a line is written.
"""

import json
import logging
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler

from assets.run_results import RunResults
from pipelines.alerts.run_history import RunFailure
from warehouse.home import Home

LOG_FILE_BYTES = 1 << 20
"""The size at which a new file is begun: some 3,000 nights."""
LOG_FILES = 5
"""How many full files stay beside the current one."""


def describe_night(
    results: RunResults, began_at: datetime, ended_at: datetime
) -> dict[str, object]:
    """Return what a night that published did: times and counts."""
    return {
        "began_at": _format_moment(began_at),
        "ended_at": _format_moment(ended_at),
        "outcome": "unchanged" if results.is_unchanged else "published",
        "files": results.file_count,
        "submissions": results.submission_count,
        "returned": results.returned_count,
        "renewed": results.renewed_count,
        "waiting_reports": results.held_count,
        "unopened": len(results.unopened_names),
        "irregular": len(results.irregular_names),
        "lost": len(results.lost_names),
        "notices_sent": results.sent_count,
        "notices_waiting": results.waiting_count,
        "deleted": dict(+results.deleted_counts),
    }


def describe_failure(failure: RunFailure, ended_at: datetime) -> dict[str, object]:
    """Return that a night failed: the time, the places, and the cause if it is known."""
    cause = {"cause_vi": failure.cause.vi, "cause_en": failure.cause.en} if failure.cause else {}
    return {
        "ended_at": _format_moment(ended_at),
        "outcome": "failed",
        "places": failure.places,
        **cause,
    }


def append_failure(home: Home, failure: RunFailure) -> None:
    """Append that a night failed just now to the log of nights."""
    append_night(home, describe_failure(failure, datetime.now(UTC)))


def append_night(home: Home, night: Mapping[str, object]) -> None:
    """Append a line to the log of nights; a log that cannot be written stops nothing.

    The operator hears of a disk that is full or read-only from the failure itself.
    """
    try:
        home.logs_folder.mkdir(mode=0o700, exist_ok=True)
        handler = RotatingFileHandler(
            home.logs_folder / "nights.log",
            maxBytes=LOG_FILE_BYTES,
            backupCount=LOG_FILES,
            encoding="utf-8",
        )
    except OSError:
        return
    with closing(handler):
        line = format_night(night)
        handler.emit(logging.LogRecord("chiso", logging.INFO, "", 0, line, None, None))


def list_night_ends(home: Home) -> list[datetime]:
    """List when the nights of the current log ended; an unreadable line is left out."""
    try:
        lines = (home.logs_folder / "nights.log").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    ends = []
    for line in lines:
        with suppress(ValueError, KeyError, TypeError):  # a line torn by a full disk
            ends.append(datetime.fromisoformat(json.loads(line)["ended_at"]))
    return ends


def format_night(night: Mapping[str, object]) -> str:
    """Return a night as one line of JSON."""
    return json.dumps(night, ensure_ascii=False)


def _format_moment(moment: datetime) -> str:
    return moment.astimezone().isoformat(timespec="seconds")
