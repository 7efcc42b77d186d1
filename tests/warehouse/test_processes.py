"""A process is told from every other that ever had its number."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from warehouse.processes import Process, list_openers

SLEEPS = [sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"]


@pytest.fixture
def child():
    with subprocess.Popen(SLEEPS, stdout=subprocess.PIPE) as process:
        process.stdout.read(1)
        yield process
        process.kill()


def test_a_process_is_alive_until_it_ends_though_nobody_has_buried_it(child):
    process = Process.find(child.pid)
    assert process.is_alive
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not process.is_alive
    assert Process.find(child.pid) is None
    child.wait()
    assert not process.is_alive


def test_a_process_that_is_stopped_is_alive(child):
    child.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, child.pid, os.WSTOPPED)
    assert Process.find(child.pid).is_alive


@pytest.mark.parametrize("change", [{"start_ticks": 1}, {"boot_id": "another"}], ids=str)
def test_another_process_of_the_same_number_is_another(change):
    this = Process.find_this()
    assert this.is_alive
    assert not replace(this, **change).is_alive


def test_a_process_knows_when_it_started():
    before = time.time()
    with subprocess.Popen(SLEEPS, stdout=subprocess.PIPE) as process:
        process.stdout.read(1)
        after, started_at = time.time(), Process.find(process.pid).started_at
        process.kill()
    tick = 1 / os.sysconf("SC_CLK_TCK")
    assert before - 2 * tick <= started_at <= after + 2 * tick


def test_who_has_a_file_open_is_found(tmp_path):
    path = tmp_path / "lock"
    path.touch()
    assert list_openers(path) == []
    with path.open("rb") as file, subprocess.Popen(SLEEPS, stdin=file) as process:
        assert list_openers(path) == sorted([os.getpid(), process.pid])
        process.kill()
