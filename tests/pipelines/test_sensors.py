"""The sensor: a report that lands asks for one run, and for another only if that is cut off."""

import os
from datetime import timedelta

import dagster as dg
import pytest

from pipelines.interruptions import TAGGED
from pipelines.sensors import INTERRUPTIONS, build_inbox_sensor, request_run
from pipelines.settings import Settings
from tests.pipelines.drawn_runs import draw, state
from tests.sent import RECEIVED, arrive
from warehouse.home import Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.create_folders()
    return home


@pytest.fixture
def answer(shared_instance):
    """Return the answer of the sensor in a home; Dagster knows no run unless one is given."""
    return lambda home, instance=shared_instance: request_run(Settings(home=home.root), instance)


def drop(home, name, content=b"x", at=RECEIVED):
    path = home.inbox_folder / name
    path.write_bytes(content)
    return arrive(path, at)


@pytest.fixture
def get_run_key(answer):
    """Return a function that reads the key of the requested run."""

    def key(*place):
        request = answer(*place)
        assert isinstance(request, dg.RunRequest), request
        return request.run_key

    return key


@pytest.fixture
def skipped(answer):
    """Return a function that reads the reason why no run is requested."""

    def why(*place):
        reason = answer(*place)
        assert isinstance(reason, dg.SkipReason), reason
        return reason.skip_message

    return why


def test_an_empty_inbox_asks_for_nothing(home, skipped):
    assert "trống" in skipped(home)


def test_a_home_that_is_not_there_yet_asks_for_nothing_and_is_not_made(tmp_path, skipped):
    assert "trống" in skipped(Home(tmp_path / "home"))
    assert not (tmp_path / "home").exists()


def test_a_file_that_landed_asks_for_a_run(home, get_run_key):
    drop(home, "a.xlsx")
    assert get_run_key(home)


@pytest.mark.parametrize("name", ["a.xlsx.part", "~$a.xlsx", ".a.xlsx", "processed/a.xlsx"])
def test_what_no_run_would_take_asks_for_none(home, name, skipped):
    drop(home, name)
    assert "trống" in skipped(home)


def test_the_same_files_ask_for_the_same_run(home, get_run_key):
    """Dagster starts one run a key: what could not be opened does not start a run every time."""
    drop(home, "b.xlsx")
    drop(home, "a.xlsx")
    first = get_run_key(home)
    drop(home, "a.xlsx")
    assert get_run_key(home) == first


@pytest.mark.parametrize(
    "happens",
    [
        lambda home: drop(home, "b.xlsx"),
        lambda home: drop(home, "a.xlsx", b"xx"),
        lambda home: drop(home, "a.xlsx", at=RECEIVED + timedelta(seconds=1)),
        lambda home: (home.inbox_folder / "a.xlsx").rename(home.inbox_folder / "c.xlsx"),
    ],
    ids=["another file", "another size", "another time", "another name"],
)
def test_other_files_ask_for_another_run(home, happens, get_run_key):
    drop(home, "a.xlsx")
    first = get_run_key(home)
    happens(home)
    assert get_run_key(home) != first


def test_a_report_that_lands_while_a_run_is_under_way_waits_for_its_end(home, get_run_key, skipped):
    drop(home, "a.xlsx")
    with home.hold_lock():
        assert "đang chạy" in skipped(home)
    assert get_run_key(home)


def test_a_name_that_is_no_text_asks_for_a_run_like_any_other(home, get_run_key):
    drop(home, os.fsdecode(b"b\xe1o c\xe1o.xlsx"))
    assert get_run_key(home)


def test_dagster_asks_the_same_question(home, shared_instance, get_run_key):
    sensor = build_inbox_sensor(Settings(home=home.root))
    drop(home, "a.xlsx")
    with dg.build_sensor_context(instance=shared_instance) as context:
        answer = sensor.evaluate_tick(context)
    assert [request.run_key for request in answer.run_requests] == [get_run_key(home)]


# Runs that are cut off


def test_a_file_whose_run_was_cut_off_asks_for_another_one(home, instance, get_run_key):
    drop(home, "a.xlsx")
    first = get_run_key(home, instance)
    draw(instance, "CANCELED", tags=TAGGED)
    second = get_run_key(home, instance)
    draw(instance, "CANCELED", tags=TAGGED)
    assert len({first, second, get_run_key(home, instance)}) == 3


def test_one_that_a_person_ended_does_not(home, instance, get_run_key):
    drop(home, "a.xlsx")
    first = get_run_key(home, instance)
    draw(instance, "CANCELED")
    assert get_run_key(home, instance) == first


def test_a_run_that_is_gone_is_closed_though_the_inbox_is_empty(home, instance, skipped):
    run_id = draw(instance, "STARTING")
    assert "trống" in skipped(home, instance)
    assert state(instance, run_id) == ("CANCELED", True)


def test_files_that_cut_off_every_run_wait_until_one_succeeds(home, instance, get_run_key, skipped):
    drop(home, "a.xlsx")
    draw(instance, "CANCELED", tags=TAGGED)
    draw(instance, "SUCCESS")
    for _ in range(INTERRUPTIONS):
        assert get_run_key(home, instance)
        draw(instance, "CANCELED", tags=TAGGED)
    assert "chờ lượt đêm hoặc «chiso nightly»" in skipped(home, instance)
    draw(instance, "FAILURE")
    assert "chờ lượt đêm" in skipped(home, instance)
    draw(instance, "SUCCESS")
    assert get_run_key(home, instance)
