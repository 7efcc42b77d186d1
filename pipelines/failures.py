"""The cause of a failed run or home in one sentence for people: path, cause and remedy.

The text of an error may quote a cell, so a sentence contains only a path and a known cause. The
exceptions of `SAFE_ERRORS` carry a sentence of our own, with counts and no text of a sender.
"""

import errno
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile

from assets.raw.catalogue_guard import CatalogueChangeError
from assets.raw.missing_submissions import MissingSubmissionsError
from pipelines.dagster_database import DagsterDatabaseError, describe_silence
from pipelines.instance import DAMAGED
from pipelines.last_night import ClockError
from warehouse.database_errors import DAMAGE
from warehouse.home import WAREHOUSE_FILE, Home
from warehouse.journal.journal_entry import JournalError
from warehouse.language import LANGUAGES, Bilingual, choose_text

SAFE_ERRORS = frozenset(
    {
        CatalogueChangeError.__name__,
        ClockError.__name__,
        JournalError.__name__,
        MissingSubmissionsError.__name__,
    }
)
PROBE_BYTES = 1 << 16
"""How much a home must be able to write: Dagster notes more than this in any night."""

_FULL = re.compile(r"No space left on device|disk is full|Disk quota exceeded|File too large")
_UNWRITABLE = re.compile(
    r"Read-only file system|Permission denied|Operation not permitted|readonly database"
    r"|unable to open database file|Not a directory|Is a directory|File exists"
)
_DAMAGED_HISTORY = re.compile(r"disk image is malformed|file is not a database")
"""What SQLite says; the only files of SQLite in a home are those of Dagster."""
_DAMAGED = re.compile(rf"not a valid DuckDB database|[Cc]orrupt|{DAMAGE}")
_BROKEN_DISK = re.compile(r"Input/output error|disk I/O error")
_SILENT_DATABASE = re.compile(
    r"connection to server (at|on socket) .*failed|server closed the connection unexpectedly"
    r"|too many retries for DB connection|terminating connection due to administrator command"
)
_QUOTED_PATH = re.compile(r"""["'«](/[^"'«»\n]+)["'»]""")


class Cause(Bilingual):
    """A sentence for people in both languages: path, cause and remedy."""


_NIGHT = Bilingual("`chiso nightly`", "`chiso nightly`")
_SENTENCES = {
    _FULL: (
        "Đĩa chứa {path} đã đầy; giải phóng chỗ trống rồi chạy lại {again}.",
        "The disk that holds {path} is full; free some space, then run {again} again.",
    ),
    _UNWRITABLE: (
        "Không ghi được vào {path}; kiểm tra quyền của thư mục và ổ đĩa, rồi chạy lại {again}.",
        "{path} cannot be written; check the permissions and the disk, then run {again} again.",
    ),
    _DAMAGED_HISTORY: (
        "Tệp của Dagster trong {path} bị hỏng; dừng `chiso ui` nếu đang mở, rồi chạy lại {again}: "
        "tệp hỏng được để riêng và làm mới.",
        "Files of Dagster in {path} are damaged; stop `chiso ui` if it is open, then run {again} "
        "again: damaged files are set aside and made anew.",
    ),
    _DAMAGED: (
        "Tệp {path} bị hỏng; đặt lại từ bản sao lưu rồi chạy lại {again}.",
        "The file {path} is damaged; put it back from a backup, then run {again} again.",
    ),
    _BROKEN_DISK: (
        "Ổ đĩa chứa {path} báo lỗi đọc ghi; kiểm tra ổ đĩa rồi chạy lại {again}.",
        "The disk that holds {path} reports read or write errors; check the disk, then run "
        "{again} again.",
    ),
}
_DAMAGED_PUBLICATION = (
    "Tệp {path} của bản công bố bị hỏng, bị mất hoặc của phiên bản khác; chạy `chiso nightly` để "
    "dựng lại.",
    "The file {path} of the publication is damaged, missing or of another version; run "
    "`chiso nightly` to make it anew.",
)
_DAMAGED_PAST = (
    "Bản công bố cũ {path} bị hỏng; chạy lại `chiso publication {number}` để dựng lại.",
    "The past publication {path} is damaged; run `chiso publication {number}` again to make it "
    "anew.",
)
_DAMAGED_REGISTER = (
    "Sổ đăng ký {path} bị hỏng; bản công bố hiện tại vẫn dùng được. Chạy `chiso rebuild` để dựng "
    "lại sổ từ kho lưu và nhật ký.",
    "The register {path} is damaged; the publication in force can still be used. Run "
    "`chiso rebuild` to make the register anew from archive and journal.",
)
_LOST_HISTORY = ("lịch sử các lượt chạy", "the history of runs")
_LOST_SWITCHES = (
    "những gì đã tắt bằng tay trong `chiso ui` (nay lại bật)",
    "what was switched off by hand in `chiso ui` (it is on again)",
)


