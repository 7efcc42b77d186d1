"""Entries of the journal, and their lines: JSON, with the hash of the line before.

Values and texts only; `journal_folder` stores the lines. docs/journal.md describes the form. May
call nothing of the house.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

NO_LINE = "0" * 64
"""The hash of the line before in the first entry."""

WAYS_ON_VI, WAYS_ON_EN = (
    "hãy đặt lại thư mục này từ bản sao lưu mới nhất; bản ấy cũng thiếu mà sổ đăng ký còn đọc được "
    "thì «chiso rebuild --journal» lập lại nhật ký từ sổ đăng ký",
    "put this folder back from the newest backup; if that lacks them too and the register can be "
    "read, `chiso rebuild --journal` makes the journal anew from the register",
)
"""What an operator can do about a lost or damaged journal."""


class JournalError(RuntimeError):
    """The journal or the register is unusable; the texts state the remedy."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")
        self.vi = vi
        self.en = en


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows added to a table by a transaction: times and dates are texts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def select_columns(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield some columns of each row."""
        places = [self.columns.index(column) for column in columns]
        return (tuple(row[place] for place in places) for row in self.rows)


@dataclass(frozen=True, slots=True)
class DerivedRows:
    """Count and hash of the rows added to a table derived from the archive."""

    rows: int
    hash: str
    engine: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A transaction of the register. `voids` is the number of an entry without effect.

    `forgets` is the last entry before a register or a journal begun anew: no entry up to this has
    an effect. `parts_left` counts the entries to follow with further rows of the same register.
    """

    sequence: int
    previous: str
    written_at: str
    account: str
    program: str
    tables: Mapping[str, TableRows] = field(default_factory=dict)
    derived: Mapping[str, DerivedRows] = field(default_factory=dict)
    voids: int | None = None
    forgets: int | None = None
    parts_left: int = 0

    @property
    def is_register_part(self) -> bool:
        """Whether the entry holds rows of a register, cells too, in place of a lost journal."""
        return self.forgets is not None and bool(self.tables)

    @property
    def is_first_register_part(self) -> bool:
        """Whether the chain begins with the entry, and names a line that is lost."""
        return self.is_register_part and self.sequence - 1 == self.forgets


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A line as stored: the entry, and the hash named by the next line."""

    entry: Entry
    sha256: str


def format_line(entry: Entry) -> bytes:
    """Return the line of an entry, line end included."""
    record = {
        **{entry_field.name: getattr(entry, entry_field.name) for entry_field in fields(entry)},
        # without `asdict`, which copies every value of every row
        "tables": {n: {"columns": t.columns, "rows": t.rows} for n, t in entry.tables.items()},
        "derived": {name: asdict(rows) for name, rows in entry.derived.items()},
    }
    if entry.forgets is None:  # as earlier versions wrote every line
        del record["forgets"]
    if not entry.parts_left:
        del record["parts_left"]
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode() + b"\n"


def hash_line(line: bytes) -> str:
    """Return the hash by which the next entry names a line."""
    return hashlib.sha256(line).hexdigest()


def parse_line(line: bytes) -> JournalLine:
    """Return the entry of a line.

    Raises:
        ValueError: the line is torn or was never a line of the journal.
    """
    try:
        record = json.loads(line)
        tables = {
            name: TableRows(tuple(rows["columns"]), tuple(tuple(row) for row in rows["rows"]))
            for name, rows in record.pop("tables").items()
        }
        derived = {name: DerivedRows(**rows) for name, rows in record.pop("derived").items()}
        return JournalLine(Entry(tables=tables, derived=derived, **record), hash_line(line))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a line of the journal") from error
