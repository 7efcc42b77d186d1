"""The register and its journal: one truth, whatever a process was killed between."""

import json
import logging
import shutil
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from warehouse.home import Home
from warehouse.journal.journal_entry import NO_LINE, JournalError, TableRows
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.journal_rows import (
    DERIVED_TABLES,
    JOURNALLED_TABLES,
    POSITIONS_TABLE,
    append_entry_rows,
)
from warehouse.journal.settlement import open_register
from warehouse.schema.tables import TABLES
from warehouse.store import Store

NOON = datetime(2023, 6, 15, 5, 0, 0, 123456, tzinfo=UTC)
REPORT = b"a report"


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.create_folders()
    return home


def snooze(register, snoozed):
    register.execute(
        "INSERT INTO raw.snoozes (snoozed, until, reason, happened_at) VALUES (?, ?, ?, ?)",
        [snoozed, date(2023, 7, 1), "nghỉ phép", NOON],
    )


def take_in(register):
    """Register a file with one cell, as an intake does."""
    for table in ("raw.submissions", "raw.cells"):
        register.create_table(table)
    with register.begin_transaction():
        register.execute(
            "INSERT INTO raw.cells BY NAME SELECT 'a1' AS submission, 'students' AS element, "
            "'value' AS state, 7 AS value"
        )
        register.execute(
            "INSERT INTO raw.submissions BY NAME SELECT 'a1' AS submission, $sha AS sha256, "
            "'a.xlsx' AS file_name, $at::TIMESTAMPTZ AS received_at, false AS synthetic",
            {"sha": sha256(REPORT).hexdigest(), "at": NOON},
        )


def lines(home):
    return list(JournalFolder(home.journal_folder).read_lines())


def snoozed(home):
    with Store(home.register_file, read_only=True) as register:
        return [name for (name,) in register.query_rows("SELECT snoozed FROM raw.snoozes")]


@pytest.fixture
def killed(home, tmp_path):
    """Return a function that undoes the last commit, as a kill before it would have."""
    before = tmp_path / "before.duckdb"

    def run(change):
        with open_register(home) as register:
            register.create_table("raw.snoozes")
        shutil.copy(home.register_file, before)
        with open_register(home) as register:
            change(register)
        before.replace(home.register_file)

    return run


class TestEveryTransactionIsALine:
    def test_a_single_insert(self, home):
        with open_register(home) as register:
            register.create_table("raw.snoozes")
            snooze(register, "an")
            snooze(register, "binh")
        first, second = lines(home)
        assert (first.entry.previous, second.entry.previous) == (NO_LINE, first.sha256)
        assert second.entry.tables["raw.snoozes"].rows == (
            ("binh", "2023-07-01", "nghỉ phép", "2023-06-15 05:00:00.123456+00"),
        )

    def test_a_transaction_of_several_tables_with_the_hash_of_the_cells(self, home):
        with open_register(home) as register:
            take_in(register)
        (line,) = lines(home)
        assert set(line.entry.tables) == {"raw.submissions"}
        assert line.entry.derived["raw.cells"].rows == 1

    def test_nothing_new_is_no_line(self, home):
        with open_register(home) as register, register.begin_transaction():
            register.create_table("raw.snoozes")
        assert lines(home) == []

    def interrupt(self, register):
        with register.begin_transaction():
            snooze(register, "an")
            raise ZeroDivisionError

    def test_what_is_rolled_back_is_no_line(self, home):
        with open_register(home) as register:
            register.create_table("raw.snoozes")
            with pytest.raises(ZeroDivisionError):
                self.interrupt(register)
            snooze(register, "binh")
        assert [line.entry.sequence for line in lines(home)] == [1]

    def test_the_register_holds_the_hash_of_each_line(self, home):
        with open_register(home) as register:
            register.create_table("raw.snoozes")
            snooze(register, "an")
            snooze(register, "binh")
            positions = register.query_rows(f"FROM {POSITIONS_TABLE} ORDER BY sequence")
        assert positions == [(line.entry.sequence, line.sha256) for line in lines(home)]

    def test_a_full_file_is_followed_by_another_of_the_same_chain(self, home, monkeypatch):
        monkeypatch.setattr("warehouse.journal.journal_folder.FILE_BYTES", 1)
        with open_register(home) as register:
            register.create_table("raw.snoozes")
            for name in ("an", "binh", "chi"):
                snooze(register, name)
        assert len(list(home.journal_folder.iterdir())) == 3
        assert [line.entry.sequence for line in lines(home)] == [1, 2, 3]

    def test_every_table_of_the_register_is_journalled_or_derived(self):
        raw = {name for name in TABLES if name.startswith("raw.")}
        assert raw == {*JOURNALLED_TABLES, *DERIVED_TABLES, POSITIONS_TABLE}
        assert len(JOURNALLED_TABLES) > 15

    def test_the_rows_of_a_line_are_the_rows_that_were_written(self, home):
        with open_register(home) as register:
            register.create_table("raw.snoozes")
            take_in(register)
            snooze(register, "an")
            written = [register.query_rows(f"FROM {t}") for t in ("raw.submissions", "raw.snoozes")]
        with Store(":memory:") as copy:
            for line in lines(home):
                append_entry_rows(copy, line.entry.tables)
            read = [copy.query_rows(f"FROM {t}") for t in ("raw.submissions", "raw.snoozes")]
        assert read == written


