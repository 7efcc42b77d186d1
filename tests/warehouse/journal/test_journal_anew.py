"""A journal that is lost, cut, damaged or old beside a whole register: made anew, nothing lost."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.warehouse.journal.test_register import snooze, snoozed, take_in
from warehouse.home import Home
from warehouse.journal import journal_anew
from warehouse.journal.journal_anew import check_journal_reaches, make_journal_anew
from warehouse.journal.journal_entry import NO_LINE, JournalError
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.register import Register
from warehouse.journal.settlement import open_register
from warehouse.schema.tables import TABLES
from warehouse.store import DatabaseError, Store

NAMES = ["an", "binh", "chi", "dung"]


def add_snooze(home, name):
    with open_register(home) as register:
        register.create_table("raw.snoozes")
        snooze(register, name)


def read_tables(home):
    """Return the rows of every table, in the order in which they were written."""
    with Store(home.register_file, read_only=True) as register:
        names = [name for name in TABLES if name.startswith("raw.")]
        existing = {
            name
            for (name,) in register.query_rows(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables()"
            )
        }
        return {n: register.query_rows(f"FROM {n}") for n in names if n in existing}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Make a home of five entries, one of them with a cell, in two files of the journal."""
    home = Home(tmp_path_factory.mktemp("written") / "home")
    home.create_folders()
    for name in NAMES[:2]:
        add_snooze(home, name)
    with open_register(home) as register:
        take_in(register)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("warehouse.journal.journal_folder.FILE_BYTES", 1)
        add_snooze(home, NAMES[2])
    add_snooze(home, NAMES[3])
    assert [path.name[:12] for path in list_files(home)] == ["000000000001", "000000000004"]
    return home


@pytest.fixture
def home(written, tmp_path):
    return Home(shutil.copytree(written.root, tmp_path / "home"))


def list_files(home):
    return JournalFolder(home.journal_folder).list_files()


def read_lines(home):
    return list(JournalFolder(home.journal_folder).read_lines())


def cut_journal(length):
    def harm(home):
        path = list_files(home)[-1]
        os.truncate(path, max(0, path.stat().st_size - length))

    return harm


def delete_file(number):
    return lambda home: list_files(home)[number].unlink()


def garble_line(number):
    """Put other bytes in the place of a line of the first file."""

    def harm(home):
        path = list_files(home)[0]
        lines = path.read_bytes().splitlines(keepends=True)
        lines[number] = os.urandom(40).replace(b"\n", b"") + b"\n"
        path.write_bytes(b"".join(lines))

    return harm


def change_account(home):
    """Write the last line as another account would have."""
    path = list_files(home)[-1]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[-1] = json.dumps(json.loads(lines[-1]) | {"account": "nobody"}) + "\n"
    path.write_text("".join(lines), encoding="utf-8")


def keep_two_lines(home):
    """Put the journal of yesterday in the place of the present one."""
    first, second = list_files(home)
    second.unlink()
    first.write_bytes(b"".join(first.read_bytes().splitlines(keepends=True)[:2]))


