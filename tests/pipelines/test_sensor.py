"""The sensor: a report that lands asks for one run, and for no more than one."""

import os
from datetime import timedelta

import dagster as dg
import pytest

from pipelines.sensor import inbox_sensor, look
from tests.sent import RECEIVED, arrive
from warehouse.home import Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.prepare()
    return home


def drop(home, name, content=b"x", at=RECEIVED):
    path = home.inbox / name
    path.write_bytes(content)
    return arrive(path, at)


def asked(home):
    """The key of the run asked for."""
    answer = look(home)
    assert isinstance(answer, dg.RunRequest), answer
    return answer.run_key


def skipped(home):
    """Why no run is asked for."""
    answer = look(home)
    assert isinstance(answer, dg.SkipReason), answer
    return answer.skip_message


def test_an_empty_inbox_asks_for_nothing(home):
    assert "trống" in skipped(home)


def test_a_home_that_is_not_there_yet_asks_for_nothing_and_is_not_made(tmp_path):
    assert "trống" in skipped(Home(tmp_path / "home"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_landed_asks_for_a_run(home):
    drop(home, "a.xlsx")
    assert asked(home)


@pytest.mark.parametrize("name", ["a.xlsx.part", "~$a.xlsx", ".a.xlsx", "processed/a.xlsx"])
def test_what_no_run_would_take_asks_for_none(home, name):
    drop(home, name)
    assert "trống" in skipped(home)


def test_the_same_files_ask_for_the_same_run(home):
    """Dagster starts one run a key: what could not be opened does not start a run every time."""
    drop(home, "b.xlsx")
    drop(home, "a.xlsx")
    first = asked(home)
    drop(home, "a.xlsx")
    assert asked(home) == first


@pytest.mark.parametrize(
    "happens",
    [
        lambda home: drop(home, "b.xlsx"),
        lambda home: drop(home, "a.xlsx", b"xx"),
        lambda home: drop(home, "a.xlsx", at=RECEIVED + timedelta(seconds=1)),
        lambda home: (home.inbox / "a.xlsx").rename(home.inbox / "c.xlsx"),
    ],
    ids=["another file", "another size", "another time", "another name"],
)
def test_other_files_ask_for_another_run(home, happens):
    drop(home, "a.xlsx")
    first = asked(home)
    happens(home)
    assert asked(home) != first


def test_a_report_that_lands_while_a_run_is_under_way_waits_for_its_end(home):
    drop(home, "a.xlsx")
    with home.locked():
        assert "đang chạy" in skipped(home)
    assert asked(home)


def test_a_name_that_is_no_text_asks_for_a_run_like_any_other(home):
    drop(home, os.fsdecode(b"b\xe1o c\xe1o.xlsx"))
    assert asked(home)


def test_dagster_asks_the_same_question(home):
    @dg.job
    def nightly():
        pass

    sensor = inbox_sensor(nightly, home)
    drop(home, "a.xlsx")
    with dg.build_sensor_context() as context:
        answer = sensor.evaluate_tick(context)
    assert [request.run_key for request in answer.run_requests] == [asked(home)]
