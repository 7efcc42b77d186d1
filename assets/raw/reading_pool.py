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
from assets.raw.limits import Limits
from assets.raw.reader import LOST, Taken, Task, set_aside
from warehouse.forms.report import Doubt

SHARE = 24
"""Files sent at once: enough to keep a child busy, few enough to lose little."""
START_SECONDS = 20.0
"""The time allowed for starting a child."""
_ENVIRONMENT = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH"}
"""The environment variables of a child: it gets no passwords of sources and alerts."""


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    connection: Connection
    heard_at: float
    is_ready: bool = False
    share: list[Delivery] = field(default_factory=list)

    @property
    def is_awaited(self) -> bool:
        return bool(self.share) or not self.is_ready


_Waiting = deque[list[Delivery]]
"""Shares not yet sent to any child."""


@dataclass(slots=True)
class ReadingPool:
    """Reads deliveries in `size` child processes, each under the limits.

    `catalogue` is the folder of the catalogue that the children load.
    """

    catalogue: Path
    archive: Path
    size: int = 2
    limits: Limits = field(default_factory=Limits)
    _started: list[_Child] = field(default_factory=list, init=False)

    def start(self) -> None:
        """Start the children early: they load their modules while the run goes on."""
        self._started += [self._start() for _ in range(self.size)]

    def close(self) -> None:
        """Stop the children started and never used."""
        while self._started:
            _stop(self._started.pop())

    def read(self, deliveries: Sequence[Delivery]) -> Iterator[tuple[Delivery, Taken]]:
        """Read every delivery and yield the result, also of files crashing a reader.

        Raises:
            OSError: the archive cannot be written; the remaining files are not read.
        """
        share = max(1, min(SHARE, -(-len(deliveries) // self.size)))
        waiting: _Waiting = deque(
            list(deliveries[at : at + share]) for at in range(0, len(deliveries), share)
        )
        missing = min(self.size, len(waiting)) - len(self._started)
        children = [*self._started, *(self._start() for _ in range(missing))]
        self._started = []
        for child in children:
            child.heard_at = time.monotonic()  # an early child has waited for this call
        try:
            while waiting or any(child.share for child in children):
                for child in self._with_news(children):
                    yield from self._hear(child, children, waiting)
        finally:
            for child in children:
                _stop(child)

    def _start(self) -> _Child:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
                [
                    sys.executable,
                    "-c",
                    "from assets.raw.reader import main; main()",
                    str(theirs.fileno()),
                    str(self.catalogue),
                    str(self.archive),
                    str(self.limits.seconds),
                    str(self.limits.memory_mb),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT & os.environ.keys()},
            )
        return _Child(process, Connection(ours.detach()), time.monotonic())

    def _hear(
        self, child: _Child, children: list[_Child], waiting: _Waiting
    ) -> Iterator[tuple[Delivery, Taken]]:
        answer = _answer(child)
        if isinstance(answer, OSError):
            raise answer
        if answer is None:
            yield from self._replace(child, children, waiting)
            return
        share, child.share = child.share, []
        child.is_ready, child.heard_at = True, time.monotonic()
        if waiting:  # the child reads on while its results are used
            self._hand_over(child, waiting.popleft())
        yield from zip(share, answer, strict=True)

    def _with_news(self, children: list[_Child]) -> list[_Child]:
        """Wait for children with an answer, dead children, and children over time."""
        news = wait([child.connection for child in children], timeout=1.0)
        return [c for c in children if c.connection in news or self._is_overdue(c)]

    def _is_overdue(self, child: _Child) -> bool:
        patience = self.limits.seconds if child.is_ready else START_SECONDS
        return child.is_awaited and time.monotonic() - child.heard_at > patience

    def _hand_over(self, child: _Child, share: list[Delivery]) -> None:
        child.share = share
        tasks = [Task(str(d.path), d.received_at) for d in share]
        with suppress(ConnectionError):  # a dead child is replaced at the next check
            child.connection.send(tasks)

    def _replace(
        self, child: _Child, children: list[_Child], waiting: _Waiting
    ) -> Iterator[tuple[Delivery, Taken]]:
        """Replace a lost child: a single file is at fault, several files are sent again."""
        status = _stop(child)
        if not child.is_ready:
            raise RuntimeError(f"a reading process could not start (exit status {status})")
        if len(child.share) == 1:
            blamed = child.share[0]
            yield blamed, set_aside(blamed.path, self.archive, Doubt(LOST))
        else:
            waiting.extendleft([delivery] for delivery in reversed(child.share))
        children[children.index(child)] = self._start()


def _answer(child: _Child) -> list[Taken] | OSError | None:
    """Receive the results of a share, or the archive's error; None if the child died."""
    try:
        return child.connection.recv() if child.connection.poll() else None
    except (EOFError, ConnectionResetError):
        return None


def _stop(child: _Child) -> int:
    """Stop a child and return the exit status."""
    child.connection.close()
    child.process.kill()
    return child.process.wait()
