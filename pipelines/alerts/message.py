"""A notice as it travels: words and files, whatever the way.

Values and errors only.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class NotSentError(Exception):
    """It certainly did not arrive; the text says why, and may name the address."""


class UnsureError(Exception):
    """It may have arrived: the line broke after it was handed over."""


@dataclass(frozen=True, slots=True)
class Message:
    """One notice, ready to go; `notice` is its number, the same on every try."""

    notice: str
    subject: str
    text: str
    at: datetime
    attachments: tuple[Path, ...] = ()
