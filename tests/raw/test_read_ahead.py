"""Reading ahead: the readers work while the run loads, and leave no trace of it."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import Pipe
from pathlib import Path

import pytest

from assets.raw import inbox, reader
from assets.raw.inbox import list_ready_deliveries
from assets.raw.read_ahead import AheadOrder, read_ahead
from assets.raw.reader import ReaderContext, ReadTask, read_file
from assets.raw.reader_service import heed_teaching, serve_tasks
from assets.raw.reading_limits import ReadingLimits
from assets.raw.reading_pool import ReadingPool
from tests.raw.test_reading_pool import CHILD, codes, read, stand_in
from tests.sent import CATALOGUE, schools, send
from warehouse.forms.hub_teaching import NOTHING_TAUGHT, HubTeaching
from warehouse.forms.report_reader import ReportReader

PERSONAL = b"Nguy\xe1\xbb\x85n V\xc4\x83n An, CCCD 001099012345\n"
PLENTY = ReadingLimits(seconds=60.0, memory_mb=1 << 20)


@pytest.fixture(autouse=True)
def unlimited(monkeypatch):
    """Read in this process, which runs other tests: the kernel must not end it."""
    monkeypatch.setattr(ReadingLimits, "limit_cpu_time", lambda _: None)


@pytest.fixture
def home(tmp_path):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "archive").mkdir()
    return tmp_path


def drop(home, name, content=None, at=1_700_000_000):
    path = home / "inbox" / name
    if content is None:
        send(path, schools())
    else:
        path.write_bytes(content)
    os.utime(path, (at, at))
    return path


def read_all_ahead(home, is_from_end=False):
    """Read the whole inbox ahead; return the context with what was read."""
    context = ReaderContext(ReportReader(CATALOGUE), home / "archive", PLENTY)
    here, there = Pipe()
    order = AheadOrder(home / "inbox", is_from_end)
    with here, there:
        return replace(context, early_readings=read_ahead(here, context, order))


def task_of(path):
    return ReadTask(str(path), inbox.convert_to_utc(path.stat().st_mtime_ns))


def archived(home):
    return sorted(path.name for path in (home / "archive").rglob("*.*"))


def count_readings(monkeypatch):
    calls = []
    read_reports = ReportReader.read_reports

    def counted(self, content, received_on, file_name=""):
        calls.append(file_name)
        return read_reports(self, content, received_on, file_name)

    monkeypatch.setattr(ReportReader, "read_reports", counted)
    return calls


def test_a_file_read_ahead_is_not_read_again_and_is_archived_with_its_turn(home, monkeypatch):
    path = drop(home, "a.xlsx")
    plain = ReaderContext(ReportReader(CATALOGUE), home / "elsewhere", PLENTY)
    (home / "elsewhere").mkdir()
    expected = read_file(task_of(path), plain)
    context = read_all_ahead(home)
    assert archived(home) == []
    calls = count_readings(monkeypatch)
    assert read_file(task_of(path), context) == expected
    assert calls == []
    assert archived(home) == [f"{expected.sha256}.xlsx"]


@pytest.mark.parametrize(
    "change",
    [
        lambda path, task: path.write_bytes(path.read_bytes() + b" "),
        lambda path, task: replace(task, received_at=datetime(2021, 1, 5, tzinfo=UTC)),
        lambda path, task: replace(task, is_released=True),
    ],
    ids=["other bytes", "another day of receipt", "released"],
)
def test_a_file_that_is_no_longer_what_was_read_is_read_anew(home, monkeypatch, change):
    path = drop(home, "a.xlsx")
    context, task = read_all_ahead(home), task_of(path)
    calls = count_readings(monkeypatch)
    changed = change(path, task)
    read_file(changed if isinstance(changed, ReadTask) else task, context)
    assert calls == ["a.xlsx"]


def test_a_file_with_personal_data_is_neither_read_nor_archived(home, monkeypatch):
    path = drop(home, "a.csv", PERSONAL)
    calls = count_readings(monkeypatch)
    context = read_all_ahead(home)
    answer = read_file(task_of(path), context)
    assert (answer.is_refused, answer.is_archived, calls) == (True, False, [])
    assert archived(home) == []


def test_a_file_that_cannot_be_opened_or_is_too_large_waits_for_its_turn(home, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_SIZE", 10)
    drop(home, "large.xlsx")
    gone = drop(home, "gone.xlsx", b"x")
    listed = [task_of(gone)]
    gone.unlink()
    with monkeypatch.context() as listing:
        listing.setattr(AheadOrder, "list_tasks", lambda _: iter(listed))
        assert read_all_ahead(home).early_readings == {}
    assert read_all_ahead(home).early_readings == {}


@pytest.mark.parametrize(
    ("is_from_end", "names"),
    [(False, ["c", "a", "b", "d"]), (True, ["d", "b", "a", "c"])],
)
def test_the_order_is_that_of_the_run_from_one_of_its_ends(home, is_from_end, names):
    for name, at in (("a", 200), ("b", 200), ("c", 100), ("d", 300)):
        drop(home, name, b"x", at=at)
    drop(home, "e.part", b"x")
    tasks = list(AheadOrder(home / "inbox", is_from_end).list_tasks())
    assert [Path(task.path).name for task in tasks] == names
    in_order = [d.path for d in list_ready_deliveries(home / "inbox")]
    assert [Path(t.path) for t in tasks] == (in_order[::-1] if is_from_end else in_order)


def test_reading_ahead_ends_when_something_is_asked(home):
    drop(home, "a.xlsx")
    context = ReaderContext(ReportReader(CATALOGUE), home / "archive", PLENTY)
    here, there = Pipe()
    with here, there:
        there.send("asked")
        assert read_ahead(here, context, AheadOrder(home / "inbox", False)) == {}


@pytest.mark.parametrize(
    ("taught", "times"),
    [
        (NOTHING_TAUGHT, 1),
        (HubTeaching(layouts=("layout: none",)), 2),
    ],
    ids=["nothing taught", "taught since"],
)
def test_what_the_hub_taught_since_is_heeded(home, monkeypatch, taught, times):
    path = drop(home, "a.xlsx")
    calls = count_readings(monkeypatch)

    class Waiting:
        """A connection on which the task comes once everything is read ahead."""

        def __init__(self):
            self.answers = []

        def poll(self):
            return False

        def send(self, answer):
            self.answers.append(answer)

        def recv(self):
            if len(self.answers) > 1:
                raise EOFError
            return [task_of(path)], taught

    connection = Waiting()
    context = ReaderContext(ReportReader(CATALOGUE), home / "archive", PLENTY)
    serve_tasks(connection, context, AheadOrder(home / "inbox", False))
    assert [len(answer) for answer in connection.answers] == [0, 1]
    assert len(calls) == times


def test_two_readers_read_ahead_from_both_ends_and_answer_every_file_once(home):
    for number in range(6):
        path = drop(home, f"{number}.xlsx", at=1_700_000_000 + number)
        path.write_bytes(path.read_bytes() + b" " * number)
        os.utime(path, (1_700_000_000 + number,) * 2)
    pool = ReadingPool(CATALOGUE.folder, home / "archive")
    pool.start_children(home / "inbox")
    answers = read(pool, list_ready_deliveries(home / "inbox"))
    assert {name: codes(answer) for name, answer in answers.items()} == {
        f"{number}.xlsx": [] for number in range(6)
    }
    assert len(archived(home)) == 6


def test_a_file_that_kills_a_reader_ahead_costs_itself_alone(home, monkeypatch):
    (home / "bin").mkdir()
    monkeypatch.setattr("sys.executable", stand_in(home / "bin" / "python", CHILD))
    drop(home, "a.xlsx")
    drop(home, "b.xlsx", b"ABORT " + (home / "inbox" / "a.xlsx").read_bytes(), at=1_700_000_001)
    pool = ReadingPool(CATALOGUE.folder, home / "archive", limits=ReadingLimits(seconds=5.5))
    pool.start_children(home / "inbox")
    deadline = time.monotonic() + 30
    while any(c.process.poll() is None for c in pool._idle_children):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    answers = read(pool, list_ready_deliveries(home / "inbox"))
    assert codes(answers["a.xlsx"]) == []
    assert codes(answers["b.xlsx"])[0] == "E-FILE-003"


def test_an_inbox_that_cannot_be_listed_ahead_ends_nothing(home, monkeypatch):
    def fail(folder):
        raise PermissionError(folder)

    monkeypatch.setattr(inbox, "list_file_states", fail)
    assert read_all_ahead(home).early_readings == {}


def test_reading_ahead_ends_when_half_of_the_memory_is_used(home, monkeypatch):
    drop(home, "a.xlsx")
    monkeypatch.setattr(ReadingLimits, "is_memory_half_used", lambda _: True)
    assert read_all_ahead(home).early_readings == {}


def test_the_memory_of_a_process_is_compared_with_its_limit():
    assert ReadingLimits(memory_mb=1).is_memory_half_used()
    assert not ReadingLimits(memory_mb=1 << 20).is_memory_half_used()


def test_a_file_is_not_searched_again_because_the_hub_taught_something(home, monkeypatch):
    path = drop(home, "a.csv", PERSONAL)
    context = read_all_ahead(home)
    taught = heed_teaching(context, HubTeaching(layouts=("layout: none",)))
    monkeypatch.setattr(reader, "search_file", None)  # it would fail
    assert read_file(task_of(path), taught).is_refused
