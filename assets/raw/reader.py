"""The child process for senders' files: hash, search, archive, read; a result per file.

A hostile file may abort, hang or swell the parser: only this process is lost, and the parent
(`reading_pool`, which starts it) knows the file at fault.
"""

import errno
import gc
import hashlib
import os
import socket
import stat
import sys
import traceback
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BufferedReader
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from assets.raw import archive
from assets.raw.reading_limits import ReadingLimits
from assets.raw.refusal import REFUSED_FILE_DAYS, UNSEARCHED_CODE, search_file, search_file_name
from assets.raw.refused_report import RefusedReport, identify_refused_report
from assets.raw.searched_members import build_searched_zip
from expectations.privacy.quoted_names import mask_quoted_names
from warehouse.catalogue import CatalogueError, load_catalogue
from warehouse.files.grid import MEGABYTE_MEASURE, OversizedError
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import FileReading
from warehouse.forms.report_reader import ReportReader

MAX_FILE_SIZE = 64 << 20
CRASHED_CODE, TOO_SLOW_CODE = "E-FILE-003", "E-FILE-004"
_UNSEARCHED_EMBEDDING = FindingDraft(
    "E-FILE-017",
    message_values={
        "kind": "sổ có tệp nhúng không tìm được dữ liệu cá nhân",
        "kind_en": "a workbook with an embedded file that cannot be searched",
    },
)
LOST_READER_CODES = (CRASHED_CODE, TOO_SLOW_CODE)
"""The codes of the findings for a file that cost its reader."""


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A file to read, the time of receipt, and whether the office released it."""

    path: str
    received_at: datetime
    is_released: bool = False


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The result of reading a file: the hash, the reports, and the fate of the bytes.

    `sha256` is None if the file could not be opened: it stays in the inbox. `is_refused`: the file
    carries personal data; `refused_report` is what its manifest says. `is_archived=False`: the
    file could not be searched for personal data. In both cases the bytes are never copied.
    `earlier_submissions` counts earlier submissions of the same bytes.
    """

    sha256: str | None
    reading: FileReading
    is_refused: bool = False
    is_archived: bool = True
    earlier_submissions: int = 0
    refused_report: RefusedReport | None = None

    @property
    def is_lost(self) -> bool:
        """Whether the file cost its reader."""
        return any(draft.code in LOST_READER_CODES for draft in self.reading.drafts)


@dataclass(frozen=True, slots=True)
class ReaderCrash:
    """The last answer of a child whose code failed: the error's kind and place, without data."""

    reason: str

    @classmethod
    def describe(cls, error: Exception) -> Self:
        """Describe an error by its class, and the line that raised it."""
        *_, frame = traceback.extract_tb(error.__traceback__)
        return cls(f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}")


@dataclass(frozen=True, slots=True)
class ReaderContext:
    """The context of a reading process: the reader, the archive folder, and the limits."""

    reader: ReportReader
    archive_folder: Path
    limits: ReadingLimits = field(default_factory=ReadingLimits)


def read_file(task: ReadTask, context: ReaderContext) -> ReadResult:
    """Read a file, and archive the bytes if the search found no personal data.

    Raises:
        OSError: the archive cannot be written.
    """
    path = Path(task.path)
    try:
        with _open_regular_file(path) as file:
            is_too_large = os.fstat(file.fileno()).st_size > MAX_FILE_SIZE
            content = b"" if is_too_large else file.read()
    except OSError as error:
        return _build_unopened_result(error)
    if is_too_large:
        return record_unread_file(path, context.archive_folder, _draft_oversized_file())
    sha256 = hashlib.sha256(content).hexdigest()
    with context.limits.limit_file_time():
        search_result = search_file(content, path.name, context.reader.catalogue)
    if search_result.drafts and not task.is_released:
        refused_report = identify_refused_report(content, context.reader.catalogue)
        return _build_refused_result(sha256, search_result.drafts, refused_report)
    target = archive.build_archive_path(context.archive_folder, sha256, path.name)
    if not search_result.unread_parts:
        archive.archive_bytes(target, content)
    with context.limits.limit_file_time():
        received_on = context.reader.catalogue.calendar.get_local_date(task.received_at)
        reading = mask_quoted_names(context.reader.read_reports(content, received_on, path.name))
    if not search_result.unread_parts:
        return ReadResult(sha256, reading)
    if not reading.reports:
        return _build_unarchived_result(sha256, reading.drafts)
    searched_zip = build_searched_zip(content, search_result.unread_parts)
    if searched_zip is None:
        return _build_unarchived_result(sha256, (_UNSEARCHED_EMBEDDING,))
    archive.archive_bytes(target, searched_zip)  # without the letter beside: see decision 0021
    return ReadResult(sha256, reading, is_archived=False)


