"""The inbox: what is complete is taken, what is not waits, and nothing put away is lost."""

import os
import socket
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.raw import inbox
from assets.raw.inbox import (
    Delivery,
    is_inbox_empty,
    list_file_states,
    list_ready_deliveries,
    move_to_processed,
)
from tests.sent import RECEIVED, arrive


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "inbox" / "processed").mkdir(parents=True)
    return tmp_path / "inbox"


@pytest.fixture
def waits(monkeypatch):
    """Record the pauses in seconds, and make them take no time."""
    paused = []
    monkeypatch.setattr("assets.raw.inbox.time.sleep", paused.append)
    return paused


def drop(folder, name, content=b"x", at=RECEIVED):
    path = folder / name
    path.write_bytes(content)
    return arrive(path, at)


def names(folder):
    return [delivery.display_name for delivery in list_ready_deliveries(folder)]


# What is taken


def test_reports_are_taken_in_the_order_they_came(folder, waits):
    drop(folder, "b.xlsx", at=RECEIVED + timedelta(hours=1))
    drop(folder, "c.xlsx")
    drop(folder, "a.xlsx")
    assert list_ready_deliveries(folder) == [
        Delivery(folder / "a.xlsx", RECEIVED),
        Delivery(folder / "c.xlsx", RECEIVED),
        Delivery(folder / "b.xlsx", RECEIVED + timedelta(hours=1)),
    ]
    assert waits == []


def test_an_empty_inbox_holds_nothing_and_makes_nobody_wait(folder, waits):
    assert list_ready_deliveries(folder) == []
    assert waits == []


@pytest.mark.parametrize(
    "name",
    ["a.xlsx.part", "a.xlsx.PARTIAL", "a.Tmp", "a.xlsx.crdownload", ".a.xlsx", "~$a.xlsx"],
)
def test_what_is_not_finished_by_its_name_waits(folder, name):
    drop(folder, name)
    drop(folder, "báo cáo.part.xlsx")
    assert names(folder) == ["báo cáo.part.xlsx"]


def test_only_a_regular_file_that_lies_there_itself_is_taken(folder, tmp_path):
    elsewhere = drop(tmp_path, "elsewhere.xlsx")
    (folder / "link.xlsx").symlink_to(elsewhere)
    (folder / "nowhere.xlsx").symlink_to(tmp_path / "nothing")
    (folder / "folder.xlsx").mkdir()
    drop(folder / "folder.xlsx", "inside.xlsx")
    drop(folder / "processed", "done.xlsx")
    os.mkfifo(folder / "pipe.xlsx")  # opening it would wait for ever
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.xlsx"))
        drop(folder, "a.xlsx")
        assert names(folder) == ["a.xlsx"]


def test_a_name_of_another_encoding_is_taken_and_shown_as_far_as_it_is_text(folder):
    name = os.fsdecode("báo cáo.xls".encode("latin-1"))
    drop(folder, name)
    (delivery,) = list_ready_deliveries(folder)
    assert delivery.path == folder / name
    assert delivery.display_name == "b�o c�o.xls"


# What still changes


def grows(path):
    path.write_bytes(path.read_bytes() + b"more")


def grows_unseen(path):
    """Write more and keep the time, as a copy does that keeps the times of its original."""
    before = path.stat()
    grows(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def is_touched(path):
    later = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(later, later))


def is_finished(path):
    path.rename(path.with_name("finished.xlsx"))


def vanishes(path):
    path.unlink()


@pytest.mark.parametrize("happens", [grows, grows_unseen, is_touched, is_finished, vanishes])
def test_a_file_that_changes_between_two_looks_waits_for_the_next_night(
    folder, monkeypatch, happens
):
    drop(folder, "old.xlsx")
    drop(folder, "steady.xlsx", at=datetime.now(UTC))
    changing = drop(folder, "changing.xlsx", at=datetime.now(UTC))
    monkeypatch.setattr("assets.raw.inbox.time.sleep", lambda _: happens(changing))
    assert sorted(names(folder)) == ["old.xlsx", "steady.xlsx"]


