"""Where everything lies under one home folder, and the lock that lets one run in at a time.

Paths and the lock only; what is put there is the floors above.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class BusyError(RuntimeError):
    """Another run holds the house; nothing was touched."""


class OutdatedError(RuntimeError):
    """What is asked for is not in a database: another version of the program wrote it."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path}: do phiên bản khác của chương trình viết, hãy chạy «chiso nightly» để viết "
            "lại / was written by another version of the program; run `chiso nightly` first"
        )


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one installation; `root` is what `--home` names."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where reports arrive."""
        return self.root / "inbox"

    @property
    def processed(self) -> Path:
        """Where a report goes once the register holds it."""
        return self.inbox / "processed"

    @property
    def archive(self) -> Path:
        """Every byte that may be kept, by its hash; nothing is ever deleted."""
        return self.root / "archive"

    @property
    def refused(self) -> Path:
        """Files with personal data or not searchable, for a few days; for its owner alone."""
        return self.root / "refused"

    @property
    def returned(self) -> Path:
        """Workbooks for the senders, with the fault marked in the cell, and a letter with each."""
        return self.root / "returned"

    @property
    def reminders(self) -> Path:
        """Drafts of reminders, a folder a day; nothing is sent from here."""
        return self.root / "reminders"

    @property
    def build(self) -> Path:
        """What a run makes before it is published; may be deleted at any time."""
        return self.root / "build"

    @property
    def draft(self) -> Path:
        """The folder in which the next publication is put together."""
        return self.build / "next"

    @property
    def published(self) -> Path:
        """Publications, and `current`, the pointer to the one in force."""
        return self.root / "published"

    @property
    def current(self) -> Path:
        """The publication in force."""
        return self.published / "current"

    @property
    def snapshot(self) -> Path:
        """The published warehouse: open it read-only."""
        return self.current / "warehouse.duckdb"

    @property
    def page(self) -> Path:
        """The published first page."""
        return self.current / "index.html"

    @property
    def last_night(self) -> Path:
        """The record of the last night that published."""
        return self.published / "last_night.json"

    @property
    def register(self) -> Path:
        """The append-only raw tables; only a run opens it."""
        return self.root / "register.duckdb"

    @property
    def dagster(self) -> Path:
        """Dagster's own storage."""
        return self.root / "dagster"

    def prepare(self) -> None:
        """Make the folders that are not there yet."""
        for folder in (
            self.inbox,
            self.processed,
            self.archive,
            self.returned,
            self.build,
            self.published,
            self.dagster,
        ):
            folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def ui_locked(self) -> Iterator[None]:
        """Hold the lock of `chiso ui`: at most one of a home.

        Raises:
            BusyError: another `chiso ui` holds it.
        """
        handle = os.open(self.root / "ui.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not _seized(handle, 0):
                raise BusyError(str(self.root))
            yield
        finally:
            os.close(handle)

    @contextmanager
    def locked(self, patience: float = 1.0) -> Iterator[None]:
        """Hold the house for one run, after at most a moment's wait for a passing look at it.

        The lock is the kernel's: it is gone with the process, however that ends.

        Raises:
            BusyError: another run holds it.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not _seized(handle, patience):
                raise BusyError(str(self.root))
            yield
        finally:
            os.close(handle)


def _seized(handle: int, patience: float) -> bool:
    """Whether the lock could be had within `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        else:
            return True