class TestAKilledProcess:
    def test_a_torn_last_line_is_cut_and_said(self, home, caplog):
        with open_register(home) as register:
            register.create_table("raw.snoozes")
            snooze(register, "an")
        (path,) = home.journal_folder.iterdir()
        whole = path.read_bytes()
        path.write_bytes(whole + b'{"sequence":2,"prev')
        with caplog.at_level(logging.WARNING), open_register(home) as register:
            snooze(register, "binh")
        assert "19" in caplog.text
        assert path.read_bytes().startswith(whole)
        assert [line.entry.sequence for line in lines(home)] == [1, 2]

    def test_a_decision_beyond_the_register_is_applied_once(self, home, killed):
        killed(lambda register: snooze(register, "an"))
        assert snoozed(home) == []
        for _ in range(2):
            with open_register(home):
                pass
        assert snoozed(home) == ["an"]
        with open_register(home) as register:
            snooze(register, "binh")
        assert [line.entry.sequence for line in lines(home)] == [1, 2]

    def test_an_intake_whose_file_still_waits_is_void(self, home, killed):
        (home.inbox_folder / "a.xlsx").write_bytes(REPORT)
        killed(take_in)
        with open_register(home) as register:
            take_in(register)
        assert [line.entry.voids for line in lines(home)] == [None, 1, None]

    def test_a_kill_while_an_intake_is_made_void_changes_nothing(self, home, killed, tmp_path):
        (home.inbox_folder / "a.xlsx").write_bytes(REPORT)
        killed(take_in)
        before = shutil.copy(home.register_file, tmp_path / "twice.duckdb")
        with open_register(home):
            pass
        shutil.copy(before, home.register_file)
        with open_register(home) as register:
            assert register.position[0] == 2
            take_in(register)
        assert [line.entry.voids for line in lines(home)] == [None, 1, None]

    def test_an_intake_whose_file_has_left_the_inbox_needs_a_rebuild(self, home, killed):
        killed(take_in)
        with pytest.raises(JournalError, match="chiso rebuild"):
            open_register(home)


def write_register_before_journal(home, folder):
    """Write a register as a version without a journal did; return a copy of the file."""
    with Store(home.register_file) as register:
        register.create_table("raw.snoozes")
        take_in(register)
        snooze(register, "an")
    return shutil.copy(home.register_file, folder / "before_journal.duckdb")


