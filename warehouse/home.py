"""Where everything lies under one home folder, and the locks that let one in at a time.

Paths and locks only; what is put there is the floors above. How a lock works is `locks`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.locks import Holder, try_lock, write_holder
from warehouse.processes import Process


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

    @property
    def lock(self) -> Path:
        """What a run holds, with a record of the last run that held it."""
        return self.root / "lock"

    @property
    def ui_lock(self) -> Path:
        """What a `chiso ui` holds for its whole life."""
        return self.root / "ui.lock"

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
    def locked(self, patience: float = 1.0, run_id: str = "") -> Iterator[None]:
        """Hold the house for one run, after at most a moment's wait for a passing look at it.

        A run names itself, and stands in the lock before anything is touched.

        Raises:
            BusyError: another run holds it.
        """
        with self._held(self.lock, patience) as handle:
            if run_id:
                write_holder(handle, Holder(Process.find_this(), run_id))
            yield

    @contextmanager
    def ui_locked(self) -> Iterator[int]:
        """Hold the home for one `chiso ui`, and hand out the lock to hand on to its children.

        Raises:
            BusyError: another one holds it, or what is left of one.
        """
        with self._held(self.ui_lock, patience=1.0) as handle:
            write_holder(handle, Holder(Process.find_this()))
            yield handle

    @contextmanager
    def _held(self, lock: Path, patience: float) -> Iterator[int]:
        self.root.mkdir(parents=True, exist_ok=True)
        with try_lock(lock, patience) as handle:
            if handle is None:
                raise BusyError(str(self.root))
            yield handle
