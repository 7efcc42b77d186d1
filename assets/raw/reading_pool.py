"""The parent of the reading processes: hands out files, collects answers, survives losses.

A child that dies or is silent too long costs one file: what it had in hand is handed out again
one by one, until the file to blame stands alone.
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
"""Files handed over at once: enough to keep a child busy, few enough to lose little."""
START_SECONDS = 20.0
"""How long a child may take to start."""
_ENVIRONMENT = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH"}
"""All that a child is told of its surroundings: passwords of sources and alerts are not its."""


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
"""Shares that no child has in hand yet."""


@dataclass(slots=True)
class ReadingPool:
    """Reads deliveries in `size` child processes, each held to the limits.

    `catalogue` is the folder of the one they read with.
    """

    catalogue: Path
    archive: Path
    size: int = 2
    limits: Limits = field(default_factory=Limits)
    _started: list[_Child] = field(default_factory=list, init=False)

    def start(self) -> None:
        """Start the children ahead of the reading: what they load, they load meanwhile."""
        self._started += [self._start() for _ in range(self.size)]

    def close(self) -> None:
        """End the children that were started and never read."""
        while self._started:
            _stop(self._started.pop())

    def read(self, deliveries: Sequence[Delivery]) -> Iterator[tuple[Delivery, Taken]]:
        """Each delivery with what became of it; one whose reader was lost says so.

        Raises:
            OSError: the archive cannot be written; nothing more is read.
        """
        share = max(1, min(SHARE, -(-len(deliveries) // self.size)))
        waiting: _Waiting = deque(
            list(deliveries[at : at + share]) for at in range(0, len(deliveries), share)
        )
        missing = min(self.size, len(waiting)) - len(self._started)
        children = [*self._started, *(self._start() for _ in range(missing))]
        self._started = []
        for child in children:
            child.heard_at = time.monotonic()  # one started ahead may have had to wait for us
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
        if waiting:  # it reads on while its answer is looked at
            self._hand_over(child, waiting.popleft())
        yield from zip(share, answer, strict=True)

    def _with_news(self, children: list[_Child]) -> list[_Child]:
        """Children that sent something or died, or are silent beyond patience."""
        news = wait([child.connection for child in children], timeout=1.0)
        return [c for c in children if c.connection in news or self._is_overdue(c)]

    def _is_overdue(self, child: _Child) -> bool:
        patience = self.limits.seconds if child.is_ready else START_SECONDS
        return child.is_awaited and time.monotonic() - child.heard_at > patience

    def _hand_over(self, child: _Child, share: list[Delivery]) -> None:
        child.share = share
        tasks = [Task(str(d.path), d.received_at) for d in share]
        with suppress(ConnectionError):  # one that is gone is replaced when it is next looked at
            child.connection.send(tasks)

    def _replace(
        self, child: _Child, children: list[_Child], waiting: _Waiting
    ) -> Iterator[tuple[Delivery, Taken]]:
        """A file that was alone in hand is to blame; several are handed out again one by one."""
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
    """What a child sent: its share's readings, or why the archive failed; None if it is lost."""
    try:
        return child.connection.recv() if child.connection.poll() else None
    except (EOFError, ConnectionResetError):
        return None


def _stop(child: _Child) -> int:
    child.connection.close()
    child.process.kill()
    return child.process.wait()
