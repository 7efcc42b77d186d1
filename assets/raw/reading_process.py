"""One reading process: started, handed shares of files, asked for results, ended.

Knows the pipe and the end of a single child; `reading_pool` decides who reads what and what
becomes of a file that a child was lost on. May call this floor and the floors below.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from assets.raw.inbox import Delivery
from assets.raw.read_ahead import AheadOrder
from assets.raw.reader import CRASHED_CODE, TOO_SLOW_CODE, ReadResult, ReadTask
from assets.raw.reader_service import ReaderCrash
from assets.raw.reading_limits import ReadingLimits
from warehouse.forms.hub_teaching import HubTeaching

START_SECONDS = 120.0
"""The time by the clock allowed for starting a child: a busy machine may need most of it."""
_CHILD_ENVIRONMENT = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH"}
"""The environment variables of a child: it gets no passwords of sources and alerts."""
_TIME_SIGNALS = {signal.SIGPROF, signal.SIGXCPU, signal.SIGALRM}
"""The signals by which the kernel ends a child that has used up its time."""


@dataclass(frozen=True, slots=True)
class ReaderLoss:
    """The end of a child that did not answer: the code of the finding, and the technical reason."""

    code: str
    reason: str


@dataclass(slots=True)
class ReadingProcess:
    """A child, the share of files that it reads, and the moment of the last answer.

    `takes_from_end`: it read ahead from the end of the inbox, and takes the last shares first.
    """

    process: subprocess.Popen[bytes]
    connection: Connection
    limits: ReadingLimits
    last_answer_at: float
    takes_from_end: bool = False
    is_ready: bool = False
    share: list[Delivery] = field(default_factory=list)
    crash: ReaderCrash | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether the child has been silent for longer than the clock allows."""
        is_awaited = bool(self.share) or not self.is_ready
        patience = self.limits.compute_patience(len(self.share)) if self.is_ready else START_SECONDS
        return is_awaited and time.monotonic() - self.last_answer_at > patience

    def restart_clock(self) -> None:
        """Count the silence of the child from now on."""
        self.last_answer_at = time.monotonic()

    def send_share(self, share: list[Delivery], taught: HubTeaching) -> None:
        """Send files and what the hub taught; the receipt of the results notices a dead child."""
        self.share = share
        self.restart_clock()
        with suppress(ConnectionError):
            tasks = [ReadTask(str(d.path), d.received_at, d.is_released) for d in share]
            self.connection.send((tasks, taught))

    def receive_results(self) -> list[ReadResult] | None:
        """Receive the results of the share; None if the child died or is overdue.

        Raises:
            OSError: the archive cannot be written.
        """
        try:
            answer = self.connection.recv() if self.connection.poll() else None
        except (EOFError, ConnectionResetError):
            return None
        if isinstance(answer, OSError):
            raise answer
        if isinstance(answer, ReaderCrash):
            self.crash = answer
            return None
        return answer

    def stop(self) -> int:
        """End the child and return the exit status."""
        self.connection.close()
        self.process.kill()
        return self.process.wait()

    def explain_loss(self) -> ReaderLoss:
        """End a child that was lost, and explain the loss."""
        is_overdue = self.is_overdue  # silent, not dead: ending it would hide the difference
        status = self.stop()
        if self.crash:
            return ReaderLoss(CRASHED_CODE, self.crash.reason)
        if is_overdue or -status in _TIME_SIGNALS:
            return ReaderLoss(TOO_SLOW_CODE, f"exit status {status}")
        return ReaderLoss(CRASHED_CODE, f"exit status {status}")


def start_reading_process(
    catalogue_folder: Path,
    archive_folder: Path,
    limits: ReadingLimits,
    ahead: AheadOrder | None = None,
) -> ReadingProcess:
    """Start a child under the limits; it loads the catalogue and answers when it is ready.

    With `ahead` it then reads what will probably be asked of it, until something is.
    """
    parent_socket, child_socket = socket.socketpair()
    with child_socket:
        arguments: Iterable[object] = (
            child_socket.fileno(),
            catalogue_folder,
            archive_folder,
            *astuple(limits),
            *(ahead.list_arguments() if ahead else ()),
        )
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
            [
                sys.executable,
                "-c",
                "from assets.raw.reader_service import main; main()",
                *map(str, arguments),
            ],
            pass_fds=[child_socket.fileno()],
            stdin=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _CHILD_ENVIRONMENT & os.environ.keys()},
        )
    return ReadingProcess(
        process,
        Connection(parent_socket.detach()),
        limits,
        time.monotonic(),
        takes_from_end=bool(ahead and ahead.is_from_end),
    )
