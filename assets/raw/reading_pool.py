"""The parent of the reading processes: hands out files, collects answers, survives losses.

A child that dies or is silent too long costs one file, the one it had in hand; the rest of
its share goes to a fresh child.
"""

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
from assets.raw.reader import Taken, Task, set_aside
from warehouse.catalogue import Catalogue

SHARE = 24
"""Files handed over at once: enough to keep a child busy, few enough to lose little."""
PATIENCE_SECONDS = 20.0
"""How long one file may take."""


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    connection: Connection
    heard_at: float
    ready: bool = False
    share: deque[Delivery] = field(default_factory=deque)


@dataclass(slots=True)
class ReadingPool:
    """Reads deliveries in `size` child processes."""

    catalogue: Catalogue
    archive: Path
    size: int = 2

    def read(self, deliveries: Sequence[Delivery]) -> Iterator[tuple[Delivery, Taken]]:
        """Each delivery with what became of it; one whose reader was lost says so."""
        waiting = deque(deliveries)
        children = [self._start() for _ in range(min(self.size, len(waiting)))]
        try:
            while waiting or any(child.share for child in children):
                for child in _with_news(children):
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
                    str(self.catalogue.folder),
                    str(self.archive),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        return _Child(process, Connection(ours.detach()), time.monotonic())

    def _hear(
        self, child: _Child, children: list[_Child], waiting: deque[Delivery]
    ) -> Iterator[tuple[Delivery, Taken]]:
        try:
            answer = child.connection.recv() if child.connection.poll() else None
        except (EOFError, ConnectionResetError):
            answer = None
        if answer is None:
            yield from self._replace(child, children, waiting)
            return
        child.heard_at = time.monotonic()
        if isinstance(answer, Taken):
            yield child.share.popleft(), answer
        child.ready = True
        if len(child.share) <= SHARE // 4 and waiting:
            self._hand_over(child, waiting)

    def _hand_over(self, child: _Child, waiting: deque[Delivery]) -> None:
        share = [waiting.popleft() for _ in range(min(SHARE, len(waiting)))]
        local_date = self.catalogue.calendar.local_date
        child.share.extend(share)
        tasks = [Task(str(d.path), local_date(d.received_at)) for d in share]
        with suppress(ConnectionError):  # one that is gone is replaced when it is next looked at
            child.connection.send(tasks)

    def _replace(
        self, child: _Child, children: list[_Child], waiting: deque[Delivery]
    ) -> Iterator[tuple[Delivery, Taken]]:
        """The file in hand is to blame; what else was in the child's share is read again."""
        status = _stop(child)
        if not child.ready:
            raise RuntimeError(f"a reading process could not start (exit status {status})")
        if child.share:
            blamed = child.share.popleft()
            waiting.extendleft(reversed(child.share))
            yield blamed, set_aside(blamed.path, self.archive, "E-FILE-003")
        children[children.index(child)] = self._start()


def _with_news(children: list[_Child]) -> list[_Child]:
    """Children that sent something or died, or are silent beyond patience."""
    news = wait([child.connection for child in children], timeout=1.0)
    now = time.monotonic()
    return [
        child
        for child in children
        if child.connection in news or (child.share and now - child.heard_at > PATIENCE_SECONDS)
    ]


def _stop(child: _Child) -> int:
    child.connection.close()
    child.process.kill()
    return child.process.wait()
