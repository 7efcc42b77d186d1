"""Opens the register, and settles the last entry of the journal if the register lacks the entry.

A process killed between a line and the commit leaves an entry beyond the register. The entry is
applied; an intake is void, because the next night reads the files of inbox or archive again. The
first entry of a register from before the journal holds rows that the register has already.
A larger distance means an old register: `chiso rebuild`. May call `register`.
"""

import logging
from dataclasses import replace

from warehouse.file_hash import hash_file
from warehouse.home import Home
from warehouse.journal.journal_entry import (
    NO_LINE,
    WAYS_ON_EN,
    WAYS_ON_VI,
    JournalError,
    JournalLine,
    format_line,
    hash_line,
)
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.journal_rows import count_rows, hash_new_rows, query_new_rows
from warehouse.journal.register import Register

_SUBMISSIONS, _RENEWALS = "raw.submissions", "raw.renewed_decisions"


def open_register(home: Home, *, may_begin_anew: bool = False) -> Register:
    """Open the register of a home for writing, in step with the journal; a context manager.

    With `may_begin_anew` a missing register is begun without the rows of the journal: an operator
    has accepted the loss.

    Raises:
        JournalError: register and journal disagree.
        DatabaseError: the register is damaged.
    """
    journal = JournalFolder(home.journal_folder)
    if torn_bytes := journal.cut_torn_line():
        logging.getLogger(__name__).warning(
            "Nhật ký có dòng cuối chưa viết xong, đã cắt (%s byte) / the journal ended in an "
            "unfinished line, which was cut (bytes)",
            torn_bytes,
        )
    last = journal.read_last_line()
    is_missing = last is not None and not home.register_file.exists()
    if is_missing and not may_begin_anew:
        raise describe_older_register(home)
    register = Register(home)
    try:
        if last and is_missing:
            register.forget_entries(last.entry.sequence, last.sha256)
        else:
            _settle(home, register, last)
    except BaseException:
        register.__exit__(None, None, None)
        raise
    return register


def describe_older_register(home: Home) -> JournalError:
    """Describe a register older than the journal."""
    return JournalError(
        f"{home.register_file}: không có hoặc cũ hơn nhật ký; không có gì thay đổi, hãy chạy "
        "«chiso rebuild» để dựng lại",
        "the register is missing or older than the journal; nothing was changed: run "
        "`chiso rebuild` to make it anew",
    )


def _settle(home: Home, register: Register, last: JournalLine | None) -> None:
    sequence, sha256 = register.position
    counts = count_rows(register) if sequence == 0 else {}
    for name in counts:  # a register of an older version lacks columns
        register.create_table(name)
    if any(counts.values()):
        _adopt_register(home, register, last)
    elif last is None and sequence == 0:
        return
    elif last is None or last.entry.sequence < sequence or _contradicts(last, (sequence, sha256)):
        raise describe_older_journal(home, last.entry.sequence if last else 0, sequence)
    elif last.entry.sequence > sequence:
        _settle_entries_beyond(home, register, last)


def _adopt_register(home: Home, register: Register, last: JournalLine | None) -> None:
    """Begin the journal with a register from before the journal, or complete a killed adoption."""
    if last is None:
        register.adopt_rows()
    elif _has_rows_of_line(register, last):
        register.begin_anew(last.entry.sequence, last.sha256)
    else:
        raise describe_older_register(home)


def _has_rows_of_line(register: Register, line: JournalLine) -> bool:
    """Return whether the rows of the register are exactly the rows of a line."""
    entry = replace(
        line.entry, tables=query_new_rows(register, {}), derived=hash_new_rows(register, {})
    )
    return hash_line(format_line(entry)) == line.sha256


def _contradicts(last: JournalLine, position: tuple[int, str]) -> bool:
    return last.entry.sequence == position[0] and last.sha256 != position[1]


def _settle_entries_beyond(home: Home, register: Register, last: JournalLine) -> None:
    sequence, sha256 = register.position
    entry = last.entry
    has_rows = sequence > 0 and entry.forgets == sequence and _follows(register)
    is_empty_begun = sequence == 0 and entry.forgets is not None and not entry.tables
    if is_empty_begun or has_rows:  # killed while register or journal was begun
        register.begin_anew(entry.sequence, last.sha256)
    elif entry.sequence == sequence + 2 and entry.voids == sequence + 1:
        register.apply_entry(entry.sequence, last.sha256, entry)
    elif (entry.sequence, entry.previous) != (sequence + 1, sha256 if sequence else NO_LINE):
        raise describe_older_register(home)
    elif _SUBMISSIONS not in entry.tables:
        register.apply_entry(entry.sequence, last.sha256, entry)
    elif _can_intake_again(home, last):
        register.write_void(entry.sequence)
    else:
        raise describe_older_register(home)


def _follows(register: Register) -> bool:
    """Return whether an entry of the journal names the last line that the register knows."""
    position = register.position
    entries = (line.entry for line in register.journal.read_lines())
    return any((entry.sequence - 1, entry.previous) == position for entry in entries)


def _can_intake_again(home: Home, line: JournalLine) -> bool:
    """Return whether the next night takes in the files of an entry again.

    Every file must still wait in the inbox; reports decided anew are in the archive.
    """
    if _RENEWALS in line.entry.tables:
        return True
    submissions = line.entry.tables[_SUBMISSIONS]
    at = submissions.columns.index("sha256")
    waiting = {
        hash_file(path)
        for path in home.inbox_folder.iterdir()
        if path.is_file() and not path.is_symlink()
    }
    return {row[at] for row in submissions.rows} <= waiting


def describe_older_journal(home: Home, last: int, sequence: int) -> JournalError:
    """Describe a journal whose `last` entry is not, or is before, `sequence` of the register."""
    if last < sequence:
        missing = f"{last + 1}–{sequence}"
        vi = f"thiếu mục {missing} mà sổ đăng ký đã có"
        en = f"the journal lacks entries {missing}, which the register has"
    else:
        vi = f"mục {sequence} khác với mục ấy trong sổ đăng ký"
        en = f"entry {sequence} of the journal is not the one that the register has"
    return JournalError(
        f"{home.journal_folder}: {vi}; không có gì thay đổi, {WAYS_ON_VI}",
        f"{en}; nothing was changed: {WAYS_ON_EN}",
    )
