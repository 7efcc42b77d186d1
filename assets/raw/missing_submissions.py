"""The guard of the publication: a night never publishes on fewer files than are published now.

Without a publication in force, as after a restore, on no fewer than the journal has.

Compares the hashes of files as sets: an older register with as many new files would pass a
comparison of counts. Refused files are not compared, because they are purged. The roof
(`pipelines`) decides who may accept a loss, and words the messages.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from assets.raw import archive, inbox
from assets.raw.refusal import REFUSAL_CODE, UNSEARCHED_CODE
from warehouse.database_errors import OutdatedError
from warehouse.database_length import check_length
from warehouse.file_hash import hash_file
from warehouse.home import Home
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.void_entries import find_void_entries
from warehouse.store import DatabaseError, Store
from warehouse.stored_tables import has_table

TABLE = "raw.accepted_losses"

_PUBLISHED_FILES = ("của bản công bố hiện tại", "of the publication in force")
_JOURNALLED_FILES = ("mà nhật ký đã ghi", "of the journal")
_PUBLISHED = f"""
    SELECT DISTINCT sha256 FROM core.submissions
    ANTI JOIN (FROM core.findings WHERE code IN ('{REFUSAL_CODE}', '{UNSEARCHED_CODE}'))
        USING (submission)
"""
_REGISTERED = "SELECT DISTINCT sha256 FROM raw.submissions"


class MissingSubmissionsError(RuntimeError):
    """Files of the publication in force, or of the journal, are in neither register nor inbox."""

    def __init__(self, count: int, *, is_published: bool = True) -> None:
        vi, en = _PUBLISHED_FILES if is_published else _JOURNALLED_FILES
        super().__init__(
            f"{count} tệp {vi} không có trong sổ đăng ký, cũng không có trong "
            "inbox/: không có gì thay đổi. Hãy chạy «chiso rebuild»: sổ đăng ký được dựng lại từ "
            "archive/ và journal/, tệp nào archive/ không còn thì được nêu tên; chép tệp ấy lại "
            "từ bản sao lưu rồi chạy lại. Không dựng lại được thì khôi phục từ bản sao lưu "
            '(chiso restore), hoặc chấp nhận ít hơn: chiso nightly --accept-fewer "lý do" (lý do '
            f"được ghi lại). / Files {en} that neither the register nor "
            f"inbox/ holds: {count}. Nothing was changed. Run `chiso rebuild`: the register is "
            "made anew from archive/ and journal/, and files that archive/ lacks are named; copy "
            "them back from a backup and run it again. If that fails, restore a "
            "backup (chiso restore), or accept fewer: chiso nightly --accept-fewer "
            '"reason" (the reason is recorded).'
        )


def find_missing_files(home: Home) -> frozenset[str]:
    """Return the hashes of published files that neither the register nor `inbox/` holds.

    The inbox is hashed only when the register lacks a file. In a home without a publication, every
    file of the journal counts as published; a new home has none. Where the publication cannot be
    read, every file of the archive counts.

    Raises:
        DatabaseError: the register cannot be read.
        JournalError: there is no publication, and the journal is broken.
    """
    known = _find_published_files(home) if home.is_published else _find_journalled_files(home)
    missing = known - _find_registered_files(home)
    return missing - hash_inbox(home.inbox_folder) if missing else missing


def _find_published_files(home: Home) -> frozenset[str]:
    try:
        with Store(home.snapshot_file, read_only=True) as published:
            return _hashes(published, _PUBLISHED)
    except (DatabaseError, OutdatedError):
        return archive.list_hashes(home.archive_folder)


def _find_journalled_files(home: Home) -> frozenset[str]:
    """Return the files of the entries with effect, without those whose loss was accepted."""
    journal = JournalFolder(home.journal_folder)
    voids, _ = find_void_entries(journal)
    files: dict[str, str] = {}
    refused, accepted = set(), set()
    for line in journal.read_lines():
        if line.entry.sequence not in voids:
            tables = line.entry.tables
            if "raw.submissions" in tables:
                files |= tables["raw.submissions"].select_columns("submission", "sha256")
            if "raw.findings" in tables:
                findings = tables["raw.findings"].select_columns("submission", "code")
                refused |= {s for s, code in findings if code in (REFUSAL_CODE, UNSEARCHED_CODE)}
            if TABLE in tables:
                accepted |= {sha256 for (sha256,) in tables[TABLE].select_columns("sha256")}
    return frozenset(files[submission] for submission in files.keys() - refused) - accepted


def _find_registered_files(home: Home) -> frozenset[str]:
    if not home.register_file.exists():
        return frozenset()
    with Store(home.register_file, read_only=True) as register:
        check_length(register)
        if not has_table(register, "raw.submissions"):
            return frozenset()
        return _hashes(register, _REGISTERED)


def _hashes(store: Store, sql: str) -> frozenset[str]:
    return frozenset(sha256 for (sha256,) in store.query_rows(sql))


def hash_inbox(folder: Path) -> frozenset[str]:
    """Return the hashes of the files in the inbox that a run can read now."""
    hashes = set()
    for path in inbox.list_file_states(folder) if folder.is_dir() else ():
        with suppress(OSError):  # unreadable now: no run ingests it now
            hashes.add(hash_file(path))
    return frozenset(hashes)


def count_unknown_archive_files(home: Home, register: Store) -> int:
    """Count the files of `archive/` that neither the register nor `inbox/` knows."""
    unknown = archive.list_hashes(home.archive_folder) - _hashes(register, _REGISTERED)
    return len(unknown - hash_inbox(home.inbox_folder)) if unknown else 0


def record_accepted_loss(
    register: Store, missing: Iterable[str], reason: str, accepted_at: datetime
) -> None:
    """Append one row per file that the next publication may lack, with the reason given."""
    register.create_table(TABLE)
    hashes = sorted(missing)
    rows = {
        "sha256": hashes,
        "reason": [reason] * len(hashes),
        "accepted_at": [accepted_at] * len(hashes),
    }
    register.append_rows(TABLE, pa.table(rows))
