"""A .zip of reports: the members, after a check of the bounds and before any expansion.

A member's name is data for display, never a path. `opening` determines the kind of a member.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.files.grid import DamagedFileError, UnreadableError

MAX_ZIP_DEPTH = 2
"""Depth of zips: a zip may hold zips, and an inner zip may hold no further zip."""
MAX_ZIP_MEMBERS = 200
MAX_ZIP_BYTES = 64 << 20
MAX_ZIP_RATIO = 200
_SMALL_MEMBER_BYTES = 1 << 20
"""Smaller members may have any ratio: an empty table is mostly repetition."""
_MAX_MEMBER_NAME_LENGTH = 80
_SYSTEM_FILES = {"thumbs.db", "desktop.ini", "__macosx"}


class ZipBoundsError(UnreadableError):
    """A zip with too many members, too many bytes or too many levels."""

    code = "E-ZIP-001"


@dataclass(slots=True)
class ZipBudget:
    """The members and bytes of one file still allowed to expand, over all inner zips."""

    remaining_members: int = MAX_ZIP_MEMBERS
    remaining_bytes: int = MAX_ZIP_BYTES

    def charge_members(self, infos: list[zipfile.ZipInfo]) -> None:
        """Subtract members from the budget.

        Raises:
            ZipBoundsError: too many members, or members too large.
        """
        self.remaining_members -= len(infos)
        self.remaining_bytes -= sum(info.file_size for info in infos)
        if self.remaining_members < 0:
            raise ZipBoundsError(f"{MAX_ZIP_MEMBERS - self.remaining_members} > {MAX_ZIP_MEMBERS}")
        if self.remaining_bytes < 0:
            raise ZipBoundsError(
                f"{_format_size(MAX_ZIP_BYTES - self.remaining_bytes)} > "
                f"{_format_size(MAX_ZIP_BYTES)}"
            )
        for info in infos:
            if info.file_size > max(_SMALL_MEMBER_BYTES, MAX_ZIP_RATIO * info.compress_size):
                raise ZipBoundsError(
                    f"{format_member_name(info.filename)}: {_format_size(info.file_size)}"
                )


def _format_size(size: int) -> str:
    return f"{-(-size // (1 << 20))} MB"


def check_package_bounds(package: zipfile.ZipFile) -> None:
    """Check an office document, also a zip, against the same bounds."""
    ZipBudget(remaining_members=10 * MAX_ZIP_MEMBERS).charge_members(package.infolist())


def list_part_names(content: bytes) -> set[str]:
    """Return the names in a zip.

    Raises:
        DamagedFileError: the bytes are no zip.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DamagedFileError("zip") from error


def read_members(
    content: bytes, budget: ZipBudget
) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Yield every file of a zip: the display name, and the bytes or the error of reading them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = [info for info in package.infolist() if not _is_ignored_member(info)]
            budget.charge_members(infos)
            for info in infos:
                yield format_member_name(info.filename), _read_member_bytes(package, info)
    except (zipfile.BadZipFile, ValueError) as error:
        raise DamagedFileError("zip") from error


def _read_member_bytes(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | UnreadableError:
    try:
        return package.read(info)
    # NotImplementedError, a RuntimeError: a packing method unknown to Python.
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return DamagedFileError(format_member_name(info.filename))


def _is_ignored_member(info: zipfile.ZipInfo) -> bool:
    """Return whether an entry is a folder, a hidden file or a leftover of an operating system."""
    parts = info.filename.replace("\\", "/").split("/")
    return info.is_dir() or any(
        part.startswith((".", "~$")) or part.lower() in _SYSTEM_FILES
        for part in parts
        if part != ".."
    )


def format_member_name(name: str) -> str:
    """Format a member's name for display: no control or bidi marks, at most 80 letters."""
    printable_name = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return (
        printable_name
        if len(printable_name) <= _MAX_MEMBER_NAME_LENGTH
        else f"…{printable_name[1 - _MAX_MEMBER_NAME_LENGTH :]}"
    )