class TestTwoTruths:
    @pytest.fixture
    def written(self, home):
        with open_register(home) as register:
            register.create_table("raw.snoozes")
            snooze(register, "an")
            snooze(register, "binh")
        return home

    def test_a_deleted_register_needs_a_rebuild_and_none_is_made(self, written):
        written.register_file.unlink()
        with pytest.raises(JournalError, match="chiso rebuild"):
            open_register(written)
        assert not written.register_file.exists()

    def test_a_much_older_register_needs_a_rebuild(self, written, tmp_path):
        before = shutil.copy(written.register_file, tmp_path / "before.duckdb")
        with open_register(written) as register:
            snooze(register, "chi")
            snooze(register, "dung")
        shutil.copy(before, written.register_file)
        with pytest.raises(JournalError, match="chiso rebuild"):
            open_register(written)

    def test_a_journal_that_is_gone_is_not_begun_anew(self, written):
        shutil.rmtree(written.journal_folder)
        with pytest.raises(JournalError, match="journal"):
            open_register(written)

    def test_a_changed_last_line_is_found_when_the_register_is_opened(self, written):
        (path,) = written.journal_folder.iterdir()
        path.write_text(path.read_text(encoding="utf-8").replace("binh", "bich"), encoding="utf-8")
        with pytest.raises(JournalError, match="journal"):
            open_register(written)

    @pytest.mark.parametrize("line_number", [0, 1])
    def test_a_changed_line_breaks_the_chain(self, written, line_number):
        with open_register(written) as register:
            snooze(register, "chi")
        (path,) = written.journal_folder.iterdir()
        texts = path.read_text(encoding="utf-8").splitlines(keepends=True)
        entry = json.loads(texts[line_number]) | {"account": "nobody"}
        texts[line_number] = json.dumps(entry) + "\n"
        path.write_text("".join(texts), encoding="utf-8")
        with pytest.raises(JournalError, match=f"{line_number + 2}"):
            lines(written)

    def test_a_register_from_before_the_journal_is_adopted_as_a_whole(self, home):
        with Store(home.register_file) as register:
            register.create_table("raw.snoozes")
            take_in(register)
            snooze(register, "an")
        with open_register(home) as register:
            snooze(register, "binh")
        first, second = lines(home)
        assert set(first.entry.tables) == {"raw.submissions", "raw.snoozes"}
        assert first.entry.derived["raw.cells"].rows == 1
        assert len(second.entry.tables["raw.snoozes"].rows) == 1

    def test_an_adoption_killed_before_its_commit_is_completed(self, home, tmp_path):
        before = write_register_before_journal(home, tmp_path)
        with open_register(home):
            pass
        shutil.copy(before, home.register_file)
        for _ in range(2):
            with open_register(home) as register:
                assert register.position == (1, lines(home)[0].sha256)
        assert snoozed(home) == ["an"]
        with open_register(home) as register:
            snooze(register, "binh")
        assert [line.entry.sequence for line in lines(home)] == [1, 2]

    def test_a_register_that_went_on_without_the_journal_is_not_taken_for_the_adopted(
        self, home, tmp_path
    ):
        before = write_register_before_journal(home, tmp_path)
        with open_register(home):
            pass
        with Store(before) as register:
            snooze(register, "binh")
        shutil.copy(before, home.register_file)
        with pytest.raises(JournalError, match="chiso rebuild"):
            open_register(home)

    def test_a_register_that_lacks_a_column_of_today_is_adopted(self, home):
        with Store(home.register_file) as register:
            register.create_table("raw.snoozes")
            take_in(register)
            register.execute("ALTER TABLE raw.submissions DROP COLUMN sender")
        with open_register(home):
            pass
        (line,) = lines(home)
        assert line.entry.tables["raw.submissions"].columns == TABLES["raw.submissions"].columns


def test_a_table_is_in_the_journal_or_derived_from_the_archive_and_never_both():
    raw_tables = {name for name in TABLES if name.startswith("raw.")} - {POSITIONS_TABLE}
    assert {*JOURNALLED_TABLES, *DERIVED_TABLES} == raw_tables
    assert not set(JOURNALLED_TABLES) & set(DERIVED_TABLES)


def test_derived_rows_in_the_journal_of_an_earlier_version_are_left_to_the_archive(home):
    row = ("s-1", "note", None, None, "Báo cáo", "E11", "Có điều chỉnh.")
    columns = ("submission", "kind", "element", "obstacle", "sheet", "cell", "text")
    with Store(home.register_file) as register:
        register.create_table("raw.remarks")
        append_entry_rows(register, {"raw.remarks": TableRows(columns, (row,))})
        assert register.query_rows("SELECT count(*) FROM raw.remarks") == [(0,)]
