"""The files of the journal that the archive lacks, and what the register holds without them.

A lost file counts as never taken in: neither rows nor figures of it are in the register made anew,
so that the guard of the publication asks for a reason, and the file put back counts again. Reads
journal and archive only; may call this floor and the floors below.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from assets.raw import archive
from assets.recovery.cell_reading import list_reports
from assets.recovery.verification import is_sound
from warehouse.journal.journal_entry import Entry, JournalError, TableRows
from warehouse.journal.journal_folder import JournalFolder

SUBMISSIONS_TABLE = "raw.submissions"
_COLUMNS = ("submission", "replaced")
"""The columns that name a submission of the register."""
_LIVES = frozenset({"raw.finding_events"})
"""Tables with the life of something that outlasts a submission: the next night closes it."""


class LostFile(NamedTuple):
    """A missing or damaged archived file, and the name under which it came."""

    sha256: str
    file_name: str


def find_lost_files(
    journal: JournalFolder, archive_folder: Path, voids: set[int]
) -> dict[str, LostFile]:
    """Return the lost file of each submission with cells in the archive.

    Raises:
        JournalError: the archive has none of the files; this folder is another one, or empty.
    """
    needed = {r.sha256 for entry in _read_entries(journal, voids) for r in list_reports(entry)}
    lost = {sha256 for sha256 in needed if not _is_whole(archive_folder, sha256)}
    if not lost:  # as usual: the journal is not read again
        return {}
    if lost == needed:
        raise JournalError(
            f"{archive_folder}: thiếu mọi tệp mà nhật ký nêu ({len(lost)}); không có gì thay đổi, "
            "hãy đặt lại thư mục này từ bản sao lưu (chiso restore)",
            f"the archive lacks every file that the journal names: {len(lost)}; nothing was "
            "changed: put this folder back from a backup (chiso restore)",
        )
    return {
        row["submission"]: LostFile(row["sha256"], row["file_name"])
        for entry in _read_entries(journal, voids)
        for row in _iterate_submissions(entry)
        if row["sha256"] in lost
    }


def remove_lost_rows(entry: Entry, lost: Collection[str]) -> dict[str, TableRows]:
    """Return the rows of an entry without those of lost submissions; no table is empty."""
    tables = {
        name: table if name in _LIVES else _remove_rows(table, lost)
        for name, table in entry.tables.items()
    }
    return {name: table for name, table in tables.items() if table.rows}


def _read_entries(journal: JournalFolder, voids: Collection[int]) -> Iterator[Entry]:
    """Read the entries with effect one by one: a journal may be larger than memory."""
    return (line.entry for line in journal.read_lines() if line.entry.sequence not in voids)


def _is_whole(archive_folder: Path, sha256: str) -> bool:
    try:
        return is_sound(archive.find_archived_file(archive_folder, sha256))
    except OSError:
        return False


def _iterate_submissions(entry: Entry) -> Iterable[Mapping[str, str]]:
    table = entry.tables.get(SUBMISSIONS_TABLE)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows] if table else []


def _remove_rows(table: TableRows, lost: Collection[str]) -> TableRows:
    places = [table.columns.index(column) for column in _COLUMNS if column in table.columns]
    rows = (row for row in table.rows if not any(row[place] in lost for place in places))
    return TableRows(table.columns, tuple(rows))
