"""Rebuilds the register from archive and journal, and the published warehouse from the register.

The warehouse is built from the register of the night of the publication, and compared with the
publication table by table; the publication stays. A replaced register is set aside, never deleted.
"""

import shutil
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from assets.published.publication_facts import query_published_at
from assets.raw.reading_pool import ReadingPool
from assets.rebuild import rebuild_warehouse
from assets.recovery.comparison import TableDifference, compare_databases
from assets.recovery.journal_head import read_journal_head
from assets.recovery.lost_files import LostFile, find_lost_files
from assets.recovery.replay import Replay, ReplayTotals
from warehouse.catalogue import Catalogue
from warehouse.database_errors import OutdatedError
from warehouse.file_moves import move_path, set_path_aside
from warehouse.home import Home
from warehouse.journal.journal_anew import check_journal_reaches
from warehouse.journal.journal_entry import JournalError, JournalLine
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.void_entries import find_void_entries
from warehouse.store import DatabaseError, Store

_FOLDER = "rebuild"


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """The result: totals, differences, the place of the replaced register, and lost files.

    `register_differences` is None without a readable register, and
    `warehouse_differences` without a readable publication.
    """

    totals: ReplayTotals
    register_differences: list[TableDifference] | None
    warehouse_differences: list[TableDifference] | None
    set_aside: Path | None
    lost_files: tuple[LostFile, ...] = ()

    @property
    def has_compared(self) -> bool:
        """Whether there was a register or a publication to compare with."""
        return (self.register_differences, self.warehouse_differences) != (None, None)

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        tables = [*(self.register_differences or ()), *(self.warehouse_differences or ())]
        return not (self.totals.differences or tables or self.lost_files)


def rebuild_home(home: Home, catalogue: Catalogue, pool: ReadingPool) -> RebuildReport:
    """Make the register anew and put the file in force; the caller holds the home's lock.

    Raises:
        JournalError: the journal is broken, empty or behind the register, or the archive lacks
            every file; the register of before stays.
    """
    check_journal_reaches(home)
    scratch, replay, voids = prepare_replay(home, home.build_folder / _FOLDER, pool)
    warehouse_differences = _replay_journal(home, catalogue, replay, voids)
    register_differences = _compare_readable(home.register_file, scratch.register_file)
    set_aside = _put_in_force(home, scratch, is_same=register_differences == [])
    shutil.rmtree(scratch.root)
    return RebuildReport(
        replay.totals,
        register_differences,
        warehouse_differences,
        set_aside,
        lost_files=tuple(dict.fromkeys(replay.lost.values())),
    )


def prepare_replay(
    home: Home, folder: Path, pool: ReadingPool, until: int | None = None
) -> tuple[Home, Replay, set[int]]:
    """Prepare to replay the journal of a home into an empty folder; return the void entries too.

    With `until`, later entries void none.

    Raises:
        JournalError: the journal is broken or empty, or the archive lacks every file.
    """
    shutil.rmtree(folder, ignore_errors=True)
    scratch = Home(folder)
    scratch.archive_folder.mkdir(parents=True)
    journal = JournalFolder(home.journal_folder)
    if not journal.list_files():
        raise _describe_missing_journal(home)
    journal.cut_torn_line()
    voids, forgotten = find_void_entries(journal, until)
    lost = find_lost_files(journal, home.archive_folder, voids)
    reduced_pool = ReadingPool(
        pool.catalogue_folder, scratch.archive_folder, pool.size, pool.limits
    )
    replay = Replay(
        journal,
        home.archive_folder,
        scratch.register_file,
        pool,
        reduced_pool,
        lost=lost,
        forgotten=forgotten,
    )
    return scratch, replay, voids


def _replay_journal(
    home: Home, catalogue: Catalogue, replay: Replay, voids: set[int]
) -> list[TableDifference] | None:
    """Append all entries; compare the warehouse as of the last entry before the publication."""
    head = read_journal_head(home.office_folder)
    lines = replay.journal.read_lines()
    replay.create_register()
    if head is None or head.built_sequence in voids:  # of a register that was begun anew since
        replay.append_lines(lines, voids)
        return None
    rest: list[JournalLine] = []

    def is_before_publication(line: JournalLine) -> bool:
        if line.entry.sequence <= head.built_sequence:
            return True
        rest.append(line)
        return False

    replay.append_lines(takewhile(is_before_publication, lines), voids)
    differences = _compare_warehouse(home, catalogue, Home(replay.target.parent))
    replay.append_lines(rest, voids)
    replay.append_lines(lines, voids)
    return differences


def _compare_warehouse(
    home: Home, catalogue: Catalogue, scratch: Home
) -> list[TableDifference] | None:
    """Build the warehouse at the moment of the publication, and compare; None if unreadable."""
    try:
        with Store(home.snapshot_file, read_only=True) as published:
            moment = query_published_at(published)
    except (DatabaseError, OutdatedError):
        return None
    target = scratch.root / "warehouse.duckdb"
    rebuild_warehouse(scratch, catalogue, moment, target)
    return _compare_readable(home.snapshot_file, target)


def _compare_readable(before: Path, now: Path) -> list[TableDifference] | None:
    if not before.exists():
        return None
    try:
        return compare_databases(before, now)
    except (DatabaseError, OutdatedError):
        return None


def _put_in_force(home: Home, scratch: Home, *, is_same: bool) -> Path | None:
    """Replace the register; return the place of an earlier, different register.

    The earlier log moves along: beside the new register DuckDB would apply the old log. The new
    register is in the home first, since the drafts may be on another disk.
    """
    register = home.register_file
    draft = register.with_name(f"{register.name}.new")
    move_path(scratch.register_file, draft)
    set_aside = None
    if register.exists() and not is_same:
        set_aside = set_path_aside(register)
    log = register.with_name(f"{register.name}.wal")
    if log.exists() and set_aside:
        log.replace(log.with_name(f"{set_aside.name}.wal"))
    log.unlink(missing_ok=True)
    draft.replace(register)
    return set_aside


def _describe_missing_journal(home: Home) -> JournalError:
    return JournalError(
        f"{home.journal_folder}: không có nhật ký nào; hãy đặt lại thư mục này từ bản sao lưu",
        "there is no journal; put this folder back from a backup",
    )
