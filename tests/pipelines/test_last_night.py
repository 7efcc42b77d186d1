"""The record of the last night, and a clock that stands before it."""

from datetime import UTC, datetime, timedelta

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


def test_the_sentence_says_what_to_do(home):
    check_clock(home, ENDED_AT)
    with pytest.raises(ClockError) as caught:
        check_clock(home, datetime(2000, 1, 1, tzinfo=UTC))
    assert "Chỉnh đồng hồ rồi chạy lại" in str(caught.value)
    assert str(home.last_night) in str(caught.value)


def test_without_a_night_no_clock_is_wrong(tmp_path):
    check_clock(Home(tmp_path), datetime(2000, 1, 1, tzinfo=UTC))
