"""Backs a home up into a folder of plain files with checksums.

The journal is copied first and the archive after: every copied entry has the files beside it, also
while a night runs. The new journal takes its place last, between the draft of the list of checksums
and the list. Incremental, and never a copy of `refused/`. `restoring` is the way back.
"""

import os
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from assets.recovery.checksums import (
    SUMS_FILE,
    discard_failed_draft,
    hash_file,
    read_checksums,
    write_sums_draft,
)
from assets.recovery.verification import is_sound
from warehouse.file_moves import DISK_FOLDER
from warehouse.home import Home
from warehouse.home_identity import read_identity
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder

GROWING_FOLDERS = ("journal",)
"""Files of these folders are appended to: a copy must continue the earlier copy."""
FIXED_FOLDERS = ("archive", "catalogues", "layouts")
"""Files of these folders never change; missing folders are left out."""
RENEWED_FOLDERS = ("office",)
"""Files of these folders may change; a file gone from the home stays in the backup."""
_ARCHIVE = FIXED_FOLDERS[0]
_SINGLE_FILES = ("home.json", "sources.json")


@dataclass(slots=True)
class Backup:
    """A backup under way: checksums before and now, waiting drafts, counts, and faults.

    `faults` names damaged archived files, of which no copy is made, and copies that are gone.
    """

    home: Home
    target: Path
    old_sums: dict[str, str]
    sums: dict[str, str] = field(default_factory=dict)
    drafts: list[tuple[Path, Path]] = field(default_factory=list)
    copied_files: int = 0
    copied_bytes: int = 0
    faults: list[str] = field(default_factory=list)

    def copy_growing_file(self, path: Path) -> None:
        """Copy a file beside the earlier copy, which is replaced at the end of the backup.

        An unchanged file of a renewed folder is not copied again.

        Raises:
            JournalError: the file does not continue the earlier copy.
        """
        relative = path.relative_to(self.home.root)
        copy = self.target / relative
        if relative.parts[0] in GROWING_FOLDERS and not _continues(path, copy):
            raise _describe_changed_past(copy)
        name = relative.as_posix()
        is_renewed = relative.parts[0] in RENEWED_FOLDERS
        if is_renewed and copy.is_file() and self.old_sums.get(name) == hash_file(path):
            self.sums[name] = self.old_sums[name]
            return
        draft = copy_to_draft(path, copy)
        self.drafts.append((draft, copy))
        self._note(copy, draft)

    def copy_fixed_file(self, path: Path) -> None:
        """Copy a file that the backup lacks; a damaged archived file is a fault."""
        copy = self.target / path.relative_to(self.home.root)
        name = copy.relative_to(self.target).as_posix()
        if name in self.old_sums and copy.is_file():
            self.sums[name] = self.old_sums[name]
            return
        is_archived = copy.relative_to(self.target).parts[0] == _ARCHIVE
        try:
            copy_to_draft(path, copy).replace(copy)
        except OSError:
            if not is_archived or is_sound(path):
                raise
            self.faults.append(name)  # a bad sector of the home's disk
            return
        if is_archived and not is_sound(copy):
            copy.unlink()
            self.faults.append(name)
        else:
            self._note(copy, copy)

    def finish(self) -> None:
        """Put the drafts in their places, and write the checksums of all files.

        The list comes first as a draft: a backup cut here has a list for each of its files.
        """
        sums_file = self.target / SUMS_FILE
        sums_draft = write_sums_draft(sums_file, self._list_earlier_sums() | self.sums)
        for draft, copy in self.drafts:
            draft.replace(copy)
        sums_draft.replace(sums_file)

    def _list_earlier_sums(self) -> dict[str, str]:
        """List the earlier files still there; an archived file that is gone is a fault."""
        sums = {n: sha256 for n, sha256 in self.old_sums.items() if (self.target / n).is_file()}
        gone = self.old_sums.keys() - sums.keys() - self.sums.keys() - set(self.faults)
        self.faults += sorted(name for name in gone if name.startswith(f"{_ARCHIVE}/"))
        return sums

    def discard_drafts(self) -> None:
        """Remove the drafts of a backup that failed."""
        for draft, _ in self.drafts:
            draft.unlink(missing_ok=True)

    def _note(self, copy: Path, written: Path) -> None:
        self.sums[copy.relative_to(self.target).as_posix()] = hash_file(written)
        self.copied_files += 1
        self.copied_bytes += written.stat().st_size


