"""Notices that the outbox cannot hold, as on a full disk: sent at once, each at most once a day.

A mark remembers the day: an empty file in the home or, where that cannot be written, in the
system's memory. Without any place for a mark the notice is sent: a second one is better than none.
"""

import hashlib
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from assets.outbox.notices import SENT, Notice
from pipelines.alerts import delivery
from pipelines.alerts.message import NoticeMessage
from pipelines.alerts.notice_texts import format_notice
from pipelines.alerts.recipients import Recipient
from warehouse.home import Home

ELSEWHERE = (Path("/dev/shm"), Path("/tmp"))  # noqa: S108 - a mark has no content and one owner
_SECONDS_A_DAY = 86_400
_MARK_PREFIX = ".chiso-notified-"
_MARK_DAYS = 30
"""How long a mark is of interest to a person who looks into what was sent."""


def send_directly(home: Home, notices: Iterable[tuple[Recipient, Notice]], at: datetime) -> None:
    """Send each notice now, unless a mark says that this was done within a day."""
    for recipient, notice in notices:
        marks = [folder / _mark_name(home, notice) for folder in (home.root, *ELSEWHERE)]
        if any(_is_recent(mark, at) for mark in marks):
            continue
        text = f"{notice.body}\n\n{format_notice(recipient.lang, 'foot', notice=notice.notice_id)}"
        end = delivery.try_delivery(
            recipient, NoticeMessage(notice.notice_id, notice.subject, text, at)
        )
        if end.outcome == SENT:
            _set_mark(marks, at)
        else:
            log = logging.getLogger(__name__)
            log.warning(
                "tin không gửi được / not sent to %s: %s", recipient.contact_name, end.error
            )


def _mark_name(home: Home, notice: Notice) -> str:
    """Return a name for the content of a notice in this home, independent of earlier events."""
    content = "\n".join((str(home.root), notice.contact, notice.subject, notice.body))
    return f"{_MARK_PREFIX}{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def delete_old_marks(home: Home, at: datetime) -> None:
    """Delete our own marks that are older than `_MARK_DAYS`, wherever they could be set."""
    for folder in (home.root, *ELSEWHERE):
        for mark in folder.glob(f"{_MARK_PREFIX}*"):
            age = _find_age(mark, at)
            if age is not None and age > _MARK_DAYS * _SECONDS_A_DAY:
                with suppress(OSError):  # in a home that cannot be written it stays
                    mark.unlink()


def _is_recent(mark: Path, at: datetime) -> bool:
    """Return whether a mark of our own is less than a day old."""
    age = _find_age(mark, at)
    return age is not None and 0 <= age < _SECONDS_A_DAY


def _find_age(mark: Path, at: datetime) -> float | None:
    """Return the age of a mark in seconds; None for one that is not there, or not ours."""
    try:
        status = mark.lstat()
    except OSError:
        return None
    return at.timestamp() - status.st_mtime if status.st_uid == os.getuid() else None


def _set_mark(marks: Iterable[Path], at: datetime) -> None:
    """Write the first mark that can be written."""
    for mark in marks:
        with suppress(OSError):
            os.close(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600))
            os.utime(mark, (at.timestamp(), at.timestamp()))
            return
