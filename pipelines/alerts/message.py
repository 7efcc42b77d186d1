"""A notice ready to send: text and files, the same for every service.

Values and errors only.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class NotSentError(Exception):
    """The message certainly did not arrive; the text says why, and may name the address."""


class UnsureError(Exception):
    """The message may have arrived: the connection broke after it was handed over."""


@dataclass(frozen=True, slots=True)
class NoticeMessage:
    """One notice, ready to send; `notice_id` is its id, the same on every attempt."""

    notice_id: str
    subject: str
    text: str
    sent_at: datetime
    attachments: tuple[Path, ...] = ()
