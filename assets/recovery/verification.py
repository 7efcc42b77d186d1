"""Verifies a home: the archive by hash, the chain of the journal, the publications.

Changes nothing. `archive_turn` checks a slice of the archive every night; `chiso verify` calls all.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assets.raw import archive, refusal
from assets.raw.searched_members import build_searched_zip
from assets.recovery.checksums import is_bad_sector, list_changed_files
from assets.recovery.journal_head import read_journal_head
from warehouse.file_hash import hash_file
from warehouse.home import OFFICE_FOLDER, Home
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.journal_rows import POSITIONS_TABLE
from warehouse.publication_folders import list_publication_folders
from warehouse.store import DatabaseError, Store

BROKEN_CHAIN, OTHER_REGISTER, CHANGED_PAST, CHANGED_PUBLICATION, CHANGED_OLD_PUBLICATION = (
    "broken_chain",
    "other_register",
    "changed_past",
    "changed_publication",
    "changed_old_publication",
)
_EXPECTED_FILES = f"""
    SELECT DISTINCT sha256 FROM raw.submissions
    ANTI JOIN (FROM raw.findings WHERE code IN ('{refusal.REFUSAL_CODE}', \
'{refusal.UNSEARCHED_CODE}'))
        USING (submission)
"""


class VerificationFault(NamedTuple):
    """A fault of a home: the kind, and the name of the file, folder or entry."""

    kind: str
    name: str


def is_sound(path: Path) -> bool:
    """Return whether an archived file has the bytes of the file received.

    A zip archived in part (decision 0021) has another hash than the file received; the program
    writes the same bytes from the members again. A file on a bad sector is not sound.
    """
    try:
        if hash_file(path) == path.name.partition(".")[0]:
            return True
        content = path.read_bytes()
    except OSError as error:
        if not is_bad_sector(error):
            raise
        return False
    try:
        return build_searched_zip(content, ()) == content
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, EOFError):
        return False


def list_archived_files(archive_folder: Path) -> list[Path]:
    """List the archived files in the order of the hashes; unfinished drafts are left out."""
    return sorted(path for path in archive_folder.glob("??/*") if not path.name.startswith("."))


def list_missing_files(home: Home) -> Iterator[str]:
    """Yield the files of the register missing in the archive: the paths without the suffix."""
    try:
        with Store(home.register_file, read_only=True) as register:
            expected = [sha256 for (sha256,) in register.query_rows(_EXPECTED_FILES)]
    except DatabaseError:
        return
    archived = archive.list_hashes(home.archive_folder)
    for sha256 in sorted(set(expected) - archived):
        yield f"{home.archive_folder.name}/{sha256[:2]}/{sha256}"


def verify_history(home: Home) -> Iterator[VerificationFault]:
    """Yield the faults of journal, register and publications: each must tell the same past."""
    lines: dict[int, str] = {}
    try:
        for line in JournalFolder(home.journal_folder).read_lines():
            lines[line.entry.sequence] = line.sha256
            if line.entry.is_register_part and POSITIONS_TABLE in line.entry.tables:
                lines = dict(line.entry.tables[POSITIONS_TABLE].rows) | lines  # of lost entries
    except JournalError as error:
        yield VerificationFault(BROKEN_CHAIN, str(error))
        return
    has_files = any(home.archive_folder.glob("??/*"))
    if lines or has_files or home.register_file.exists():  # else nothing was ever taken in
        yield from _verify_register(home, lines)
    current_name = home.current_publication.resolve().name
    for folder in list_publication_folders(home):
        is_current = folder.name == current_name
        kind = CHANGED_PUBLICATION if is_current else CHANGED_OLD_PUBLICATION
        yield from _verify_publication(folder, kind, lines)


def _verify_register(home: Home, lines: dict[int, str]) -> Iterator[VerificationFault]:
    try:
        with Store(home.register_file, read_only=True) as register:
            rows = register.query_rows(f"SELECT sequence, sha256 FROM {POSITIONS_TABLE}")
    except (DatabaseError, RuntimeError) as error:
        yield VerificationFault(
            OTHER_REGISTER, f"{home.register_file.name}: {type(error).__name__}"
        )
        return
    for sequence, sha256 in sorted(rows):
        if lines.get(sequence) != sha256:
            yield VerificationFault(CHANGED_PAST, f"{home.register_file.name}: {sequence}")
            return


def _verify_publication(
    folder: Path, kind: str, lines: dict[int, str]
) -> Iterator[VerificationFault]:
    head = read_journal_head(folder / OFFICE_FOLDER)
    first = min(lines, default=1)  # of a journal made anew, the first that the register knew
    if head and head.sequence >= first and lines.get(head.sequence) != head.sha256:
        yield VerificationFault(CHANGED_PAST, f"published/{folder.name}: {head.sequence}")
    for path in list_changed_files(folder):
        yield VerificationFault(kind, f"published/{folder.name}: {path.name}")
