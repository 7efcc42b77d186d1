"""The child process for senders' files: reads ahead while it waits, then share by share on request.

A hostile file may abort, hang or swell the parser: only this process is lost, and the parent
(`reading_pool`, which starts it) knows the file at fault.
"""

import gc
import os
import socket
import sys
import traceback
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from assets.raw.read_ahead import AheadOrder, read_ahead
from assets.raw.reader import ReaderContext, ReadTask, read_file
from assets.raw.reading_limits import ReadingLimits
from warehouse.catalogue import CatalogueError, load_catalogue
from warehouse.forms.hub_teaching import HubTeaching
from warehouse.forms.report_reader import ReportReader

_SEARCH_MODULES = ("assets.raw.quick_search", "expectations.privacy.quoted_names")
"""What a reader loads before the time of the first file counts; a night without files does not."""


@dataclass(frozen=True, slots=True)
class ReaderCrash:
    """The last answer of a child whose code failed: the error's kind and place, without data."""

    reason: str

    @classmethod
    def describe(cls, error: Exception) -> Self:
        """Describe an error by its class, and the line that raised it."""
        *_, frame = traceback.extract_tb(error.__traceback__)
        return cls(f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}")


def serve_tasks(
    connection: Connection, context: ReaderContext, ahead: AheadOrder | None = None
) -> None:
    """Read shares of tasks and send the results until the parent closes the connection.

    Each share comes with what the hub taught. The first answer is an empty list: the
    process is ready, and reads ahead. The last answer is the error that ended the process, if one
    did.
    """
    tasks: list[ReadTask] = []
    while True:
        try:
            context.limits.limit_cpu_time()
            connection.send([read_file(task, context) for task in tasks])
            if ahead:
                early_readings = read_ahead(connection, context, ahead)
                context, ahead = replace(context, early_readings=early_readings), None
        except OSError as error:
            connection.send(error)
            return
        except Exception as error:  # the parent tells it, and names the file
            connection.send(ReaderCrash.describe(error))
            return
        try:
            tasks, taught = connection.recv()
        except (EOFError, ConnectionResetError):
            return
        if taught != context.reader.taught:
            context = heed_teaching(context, taught)


def heed_teaching(context: ReaderContext, taught: HubTeaching) -> ReaderContext:
    """Return the context with what the hub taught: files are read anew, but not searched again."""
    searched = {key: replace(early, reading=None) for key, early in context.early_readings.items()}
    reader = ReportReader(context.reader.catalogue, taught)
    return replace(context, reader=reader, early_readings=searched)


def main() -> None:
    """Start the child process from the arguments: a socket, two folders, limits, an order.

    Once it reads, nothing of a parser that breaks down reaches the terminal: the parent names the
    file.
    """
    # Readings contain no reference cycles: the garbage collector would find nothing.
    gc.disable()
    handle, catalogue_folder, archive_folder, seconds, memory_mb, clock_factor = sys.argv[1:7]
    limits = ReadingLimits(float(seconds), int(memory_mb), float(clock_factor))
    limits.limit_memory()
    for module in _SEARCH_MODULES:
        import_module(module)
    wire = socket.socket(fileno=int(handle))
    connection = Connection(os.dup(wire.fileno()))
    try:
        reader = ReportReader(load_catalogue(Path(catalogue_folder)))
    except CatalogueError:
        return  # the parent loads the catalogue too and reports its faults
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
    context = ReaderContext(reader, Path(archive_folder), limits)
    serve_tasks(connection, context, AheadOrder.from_arguments(sys.argv[7:]))
