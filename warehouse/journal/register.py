"""The register of a home, opened for writing: each transaction is an entry of the journal first.

The only writer of the register. Before a transaction commits, the new rows are a durable line of
the journal; the number of the line is stored in the same transaction. `settlement` settles the
remains of a killed process when the register is opened again.
"""

import os
import pwd
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from warehouse.database_errors import DamagedDatabaseError
from warehouse.database_length import check_length
from warehouse.home import Home
from warehouse.home_identity import PROGRAM_VERSION
from warehouse.journal.journal_entry import NO_LINE, Entry, JournalError
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.journal_rows import (
    POSITIONS_TABLE,
    append_entry_rows,
    count_rows,
    hash_new_rows,
    query_new_rows,
    read_register_parts,
)
from warehouse.store import Store

Position = tuple[int, str]
"""The number of an entry, and the hash of the line."""


class Register(Store):
    """An open register: every transaction goes to the journal before the commit.

    A single INSERT outside a transaction is a transaction of its own.
    """

    def __init__(self, home: Home) -> None:
        super().__init__(home.register_file)
        try:
            check_length(self)
        except DamagedDatabaseError:
            self.__exit__(None, None, None)
            raise
        self.journal = JournalFolder(home.journal_folder)
        self._is_unsettled = False
        self.create_table(POSITIONS_TABLE)

    @property
    def position(self) -> Position:
        """The last entry of the journal in the register."""
        return query_position(self)

    def execute(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> None:
        """Execute a statement and discard the rows."""
        if self._is_in_transaction or not sql.lstrip().upper().startswith("INSERT"):
            super().execute(sql, parameters)
        else:
            with self.begin_transaction():
                super().execute(sql, parameters)

    @contextmanager
    def begin_transaction(self) -> Iterator[None]:
        """Run the block in a transaction; write an entry of the journal before the commit.

        Raises:
            JournalError: an earlier transaction of this connection could not be completed.
        """
        counts = count_rows(self)
        with self._commit_with_entry(lambda: self._write_rows_added_since(counts)):
            yield

    def apply_entry(self, sequence: int, sha256: str, entry: Entry) -> None:
        """Append the rows of an entry missing in the register."""
        with self._commit_with_entry(lambda: self._store_position(sequence, sha256)):
            append_entry_rows(self, entry.tables)

    def write_void(self, sequence: int) -> None:
        """Write that an entry of the journal has no effect: the rows were never committed."""
        position = self.journal.read_last_line()
        assert position is not None  # the entry itself is there
        with self._commit_with_entry(
            lambda: self._write_entry((sequence, position.sha256), {"voids": sequence})
        ):
            self._store_position(sequence, position.sha256)

    def begin_anew(self, sequence: int, sha256: str) -> None:
        """Store the last entry of the journal as reached: the register has the rows already."""
        with self._commit_with_entry(lambda: self._store_position(sequence, sha256)):
            pass

    def forget_entries(self, sequence: int, sha256: str) -> None:
        """Begin a new register without the rows of any entry up to the last; write this down."""
        with self._commit_with_entry(
            lambda: self._write_entry((sequence, sha256), {"forgets": sequence})
        ):
            pass

    def adopt_rows(self) -> None:
        """Begin the journal with all rows of a register older than the journal."""
        self._complete_columns()
        with self._commit_with_entry(lambda: self._write_rows_added_since({})):
            pass

    def write_journal_anew(self, journal: JournalFolder, put_in_force: Callable[[], None]) -> None:
        """Write all rows as the first entries of an empty journal, in force before the commit."""

        def write() -> None:
            self.journal = journal
            last, _ = self.position
            for contents in read_register_parts(self):
                self._write_entry(self.position, contents | {"forgets": last})
            put_in_force()

        self._complete_columns()
        with self._commit_with_entry(write):
            pass

    def _complete_columns(self) -> None:
        """Give tables of an earlier version the columns that they lack, before an entry's names."""
        for name in count_rows(self):
            self.create_table(name)

    @contextmanager
    def _commit_with_entry(self, write: Callable[[], None]) -> Iterator[None]:
        if self._is_unsettled:
            raise JournalError(
                "sổ đăng ký chưa ghi xong lần trước; hãy chạy lại lệnh",
                "the register did not complete its last transaction; run the command again",
            )
        with super().begin_transaction():
            yield
            self._is_unsettled = True
            write()
        self._is_unsettled = False

    def _write_rows_added_since(self, counts: Mapping[str, int]) -> None:
        tables, derived = query_new_rows(self, counts), hash_new_rows(self, counts)
        if tables or derived:
            self._write_entry(self.position, {"tables": tables, "derived": derived})

    def _write_entry(self, position: Position, contents: Mapping[str, Any]) -> None:
        sequence, previous = position
        entry = Entry(
            sequence + 1,
            previous,
            datetime.now(UTC).isoformat(timespec="seconds"),
            get_account(),
            PROGRAM_VERSION,
            **contents,
        )
        self._store_position(entry.sequence, self.journal.append_entry(entry))

    def _store_position(self, sequence: int, sha256: str) -> None:
        super().execute(
            f"INSERT INTO {POSITIONS_TABLE} (sequence, sha256) VALUES (?, ?)", [sequence, sha256]
        )


def query_position(register: Store) -> Position:
    """Return the last entry of the journal in an open register."""
    rows = register.query_rows(
        f"SELECT sequence, sha256 FROM {POSITIONS_TABLE} ORDER BY sequence DESC LIMIT 1"
    )
    return rows[0] if rows else (0, NO_LINE)


def get_account() -> str:
    """Return the name of the writing account; the number of an account without a name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
