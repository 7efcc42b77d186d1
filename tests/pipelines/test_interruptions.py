"""Runs whose process is gone are closed, once and by one at a time; runs that live are left alone.

Most runs are drawn in Dagster's own storage; those that are killed or overtaken on their way to
the lock are real nights in processes of their own.
"""

import os
import signal
import time
from dataclasses import replace
from datetime import date

import dagster as dg
import pytest

from pipelines.alerts import operators
from pipelines.instance import prepare_instance
from pipelines.interruptions import close_interrupted_runs, stop_closed_run
from pipelines.run_processes import LAUNCH_SECONDS, find_interrupted_runs
from pipelines.settings import Settings
from tests.pipelines import nights
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.pipelines.drawn_runs import THIS, dead_process, draw, state
from tests.pipelines.nights import At, night
from warehouse.home import Home
from warehouse.locks import Holder, is_held, try_lock, write_holder
from warehouse.processes import Process

DAY = date.fromisoformat(nights.DAY)
STATUS = dg.DagsterRunStatus
TICKS = os.sysconf("SC_CLK_TCK")
AT_THE_LOCK = "warehouse.home:try_lock"
"""What a night calls for a passing look first, and for its run the second time."""


@pytest.fixture(scope="module", autouse=True)
def warm():
    nights.warm_up()


@pytest.fixture(scope="module")
def gone():
    return dead_process()


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.root.mkdir()
    return home


@pytest.fixture
def settings(home):
    return Settings(home=home.root, as_of=DAY)


def record(path, process, run_id=""):
    with try_lock(path, 0) as handle:
        write_holder(handle, Holder(process, run_id))


# Who is alive: one storage for all these runs, and each test's own locks


def is_interrupted(home, shared_instance, run_id, now=None):
    records = find_interrupted_runs(home, shared_instance, now)
    return run_id in [record.dagster_run.run_id for record in records]


@pytest.mark.parametrize("status", ["STARTING", "STARTED", "CANCELING"])
def test_a_run_whose_process_is_gone_is_interrupted(home, shared_instance, gone, status):
    assert is_interrupted(home, shared_instance, draw(shared_instance, status, gone))


@pytest.mark.parametrize("status", ["NOT_STARTED", "SUCCESS", "FAILURE", "CANCELED"])
def test_a_run_that_does_not_count_is_left_alone(home, shared_instance, gone, status):
    assert not is_interrupted(home, shared_instance, draw(shared_instance, status, gone))


def test_a_run_whose_process_lives_goes_on_though_the_lock_is_free(home, shared_instance):
    assert not is_interrupted(home, shared_instance, draw(shared_instance, "STARTED", THIS))


def test_a_process_that_began_after_the_run_spoke_is_another_one(home, shared_instance):
    run_id = draw(shared_instance, "STARTED", THIS, at=THIS.started_at - 60)
    assert is_interrupted(home, shared_instance, run_id)


def test_the_lock_knows_better_than_the_log_which_process_a_run_is(home, shared_instance, gone):
    run_id = draw(shared_instance, "STARTED", gone)
    record(home.lock, THIS, run_id)
    assert not is_interrupted(home, shared_instance, run_id)


@pytest.mark.parametrize("change", [{"start_ticks": 1}, {"boot_id": "another"}], ids=str)
def test_a_number_given_away_again_is_no_sign_of_life(home, shared_instance, change):
    run_id = draw(shared_instance, "STARTED", THIS)
    record(home.lock, replace(THIS, **change), run_id)
    assert is_interrupted(home, shared_instance, run_id)


def test_the_record_of_another_run_says_nothing(home, shared_instance, gone):
    run_id = draw(shared_instance, "STARTED", gone)
    record(home.lock, THIS, "another run")
    assert is_interrupted(home, shared_instance, run_id)


def test_a_run_that_nobody_can_bring_on_its_way_any_more_is_interrupted(home, shared_instance):
    assert is_interrupted(home, shared_instance, draw(shared_instance, "STARTING"))