def test_a_file_that_vanishes_during_a_look_is_not_there(folder, monkeypatch):
    drop(folder, "a.xlsx")
    drop(folder, "b.xlsx")
    scan = os.scandir

    def late(path):
        entries = list(scan(path))
        (folder / "b.xlsx").unlink(missing_ok=True)
        return nullcontext(entries)

    monkeypatch.setattr("assets.raw.inbox.os.scandir", late)
    assert names(folder) == ["a.xlsx"]


def test_two_looks_are_apart_by_the_time_a_file_takes_to_settle(folder, waits):
    drop(folder, "a.xlsx", at=datetime.now(UTC))
    assert names(folder) == ["a.xlsx"]
    assert waits == [inbox.SETTLE_SECONDS]


def test_a_clock_that_runs_ahead_does_not_hold_a_report_back(folder, waits):
    drop(folder, "a.xlsx", at=datetime.now(UTC) + timedelta(days=400))
    assert names(folder) == ["a.xlsx"]


def test_a_file_from_the_future_was_received_now_and_is_put_away(folder, waits):
    path = drop(folder, "bc.xlsx", at=datetime.now(UTC) + timedelta(days=400))
    (delivery,) = list_ready_deliveries(folder)
    assert delivery.received_at <= datetime.now(UTC)
    (folder / "processed").mkdir(exist_ok=True)
    move_to_processed([delivery], folder / "processed")
    assert not path.exists()


def test_what_the_sensor_sees_is_time_and_size(folder):
    drop(folder, "a.xlsx", b"123")
    drop(folder, "b.part")
    moment = int(RECEIVED.timestamp()) * 10**9
    assert list_file_states(folder) == {folder / "a.xlsx": (moment, 3)}


@pytest.mark.parametrize(
    ("names", "is_nothing"),
    [
        ([], True),
        (["b.part", "~$a.xlsx"], True),
        (["b.part", "a.xlsx"], False),
    ],
)
def test_an_inbox_of_nothing_but_unfinished_files_is_empty(folder, names, is_nothing):
    (folder / "processed").mkdir(exist_ok=True)
    for name in names:
        drop(folder, name)
    assert is_inbox_empty(folder) is is_nothing


# What is put away


def put(folder, name, content, at=RECEIVED):
    drop(folder, name, content, at)
    move_to_processed([Delivery(folder / name, at)], folder / "processed")


def contents(folder):
    return sorted(path.read_bytes() for path in (folder / "processed").iterdir())


def test_a_report_put_away_keeps_its_name(folder):
    put(folder, "báo cáo quý I.xlsx", b"1")
    assert [p.name for p in (folder / "processed").iterdir()] == ["báo cáo quý I.xlsx"]
    assert list_file_states(folder) == {}


def test_a_report_put_away_is_the_offices_alone_and_keeps_its_time(folder):
    path, moment = folder / "a.xlsx", int(RECEIVED.timestamp()) * 10**9
    path.write_bytes(b"1")
    path.chmod(0o644)
    os.utime(path, ns=(moment, moment))
    move_to_processed([Delivery(path, RECEIVED)], folder / "processed")
    status = (folder / "processed" / "a.xlsx").stat()
    assert (oct(status.st_mode & 0o777), status.st_mtime_ns) == ("0o600", moment)


def test_of_equal_names_the_later_bears_its_moment(folder):
    put(folder, "a.xlsx", b"1")
    put(folder, "a.xlsx", b"2", at=RECEIVED + timedelta(microseconds=7))
    put(folder, "a.xlsx", b"3", at=RECEIVED + timedelta(days=1))
    assert {p.name: p.read_bytes() for p in (folder / "processed").iterdir()} == {
        "a.xlsx": b"1",
        "a [1686792600000007].xlsx": b"2",
        "a [1686879000000000].xlsx": b"3",
    }


