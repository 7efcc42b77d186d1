"""The interface of every source of files: items, times, and files.

The interface only; no source is ever written to.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

SOURCE_TIMEOUT_SECONDS = 30.0
"""Seconds of silence after which a source counts as down."""


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A mail or a file in a source; `origin` is the permanent identifier there.

    `received_at` is the time at which the source received it.
    """

    origin: str
    received_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class SenderStatement:
    """The statement of a source on the sender of an item, or None.

    `is_authenticated` is true if the receiving server verified the domain of the address.
    """

    address: str | None = None
    envelope_sender: str | None = None
    authentication: str | None = None
    is_authenticated: bool | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an item, under the name given by the sender; the name is data, never a path.

    Without content the file is not fetched: if `name` is None the mail has no file, else the file
    is a picture or signature in the mail's text.
    """

    name: str | None
    content: AbstractContextManager[BinaryIO] | None
    message_id: str | None = None
    sender: SenderStatement = SenderStatement()


class SourceConnector(Protocol):
    """A source opened for reading."""

    def list_items(self) -> Iterable[SourceItem]:
        """List everything in the source now."""

    def read_files(self, item: SourceItem) -> Iterable[SourceFile]:
        """Read the files of an item; a mail may have any number of files."""
