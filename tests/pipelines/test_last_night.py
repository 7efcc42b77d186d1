"""The record of the last night, and a clock that stands before it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.last_night import (
    CLOCK_TOLERANCE,
    ClockError,
    LastNight,
    check_clock,
    is_clock_behind,
    write_last_night,
)
from warehouse.home import Home
from warehouse.journal.journal_entry import NO_LINE, Entry
from warehouse.journal.journal_folder import JournalFolder

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
ENDED_AT = datetime(2026, 11, 28, 19, 5, tzinfo=UTC)


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.published_folder.mkdir()
    write_last_night(home, LastNight("r1", ENDED_AT))
    return home


@pytest.mark.parametrize(
    ("now", "is_behind"),
    [
        (ENDED_AT + timedelta(days=365), False),
        (ENDED_AT, False),
        (ENDED_AT - CLOCK_TOLERANCE, False),
        (ENDED_AT - CLOCK_TOLERANCE - timedelta(seconds=1), True),
        (datetime(2025, 6, 1, tzinfo=UTC), True),
        (datetime(2000, 1, 1, tzinfo=UTC), True),
    ],
)
def test_a_clock_before_the_last_night_is_behind(home, now, is_behind):
    assert is_clock_behind(home, now) is is_behind


def test_the_sentence_says_what_to_do_and_a_night_takes_the_word_back(home):
    check_clock(home, ENDED_AT)
    with pytest.raises(ClockError) as caught:
        check_clock(home, LONG_AGO)
    assert "Chỉnh đồng hồ rồi chạy lại" in str(caught.value)
    file = Path(re.search(r"touch (\S+)\. /", str(caught.value))[1])
    file.touch()
    check_clock(home, LONG_AGO)
    assert not is_clock_behind(home, LONG_AGO)
    write_last_night(home, LastNight("r2", LONG_AGO))
    assert not file.exists()
    check_clock(home, LONG_AGO)


@pytest.mark.parametrize("content", [None, "", "{", '{"run_id": "r1"}', "\0\0\0"])
def test_where_the_record_is_lost_the_journal_knows(home, content):
    entry = Entry(1, NO_LINE, ENDED_AT.isoformat(timespec="seconds"), "root", "0.1.0")
    JournalFolder(home.journal_folder).append_entry(entry)
    home.last_night.unlink()
    if content is not None:
        home.last_night.write_text(content, encoding="utf-8")
    check_clock(home, ENDED_AT)
    with pytest.raises(ClockError, match="Chỉnh đồng hồ"):
        check_clock(home, LONG_AGO)


def test_a_journal_that_cannot_be_read_is_left_to_the_night(home):
    home.last_night.unlink()
    home.journal_folder.mkdir()
    (home.journal_folder / "000000000001.jsonl").write_bytes(b"garbled\n")
    check_clock(home, LONG_AGO)


def test_without_a_night_no_clock_is_wrong(tmp_path):
    check_clock(Home(tmp_path), datetime(2000, 1, 1, tzinfo=UTC))
