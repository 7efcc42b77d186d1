"""A lock is held by one at a time, and remembers who wrote into it last."""

import os
import subprocess
import sys

import pytest

from warehouse.home import BusyError, Home
from warehouse.locks import Holder, is_held, read_holder, try_lock, write_holder
from warehouse.processes import Process

THIS = Process.find_this()


@pytest.fixture
def lock(tmp_path):
    return tmp_path / "lock"


def test_a_lock_is_held_by_one_at_a_time(lock):
    assert not is_held(lock)
    with try_lock(lock, 0) as handle, try_lock(lock, 0) as second:
        assert handle is not None
        assert second is None
        assert is_held(lock)
    assert not is_held(lock)


def test_a_glance_does_not_hold_it(lock):
    lock.touch()
    assert not is_held(lock)
    with try_lock(lock, 0) as handle:
        assert handle is not None


def test_the_record_outlives_the_holder_and_a_passing_look(lock):
    with try_lock(lock, 0) as handle:
        write_holder(handle, Holder(THIS, "a" * 36))
    with try_lock(lock, 0):
        pass
    assert read_holder(lock) == Holder(THIS, "a" * 36)


def test_a_shorter_record_replaces_the_whole_of_a_longer_one(lock):
    with try_lock(lock, 0) as handle:
        write_holder(handle, Holder(THIS, "a" * 36))
        write_holder(handle, Holder(THIS))
    assert read_holder(lock) == Holder(THIS, "")


@pytest.mark.parametrize("content", [b"", b'{"process": {"pid', b"\xff", b"[]", b'{"run_id": ""}'])
def test_a_record_that_is_torn_or_strange_is_none(lock, content):
    lock.write_bytes(content)
    assert read_holder(lock) is None


def test_no_lock_has_no_record(lock):
    assert read_holder(lock) is None


def test_a_run_stands_in_the_lock_and_a_passing_look_does_not(tmp_path):
    home = Home(tmp_path / "home")
    with home.hold_lock(run_id="r1"):
        assert read_holder(home.lock) == Holder(THIS, "r1")
        with pytest.raises(BusyError), home.hold_lock(timeout_seconds=0, run_id="r2"):
            pass
    with home.hold_lock():
        assert read_holder(home.lock) == Holder(THIS, "r1")


def test_a_lock_handed_on_is_held_as_long_as_anyone_has_it(tmp_path):
    home = Home(tmp_path / "home")
    with home.ui_locked() as handle:
        waits = subprocess.Popen(
            [sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"],
            stdin=handle,
            stdout=subprocess.PIPE,
        )
        waits.stdout.read(1)
    with waits:
        with pytest.raises(BusyError), home.ui_locked():
            pass
        waits.kill()
    with home.ui_locked():
        assert read_holder(home.ui_lock).process.pid == os.getpid()
