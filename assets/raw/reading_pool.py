"""The parent of the reading processes: sends files, collects results, survives losses.

A child that dies or is silent too long costs one file: the files of its share are sent again one
by one, until the file at fault is known.
"""

import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from assets.raw.inbox import Delivery
from assets.raw.reader import LOST_READER_CODE, ReadResult, ReadTask, record_unread_file
from assets.raw.reading_limits import ReadingLimits
from warehouse.finding_draft import FindingDraft

FILES_PER_SHARE = 24
"""Files sent at once: enough to keep a child busy, few enough to lose little."""
START_SECONDS = 20.0
"""The time allowed for starting a child."""
_CHILD_ENVIRONMENT = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH"}
"""The environment variables of a child: it gets no passwords of sources and alerts."""


@dataclass(slots=True)
class _ReadingProcess:
    process: subprocess.Popen[bytes]
    connection: Connection
    last_answer_at: float
    is_ready: bool = False
    share: list[Delivery] = field(default_factory=list)

    @property
    def is_awaited(self) -> bool:
        return bool(self.share) or not self.is_ready


_ShareQueue = deque[list[Delivery]]
"""Shares not yet sent to any child."""


@dataclass(slots=True)
class ReadingPool:
    """Reads deliveries in `size` child processes, each under the limits.

    `catalogue_folder` is the folder of the catalogue that the children load.
    """

    catalogue_folder: Path
    archive_folder: Path
    size: int = 2
    limits: ReadingLimits = field(default_factory=ReadingLimits)
    _idle_children: list[_ReadingProcess] = field(default_factory=list, init=False)

    def start_children(self) -> None:
        """Start the children early: they load their modules while the run goes on."""
        self._idle_children += [self._start_child() for _ in range(self.size)]

    def close(self) -> None:
        """Stop the children started and never used."""
        while self._idle_children:
            _stop_child(self._idle_children.pop())

    def read_deliveries(
        self, deliveries: Sequence[Delivery]
    ) -> Iterator[tuple[Delivery, ReadResult]]:
        """Read every delivery and yield the result, also of files crashing a reader.

        Raises:
            OSError: the archive cannot be written; the remaining files are not read.
        """
        share = max(1, min(FILES_PER_SHARE, -(-len(deliveries) // self.size)))
        share_queue: _ShareQueue = deque(
            list(deliveries[at : at + share]) for at in range(0, len(deliveries), share)
        )
        missing_count = min(self.size, len(share_queue)) - len(self._idle_children)
        children = [*self._idle_children, *(self._start_child() for _ in range(missing_count))]
        self._idle_children = []
        for child in children:
            child.last_answer_at = time.monotonic()  # an early child has waited for this call
        try:
            while share_queue or any(child.share for child in children):
                for child in self._wait_for_children(children):
                    yield from self._receive_share(child, children, share_queue)
        finally:
            for child in children:
                _stop_child(child)

    def _start_child(self) -> _ReadingProcess:
        parent_socket, child_socket = socket.socketpair()
        with child_socket:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
                [
                    sys.executable,
                    "-c",
                    "from assets.raw.reader import main; main()",
                    str(child_socket.fileno()),
                    str(self.catalogue_folder),
                    str(self.archive_folder),
                    str(self.limits.seconds),
                    str(self.limits.memory_mb),
                ],
                pass_fds=[child_socket.fileno()],
                stdin=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _CHILD_ENVIRONMENT & os.environ.keys()},
            )
        return _ReadingProcess(process, Connection(parent_socket.detach()), time.monotonic())

    def _receive_share(
        self, child: _ReadingProcess, children: list[_ReadingProcess], share_queue: _ShareQueue
    ) -> Iterator[tuple[Delivery, ReadResult]]:
        answer = _receive_results(child)
        if isinstance(answer, OSError):
            raise answer
        if answer is None:
            yield from self._replace_child(child, children, share_queue)
            return
        share, child.share = child.share, []
        child.is_ready, child.last_answer_at = True, time.monotonic()
        if share_queue:  # the child reads on while its results are used
            self._send_share(child, share_queue.popleft())
        yield from zip(share, answer, strict=True)

    def _wait_for_children(self, children: list[_ReadingProcess]) -> list[_ReadingProcess]:
        """Wait for children with an answer, dead children, and children over time."""
        ready_connections = wait([child.connection for child in children], timeout=1.0)
        return [c for c in children if c.connection in ready_connections or self._is_overdue(c)]

    def _is_overdue(self, child: _ReadingProcess) -> bool:
        patience = self.limits.seconds if child.is_ready else START_SECONDS
        return child.is_awaited and time.monotonic() - child.last_answer_at > patience

    def _send_share(self, child: _ReadingProcess, share: list[Delivery]) -> None:
        child.share = share
        tasks = [ReadTask(str(d.path), d.received_at) for d in share]
        with suppress(ConnectionError):  # a dead child is replaced at the next check
            child.connection.send(tasks)

    def _replace_child(
        self, child: _ReadingProcess, children: list[_ReadingProcess], share_queue: _ShareQueue
    ) -> Iterator[tuple[Delivery, ReadResult]]:
        """Replace a lost child: a single file is at fault, several files are sent again."""
        status = _stop_child(child)
        if not child.is_ready:
            raise RuntimeError(f"a reading process could not start (exit status {status})")
        if len(child.share) == 1:
            culprit = child.share[0]
            yield (
                culprit,
                record_unread_file(
                    culprit.path, self.archive_folder, FindingDraft(LOST_READER_CODE)
                ),
            )
        else:
            share_queue.extendleft([delivery] for delivery in reversed(child.share))
        children[children.index(child)] = self._start_child()


def _receive_results(child: _ReadingProcess) -> list[ReadResult] | OSError | None:
    """Receive the results of a share, or the archive's error; None if the child died."""
    try:
        return child.connection.recv() if child.connection.poll() else None
    except (EOFError, ConnectionResetError):
        return None


def _stop_child(child: _ReadingProcess) -> int:
    """Stop a child and return the exit status."""
    child.connection.close()
    child.process.kill()
    return child.process.wait()
