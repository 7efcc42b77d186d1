"""One file of a sender in a reading process: hash, search, archive, read; a result per file.

A file can be read ahead without a trace: the bytes are archived only when its turn comes. The
process is `reader_service`; no other process may call this module's readers.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import FileIO
from pathlib import Path

from assets.raw import archive
from assets.raw.reading_limits import ReadingLimits
from assets.raw.refusal import (
    REFUSED_FILE_DAYS,
    UNSEARCHED_CODE,
    SearchResult,
    search_file,
    search_file_name,
)
from assets.raw.refused_report import RefusedReport, identify_refused_report
from assets.raw.searched_members import build_searched_zip
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
class EarlyReading:
    """What a file held when it was read ahead; `reading` is None if it must be read anew."""

    search_result: SearchResult
    reading: FileReading | None


EarlyReadings = Mapping[tuple[ReadTask, str], EarlyReading]
"""By the task and the hash of the bytes: another file under the same name is read anew."""


@dataclass(frozen=True, slots=True)
class ReaderContext:
    """The context of a reading process: reader, archive folder, limits, what was read ahead."""

    reader: ReportReader
    archive_folder: Path
    limits: ReadingLimits = field(default_factory=ReadingLimits)
    early_readings: EarlyReadings = field(default_factory=dict)


def read_file_early(task: ReadTask, context: ReaderContext) -> tuple[str, EarlyReading] | None:
    """Search and read a file without a trace; None if it cannot be opened or is too large.

    Returns:
        the hash of the bytes, and what they hold.
    """
    path = Path(task.path)
    try:
        content = _load_content(path)
    except OSError:  # the file is read again when its turn comes, and the error told
        return None
    if content is None:
        return None
    search_result = _search_content(content, path.name, context)
    has_refusal = bool(search_result.drafts) and not task.is_released
    reading = None if has_refusal else _read_content(content, task, context)
    return hashlib.sha256(content).hexdigest(), EarlyReading(search_result, reading)


def read_file(task: ReadTask, context: ReaderContext) -> ReadResult:
    """Read a file, and archive the bytes if the search found no personal data.

    Raises:
        OSError: the archive cannot be written.
    """
    path = Path(task.path)
    try:
        content = _load_content(path)
    except OSError as error:
        return _build_unopened_result(error)
    if content is None:
        return record_unread_file(path, context.archive_folder, _draft_oversized_file())
    sha256 = hashlib.sha256(content).hexdigest()
    early = context.early_readings.get((task, sha256))
    search_result = early.search_result if early else _search_content(content, path.name, context)
    if search_result.drafts and not task.is_released:
        refused_report = identify_refused_report(content, context.reader.catalogue)
        return _build_refused_result(sha256, search_result.drafts, refused_report)
    target = archive.build_archive_path(context.archive_folder, sha256, path.name)
    if not search_result.unread_parts:
        archive.archive_bytes(target, content)
    reading = (early and early.reading) or _read_content(content, task, context)
    if not search_result.unread_parts:
        return ReadResult(sha256, reading)
    if not reading.reports:
        return _build_unarchived_result(sha256, reading.drafts)
    searched_zip = build_searched_zip(content, search_result.unread_parts)
    if searched_zip is None:
        return _build_unarchived_result(sha256, (_UNSEARCHED_EMBEDDING,))
    archive.archive_bytes(target, searched_zip)  # without the letter beside: see decision 0021
    return ReadResult(sha256, reading, is_archived=False)


def _load_content(path: Path) -> bytes | None:
    """Return the bytes of a regular file; None if it is too large to be read."""
    with _open_regular_file(path) as file:
        is_too_large = os.fstat(file.fileno()).st_size > MAX_FILE_SIZE
        return None if is_too_large else file.read()


def _search_content(content: bytes, name: str, context: ReaderContext) -> SearchResult:
    with context.limits.limit_file_time():
        return search_file(content, name, context.reader.catalogue)


def _read_content(content: bytes, task: ReadTask, context: ReaderContext) -> FileReading:
    from expectations.privacy.quoted_names import mask_quoted_names

    with context.limits.limit_file_time():
        received_on = context.reader.catalogue.calendar.get_local_date(task.received_at)
        file_name = Path(task.path).name
        return mask_quoted_names(context.reader.read_reports(content, received_on, file_name))


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


def _open_regular_file(path: Path) -> FileIO:
    """Open a regular file for reading; refuse links and pipes."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "no regular file")
    return os.fdopen(handle, "rb", buffering=0)  # read whole, at once


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
