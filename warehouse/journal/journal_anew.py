"""The journal made anew from the register, where the journal is lost, cut or damaged.

The first lines hold all rows of the register, with the hashes of the entries that are lost. The
journal of before is set aside, never deleted. The caller holds the lock of the home. May call
`settlement` and `register`.
"""

import shutil
from pathlib import Path
from typing import NamedTuple

from warehouse.database_length import check_length
from warehouse.file_moves import set_path_aside, sync_path
from warehouse.home import Home
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.journal_rows import POSITIONS_TABLE
from warehouse.journal.register import Position, Register, query_position
from warehouse.journal.settlement import (
    describe_older_journal,
    describe_older_register,
    open_register,
)
from warehouse.store import DatabaseError, Store
from warehouse.stored_tables import has_table


class NewJournal(NamedTuple):
    """A journal made anew: the number of the first entry, and the place of the journal before."""

    sequence: int
    set_aside: Path | None


def check_journal_reaches(home: Home) -> None:
    """Check that the journal has the last entry of a readable register.

    Raises:
        JournalError: the journal is broken, or lacks entries of the register.
    """
    sequence, sha256 = _read_position(home)
    last, reached = 0, ""
    for line in JournalFolder(home.journal_folder).read_lines():
        last = line.entry.sequence
        reached = line.sha256 if last == sequence else reached
    if sequence and reached != sha256:
        raise describe_older_journal(home, last, sequence)


def make_journal_anew(home: Home) -> NewJournal | None:
    """Begin a journal with all rows of the register; None if the journal lacks nothing.

    Killed at any point, the next call completes the journal.

    Raises:
        JournalError: the register is missing, or the journal has entries that the register lacks.
        DatabaseError: the register is damaged.
    """
    if not home.register_file.exists():
        raise describe_older_register(home)
    if not _has_fault(home):
        return None
    draft = home.journal_folder.with_name(f".{home.journal_folder.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    set_aside: list[Path] = []

    def put_in_force() -> None:
        if home.journal_folder.is_symlink() or home.journal_folder.exists():
            set_aside.append(set_path_aside(home.journal_folder))
        draft.rename(home.journal_folder)
        sync_path(home.root)

    with Register(home) as register:
        newest = register.journal.find_newest_sequence()
        last, _ = register.position
        if newest > last:
            raise _describe_newer_journal(home, newest, last)
        register.write_journal_anew(JournalFolder(draft), put_in_force)
        return NewJournal(last + 1, set_aside[0] if set_aside else None)


def _has_fault(home: Home) -> bool:
    """Return whether the journal is unusable beside the register; settle a killed transaction."""
    try:
        with open_register(home):
            check_journal_reaches(home)
    except JournalError:
        return True
    return False


def _read_position(home: Home) -> Position:
    """Return the last entry of the register; 0 without a readable register."""
    try:
        with Store(home.register_file, read_only=True) as register:
            check_length(register)
            return query_position(register) if has_table(register, POSITIONS_TABLE) else (0, "")
    except DatabaseError:
        return 0, ""


def _describe_newer_journal(home: Home, newest: int, sequence: int) -> JournalError:
    return JournalError(
        f"{home.journal_folder}: có mục {newest} mà sổ đăng ký (đến mục {sequence}) không có, nên "
        "không lập lại từ sổ ấy; không có gì thay đổi: hãy chạy «chiso rebuild», hoặc đặt lại thư "
        "mục này từ bản sao lưu",
        f"has entry {newest}, and the register ends with {sequence}: the journal is not made anew "
        "from it; nothing was changed: run `chiso rebuild`, or put this folder back from a backup",
    )
