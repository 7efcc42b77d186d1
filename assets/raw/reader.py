"""The child process for senders' files: hash, search, archive, read; a result per file.

A hostile file may abort, hang or swell the parser: only this process is lost, and the parent
(`reading_pool`, which starts it) knows the file at fault.
"""

import gc
import hashlib
import os
import socket
import stat
import sys
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO

from assets.raw import archive
from assets.raw.limits import Limits
from assets.raw.refusal import KEPT_DAYS, UNSEARCHED, search, search_name
from warehouse.catalogue import CatalogueError, load
from warehouse.forms.reading import Reader
from warehouse.forms.report import Doubt, FileReading

LARGEST_FILE = 64 << 20
LOST = "E-FILE-003"
"""The code of the finding for a file that crashed its reader."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, and the time of receipt."""

    path: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """The result of reading a file: the hash, the reports, and the fate of the bytes.

    `sha256` is None if the file could not be opened: it stays in the inbox. `is_refused`: the file
    carries personal data. `is_kept=False`: the file could not be searched for personal data. In
    both cases the bytes are never copied. `earlier` counts earlier submissions of the same bytes.
    """

    sha256: str | None
    reading: FileReading
    is_refused: bool = False
    is_kept: bool = True
    earlier: int = 0

    @property
    def is_lost(self) -> bool:
        """Whether the file crashed its reader."""
        return any(doubt.code == LOST for doubt in self.reading.doubts)


@dataclass(frozen=True, slots=True)
class Desk:
    """The context of a reading process: the reader, the archive folder, and the limits."""

    reader: Reader
    archive: Path
    limits: Limits = field(default_factory=Limits)


def take(task: Task, desk: Desk) -> Taken:
    """Read a file, and archive the bytes if the search found no personal data.

    Raises:
        OSError: the archive cannot be written.
    """
    path = Path(task.path)
    try:
        with _opened(path) as file:
            is_too_large = os.fstat(file.fileno()).st_size > LARGEST_FILE
            content = b"" if is_too_large else file.read()
    except OSError as error:
        return _unopened(str(error))
    if is_too_large:
        return set_aside(
            path, desk.archive, Doubt("E-FILE-002", observed=f"> {LARGEST_FILE >> 20} MB")
        )
    sha256 = hashlib.sha256(content).hexdigest()
    with desk.limits.one_file():
        found = search(content, path.name)
    if found.doubts:
        return _refused(sha256, found.doubts)
    target = archive.place(desk.archive, sha256, path.name)
    if not found.unread:
        archive.keep(target, content)
    with desk.limits.one_file():
        received = desk.reader.catalogue.calendar.local_date(task.received_at)
        reading = desk.reader.read(content, received, path.name)
    if not found.unread:
        return Taken(sha256, reading)
    if not reading.reports:
        return _not_kept(sha256, reading.doubts)
    archive.keep(target, content)  # reports with a letter attached: see decision 0009
    return Taken(sha256, reading)


def _refused(sha256: str, doubts: tuple[Doubt, ...]) -> Taken:
    return Taken(sha256, FileReading((), doubts), is_refused=True, is_kept=False)


def _not_kept(sha256: str, doubts: tuple[Doubt, ...]) -> Taken:
    told = Doubt(UNSEARCHED, about={"days": str(KEPT_DAYS)})
    return Taken(sha256, FileReading((), (*doubts, told)), is_kept=False)


def _opened(path: Path) -> BinaryIO:
    """Open a regular file for reading; refuse links and pipes."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(f"{path.name!r} is no regular file")
    return os.fdopen(handle, "rb")


def set_aside(path: Path, archive_folder: Path, why: Doubt) -> Taken:
    """Record a file without reading; `why` is the reason.

    The bytes count as archived only if a reader searched and archived them before it was lost.
    """
    try:
        with _opened(path) as source:
            sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        return _unopened(str(error))
    if doubts := search_name(path.name):
        return _refused(sha256, doubts)
    if archive.holds(archive_folder, sha256):
        return Taken(sha256, FileReading((), (why,)))
    return _not_kept(sha256, (why,))


def _unopened(why: str) -> Taken:
    return Taken(None, FileReading((), (Doubt("E-FILE-001", observed=why[:200]),)))


def serve(connection: Connection, desk: Desk) -> None:
    """Read shares of tasks and send the results until the parent closes the connection.

    The first answer is an empty list: the process is ready.
    """
    tasks: list[Task] = []
    while True:
        try:
            desk.limits.hold_time()
            connection.send([take(task, desk) for task in tasks])
        except OSError as error:
            connection.send(error)
            return
        try:
            tasks = connection.recv()
        except (EOFError, ConnectionResetError):
            return


def main() -> None:
    """Start the child process from the arguments: a socket, two folders, and the limits."""
    # Readings contain no reference cycles: the garbage collector would find nothing.
    gc.disable()
    handle, catalogue, folder, seconds, memory_mb = sys.argv[1:]
    limits = Limits(float(seconds), int(memory_mb))
    limits.hold_memory()
    wire = socket.socket(fileno=int(handle))
    connection = Connection(os.dup(wire.fileno()))
    try:
        reader = Reader(load(Path(catalogue)))
    except CatalogueError:
        return  # the parent loads the catalogue too and reports its faults
    serve(connection, Desk(reader, Path(folder), limits))
