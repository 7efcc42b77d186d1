"""A command and all it starts end together with their supervisor, whichever of them is ended.

Real processes: a supervisor, the command it keeps, and a process that this one started in turn.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.pipelines.nights import state, wait_for

MAX_SECONDS = 60
"""How long a test waits for an end that never comes."""
SUPERVISOR = """
import os, sys
from pipelines import supervisor
supervisor.GRACE_SECONDS = float(sys.argv[1])
sys.exit(supervisor.supervise([sys.executable, "-c", sys.argv[2]], 0, dict(os.environ)))
"""
COMMAND = """
import os, signal, subprocess, sys
if {deaf}:
    signal.signal(signal.SIGTERM, lambda *_: None)
else:
    signal.signal(signal.SIGTERM, lambda *_: (print("told", flush=True), sys.exit()))
child = subprocess.Popen(["sleep", "600"], stdin=0)
print(os.getpid(), child.pid, flush=True)
while {lasts}:
    signal.pause()
"""


class SupervisedCommand:
    """A supervisor, its command, and the process that the command started."""

    def __init__(self, deaf=False, lasts=True, grace=600.0):
        command = COMMAND.format(deaf=deaf, lasts=lasts)
        self.supervisor = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(grace), command],
            stdout=subprocess.PIPE,
            start_new_session=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)},
        )
        self.command, self.child = map(int, self.supervisor.stdout.readline().split())

    def is_gone(self):
        return all(state(pid) in "Z" for pid in (self.command, self.child))


@pytest.fixture
def keep():
    supervised_commands = []

    def start(**how):
        supervised_commands.append(SupervisedCommand(**how))
        return supervised_commands[-1]

    yield start
    for one in supervised_commands:
        with one.supervisor:
            one.supervisor.kill()
        with suppress(ProcessLookupError):
            os.killpg(one.command, signal.SIGKILL)
        wait_for(one.is_gone)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_tells_its_command_and_ends_what_is_left(keep, number):
    supervised = keep()
    os.killpg(supervised.supervisor.pid, number)  # as a terminal does
    printed, _ = supervised.supervisor.communicate(timeout=MAX_SECONDS)
    assert (supervised.supervisor.returncode, printed) == (0, "told\n")
    wait_for(supervised.is_gone)


def test_a_command_that_will_not_end_is_killed_when_its_time_is_up(keep):
    supervised = keep(deaf=True, grace=0.1)
    supervised.supervisor.terminate()
    assert supervised.supervisor.wait(MAX_SECONDS) == 0
    wait_for(supervised.is_gone)


def test_told_twice_it_waits_for_nothing(keep):
    supervised = keep(deaf=True)
    supervised.supervisor.send_signal(signal.SIGINT)
    supervised.supervisor.send_signal(signal.SIGTERM)
    assert supervised.supervisor.wait(MAX_SECONDS) == 0
    wait_for(supervised.is_gone)


@pytest.mark.parametrize("is_killed", [True, False])
def test_a_command_that_ends_of_itself_takes_all_with_it(keep, is_killed):
    supervised = keep(lasts=is_killed)
    if is_killed:
        os.kill(supervised.command, signal.SIGKILL)
    assert supervised.supervisor.wait(MAX_SECONDS) == 1
    wait_for(supervised.is_gone)


def test_a_command_whose_supervisor_is_killed_is_told_to_end(keep):
    supervised = keep()
    supervised.supervisor.kill()
    wait_for(lambda: state(supervised.command) in "Z")
    assert supervised.supervisor.stdout.readline() == "told\n"
