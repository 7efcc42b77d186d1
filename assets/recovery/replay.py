"""The register made anew: the rows of the journal, and the cells read again from the archive.

Entry by entry, in order, into a new file; what is read otherwise than before is listed.
Replaces nothing: `rebuilding` puts the file in force.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assets.raw.reading_pool import ReadingPool
from assets.recovery.cell_reading import (
    RegisteredReport,
    ReportPlaces,
    append_cells,
    list_reports,
    read_archived_reports,
)
from assets.recovery.lost_files import LostFile, remove_lost_rows
from warehouse.journal.journal_entry import Entry, JournalLine
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.journal_rows import (
    DERIVED_TABLES,
    POSITIONS_TABLE,
    append_entry_rows,
    count_rows,
    hash_new_rows,
)
from warehouse.schema.tables import TABLES
from warehouse.store import Store

FILES_AT_ONCE = 1000
"""How many files are read before their rows are written: as many as fit into memory with ease."""
_CHANGES_OF_READING = ("raw.taught_labels", "raw.layout_decisions", "raw.refusal_releases")
"""Rows of these tables change how later files are read."""


@dataclass(frozen=True, slots=True)
class ReadingDifference:
    """A table of which an entry has other rows when its files are read again."""

    sequence: int
    written_at: str
    table: str
    rows_before: int
    rows_now: int


@dataclass(slots=True)
class ReplayTotals:
    """Counts of entries and files of a replay, and the differences."""

    entries: int = 0
    files: int = 0
    differences: list[ReadingDifference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Replay:
    """The journal, the archive, and the readers for a register made anew in `target`.

    `lost` maps submissions without a whole archived file to this file: they are left out, as are
    the entries up to `forgotten`, of which the register of before has no position either.
    """

    journal: JournalFolder
    archive_folder: Path
    target: Path
    pool: ReadingPool
    reduced_pool: ReadingPool
    lost: Mapping[str, LostFile] = field(default_factory=dict)
    forgotten: int = 0
    totals: ReplayTotals = field(default_factory=ReplayTotals)

    def create_register(self) -> None:
        """Create the empty register, with all tables."""
        with Store(self.target) as register:
            for name in TABLES:
                if name.startswith("raw."):
                    register.create_table(name)

    def append_lines(self, lines: Iterable[JournalLine], voids: set[int]) -> None:
        """Append the rows of entries, in order; void entries have no rows."""
        with Store(self.target) as register:
            known = (line for line in lines if line.entry.sequence > self.forgotten)
            for group in _group_lines(self._remove_lost(line) for line in known):
                self._append_group(register, group, voids)

    def _remove_lost(self, line: JournalLine) -> JournalLine:
        if not self.lost:
            return line
        return replace(
            line, entry=replace(line.entry, tables=remove_lost_rows(line.entry, self.lost))
        )

    def _append_group(self, register: Store, group: Sequence[JournalLine], voids: set[int]) -> None:
        live = [line for line in group if line.entry.sequence not in voids]
        reports = [report for line in live for report in _list_unread_reports(line.entry)]
        places: ReportPlaces | None = None
        for line in group:
            counts = count_rows(register)
            with register.begin_transaction():
                if line in live:
                    entry = line.entry
                    append_entry_rows(register, entry.tables, with_derived=entry.is_register_part)
                    # An adopted register is one entry: its labels come before its reports.
                    unread = _list_unread_reports(entry)
                    if places is None and unread:
                        places = self._read_reports(register, reports)
                    append_cells(register, unread, places or {})
                    self._compare_derived_rows(entry, register, counts)
                register.execute(
                    f"INSERT INTO {POSITIONS_TABLE} (sequence, sha256) VALUES (?, ?)",
                    [line.entry.sequence, line.sha256],
                )
        self.totals.entries += len(live)
        self.totals.files += len({report.sha256 for report in reports})

    def _read_reports(self, register: Store, reports: Sequence[RegisteredReport]) -> ReportPlaces:
        return read_archived_reports(
            register,
            reports,
            self.archive_folder,
            pool=self.pool,
            reduced_pool=self.reduced_pool,
        )

    def _compare_derived_rows(self, entry: Entry, register: Store, counts: dict[str, int]) -> None:
        """Note a difference; for another version of the database only the counts are compared."""
        hashes = hash_new_rows(register, counts)
        for table in DERIVED_TABLES:
            before, now = entry.derived.get(table), hashes.get(table)
            rows = before.rows if before else 0, now.rows if now else 0
            is_comparable = before and now and before.engine == now.engine
            if rows[0] != rows[1] or (is_comparable and before != now):
                difference = ReadingDifference(entry.sequence, entry.written_at, table, *rows)
                self.totals.differences.append(difference)


def _list_unread_reports(entry: Entry) -> list[RegisteredReport]:
    """List the reports of an entry to be read again; the parts of a register have their cells."""
    return [] if entry.is_register_part else list_reports(entry)


def _group_lines(lines: Iterable[JournalLine]) -> Iterator[list[JournalLine]]:
    """Group entries with the same way of reading files, up to `FILES_AT_ONCE` files a group.

    A part of a register ends a group: it has many rows, and no file to be read.
    """
    group: list[JournalLine] = []
    files = 0
    for line in lines:
        changes_reading = any(name in line.entry.tables for name in _CHANGES_OF_READING)
        files += len({report.sha256 for report in list_reports(line.entry)})
        group.append(line)
        if changes_reading or files >= FILES_AT_ONCE or line.entry.is_register_part:
            yield group
            group, files = [], 0
    if group:
        yield group
