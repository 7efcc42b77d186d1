"""The folders and files of a home, and the locks that admit a single run and a single ui at a time.

Paths and locks only; the floors above write the files. `locks` says how a lock works.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.locks import Holder, try_lock, write_holder
from warehouse.processes import Process

DEFAULT_HOME = Path("data")
"""The home where none is set."""
WAREHOUSE_FILE = "warehouse.duckdb"
PAGE_FILE = "index.html"
CHARTS_FILE = "charts.html"
RECORD_FILE = "publication.json"
VERSIONS_FILE = "data_versions.json"
"""The files of the office's half of a publication, also while the publication is a draft."""
DATA_FOLDER = "data"
OFFICE_FOLDER, PUBLIC_FOLDER = "office", "public"
"""The halves of a publication; the office's own files lie in `office/` of the home itself."""
PUBLICATION_LIST_FILE = "publications.html"


class BusyError(RuntimeError):
    """Another run holds the lock of the home; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of an installation; `root` is the folder of `--home`."""

    root: Path

    @property
    def identity_file(self) -> Path:
        """The file marking a folder as a home."""
        return self.root / "home.json"

    @property
    def inbox_folder(self) -> Path:
        """The folder of arriving reports."""
        return self.root / "inbox"

    @property
    def processed_folder(self) -> Path:
        """The folder of reports already in the register."""
        return self.inbox_folder / "processed"

    @property
    def archive_folder(self) -> Path:
        """The folder of all archived files, named by hash; nothing is ever deleted."""
        return self.root / "archive"

    @property
    def refused_folder(self) -> Path:
        """The folder of refused files (personal data, unsearchable), a few days, owner only."""
        return self.root / "refused"

    @property
    def returned_folder(self) -> Path:
        """The folder of returned workbooks, with the faults marked in the cells, and letters."""
        return self.root / "returned"

    @property
    def mended_folder(self) -> Path:
        """The folder of what went back for reports that have been mended since."""
        return self.returned_folder / "mended"

    @property
    def reminders_folder(self) -> Path:
        """The folder of reminder drafts, a folder per day; nothing is sent from here."""
        return self.root / "reminders"

    @property
    def build_folder(self) -> Path:
        """The folder of unpublished drafts of a run; may be deleted at any time."""
        return self.root / "build"

    @property
    def draft(self) -> Path:
        """The folder in which the next publication is put together."""
        return self.build_folder / "next"

    @property
    def draft_office(self) -> Path:
        """The office's half of the next publication."""
        return self.draft / OFFICE_FOLDER

    @property
    def draft_public(self) -> Path:
        """The public half of the next publication."""
        return self.draft / PUBLIC_FOLDER

    @property
    def draft_snapshot(self) -> Path:
        """The warehouse of the next publication."""
        return self.draft_office / WAREHOUSE_FILE

    @property
    def draft_record(self) -> Path:
        """The record of what the next publication is made from."""
        return self.draft_office / RECORD_FILE

    @property
    def published_folder(self) -> Path:
        """The folder of publications, with the pointer `current_publication`."""
        return self.root / "published"

    @property
    def current_publication(self) -> Path:
        """The pointer to the publication in force."""
        return self.published_folder / "current"

    @property
    def is_published(self) -> bool:
        """Whether there is a publication in force, even one that lost its files."""
        return (pointer := self.current_publication).is_symlink() or pointer.exists()

    @property
    def office_folder(self) -> Path:
        """The office's half of the publication in force; an older publication is the office's."""
        one_folder = self.current_publication
        return one_folder if (one_folder / WAREHOUSE_FILE).exists() else one_folder / OFFICE_FOLDER

    @property
    def public_folder(self) -> Path:
        """The public half of the publication in force."""
        return self.current_publication / PUBLIC_FOLDER

    @property
    def snapshot_file(self) -> Path:
        """The published warehouse, for the office alone; to be opened read-only."""
        return self.office_folder / WAREHOUSE_FILE

    @property
    def page_file(self) -> Path:
        """The office's page."""
        return self.office_folder / PAGE_FILE

    @property
    def public_page_file(self) -> Path:
        """The page for everybody."""
        return self.public_folder / PAGE_FILE

    @property
    def record(self) -> Path:
        """The record of what the publication in force was made from."""
        return self.office_folder / RECORD_FILE

    @property
    def last_night(self) -> Path:
        """The record of the last night that published."""
        return self.published_folder / "last_night.json"

    @property
    def register_file(self) -> Path:
        """The database of the append-only raw tables; only a run opens this file."""
        return self.root / "register.duckdb"

    @property
    def journal_folder(self) -> Path:
        """The folder of the journal: all that the archive's bytes cannot say, append-only."""
        return self.root / "journal"

    @property
    def sources_file(self) -> Path:
        """The file of how each source has answered night after night."""
        return self.root / "sources.json"

    @property
    def dagster_folder(self) -> Path:
        """The folder of Dagster's own storage."""
        return self.root / "dagster"

    @property
    def catalogues_folder(self) -> Path:
        """The folder of the catalogue of each publication, by hash; nothing is ever deleted."""
        return self.root / "catalogues"

    @property
    def logs_folder(self) -> Path:
        """The folder of the log of nights, with its older files."""
        return self.root / "logs"

    def get_past_publication(self, number: int) -> Path:
        """Return the file of a past publication made again."""
        return self.root / "publications" / f"{number}.duckdb"

    @property
    def lock(self) -> Path:
        """The lock of a run, with a record of the last run that held it."""
        return self.root / "lock"

    @property
    def ui_lock(self) -> Path:
        """The lock that a `chiso ui` holds during its whole life."""
        return self.root / "ui.lock"

    @property
    def gates_folder(self) -> Path:
        """The folder of a record for each open gate of `chiso ui`, owner only."""
        return self.root / "gates"

    def create_folders(self) -> None:
        """Create the missing folders."""
        for folder in (
            self.inbox_folder,
            self.processed_folder,
            self.archive_folder,
            self.returned_folder,
            self.build_folder,
            self.published_folder,
            self.dagster_folder,
        ):
            folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def hold_lock(self, timeout_seconds: float = 1.0, run_id: str = "") -> Iterator[None]:
        """Hold the lock of the home during a run named by `run_id`; wait at most so many seconds.

        Raises:
            BusyError: another run holds the lock.
        """
        with self._wait_for_lock(self.lock, timeout_seconds) as handle:
            if run_id:
                write_holder(handle, Holder(Process.find_this(), run_id))
            yield

    @contextmanager
    def ui_locked(self) -> Iterator[int]:
        """Hold the home for one `chiso ui`; yield the lock for its child processes.

        Raises:
            BusyError: another one holds it, or what is left of one.
        """
        with self._wait_for_lock(self.ui_lock, patience=1.0) as handle:
            write_holder(handle, Holder(Process.find_this()))
            yield handle

    @contextmanager
    def _wait_for_lock(self, lock: Path, patience: float) -> Iterator[int]:
        self.root.mkdir(parents=True, exist_ok=True)
        with try_lock(lock, patience) as handle:
            if handle is None:
                raise BusyError(str(self.root))
            yield handle
