"""Commands and all they start end together with their supervisor, whichever of them is ended.

Real processes: a supervisor, the commands it keeps, and a process that each of them started in
turn.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import pytest

from tests.pipelines import nights
from tests.pipelines.nights import state, wait_for

MAX_SECONDS = 60
"""How long a test waits for an end that never comes."""
SUPERVISOR = """
import os, pathlib, sys
from pipelines import supervisor
supervisor.GRACE_SECONDS = float(sys.argv[1])
awaited = pathlib.Path(sys.argv[2])
commands = [supervisor.Command([sys.executable, "-c", t], awaited) for t in sys.argv[3:]]
sys.exit(supervisor.supervise(commands, 0, dict(os.environ)))
"""
# Commands share one pipe: a line is written at once, or the lines of two are mixed.
COMMAND = """
import os, signal, subprocess, sys
if {deaf}:
    signal.signal(signal.SIGTERM, lambda *_: None)
else:
    signal.signal(signal.SIGTERM, lambda *_: (os.write(1, b"told\\n"), sys.exit()))
child = subprocess.Popen(["sleep", "600"], stdin=0)
os.write(1, b"%d %d\\n" % (os.getpid(), child.pid))
while {lasts}:
    signal.pause()
"""


class SupervisedCommand:
    """A supervisor, its commands, and the process that each command started."""

    def __init__(self, *commands, grace=60.0, awaited="/"):
        texts = [COMMAND.format(**{"deaf": False, "lasts": True} | c) for c in commands or [{}]]
        self.supervisor = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(grace), str(awaited), *texts],
            stdout=subprocess.PIPE,
            start_new_session=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)},
        )
        self.count = len(texts)

    @cached_property
    def pids(self):
        lines = [self.supervisor.stdout.readline() for _ in range(self.count)]
        return [tuple(map(int, line.split())) for line in lines]

    @property
    def command(self):
        return self.pids[0][0]

    def is_gone(self):
        return all(state(pid) in "Z" for pids in self.pids for pid in pids)


@pytest.fixture
def keep():
    supervised_commands = []

    def start(*commands, **how):
        supervised_commands.append(SupervisedCommand(*commands, **how))
        if "awaited" not in how:
            assert supervised_commands[-1].pids
        return supervised_commands[-1]

    yield start
    for one in supervised_commands:
        with one.supervisor:
            one.supervisor.kill()
        for command, _ in one.pids:
            with suppress(ProcessLookupError):
                os.killpg(command, signal.SIGKILL)
        wait_for(one.is_gone)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_tells_its_command_and_ends_what_is_left(keep, number):
    supervised = keep()
    os.killpg(supervised.supervisor.pid, number)  # as a terminal does
    printed, _ = supervised.supervisor.communicate(timeout=MAX_SECONDS)
    assert (supervised.supervisor.returncode, printed) == (0, "told\n")
    wait_for(supervised.is_gone)


def test_a_command_that_will_not_end_is_killed_when_its_time_is_up(keep):
    supervised = keep({"deaf": True}, grace=0.1)
    supervised.supervisor.terminate()
    assert supervised.supervisor.wait() == 0
    wait_for(supervised.is_gone)


def test_told_twice_it_waits_for_nothing(keep):
    supervised = keep({"deaf": True})
    supervised.supervisor.send_signal(signal.SIGINT)
    supervised.supervisor.send_signal(signal.SIGTERM)
    assert supervised.supervisor.wait() == 0
    wait_for(supervised.is_gone)


@pytest.mark.parametrize("is_killed", [True, False])
def test_a_command_that_ends_of_itself_takes_all_with_it(keep, is_killed):
    supervised = keep({"lasts": is_killed})
    if is_killed:
        os.kill(supervised.command, signal.SIGKILL)
    assert supervised.supervisor.wait(MAX_SECONDS) == 1
    wait_for(supervised.is_gone)


def test_a_command_whose_supervisor_is_killed_is_told_to_end(keep):
    supervised = keep()
    supervised.supervisor.kill()
    wait_for(lambda: state(supervised.command) in "Z")
    assert supervised.supervisor.stdout.readline() == "told\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end_it_tells_each_of_its_commands(keep, number):
    supervised = keep({}, {})
    os.killpg(supervised.supervisor.pid, number)
    printed, _ = supervised.supervisor.communicate()
    assert (supervised.supervisor.returncode, printed) == (0, "told\ntold\n")
    wait_for(supervised.is_gone)


def test_one_command_that_ends_of_itself_ends_the_other_which_is_told(keep):
    supervised = keep({}, {})
    os.kill(supervised.command, signal.SIGKILL)
    printed, _ = supervised.supervisor.communicate()
    assert (supervised.supervisor.returncode, printed) == (1, "told\n")
    wait_for(supervised.is_gone)


def test_a_command_begins_when_the_file_it_waits_for_is_there(keep, tmp_path):
    awaited = tmp_path / "there"
    supervised = keep(awaited=awaited)
    wait_for(lambda: nights.children(supervised.supervisor.pid))
    (waiting,) = nights.children(supervised.supervisor.pid)
    wait_for(lambda: str(awaited) in nights.command_line(waiting))
    awaited.touch()
    assert supervised.command == waiting
    wait_for(lambda: str(awaited) not in nights.command_line(waiting))


def test_a_command_that_still_waits_is_ended_too(keep, tmp_path):
    supervised = keep(awaited=tmp_path / "never")
    wait_for(lambda: nights.children(supervised.supervisor.pid))
    (waiting,) = nights.children(supervised.supervisor.pid)
    wait_for(lambda: "never" in nights.command_line(waiting))
    supervised.supervisor.terminate()
    assert supervised.supervisor.wait() == 0
    assert supervised.supervisor.stdout.read() == ""
    wait_for(lambda: state(waiting) in "Z")
    supervised.pids = []
