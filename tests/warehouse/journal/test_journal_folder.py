"""The files of the journal: lines appended, the last one read, a torn one cut, a chain checked."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.journal import journal_folder
from warehouse.journal.journal_entry import (
    NO_LINE,
    DerivedRows,
    Entry,
    JournalError,
    TableRows,
    format_line,
    hash_line,
    parse_line,
)
from warehouse.journal.journal_folder import JournalFolder

LONG = "x" * (3 << 16)
"""Longer than the part of a file that is read first."""


def entry(sequence=1, previous=NO_LINE, **more):
    fields = {"written_at": "2023-06-15T05:00:00+00:00", "account": "chiso", "program": "1"}
    return Entry(sequence, previous, **(fields | more))


def append_chain(journal, *accounts):
    """Append an entry for each account, each naming the one before."""
    sequence, previous = 0, NO_LINE
    if last := journal.read_last_line():
        sequence, previous = last.entry.sequence, last.sha256
    for sequence, account in enumerate(accounts, sequence + 1):  # noqa: B020  it goes on
        previous = journal.append_entry(entry(sequence, previous, account=account))


def read_accounts(journal):
    return [line.entry.account for line in journal.read_lines()]


@pytest.fixture
def journal(tmp_path):
    return JournalFolder(tmp_path / "journal")


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
CELLS = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | TEXTS
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=3)


class TestLine:
    @settings(max_examples=50)
    @given(ROWS, TEXTS, st.none() | st.integers(1, 9))
    def test_of_an_entry_is_read_as_the_entry(self, rows, account, voids):
        written = entry(
            account=account,
            voids=voids,
            tables={"raw.snoozes": TableRows(("a", "b"), tuple(rows))},
            derived={"raw.cells": DerivedRows(7, "ff", "DuckDB")},
        )
        line = format_line(written)
        assert parse_line(line).entry == written
        assert parse_line(line).sha256 == hash_line(line)
        assert line.count(b"\n") == 1

    def test_is_utf_8_that_a_person_can_read(self):
        assert "nghỉ phép".encode() in format_line(entry(account="nghỉ phép"))

    def test_refuses_a_number_that_json_does_not_know(self):
        with pytest.raises(ValueError, match="Out of range float"):
            format_line(entry(tables={"t": TableRows(("a",), ((float("nan"),),))}))

    def test_hash_changes_with_every_byte(self):
        one, other = format_line(entry()), format_line(entry(account="chisp"))
        assert hash_line(one) != hash_line(other)
        assert len(hash_line(one)) == len(NO_LINE)

    @pytest.mark.parametrize(
        "line",
        [
            b"",
            b"{",
            b"[]\n",
            b"5\n",
            b"{}\n",
            format_line(entry())[:-10],
            json.dumps(json.loads(format_line(entry())) | {"more": 1}).encode(),
            json.dumps(json.loads(format_line(entry())) | {"tables": {"t": {}}}).encode(),
            json.dumps(json.loads(format_line(entry())) | {"derived": {"t": {"rows": 1}}}).encode(),
        ],
    )
    def test_that_is_torn_or_foreign_is_refused(self, line):
        with pytest.raises(ValueError, match=r"."):
            parse_line(line)


class TestAppend:
    def test_makes_the_folder_for_the_owner_alone(self, journal):
        append_chain(journal, "an")
        assert journal.path.stat().st_mode & 0o777 == 0o700

    def test_returns_the_hash_by_which_the_next_entry_names_the_line(self, journal):
        sha256 = journal.append_entry(entry())
        assert journal.read_last_line().sha256 == sha256

    def test_stays_in_one_file_named_by_its_first_entry(self, journal):
        append_chain(journal, "an", "binh", "chi")
        assert [path.name for path in journal.list_files()] == ["000000000001.jsonl"]

    @pytest.mark.parametrize(("size_left", "file_count"), [(1, 1), (0, 2)])
    def test_begins_a_file_when_the_last_has_its_full_size(
        self, journal, monkeypatch, size_left, file_count
    ):
        append_chain(journal, "an")
        size = journal.list_files()[0].stat().st_size
        monkeypatch.setattr(journal_folder, "FILE_BYTES", size + size_left)
        append_chain(journal, "binh")
        names = [path.name for path in journal.list_files()]
        assert names == ["000000000001.jsonl", "000000000002.jsonl"][:file_count]
        assert read_accounts(journal) == ["an", "binh"]

    def test_files_are_in_the_order_of_their_entries_and_no_other_file_counts(self, journal):
        journal.path.mkdir()
        for name in ("000000000010.jsonl", "000000000009.jsonl", "notes.txt"):
            (journal.path / name).touch()
        names = [path.stem for path in journal.list_files()]
        assert names == ["000000000009", "000000000010"]


class TestLastLine:
    def test_of_an_empty_journal_is_none(self, journal):
        assert journal.read_last_line() is None
        journal.path.mkdir()
        (journal.path / "000000000001.jsonl").touch()
        assert journal.read_last_line() is None

    @pytest.mark.parametrize(
        "accounts", [["an"], ["an", "binh"], [LONG], ["an", LONG], [LONG, "an"]]
    )
    def test_is_whole_however_long_it_and_its_neighbours_are(self, journal, accounts):
        append_chain(journal, *accounts)
        assert journal.read_last_line().entry.account == accounts[-1]

    def test_is_that_of_the_earlier_file_when_the_last_is_empty(self, journal):
        append_chain(journal, "an")
        (journal.path / "000000000002.jsonl").touch()
        assert journal.read_last_line().entry.account == "an"

    @pytest.mark.parametrize("torn", [b'{"sequence":2', b"x" * (3 << 16)])
    def test_is_the_last_finished_one(self, journal, torn):
        append_chain(journal, "an", "binh")
        (path,) = journal.list_files()
        path.write_bytes(path.read_bytes() + torn)
        assert journal.read_last_line().entry.account == "binh"
        assert read_accounts(journal) == ["an", "binh"]

    def test_that_is_no_line_of_a_journal_is_an_error_with_its_file(self, journal):
        append_chain(journal, "an")
        (path,) = journal.list_files()
        path.write_bytes(b"not ours\n")
        with pytest.raises(JournalError, match=path.name) as error:
            journal.read_last_line()
        assert "put this folder back from the newest backup" in error.value.en


class TestTornLine:
    def test_is_none_in_an_empty_or_whole_journal(self, journal):
        assert journal.cut_torn_line() == 0
        append_chain(journal, "an")
        before = journal.list_files()[0].read_bytes()
        assert journal.cut_torn_line() == 0
        assert journal.list_files()[0].read_bytes() == before

    @pytest.mark.parametrize("torn", [b"x", b'{"sequence":2,"prev', b"x" * (3 << 16)])
    @pytest.mark.parametrize("accounts", [[], ["an"], ["an", LONG]])
    def test_is_cut_to_the_byte_and_nothing_else_is(self, journal, accounts, torn):
        journal.path.mkdir()
        (journal.path / "000000000001.jsonl").touch()
        append_chain(journal, *accounts)
        (path,) = journal.list_files()
        whole = path.read_bytes()
        path.write_bytes(whole + torn)
        assert journal.cut_torn_line() == len(torn)
        assert path.read_bytes() == whole
        assert journal.cut_torn_line() == 0

    def test_is_looked_for_in_the_last_file_only(self, journal, monkeypatch):
        monkeypatch.setattr(journal_folder, "FILE_BYTES", 1)
        append_chain(journal, "an", "binh")
        first, last = journal.list_files()
        first.write_bytes(first.read_bytes() + b"x")
        assert journal.cut_torn_line() == 0
        last.write_bytes(last.read_bytes() + b"xy")
        assert journal.cut_torn_line() == 2


class TestChain:
    def test_goes_on_from_file_to_file(self, journal, monkeypatch):
        monkeypatch.setattr(journal_folder, "FILE_BYTES", 1)
        append_chain(journal, "an", "binh", "chi")
        assert len(journal.list_files()) == 3
        assert [line.entry.sequence for line in journal.read_lines()] == [1, 2, 3]

    @pytest.mark.parametrize("lost", [0, 1])
    def test_without_one_of_its_files_is_broken_there(self, journal, monkeypatch, lost):
        monkeypatch.setattr(journal_folder, "FILE_BYTES", 1)
        append_chain(journal, "an", "binh", "chi")
        journal.list_files()[lost].unlink()
        with pytest.raises(JournalError, match=f"entry {lost + 1} of the journal"):
            read_accounts(journal)

    def test_without_its_last_file_is_shorter_and_whole(self, journal, monkeypatch):
        monkeypatch.setattr(journal_folder, "FILE_BYTES", 1)
        append_chain(journal, "an", "binh", "chi")
        journal.list_files()[-1].unlink()
        assert read_accounts(journal) == ["an", "binh"]

    @pytest.mark.parametrize(
        ("sequence", "previous"), [(3, "right"), (1, "right"), (2, NO_LINE), (2, "f" * 64)]
    )
    def test_needs_the_next_number_and_the_hash_of_the_line_before(
        self, journal, sequence, previous
    ):
        sha256 = journal.append_entry(entry())
        previous = sha256 if previous == "right" else previous
        journal.append_entry(entry(sequence, previous))
        with pytest.raises(JournalError, match="mục 2 của nhật ký không nối tiếp"):
            read_accounts(journal)

    def test_gives_each_line_before_the_broken_one(self, journal):
        append_chain(journal, "an", "binh")
        journal.append_entry(entry(9))
        lines = journal.read_lines()
        assert [next(lines).entry.account, next(lines).entry.account] == ["an", "binh"]
        with pytest.raises(JournalError):
            next(lines)


def test_an_error_of_the_journal_speaks_both_languages():
    error = JournalError("hỏng", "broken")
    assert (error.vi, error.en, str(error)) == ("hỏng", "broken", "hỏng / broken")
