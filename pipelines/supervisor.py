"""Commands in sessions of their own, with everything they start; none outlives the other end.

Knows nothing of Dagster. Ctrl-C reaches the supervisor alone, which terminates the command first
and then kills every process that is left, as a power cut would.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals at which the commands are told to end."""
GRACE_SECONDS = 30
"""How long the commands may take to end, once told."""
FAILED = 1
_PR_SET_PDEATHSIG = 1
_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be kept, and the file that must be there before it begins, if any."""

    arguments: Sequence[str]
    awaited: Path | None = None


def supervise(commands: Sequence[Command], stdin: int, environment: dict[str, str]) -> int:
    """Run commands until one of them ends or this process is told to; return the exit code.

    0 when told to end, 1 when a command ended of itself: the others are then told to end as well.
    A second signal ends all at once.
    """
    orders: list[int] = []
    before = {s: signal.signal(s, lambda number, _: orders.append(number)) for s in ENDINGS}
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.extend(_start(command, stdin, environment) for command in commands)
        _wait_until(lambda: bool(orders) or any(map(_has_ended, children)))
        code = 0 if orders else FAILED
        _end(children, lambda: len(orders) > 1)
    finally:
        for child in children:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        for number, handler in before.items():
            signal.signal(number, handler)
    return code


def _start(command: Command, stdin: int, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    itself = [sys.executable, "-m", "pipelines.supervisor", str(os.getpid())]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        [*itself, str(command.awaited or "/"), *command.arguments],
        stdin=stdin,
        env=environment,
        start_new_session=True,
    )


def _end(children: Sequence["subprocess.Popen[bytes]"], is_hurried: Callable[[], bool]) -> None:
    """Tell the commands to end, and wait for them as long as they may take."""
    for child in children:
        os.kill(child.pid, signal.SIGTERM)  # its own `terminate` would bury one that has ended
    until = time.monotonic() + GRACE_SECONDS
    _wait_until(lambda: all(map(_has_ended, children)) or is_hurried() or time.monotonic() > until)


def _wait_until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(_LOOK_SECONDS)


def _has_ended(child: "subprocess.Popen[bytes]") -> bool:
    """Return whether a child has ended, not burying it: until then its number is its group's."""
    look = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, child.pid, look) is not None


def become(parent: int, awaited: Path, command: Sequence[str]) -> None:
    """Run a command in this process once a file is there, until the parent is gone.

    Does not return.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGTERM))
    if os.getppid() != parent:  # it had gone before it could be asked for
        sys.exit(FAILED)
    _wait_until(awaited.exists)
    os.execv(command[0], list(command))  # noqa: S606 - handed over by `_start`


if __name__ == "__main__":
    become(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
