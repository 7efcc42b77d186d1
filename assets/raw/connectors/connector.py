"""What every source of files answers: what it holds, since when, and the files of it.

The interface only; a source is never written to, whatever it is.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

PATIENCE_SECONDS = 30.0
"""How long a source may keep silent before it counts as down."""


@dataclass(frozen=True, slots=True)
class Item:
    """A mail or a file as its source lists it; `origin` tells it from all others there, for good.

    `received_at` is when the source received it.
    """

    origin: str
    received_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class File:
    """A file of an item, under the name its sender gave it; that is data, never a path.

    Without content it is not brought: a mail without any file when it has no name either, else a
    picture or a signature that belongs to the mail's text.
    """

    name: str | None
    content: AbstractContextManager[BinaryIO] | None
    message_id: str | None = None


class Connector(Protocol):
    """A source that is open for reading."""

    def items(self) -> Iterable[Item]:
        """Everything the source holds now."""

    def files(self, item: Item) -> Iterable[File]:
        """The files of one item; of a mail there may be many, or none."""
