"""The files of the journal: appended and synced line by line, read as a chain, never changed.

A file is named by the first entry, and a large file is followed by a new file: a backup copies new
files only. Knows lines, and nothing of the register. May call `journal_entry` only.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.journal.journal_entry import (
    NO_LINE,
    WAYS_ON_EN,
    WAYS_ON_VI,
    Entry,
    JournalError,
    JournalLine,
    format_line,
    hash_line,
    parse_line,
)

FILE_BYTES = 8 << 20
"""The size from which a file takes no further line."""
_TAIL_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class JournalFolder:
    """The journal of a home, in `path`."""

    path: Path

    def list_files(self) -> list[Path]:
        """List the files, the oldest first."""
        return sorted(self.path.glob("*.jsonl"))

    def append_entry(self, entry: Entry) -> str:
        """Append an entry durably; return the hash of the line."""
        line = format_line(entry)
        files = self.list_files()
        is_new = not files or files[-1].stat().st_size >= FILE_BYTES
        if is_new:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = self.path / f"{entry.sequence:012}.jsonl" if is_new else files[-1]
        with target.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _sync_folder(self.path)
        return hash_line(line)

    def read_last_line(self) -> JournalLine | None:
        """Return the last line; None for an empty journal.

        Raises:
            JournalError: the last line is whole, and is no line of the journal.
        """
        for path in reversed(self.list_files()):
            if line := _read_last_line(path):
                return self._parse(path, line)
        return None

    def cut_torn_line(self) -> int:
        """Cut an unfinished last line, unknown to any register; return the number of bytes."""
        files = self.list_files()
        if not files or not (torn := _count_torn_bytes(files[-1])):
            return 0
        with files[-1].open("r+b") as file:
            file.truncate(files[-1].stat().st_size - torn)
            os.fsync(file.fileno())
        return torn

    def read_lines(self) -> Iterator[JournalLine]:
        """Yield every line, the oldest first; an unfinished last line is left out.

        A journal made anew begins with the rows of a register, and names a line that is lost.

        Raises:
            JournalError: a line does not follow the line before, or rows of the register are
                missing at the end.
        """
        previous, sequence, parts_left = NO_LINE, 0, 0
        for path in self.list_files():
            with path.open("rb") as file:
                for line in file:
                    if not line.endswith(b"\n"):
                        break
                    stored = self._parse(path, line)
                    if sequence == 0 and stored.entry.is_first_register_part:
                        previous, sequence = stored.entry.previous, stored.entry.sequence - 1
                    if (stored.entry.previous, stored.entry.sequence) != (previous, sequence + 1):
                        raise _describe_broken_chain(path, sequence + 1)
                    previous, sequence = stored.sha256, stored.entry.sequence
                    parts_left = stored.entry.parts_left
                    yield stored
        if parts_left:
            raise _describe_broken_chain(path, sequence + 1)

    def find_newest_sequence(self) -> int:
        """Return the highest number of a readable line, whatever is damaged before; 0 if none."""
        newest = 0
        for path in self.list_files():
            with path.open("rb") as file:
                for line in file:
                    newest = max(newest, _read_sequence(line))
        return newest

    def _parse(self, path: Path, line: bytes) -> JournalLine:
        try:
            return parse_line(line)
        except ValueError as error:
            raise JournalError(
                f"{path}: có dòng không đọc được; không có gì thay đổi, {WAYS_ON_VI}",
                f"holds a line that cannot be read; nothing was changed: {WAYS_ON_EN}",
            ) from error


def _describe_broken_chain(path: Path, sequence: int) -> JournalError:
    return JournalError(
        f"{path}: mục {sequence} của nhật ký không nối tiếp dòng trước: nhật ký đã bị sửa hay "
        f"thiếu; không có gì thay đổi, {WAYS_ON_VI}",
        f"entry {sequence} of the journal does not follow the line before: the journal was changed "
        f"or is incomplete; nothing was changed: {WAYS_ON_EN}",
    )


def _read_sequence(line: bytes) -> int:
    try:
        return parse_line(line).entry.sequence
    except ValueError:
        return 0


def _read_last_line(path: Path) -> bytes:
    """Return the last finished line of a file; a line may be long."""
    size = path.stat().st_size
    with path.open("rb") as file:
        length = _TAIL_BYTES
        while True:
            start = max(0, size - length)
            file.seek(start)
            tail = file.read(size - start)
            tail = tail[: tail.rfind(b"\n") + 1]
            begin = tail.rfind(b"\n", 0, -1) + 1
            if begin or start == 0:
                return tail[begin:]
            length *= 4


def _count_torn_bytes(path: Path) -> int:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        length = _TAIL_BYTES
        while True:
            start = max(0, size - length)
            file.seek(start)
            tail = file.read(size - start)
            end = tail.rfind(b"\n")
            if end >= 0 or start == 0:
                return len(tail) - end - 1
            length *= 4


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