def is_damage(error: BaseException) -> bool:
    """Return whether an error of reading shows that a database file is damaged."""
    texts = [str(link) for link in _chain(error)]
    return any(_DAMAGED_HISTORY.search(text) or _DAMAGED.search(text) for text in texts)


def explain_error(error: BaseException, root: Path, *, again: Bilingual = _NIGHT) -> Cause | None:
    """Return the cause of an error below the home `root`; None for an unknown cause.

    `again` is what to run once the cause is gone.
    """
    for link in _chain(error):
        if isinstance(link, JournalError | DagsterDatabaseError):
            return Cause(link.vi, link.en)
        path = str(link.filename) if isinstance(link, OSError) and link.filename else None
        if cause := explain_text(str(link), root, path, again=again):
            return cause
    return None


def explain_text(
    text: str, root: Path, path: str | None = None, *, again: Bilingual = _NIGHT
) -> Cause | None:
    """Return the cause in the text of an error; None for an unknown cause.

    Many libraries call a full disk an I/O error: then the home itself is tried.
    """
    if _SILENT_DATABASE.search(text):
        silence = describe_silence()
        return Cause(silence.vi, silence.en)
    pattern = next((known for known in _SENTENCES if known.search(text)), None)
    if pattern is None:
        return None
    if pattern is _BROKEN_DISK and (cause := probe_home(root)):
        return cause
    if pattern is _DAMAGED_HISTORY:
        return _write_sentence(pattern, str(Home(root).dagster_folder), again)
    quoted = _QUOTED_PATH.search(text)
    path = path or (quoted[1] if quoted else str(root))
    if pattern is _DAMAGED and (sentences := _choose_remedy(Path(path))):
        return Cause(*(text.format(path=path, number=Path(path).stem) for text in sentences))
    return _write_sentence(pattern, path, again)


def _choose_remedy(path: Path) -> tuple[str, str] | None:
    """Return the sentences for a damaged file with a command for making it anew."""
    home = Home(path.parent)
    if path.name == WAREHOUSE_FILE:
        return _DAMAGED_PUBLICATION
    if path == home.register_file:
        return _DAMAGED_REGISTER
    if path.parent == Home(path.parent.parent).get_past_publication(0).parent:
        return _DAMAGED_PAST
    return None


def probe_home(root: Path) -> Cause | None:
    """Write and sync a nameless test file in `root`; return the cause of a failure, else None."""
    try:
        with TemporaryFile(dir=root) as file:
            file.write(bytes(PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        return _write_sentence(_FULL if full else _UNWRITABLE, str(root))
    return None


def describe_new_files(names: Iterable[str]) -> Cause:
    """Describe the damaged files of Dagster that were replaced, and the lost content."""
    names = list(names)
    are_switches = [name.startswith("schedules/") for name in names]
    losses = [_LOST_SWITCHES] * any(are_switches) + [_LOST_HISTORY] * (not all(are_switches))
    vi, en = (", ".join(choose_text(loss, lang) for loss in losses) for lang in LANGUAGES)
    files = ", ".join(names)
    return Cause(
        f"Tệp của Dagster bị hỏng, đã để riêng trong dagster/{DAMAGED[0]} và làm mới: {files}. "
        f"Mất: {vi}.",
        f"Damaged files of Dagster were set aside in dagster/{DAMAGED[0]} and made anew: {files}. "
        f"Lost: {en}.",
    )


def _write_sentence(pattern: re.Pattern[str], path: str, again: Bilingual = _NIGHT) -> Cause:
    vi, en = _SENTENCES[pattern]
    return Cause(vi.format(path=path, again=again.vi), en.format(path=path, again=again.en))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and its causes, in the order of a traceback."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