def _draft_oversized_file() -> FindingDraft:
    error = OversizedError(f"> {MAX_FILE_SIZE >> 20}", MEGABYTE_MEASURE)
    return FindingDraft(
        error.code, observed=error.observed, message_values=dict(error.message_values)
    )


def _build_refused_result(
    sha256: str, drafts: tuple[FindingDraft, ...], refused_report: RefusedReport | None = None
) -> ReadResult:
    return ReadResult(
        sha256,
        FileReading((), drafts),
        is_refused=True,
        is_archived=False,
        refused_report=refused_report,
    )


def _build_unarchived_result(sha256: str, drafts: tuple[FindingDraft, ...]) -> ReadResult:
    unsearched_draft = FindingDraft(
        UNSEARCHED_CODE, message_values={"days": str(REFUSED_FILE_DAYS)}
    )
    return ReadResult(sha256, FileReading((), (*drafts, unsearched_draft)), is_archived=False)


def _open_regular_file(path: Path) -> BufferedReader:
    """Open a regular file for reading; refuse links and pipes."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "no regular file")
    return os.fdopen(handle, "rb")


def record_unread_file(path: Path, archive_folder: Path, draft: FindingDraft) -> ReadResult:
    """Record a file without reading; `draft` is the reason.

    The bytes count as archived only if a reader searched and archived them before it was lost.
    """
    try:
        with _open_regular_file(path) as source:
            sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        return _build_unopened_result(error)
    if drafts := search_file_name(path.name):
        return _build_refused_result(sha256, drafts)
    if archive.is_file_archived(archive_folder, sha256):
        return ReadResult(sha256, FileReading((), (draft,)))
    return _build_unarchived_result(sha256, (draft,))


def _build_unopened_result(error: OSError) -> ReadResult:
    draft = FindingDraft("E-FILE-001", observed=error.strerror or "")
    return ReadResult(None, FileReading((), (draft,)))


def serve_tasks(connection: Connection, context: ReaderContext) -> None:
    """Read shares of tasks and send the results until the parent closes the connection.

    Each share comes with what the hub taught. The first answer is an empty list: the
    process is ready. The last answer is the error that ended the process, if one did.
    """
    tasks: list[ReadTask] = []
    while True:
        try:
            context.limits.limit_cpu_time()
            connection.send([read_file(task, context) for task in tasks])
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
            reader = ReportReader(context.reader.catalogue, taught)
            context = replace(context, reader=reader)


def main() -> None:
    """Start the child process from the arguments: a socket, two folders, and the limits.

    Once it reads, nothing of a parser that breaks down reaches the terminal: the parent names the
    file.
    """
    # Readings contain no reference cycles: the garbage collector would find nothing.
    gc.disable()
    handle, catalogue_folder, archive_folder, seconds, memory_mb, clock_factor = sys.argv[1:]
    limits = ReadingLimits(float(seconds), int(memory_mb), float(clock_factor))
    limits.limit_memory()
    wire = socket.socket(fileno=int(handle))
    connection = Connection(os.dup(wire.fileno()))
    try:
        reader = ReportReader(load_catalogue(Path(catalogue_folder)))
    except CatalogueError:
        return  # the parent loads the catalogue too and reports its faults
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
    serve_tasks(connection, ReaderContext(reader, Path(archive_folder), limits))