HARMS = {
    "gone": (lambda home: shutil.rmtree(home.journal_folder), "1–5"),
    "emptied": (lambda home: [path.unlink() for path in list_files(home)], "1–5"),
    "a file instead": (
        lambda home: (
            shutil.rmtree(home.journal_folder),
            home.journal_folder.write_bytes(b"x"),
        ),
        "1–5",
    ),
    "yesterday's": (keep_two_lines, "3–5"),
    "the last byte cut": (cut_journal(1), "5–5"),
    "the last line cut in half": (cut_journal(100), "5–5"),
    "the last file emptied": (cut_journal(1 << 20), "4–5"),
    "the last file gone": (delete_file(1), "4–5"),
    "the first file gone": (delete_file(0), "1 "),
    "a line garbled": (garble_line(1), "không đọc được"),
    "the last line changed": (change_account, "5 khác"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_befell_the_journal_rebuild_refuses_and_nothing_is_lost_or_doubled(
    written, home, harm
):
    change, missing = HARMS[harm]
    change(home)
    before = home.register_file.read_bytes()
    with pytest.raises(JournalError, match=missing) as caught:
        check_journal_reaches(home)
    for way in ("bản sao lưu mới nhất", "chiso rebuild --journal"):
        assert way in caught.value.vi
    assert home.register_file.read_bytes() == before

    new_journal = make_journal_anew(home)
    assert new_journal.sequence == 6
    assert (new_journal.set_aside is not None) == (harm != "gone")
    (first,) = read_lines(home)
    assert (first.entry.forgets, first.entry.previous) == (5, hash_of_last(written))
    tables, earlier = read_tables(home), read_tables(written)
    positions = tables.pop("raw.journal_entries")
    assert positions[:-1] == earlier.pop("raw.journal_entries")
    assert tables == earlier
    check_journal_reaches(home)
    assert make_journal_anew(home) is None

    add_snooze(home, "giang")
    assert snoozed(home) == [*NAMES, "giang"]
    assert [line.entry.sequence for line in read_lines(home)] == [6, 7]


def hash_of_last(home):
    return read_lines(home)[-1].sha256


def test_the_new_entry_has_the_rights_of_the_journal_and_holds_the_cells(home):
    shutil.rmtree(home.journal_folder)
    make_journal_anew(home)
    assert home.journal_folder.stat().st_mode & 0o777 == 0o700
    (line,) = read_lines(home)
    assert len(line.entry.tables["raw.cells"].rows) == 1
    assert line.entry.derived["raw.cells"].rows == 1


@pytest.fixture(params=[1, 2, 3, 10])
def part_rows(request, monkeypatch):
    """Set how many rows a line of a journal made anew holds."""
    monkeypatch.setattr("warehouse.journal.journal_rows.PART_ROWS", request.param)
    return request.param


def test_a_large_register_is_many_lines_with_each_row_once(home, part_rows):
    shutil.rmtree(home.journal_folder)
    before = read_tables(home)
    new_journal = make_journal_anew(home)
    rows = {name: [] for name in before}
    entries = [line.entry for line in read_lines(home)]
    for entry in entries:
        assert entry.is_register_part
        assert sum(len(table.rows) for table in entry.tables.values()) <= part_rows
        for name, table in entry.tables.items():
            rows[name] += table.rows
    assert {name: len(rows[name]) for name in rows} == {n: len(before[n]) for n in before}
    assert [name for name, *_ in rows["raw.snoozes"]] == NAMES
    assert [entry.parts_left for entry in entries] == list(reversed(range(len(entries))))
    assert (new_journal.sequence, entries[-1].sequence) == (6, 5 + len(entries))
    add_snooze(home, "giang")
    assert snoozed(home) == [*NAMES, "giang"]


@pytest.mark.parametrize("files_left", [1, 4])
def test_a_part_that_is_missing_breaks_the_journal(home, monkeypatch, files_left):
    """A register made from the rest would have reports without their figures."""
    monkeypatch.setattr("warehouse.journal.journal_rows.PART_ROWS", 2)
    monkeypatch.setattr("warehouse.journal.journal_folder.FILE_BYTES", 1)
    shutil.rmtree(home.journal_folder)
    make_journal_anew(home)
    for path in list_files(home)[files_left:]:
        path.unlink()
    with pytest.raises(JournalError, match="không nối tiếp"):
        read_lines(home)
    assert make_journal_anew(home) is not None
    check_journal_reaches(home)


def test_a_journal_in_step_is_left_alone(home):
    before = [path.read_bytes() for path in list_files(home)]
    assert make_journal_anew(home) is None
    assert [path.read_bytes() for path in list_files(home)] == before


def test_earlier_journals_are_never_overwritten(home):
    for number in (1, 2):
        list_files(home)[-1].write_bytes(b"damaged\n")
        assert make_journal_anew(home).set_aside.name == f"journal.before-{number}"


def stop(*arguments):
    raise KeyboardInterrupt


STOPS = {
    "while the draft is written": (JournalFolder, "append_entry"),
    "before the old journal is set aside": (journal_anew, "set_path_aside"),
    "before the new one is in its place": (Path, "rename"),
    "before the register knows": (journal_anew, "sync_path"),
}


@pytest.mark.parametrize("moment", STOPS)
def test_killed_anywhere_the_next_call_completes_it(home, monkeypatch, part_rows, moment):
    keep_two_lines(home)
    tables = read_tables(home)
    with monkeypatch.context() as patched:
        name = STOPS[moment]
        patched.setattr(*name, stop if name[0] is journal_anew else stop_second(getattr(*name)))
        with pytest.raises(KeyboardInterrupt):
            make_journal_anew(home)
    assert read_tables(home) == tables
    if moment != "before the register knows":
        with pytest.raises(JournalError, match="rebuild --journal"):
            open_register(home)
        assert make_journal_anew(home).sequence == 6
    assert make_journal_anew(home) is None  # whatever the register lacked is settled
    add_snooze(home, "giang")
    assert snoozed(home) == [*NAMES, "giang"]
    entries = [line.entry for line in read_lines(home)]
    assert [entry.sequence for entry in entries] == [*range(6, 6 + len(entries))]
    assert [entry.parts_left for entry in entries][-2:] == [0, 0]
    (aside,) = home.root.glob("journal.before-*")
    assert len(list(JournalFolder(aside).read_lines())) == 2


def stop_second(method):
    calls = []

    def run(*arguments):
        calls.append(arguments)
        return method(*arguments) if len(calls) == 1 else stop()

    return run


def test_an_older_register_is_not_the_base_of_a_new_journal(home, tmp_path):
    """It would lose what only the journal has."""
    before = shutil.copy(home.register_file, tmp_path / "before.duckdb")
    for name in ("giang", "hoa"):
        add_snooze(home, name)
    shutil.copy(before, home.register_file)
    garble_line(0)(home)
    with pytest.raises(JournalError, match="có mục 7 mà sổ đăng ký"):
        make_journal_anew(home)
    assert not list(home.root.glob("journal.before-*"))


def test_the_register_of_before_is_no_base_after_the_journal_was_made_anew(home, tmp_path):
    """An empty register beside it would otherwise be taken for one that was begun anew."""
    shutil.rmtree(home.journal_folder)
    make_journal_anew(home)
    home.register_file.unlink()
    with pytest.raises(JournalError, match="chiso rebuild"):
        make_journal_anew(home)
    Register(home).__exit__(None, None, None)
    with pytest.raises(JournalError, match="chiso rebuild"):
        open_register(home)


def test_without_a_readable_register_there_is_nothing_to_make_it_from(home):
    shutil.rmtree(home.journal_folder)
    home.register_file.write_bytes(b"garbled" * 4096)
    check_journal_reaches(home)
    with pytest.raises(DatabaseError):
        make_journal_anew(home)
    assert not home.journal_folder.exists()


def test_the_lost_files_put_back_beside_it_make_the_chain_whole(written, home):
    shutil.rmtree(home.journal_folder)
    make_journal_anew(home)
    for path in list_files(written):
        shutil.copy(path, home.journal_folder)
    lines = read_lines(home)
    assert [line.entry.sequence for line in lines] == [1, 2, 3, 4, 5, 6]
    assert lines[0].entry.previous == NO_LINE
    check_journal_reaches(home)
