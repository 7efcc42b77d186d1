"""The child process that opens senders' files: hash, archive, read; one answer per file.

A hostile file may abort, hang or swell the parser: only this process is lost, and the parent
(`reading_pool`, which starts it) knows which file it was.
"""

import gc
import hashlib
import os
import socket
import stat
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO

from assets.raw import archive
from assets.raw.limits import Limits
from assets.raw.refusal import refuse
from warehouse.catalogue import load
from warehouse.forms.reading import Reader
from warehouse.forms.report import Doubt, FileReading

LARGEST_FILE = 64 << 20

Keep = Callable[[Path, bytes], None]
"""Keeps bytes in the archive."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read; `received` is the local day it came."""

    path: str
    received: date


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: its hash, and what was read of it.

    `sha256` is None when the file could not even be opened: it stays where it is. A refused
    file carries personal data: its bytes are nowhere but where they came.
    """

    sha256: str | None
    reading: FileReading
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a child reads with: the reader, the archive's folder, and its limits."""

    reader: Reader
    archive: Path
    limits: Limits = field(default_factory=Limits)


def take_all(tasks: list[Task], desk: Desk) -> list[Taken]:
    """Read files and keep their bytes; kept when this returns.

    Raises:
        OSError: the archive cannot keep them.
    """
    # The archive waits for the disk, which reading need not.
    with ThreadPoolExecutor(1) as disk:
        kept: list[Future[None]] = []

        def keep(target: Path, content: bytes) -> None:
            kept.append(disk.submit(archive.keep, target, content))

        taken = [take(task, desk, keep) for task in tasks]
    for one in kept:
        one.result()
    return taken


def take(task: Task, desk: Desk, keep: Keep = archive.keep) -> Taken:
    """Read one file and keep its bytes, unless it is refused.

    Raises:
        OSError: the archive cannot keep them.
    """
    path = Path(task.path)
    try:
        with _opened(path) as file:
            is_too_large = os.fstat(file.fileno()).st_size > LARGEST_FILE
            content = b"" if is_too_large else file.read()
    except OSError as error:
        return _unopened(str(error))
    if is_too_large:
        return set_aside(path, desk.archive, "E-FILE-002")
    sha256 = hashlib.sha256(content).hexdigest()
    with desk.limits.one_file():
        doubts = refuse(content, path.name)
    if doubts:
        return Taken(sha256, FileReading((), doubts), is_refused=True)
    keep(archive.place(desk.archive, sha256, path.name), content)
    with desk.limits.one_file():
        return Taken(sha256, desk.reader.read(content, task.received, path.name))


def _opened(path: Path) -> BinaryIO:
    """A file opened for reading, if it still is one and no link or pipe has taken its place."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(f"{path.name!r} is no regular file")
    return os.fdopen(handle, "rb")


def set_aside(path: Path, archive_folder: Path, code: str) -> Taken:
    """Keep a file's bytes without looking into them, and say by a code why."""
    try:
        with _opened(path) as source:
            sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        return _unopened(str(error))
    archive.keep_file(archive.place(archive_folder, sha256, path.name), path)
    return Taken(sha256, FileReading((), (Doubt(code),)))


def _unopened(why: str) -> Taken:
    return Taken(None, FileReading((), (Doubt("E-FILE-001", observed=why[:200]),)))


def serve(connection: Connection, desk: Desk) -> None:
    """Answer shares of tasks until the parent hangs up; the first answer, of none, says ready."""
    # Readings are made and sent, never kept in circles: the collector has nothing to find.
    gc.freeze()
    gc.disable()
    tasks: list[Task] = []
    while True:
        try:
            desk.limits.hold_time()
            connection.send(take_all(tasks, desk))
        except OSError as error:
            connection.send(error)
            return
        try:
            tasks = connection.recv()
        except EOFError:
            return


def main() -> None:
    """Entry point of the child: a socket's number, two folders, and the limits."""
    handle, catalogue, folder, seconds, memory_mb = sys.argv[1:]
    limits = Limits(float(seconds), int(memory_mb))
    limits.hold_memory()
    wire = socket.socket(fileno=int(handle))
    connection = Connection(os.dup(wire.fileno()))
    serve(connection, Desk(Reader(load(Path(catalogue))), Path(folder), limits))
