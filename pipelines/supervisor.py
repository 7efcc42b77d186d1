"""A command in its own session, with all processes it starts: they end together with this process.

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

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that terminate the command."""
GRACE_SECONDS = 30
"""The time that the command has for its end after the signal."""
FAILED = 1
_PR_SET_PDEATHSIG = 1
_LOOK_SECONDS = 0.2


def supervise(command: Sequence[str], stdin: int, environment: dict[str, str]) -> int:
    """Run a command until it ends or this process gets a signal; return the exit code.

    0 after a signal, 1 if the command ended by itself. A second signal kills all processes at once.
    """
    orders: list[int] = []
    before = {s: signal.signal(s, lambda number, _: orders.append(number)) for s in ENDINGS}
    child = _start(command, stdin, environment)
    try:
        _wait_for(child.pid, lambda: bool(orders))
        if orders:
            child.terminate()
            until = time.monotonic() + GRACE_SECONDS
            _wait_for(child.pid, lambda: len(orders) > 1 or time.monotonic() > until)
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0 if orders else FAILED


def _start(
    command: Sequence[str], stdin: int, environment: dict[str, str]
) -> "subprocess.Popen[bytes]":
    itself = [sys.executable, "-m", "pipelines.supervisor", str(os.getpid())]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        [*itself, *command], stdin=stdin, env=environment, start_new_session=True
    )


def _wait_for(pid: int, or_until: Callable[[], bool]) -> None:
    """Wait for the end of a child but do not reap it: until then nobody else gets its number."""
    look = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while not or_until() and os.waitid(os.P_PID, pid, look) is None:
        time.sleep(_LOOK_SECONDS)


def become(parent: int, command: Sequence[str]) -> None:
    """Replace this process by a command that is terminated when its parent is gone."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGTERM))
    if os.getppid() != parent:  # it had gone before it could be asked for
        sys.exit(FAILED)
    os.execv(command[0], list(command))  # noqa: S606 - handed over by `_start`


if __name__ == "__main__":
    become(int(sys.argv[1]), sys.argv[2:])
