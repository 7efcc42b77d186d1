"""The child process that opens senders' files: hash, archive, read; one answer per file.

A hostile file may abort, hang or swell the parser: only this process is lost, and the parent
(`reading_pool`, which starts it) knows which file it was.
"""

import errno
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

    `sha256` is None when the file could not even be opened: it stays where it is.
    """

    sha256: str | None
    reading: FileReading


def take(task: Task, reader: Reader, archive_folder: Path) -> Taken:
    """Read one file and keep its bytes."""
    path = Path(task.path)
    try:
        content = _content(path)
    except OSError as error:
        return Taken(None, FileReading((), (Doubt("E-FILE-001", observed=str(error)[:200]),)))
    sha256 = _keep(path.name, content, archive_folder)
    return Taken(sha256, reader.read(content, task.received))


def set_aside(path: Path, archive_folder: Path) -> Taken:
    """Keep the bytes of a file that a reader was lost on, without looking into them."""
    reading = FileReading((), (Doubt("E-FILE-003"),))
    try:
        return Taken(_keep(path.name, _content(path), archive_folder), reading)
    except OSError:
        return Taken(None, reading)


def _content(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_FILE:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()


def _keep(name: str, content: bytes, archive_folder: Path) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    archive.keep(archive.place(archive_folder, sha256, name), content)
    return sha256


def serve(connection: Connection, catalogue_folder: Path, archive_folder: Path) -> None:
    """Answer tasks one by one until the parent hangs up."""
    reader = Reader(load(catalogue_folder))
    connection.send("ready")
    while True:
        try:
            tasks = connection.recv()
        except EOFError:
            return
        for task in tasks:
            connection.send(take(task, reader, archive_folder))


def main() -> None:
    """Entry point of the child: a socket's number, the catalogue's and the archive's folders."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    handle = socket.socket(fileno=int(sys.argv[1]))
    serve(Connection(os.dup(handle.fileno())), Path(sys.argv[2]), Path(sys.argv[3]))
