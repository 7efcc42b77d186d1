"""The child process that opens senders' files: hash, archive, read; one answer per file.

A hostile file may abort, hang or swell the parser: only this process is lost, and the parent
(`reading_pool`, which starts it) knows which file it was.
"""

import gc
import hashlib
import os
import resource
import socket
import sys
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from assets.raw import archive
from assets.raw.refusal import refuse
from warehouse.catalogue import load
from warehouse.forms.reading import Reader
from warehouse.forms.report import Doubt, FileReading

MEMORY_BYTES = 1 << 30
LARGEST_FILE = 64 << 20


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


def take(task: Task, reader: Reader, archive_folder: Path) -> Taken:
    """Read one file and keep its bytes, unless it is refused.

    Raises:
        OSError: the archive cannot keep them.
    """
    path = Path(task.path)
    try:
        is_too_large = path.stat().st_size > LARGEST_FILE
        content = b"" if is_too_large else path.read_bytes()
    except OSError as error:
        return _unopened(str(error))
    if is_too_large:
        return set_aside(path, archive_folder, "E-FILE-002")
    sha256 = hashlib.sha256(content).hexdigest()
    if doubts := refuse(content, path.name):
        return Taken(sha256, FileReading((), doubts), is_refused=True)
    archive.keep(archive.place(archive_folder, sha256, path.name), content)
    return Taken(sha256, reader.read(content, task.received))


def set_aside(path: Path, archive_folder: Path, code: str) -> Taken:
    """Keep a file's bytes without looking into them, and say by a code why."""
    try:
        with path.open("rb") as source:
            sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        return _unopened(str(error))
    archive.keep_file(archive.place(archive_folder, sha256, path.name), path)
    return Taken(sha256, FileReading((), (Doubt(code),)))


def _unopened(why: str) -> Taken:
    return Taken(None, FileReading((), (Doubt("E-FILE-001", observed=why[:200]),)))


def serve(connection: Connection, catalogue_folder: Path, archive_folder: Path) -> None:
    """Answer shares of tasks until the parent hangs up; the first answer, of none, says ready."""
    reader = Reader(load(catalogue_folder))
    # Readings are made and sent, never kept in circles: the collector has nothing to find.
    gc.freeze()
    gc.disable()
    tasks: list[Task] = []
    while True:
        try:
            connection.send([take(task, reader, archive_folder) for task in tasks])
        except OSError as error:
            connection.send(error)
            return
        try:
            tasks = connection.recv()
        except EOFError:
            return


def main() -> None:
    """Entry point of the child: a socket's number, the catalogue's and the archive's folders."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    handle = socket.socket(fileno=int(sys.argv[1]))
    serve(Connection(os.dup(handle.fileno())), Path(sys.argv[2]), Path(sys.argv[3]))