@pytest.mark.parametrize(
    ("status", "began_seconds_ago", "is_theirs"),
    [("STARTING", 60, True), ("STARTING", -60, False), ("CANCELING", 60, True)],
)
def test_a_run_on_its_way_has_ten_minutes_if_the_ui_that_launched_it_lives(
    home, shared_instance, status, began_seconds_ago, is_theirs
):
    run_id = draw(shared_instance, status)
    with home.ui_locked() as handle:
        ticks = THIS.start_ticks + (time.time() - THIS.started_at - began_seconds_ago) * TICKS
        write_holder(handle, Holder(replace(THIS, start_ticks=int(ticks))))
        assert is_interrupted(home, shared_instance, run_id) != is_theirs
        assert is_interrupted(home, shared_instance, run_id, time.time() + LAUNCH_SECONDS + 60)


def test_a_night_by_hand_between_its_first_two_words_has_ten_minutes(home, shared_instance):
    run_id = draw(shared_instance, "STARTED")
    assert not is_interrupted(home, shared_instance, run_id)
    assert is_interrupted(home, shared_instance, run_id, time.time() + LAUNCH_SECONDS + 60)


# Closing


def test_an_interrupted_run_is_closed_once(settings, instance, gone):
    run_id = draw(instance, "STARTED", gone)
    assert close_interrupted_runs(settings, instance) == [run_id]
    assert state(instance, run_id) == ("CANCELED", True)
    assert close_interrupted_runs(settings, instance) == []


def test_one_that_a_person_had_asked_to_end_is_closed_without_a_word(settings, instance, gone):
    run_id = draw(instance, "CANCELING", gone)
    assert close_interrupted_runs(settings, instance) == [run_id]
    assert state(instance, run_id) == ("CANCELED", False)


def test_nothing_is_closed_while_anyone_holds_the_home(settings, home, instance, gone):
    run_id = draw(instance, "STARTED", gone)
    with home.hold_lock():
        assert close_interrupted_runs(settings, instance) == []
    assert state(instance, run_id) == ("STARTED", False)


def test_a_run_that_ends_at_the_last_moment_has_ended(settings, home, instance, gone, monkeypatch):
    run_id, find = draw(instance, "STARTED", gone), Process.find

    def end_and_find(pid):
        if is_held(home.lock):
            instance.report_dagster_event(dg.DagsterEvent("PIPELINE_SUCCESS", "nightly"), run_id)
        return find(pid)

    monkeypatch.setattr(Process, "find", end_and_find)
    assert close_interrupted_runs(settings, instance) == []
    assert state(instance, run_id) == ("SUCCESS", False)


# Telling


@pytest.fixture
def settings_and_mail(home, tmp_path):
    """Return settings with operators to notify, and their mail server."""
    with servers.mail() as mail:
        folder = catalogue_with(
            tmp_path / "catalogue",
            contact("ict", "", "operator", mailbox(mail.port, "ict")),
            contact("vp", "", "officer", mailbox(mail.port, "vp")),
        )
        yield Settings(home=home.root, catalogue=folder, as_of=DAY), mail


def test_operators_are_told_of_each_run_and_of_none_twice(settings_and_mail, instance, gone):
    settings, mail = settings_and_mail
    for _ in range(2):
        draw(instance, "STARTED", gone)
    close_interrupted_runs(settings, instance)
    close_interrupted_runs(settings, instance)
    letters = mail.take()
    assert [letter["To"] for letter in letters] == ["ict@dk.example"] * 2
    assert {str(letter["Subject"]) for letter in letters} == {
        "Chỉ Số: lượt chạy bị ngắt giữa chừng"
    }
    assert "đã được đóng" in letters[0].get_body().get_content()


def test_what_a_dead_server_did_not_take_waits_for_the_next_word(settings_and_mail, instance, gone):
    settings, mail = settings_and_mail
    mail.refuses = "451 not now"
    run_id = draw(instance, "STARTED", gone)
    close_interrupted_runs(settings, instance)
    assert (state(instance, run_id), mail.take()) == (("CANCELED", True), [])
    mail.refuses = ""
    draw(instance, "STARTED", gone)
    close_interrupted_runs(settings, instance)
    assert len(mail.take()) == 2


