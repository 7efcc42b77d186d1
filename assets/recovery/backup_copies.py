"""The copies of a backup under way: every file of the home copied, or the earlier copy left.

A file of the journal must continue the earlier copy; an archived file must be sound. A rotten copy
is made anew. `backup` chooses the files; the way back is `restoring`.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assets.recovery.checksums import (
    SUMS_FILE,
    discard_failed_draft,
    is_bad_sector,
    write_sums_draft,
)
from assets.recovery.copy_turn import CopySlice
from assets.recovery.verification import is_sound
from warehouse.file_hash import hash_file
from warehouse.file_moves import DISK_FOLDER
from warehouse.home import Home
from warehouse.journal.journal_entry import JournalError

ARCHIVE = "archive"
MIRRORED_FOLDER = "layouts"
"""What is decided leaves this folder, and therefore the backup: else it would wait again."""


@dataclass(slots=True)
class Backup:
    """A backup under way: checksums before and now, the slice read again, drafts, and faults.

    `faults` names damaged archived files, never copied, and copies now gone.
    `rotten_names` are the rotten copies, made anew if among `copied_names`.
    """

    home: Home
    target: Path
    old_sums: dict[str, str]
    copy_slice: CopySlice
    sums: dict[str, str] = field(default_factory=dict)
    drafts: list[tuple[Path, Path]] = field(default_factory=list)
    copied_names: set[str] = field(default_factory=set)
    copied_bytes: int = 0
    faults: list[str] = field(default_factory=list)
    rotten_names: set[str] = field(init=False)
    gone_names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with the rotten copies of the slice."""
        self.rotten_names = set(self.copy_slice.rotten)

    def copy_growing_file(self, path: Path) -> None:
        """Copy a file of the journal beside the earlier copy, to be replaced at the end.

        Raises:
            JournalError: the file does not continue the earlier copy.
        """
        name, copy = self._locate(path)
        if not _continues(path, copy):
            if not _continues_listed(path, copy, self.old_sums.get(name)):
                raise _describe_changed_past(copy)
            self.rotten_names.add(name)
        self._copy_aside(path, copy)

    def check_growing_files(self, folder: Path) -> None:
        """Check that a folder of the home still has every file of the earlier copy.

        Raises:
            JournalError: a file is gone: the journal was made anew, or lost a part.
        """
        for name in self.old_sums:
            path = self.home.root / name
            if path.is_relative_to(folder) and not path.is_file():
                raise _describe_changed_past(self.target / name)

    def copy_renewed_file(self, path: Path) -> None:
        """Copy a file beside the earlier copy, unless the file is unchanged.

        The earlier copy of a file deleted meanwhile stays.
        """
        name, copy = self._locate(path)
        try:
            if self._is_copied(name) and self.old_sums[name] == hash_file(path):
                self.sums[name] = self.old_sums[name]
            else:
                self._copy_aside(path, copy)
        except FileNotFoundError:
            if path.exists():  # it is the backup that is gone
                raise

    def mirror_folder(self, folder: Path) -> None:
        """Copy a folder, and at the end delete the copies of files gone from the folder.

        Without the folder, by an accident, all copies stay.
        """
        paths = list(list_files(folder))
        for path in paths:
            self.copy_renewed_file(path)
        if folder.is_dir():
            present = {self._locate(path)[0] for path in paths}
            copies = list_files(self.target / folder.name)
            names = {path.relative_to(self.target).as_posix() for path in copies}
            self.gone_names = names - present

    def copy_fixed_file(self, path: Path) -> None:
        """Copy a file that the backup lacks; a damaged archived file is a fault."""
        name, copy = self._locate(path)
        if self._is_copied(name):
            self.sums[name] = self.old_sums[name]
            return
        is_archived = name.startswith(f"{ARCHIVE}/")
        if is_archived and name in self.rotten_names and not is_sound(path):
            return  # both are damaged; the copy stays, and is read again
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
        for name in self.gone_names:  # listed until now: a backup cut before this is whole
            (self.target / name).unlink()
        self.copy_slice.write(self.target)

    def _list_earlier_sums(self) -> dict[str, str]:
        """List the earlier files still there; an archived file that is gone is a fault."""
        sums = {n: sha256 for n, sha256 in self.old_sums.items() if (self.target / n).is_file()}
        for name in self.gone_names:
            sums.pop(name, None)
        gone = self.old_sums.keys() - sums.keys() - self.sums.keys() - set(self.faults)
        self.faults += sorted(name for name in gone if name.startswith(f"{ARCHIVE}/"))
        return sums

    def list_rotten_copies(self) -> list[tuple[str, bool]]:
        """List the rotten copies still wanted, with whether each was made anew."""
        names = sorted(self.rotten_names - self.gone_names)
        return [(name, name in self.copied_names) for name in names]

    def discard_drafts(self) -> None:
        """Remove the drafts of a backup that failed."""
        for draft, _ in self.drafts:
            draft.unlink(missing_ok=True)

    def _locate(self, path: Path) -> tuple[str, Path]:
        """Return the name of a file in the list of checksums, and the place of the copy."""
        name = path.relative_to(self.home.root).as_posix()
        return name, self.target / name

    def _is_copied(self, name: str) -> bool:
        """Return whether the backup has a copy, not known to be rotten."""
        is_listed = name in self.old_sums and name not in self.rotten_names
        return is_listed and (self.target / name).is_file()

    def _copy_aside(self, path: Path, copy: Path) -> None:
        draft = copy_to_draft(path, copy)
        self.drafts.append((draft, copy))
        self._note(copy, draft)

    def _note(self, copy: Path, written: Path) -> None:
        name = copy.relative_to(self.target).as_posix()
        self.sums[name] = hash_file(written)
        self.copied_names.add(name)
        self.copied_bytes += written.stat().st_size


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


