"""A command in a session of its own, with everything it starts; none of it outlives the other end.

Knows nothing of Dagster. Ctrl-C reaches the supervisor alone, so that what must end first ends
first; whatever is left then is killed, as a power cut would.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals at which the command is told to end."""
GRACE_SECONDS = 30
"""How long the command may take to end, once told."""
FAILED = 1
_PR_SET_PDEATHSIG = 1
_LOOK_SECONDS = 0.2


def supervise(command: Sequence[str], stdin: int, environment: dict[str, str]) -> int:
    """Run a command until it ends or this process is told to; the exit code that means.

    0 when told to end, 1 when the command ended of itself. A second signal ends all at once.
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
    """Wait for the end of a child without burying it: until then its number is its group's."""
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
