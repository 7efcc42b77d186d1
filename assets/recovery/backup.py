"""Backs a home up into a folder of plain files with checksums.

The journal is copied first and the archive after: every copied entry has the files beside it, also
while a night runs. The new journal takes its place last, with the list of checksums. Incremental,
and never a copy of `refused/`. `restoring` is the way back.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assets.recovery.checksums import SUMS_FILE, hash_file, read_checksums, write_sums
from assets.recovery.verification import is_sound
from warehouse.home import Home
from warehouse.home_identity import read_identity
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder

GROWING_FOLDERS = ("journal",)
"""Files of these folders are appended to: a copy must continue the earlier copy."""
FIXED_FOLDERS = ("archive", "layouts")
"""Files of these folders never change; missing folders are left out."""
RENEWED_FOLDERS = ("office",)
"""Files of these folders may change; a file gone from the home stays in the backup."""
_ARCHIVE = FIXED_FOLDERS[0]
_SINGLE_FILES = ("home.json", "sources.json")


@dataclass(slots=True)
class Backup:
    """A backup under way: checksums before and now, waiting drafts, counts, and faults.

    `faults` names damaged archived files, of which no copy is made.
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
        draft = copy_to_draft(path, copy)
        draft.replace(copy)
        if copy.relative_to(self.target).parts[0] == _ARCHIVE and not is_sound(copy):
            copy.unlink()
            self.faults.append(name)
        else:
            self._note(copy, copy)

    def finish(self) -> None:
        """Put the drafts in their places, and write the checksums of all files."""
        for draft, copy in self.drafts:
            draft.replace(copy)
        write_sums(self.target / SUMS_FILE, self.old_sums | self.sums)

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
    try:
        _copy_files(home, backup)
        backup.finish()
    finally:
        backup.discard_drafts()
    return backup


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
    with path.open("rb") as source, draft.open("wb") as target:
        state = os.fstat(source.fileno())
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())
    draft.chmod(state.st_mode & 0o700)
    os.utime(draft, ns=(state.st_atime_ns, state.st_mtime_ns))
    return draft


def _list_files(folder: Path) -> Iterator[Path]:
    paths = sorted(folder.rglob("*"))
    yield from (path for path in paths if path.is_file() and not path.name.startswith("."))


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
    if target.exists() and any(target.glob("[!.]*")) and not is_own:
        raise JournalError(
            f"{target}: không trống, và không phải bản sao lưu của thư mục dữ liệu này",
            "the folder is neither empty nor a backup of this home",
        )


def _describe_changed_past(copy: Path) -> JournalError:
    return JournalError(
        f"{copy}: nhật ký nay không nối tiếp bản sao lưu: quá khứ đã bị sửa; bản sao lưu giữ "
        "nguyên, hãy chạy «chiso verify»",
        "the journal does not continue the backup: the past was changed; the backup stays as it "
        "is, run `chiso verify`",
    )
