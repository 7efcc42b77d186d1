"""A past publication made again: the register of its night replayed, its catalogue, its moment.

However few whole publications stay on disk, archive and journal have all that each rested on. The
hashes of its tables tell whether the tables made again are the same. Changes nothing of the home.
"""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from assets.data_versions import TableContent
from assets.outbox.publication_ledger import RecordedPublication, list_publications
from assets.publication import hash_code
from assets.published_catalogues import load_stored_catalogue
from assets.raw.reading_pool import ReadingPool
from assets.rebuild import complete_warehouse, rebuild_warehouse
from assets.recovery.rebuilding import prepare_replay
from warehouse.home import Home
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder
from warehouse.store import Store

_FOLDER = "publication"


class NoSuchPublicationError(LookupError):
    """The register has no publication of a number; `known` are the numbers that it has."""

    def __init__(self, number: int, known: list[int]) -> None:
        self.number, self.known = number, known
        super().__init__(str(number))


class NoCatalogueError(LookupError):
    """The home has no copy of the catalogue of a publication."""


@dataclass(frozen=True, slots=True)
class RebuiltPublication:
    """A publication made again: the record, whether by the same code, and the changed tables."""

    record: RecordedPublication
    is_same_code: bool
    changed_tables: list[str]


def read_publications(home: Home) -> dict[int, RecordedPublication]:
    """Return the publications of a home by number; the caller holds the lock."""
    with Store(home.register_file, read_only=True) as register:
        return list_publications(register)


def get_publication(
    publications: dict[int, RecordedPublication], number: int
) -> RecordedPublication:
    """Return a publication by number.

    Raises:
        NoSuchPublicationError: there is none of that number.
    """
    if number not in publications:
        raise NoSuchPublicationError(number, list(publications))
    return publications[number]


def rebuild_publication(
    home: Home, record: RecordedPublication, pool: ReadingPool, target: Path
) -> RebuiltPublication:
    """Make the warehouse of a publication again as the file `target`; the caller holds the lock.

    Raises:
        NoCatalogueError: the catalogue of that publication is not in the home.
        JournalError: the journal is broken, or was made anew after that publication.
    """
    _check_entries(home, record)
    catalogue = load_stored_catalogue(home, record.catalogue)
    if catalogue is None:
        raise NoCatalogueError(record.catalogue)
    catalogue_pool = replace(pool, catalogue_folder=catalogue.folder)
    scratch, replay, voids = prepare_replay(
        home, home.build_folder / _FOLDER, catalogue_pool, record.built_sequence
    )
    replay.create_register()
    lines = replay.journal.read_lines()
    replay.append_lines(
        takewhile(lambda line: line.entry.sequence <= record.built_sequence, lines), voids
    )
    draft = scratch.root / "warehouse.duckdb"
    built = rebuild_warehouse(scratch, catalogue, record.published_at, draft)
    complete_warehouse(draft)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(draft, target)
    shutil.rmtree(scratch.root)
    changed = _list_changed_tables(record, built.contents.items())
    return RebuiltPublication(record, record.code == hash_code(), changed)


def _check_entries(home: Home, record: RecordedPublication) -> None:
    """Check that the journal still has the entries of a publication.

    Raises:
        JournalError: they were lost with a journal made anew since.
    """
    first = next(JournalFolder(home.journal_folder).read_lines(), None)
    begin = first.entry.sequence if first else 1
    if begin > max(record.built_sequence, 1):
        raise JournalError(
            f"{home.journal_folder}: lần công bố số {record.publication} có trước khi nhật ký được "
            f"lập lại (mục {begin}); chỉ dựng lại được khi mọi tệp nhật ký của các mục trước đó "
            "trở lại thư mục này",
            f"publication {record.publication} is from before the journal was made anew (entry "
            f"{begin}); it can be made again once every file of the entries before is back in "
            "this folder",
        )


def _list_changed_tables(
    record: RecordedPublication, contents: Iterable[tuple[str, TableContent]]
) -> list[str]:
    """List the tables with another hash; a table too large to be hashed, or a view, has none."""
    versions: dict[str, str] = json.loads(record.table_versions or "{}")
    return sorted(
        name
        for name, content in contents
        if content.hash is not None and versions.get(name) != content.hash
    )