def list_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder; a name that begins with a dot is a draft, or a folder of one.

    A folder deleted meanwhile has no files.

    Raises:
        OSError: a folder cannot be read.
    """
    for parent, folder_names, names in os.walk(folder, onerror=_refuse_unreadable):
        folder_names[:] = sorted(n for n in folder_names if n[0] != "." and n != DISK_FOLDER)
        paths = (Path(parent, name) for name in sorted(names) if name[0] != ".")
        yield from (path for path in paths if path.is_file())


def _refuse_unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _continues(path: Path, copy: Path) -> bool:
    """Return whether a file begins with the finished lines of the earlier copy."""
    if not copy.exists():
        return True
    try:
        before = copy.read_bytes()
    except OSError as error:
        if not is_bad_sector(error):
            raise
        return False
    before = before[: before.rfind(b"\n") + 1]
    with path.open("rb") as file:
        return file.read(len(before)) == before


def _continues_listed(path: Path, copy: Path, listed_sha256: str | None) -> bool:
    """Return whether a file begins with the bytes of the list: only the copy rotted."""
    with path.open("rb") as file:
        begin = file.read(copy.stat().st_size)
    return hashlib.sha256(begin).hexdigest() == listed_sha256


def _describe_changed_past(copy: Path) -> JournalError:
    return JournalError(
        f"{copy}: nhật ký nay không nối tiếp bản sao lưu: quá khứ đã bị sửa, hoặc nhật ký đã được "
        "lập lại («chiso rebuild --journal»); bản sao lưu giữ nguyên. Hãy chạy «chiso verify»; "
        "không có gì sai thì sao lưu vào một thư mục mới, và giữ thư mục này",
        "the journal does not continue the backup: the past was changed, or the journal was made "
        "anew (`chiso rebuild --journal`); the backup stays as it is. Run `chiso verify`; if "
        "nothing is wrong, back up into a new folder, and keep this one",
    )