def back_up_home(home: Home, target: Path) -> Backup:
    """Copy all underivable files into `target`, and write the checksums.

    Raises:
        JournalError: the target is unfit, or the journal contradicts the earlier backup.
    """
    if not JournalFolder(home.journal_folder).list_files():
        raise JournalError(
            f"{home.root}: chưa có nhật ký; hãy chạy «chiso nightly» trước",
            "there is no journal yet; run `chiso nightly` first",
        )
    _check_target(home, target)
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    backup = Backup(home, target, read_checksums(target / SUMS_FILE))
    _check_journal_files(home, target, backup.old_sums)
    try:
        _mark_target(home, target)
        _copy_files(home, backup)
        backup.finish()
    finally:
        backup.discard_drafts()
    return backup


def _mark_target(home: Home, target: Path) -> None:
    """Copy the identity first: a backup interrupted from now on is known as one of this home."""
    copy = target / home.identity_file.name
    if home.identity_file.is_file() and not copy.exists():
        copy_to_draft(home.identity_file, copy).replace(copy)


def _copy_files(home: Home, backup: Backup) -> None:
    for folder in (*GROWING_FOLDERS, *RENEWED_FOLDERS):
        for path in _list_files(home.root / folder):
            backup.copy_growing_file(path)
    for name in _SINGLE_FILES:
        if (home.root / name).is_file():
            backup.copy_growing_file(home.root / name)
    for folder in FIXED_FOLDERS:  # listed only now: no entry copied above lacks a file
        for path in _list_files(home.root / folder):
            backup.copy_fixed_file(path)


def copy_to_draft(path: Path, copy: Path) -> Path:
    """Copy a file durably beside the final place; return the draft."""
    copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = copy.with_name(f".{copy.name}.new")
    draft.unlink(missing_ok=True)
    with discard_failed_draft(draft), path.open("rb") as source, draft.open("wb") as target:
        state = os.fstat(source.fileno())
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())
    draft.chmod(state.st_mode & 0o700)
    os.utime(draft, ns=(state.st_atime_ns, state.st_mtime_ns))
    return draft


def _list_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder; a name that begins with a dot is a draft, or a folder of one."""
    for path in sorted(folder.rglob("*")):
        is_draft = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not is_draft:
            yield path


def _continues(path: Path, copy: Path) -> bool:
    """Return whether a file begins with the finished lines of the earlier copy."""
    if not copy.exists():
        return True
    before = copy.read_bytes()
    before = before[: before.rfind(b"\n") + 1]
    with path.open("rb") as file:
        return file.read(len(before)) == before


def _check_target(home: Home, target: Path) -> None:
    """Check whether the target is empty, or an earlier backup of the same home.

    Raises:
        JournalError: neither is true, or the target lies in the home.
    """
    if target.resolve().is_relative_to(home.root.resolve()):
        raise JournalError(
            f"{target}: nằm trong thư mục dữ liệu; hãy chọn nơi khác, tốt nhất trên đĩa khác",
            "the backup would lie within the home; choose another folder, best on another disk",
        )
    earlier, own = read_identity(Home(target)), read_identity(home)
    is_own = earlier is not None and own is not None and earlier.home == own.home
    names = {path.name for path in target.glob("[!.]*")} - {DISK_FOLDER}
    if names and not is_own:
        raise JournalError(
            f"{target}: không trống, và không phải bản sao lưu của thư mục dữ liệu này",
            "the folder is neither empty nor a backup of this home",
        )


def _check_journal_files(home: Home, target: Path, names: Collection[str]) -> None:
    """Check that the home still has every file of the journal in the earlier backup.

    Raises:
        JournalError: a file is gone: the journal was made anew, or lost a part.
    """
    for name in names:
        if PurePosixPath(name).parts[0] in GROWING_FOLDERS and not (home.root / name).is_file():
            raise _describe_changed_past(target / name)


def _describe_changed_past(copy: Path) -> JournalError:
    return JournalError(
        f"{copy}: nhật ký nay không nối tiếp bản sao lưu: quá khứ đã bị sửa, hoặc nhật ký đã được "
        "lập lại («chiso rebuild --journal»); bản sao lưu giữ nguyên. Hãy chạy «chiso verify»; "
        "không có gì sai thì sao lưu vào một thư mục mới, và giữ thư mục này",
        "the journal does not continue the backup: the past was changed, or the journal was made "
        "anew (`chiso rebuild --journal`); the backup stays as it is. Run `chiso verify`; if "
        "nothing is wrong, back up into a new folder, and keep this one",
    )