class PowerCut(BaseException):
    """The end of everything."""


@pytest.mark.parametrize("step", ["tag", "letter", "end"])
def test_cut_off_at_any_step_it_does_the_rest_next_time(
    settings_and_mail, instance, gone, monkeypatch, step
):
    settings, mail = settings_and_mail
    run_id = draw(instance, "STARTED", gone)
    owner, name = {
        "tag": (instance, "add_run_tags"),
        "letter": (operators, "notify_interruptions"),
        "end": (instance, "report_run_canceled"),
    }[step]

    def cut(*_):
        raise PowerCut

    with monkeypatch.context() as cutting:
        cutting.setattr(owner, name, cut)
        with pytest.raises(PowerCut):
            close_interrupted_runs(settings, instance)
    assert close_interrupted_runs(settings, instance) == [run_id]
    assert state(instance, run_id) == ("CANCELED", True)
    assert len(mail.take()) == 1


def test_without_operators_nothing_is_written(settings, home, instance, gone):
    draw(instance, "STARTED", gone)
    close_interrupted_runs(settings, instance)
    assert not home.register_file.exists()


def test_that_nobody_can_be_told_keeps_no_run_open(home, instance, gone, tmp_path, caplog):
    run_id = draw(instance, "STARTED", gone)
    close_interrupted_runs(Settings(home=home.root, catalogue=tmp_path), instance)
    assert state(instance, run_id) == ("CANCELED", True)
    assert "CatalogueError" in caplog.text


# The run that was closed


def test_a_run_that_was_not_closed_goes_on(instance):
    stop_closed_run(instance, draw(instance, "STARTED"))


@pytest.mark.parametrize("has_spoken_since", [False, True])
def test_a_run_that_was_closed_stops_and_stays_closed(settings, instance, gone, has_spoken_since):
    run_id = draw(instance, "STARTING", gone)
    close_interrupted_runs(settings, instance)
    if has_spoken_since:
        instance.report_dagster_event(dg.DagsterEvent("PIPELINE_START", "nightly"), run_id)
        assert state(instance, run_id) == ("STARTED", True)
    with pytest.raises(dg.DagsterExecutionInterruptedError):
        stop_closed_run(instance, run_id)
    assert state(instance, run_id) == ("CANCELED", True)


# Nights, stopped or killed between their first word and the lock


@pytest.fixture
def new(tmp_path, monkeypatch):
    """Make a home without any night."""
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")
    home = Home(tmp_path / "new")
    nights.create_inbox(home)
    prepare_instance(home.dagster_folder)
    return home


def test_a_night_on_its_way_to_the_lock_is_let_be_and_one_that_was_ended_there_touches_nothing(new):
    running = nights.start(new, At(AT_THE_LOCK, call=2, signal=signal.SIGSTOP))
    nights.wait_for(lambda: nights.state(running.pid) == "T")
    with dg.DagsterInstance.get() as instance:
        (run,) = instance.get_runs()
        assert run.status == STATUS.STARTED
        assert close_interrupted_runs(Settings(home=new.root, as_of=DAY), instance) == []
        instance.report_run_canceled(run)
        os.kill(running.pid, signal.SIGCONT)
        ended = nights.end(new, running)
        assert (ended.code, "lượt này dừng lại, không thay đổi gì" in ended.output) == (3, True)
        assert (new.register_file.exists(), list(new.published_folder.iterdir())) == (False, [])
        assert instance.get_run_by_id(run.run_id).status == STATUS.CANCELED


def test_a_night_killed_on_its_way_to_the_lock_is_closed_by_the_next_before_its_own_run(new):
    first, second = night(new, At(AT_THE_LOCK, call=2)), night(new, At(AT_THE_LOCK, call=3))
    assert (first.code, second.code) == (-signal.SIGKILL, -signal.SIGKILL)
    with dg.DagsterInstance.get() as instance:
        states = [state(instance, run.run_id) for run in instance.get_runs()]
    assert states == [("STARTED", False), ("CANCELED", True)]
