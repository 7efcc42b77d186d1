"""Every write of a night, traced in its process, and a fault at one of them.

A write is a file opened for writing, a rename, a removal, a new folder or link, and an fsync, below
the home. What DuckDB and the reading processes write is not traced: their files are tried whole in
`test_rebuild_command` and `test_archive`. Used as the `happening` of `nights.night`.
"""

import errno
import os
import re
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

KILL, TORN = "kill", "torn"
FAULTS = (KILL, TORN, "ENOSPC", "EIO", "EROFS")
TRACED = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NUMBER = re.compile(r"(?<=compute_logs/)\w+|[0-9a-f]{8}(-[0-9a-f]{4,12}){4}|[0-9a-f]{8,}|\d+")
"""The parts of a path that differ from night to night."""
DATA_FILE = re.compile(r"(?<=/data/)\w+(?=\.(csv|parquet)$)")
"""The name of a file of open data, which is written like any other of its folder and kind."""


@dataclass(frozen=True, slots=True)
class Place:
    """A write of a night: the call, the path with # and * for what varies, which of equal ones."""

    call: str
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class WriteTracer:
    """Writes each place into a file, or lets a fault happen at one of them."""

    root: Path
    trace_file: Path
    fault: str = ""
    at: Place | None = None
    catalogue: str = ""

    def __call__(self) -> Callable[[], None]:
        """Add the hook, which ends with the process; return what tears a last write."""
        if self.catalogue:
            os.environ["CHISO_CATALOGUE"] = self.catalogue
        hook = _Hook(self)
        sys.addaudithook(hook.look)
        sync = os.fsync

        def traced_sync(handle: int) -> None:
            hook.meet("os.fsync", Path(f"/proc/self/fd/{handle}").readlink())
            sync(handle)

        os.fsync = traced_sync
        return hook.tear


class _Hook:
    """The hook of one process; the hook's own writes are not looked at."""

    def __init__(self, tracer: WriteTracer) -> None:
        self.tracer = tracer
        self.counts: Counter[tuple[str, str]] = Counter()
        self.torn: tuple[Path, int] | None = None
        self.own = threading.local()
        self.trace = os.open(tracer.trace_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def look(self, event: str, arguments: tuple) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & WRITING:
                self.meet(event, path, flags)
        elif event in TRACED:
            self.meet(event, arguments[1 if event in {"os.rename", "os.symlink"} else 0])

    def meet(self, call: str, path: object, flags: int = 0) -> None:
        if getattr(self.own, "is_busy", False) or not isinstance(path, str | bytes | os.PathLike):
            return
        relative = os.path.relpath(os.fsdecode(path), self.tracer.root)
        is_idle = call == "os.mkdir" and Path(os.fsdecode(path)).exists()
        if relative.startswith("..") or is_idle:
            return
        self.own.is_busy = True
        try:
            self.harm(call, relative, flags)
        finally:
            self.own.is_busy = False

    def harm(self, call: str, relative: str, flags: int) -> None:
        self.tear()
        name = DATA_FILE.sub("*", NUMBER.sub("#", relative))
        self.counts[call, name] += 1
        place = Place(call, name, self.counts[call, name])
        os.write(self.trace, f"{place.call}\t{place.path}\t{place.number}\n".encode())
        if place != self.tracer.at:
            return
        if self.tracer.fault == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.tracer.fault == TORN:
            path = self.tracer.root / relative
            is_new = flags & os.O_TRUNC or not path.exists()
            self.torn = path, 0 if is_new else path.stat().st_size
        else:
            number = getattr(errno, self.tracer.fault)
            raise OSError(number, os.strerror(number), str(self.tracer.root / relative))

    def tear(self) -> None:
        """Cut off half of what the torn write wrote, if one began, and kill the process."""
        if not self.torn:
            return
        path, size = self.torn
        if path.is_file():
            os.truncate(path, size + max(path.stat().st_size - size, 0) // 2)
        os.kill(os.getpid(), signal.SIGKILL)


def read_places(trace_file: Path) -> list[Place]:
    """Return the places of a trace, in order: of equal ones the first two."""
    rows = (line.split("\t") for line in trace_file.read_text(encoding="utf-8").splitlines())
    places = (Place(call, path, int(number)) for call, path, number in rows)
    return list(dict.fromkeys(place for place in places if place.number <= 2))