NAMES = {
    "plain": "a.xlsx",
    "no suffix": "a",
    "nothing else": ".xlsx",
    "long suffix": "a." + "x" * 200,
    "three bytes a letter": "ế" * 83 + ".xlsx",
    "four bytes a letter": "𝒜" * 62 + ".xlsx",
    "as long as may be": "x" * 255,
    "two lines": "a.xlsx\nb",
    "no text": os.fsdecode(b"b\xe1o c\xe1o.xls"),
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_same_name_at_the_same_moment_again_and_again_loses_nothing(folder, name):
    for content in (b"1", b"2", b"3"):
        put(folder, name, content)
    assert contents(folder) == [b"1", b"2", b"3"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["a.xlsx", "a [7].xlsx", "a"]), st.integers(6, 8)), max_size=8
    )
)
def test_nothing_put_away_is_ever_lost(tmp_path_factory, arrivals):
    folder = tmp_path_factory.mktemp("home") / "inbox"
    (folder / "processed").mkdir(parents=True)
    sent = [str(number).encode() for number, _ in enumerate(arrivals)]
    for content, (name, micros) in zip(sent, arrivals, strict=True):
        put(folder, name, content, at=datetime.fromtimestamp(micros / 1e6, UTC))
    assert contents(folder) == sent


def test_a_report_replaced_during_the_run_stays_for_the_next_one(folder):
    delivery = Delivery(drop(folder, "a.xlsx", b"first"), RECEIVED)
    drop(folder, "a.xlsx", b"second", at=RECEIVED + timedelta(minutes=1))
    move_to_processed([delivery], folder / "processed")
    assert (folder / "a.xlsx").read_bytes() == b"second"
    assert contents(folder) == []


def test_a_report_taken_away_during_the_run_stops_nobody(folder):
    gone, there = (Delivery(drop(folder, n), RECEIVED) for n in ("a.xlsx", "b.xlsx"))
    gone.path.unlink()
    move_to_processed([gone, there], folder / "processed")
    assert [p.name for p in (folder / "processed").iterdir()] == ["b.xlsx"]


# What is no report at all


@pytest.fixture
def oddities(folder, tmp_path):
    (folder / "link.xlsx").symlink_to(drop(tmp_path, "elsewhere.xlsx"))
    (folder / "nowhere.xlsx").symlink_to(tmp_path / "nothing")
    (folder / "folder.xlsx").mkdir()
    os.mkfifo(folder / "pipe.xlsx")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.xlsx"))
    return ("folder.xlsx", "link.xlsx", "nowhere.xlsx", "pipe.xlsx", "socket.xlsx")


def test_what_is_no_regular_file_is_told_and_left_alone(folder, oddities):
    drop(folder, "a.xlsx")
    before = sorted(p.name for p in folder.iterdir())
    assert inbox.list_irregular_files(folder) == oddities
    assert names(folder) == ["a.xlsx"]
    assert sorted(p.name for p in folder.iterdir()) == before


def test_the_folder_of_what_was_taken_is_not_strange(folder):
    drop(folder, "a.xlsx")
    assert inbox.list_irregular_files(folder) == ()


@pytest.mark.parametrize(
    ("name", "printed_name"),
    [
        ("báo cáo quý I (sửa).xlsx", "báo cáo quý I (sửa).xlsx"),
        ("a\nb.xlsx", "a\\u000ab.xlsx"),
        ("a\x1b[2Jb.xlsx", "a\\u001b[2Jb.xlsx"),
        ("a\u202excod.xlsx", "a\\u202excod.xlsx"),
        ("a\u200bb\u2066c\u2028.xlsx", "a\\u200bb\\u2066c\\u2028.xlsx"),
        ("a\U000e0041.xlsx", "a\\U000e0041.xlsx"),
        (os.fsdecode(b"b\xe1o.xls"), "b�o.xls"),
        ("x" * 255, "x" * 255),
    ],
)
def test_a_name_is_shown_with_nothing_hidden_in_it(folder, name, printed_name):
    drop(folder, name)
    assert names(folder) == [printed_name]
    (folder / name).unlink()
    (folder / name).mkdir()
    assert inbox.list_irregular_files(folder) == (printed_name,)
