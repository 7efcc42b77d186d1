"""A .zip of reports: the members, after a check of the bounds and before any expansion.

A member's name is data for display, never a path. `opening` determines the kind of a member.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.forms.grid import UnreadableError

DEEPEST = 2
"""Depth of zips: a zip may hold zips, and an inner zip may hold no further zip."""
MOST_MEMBERS = 200
MOST_BYTES = 64 << 20
MOST_RATIO = 200
_SMALL = 1 << 20
"""Smaller members may have any ratio: an empty table is mostly repetition."""
_LONGEST_NAME = 80
_SYSTEM = {"thumbs.db", "desktop.ini", "__macosx"}


class BeyondBoundsError(UnreadableError):
    """A zip with too many members, too many bytes or too many levels."""

    code = "E-ZIP-001"


@dataclass(slots=True)
class Budget:
    """The members and bytes of one file still allowed to expand, over all inner zips."""

    members: int = MOST_MEMBERS
    size: int = MOST_BYTES

    def spend(self, infos: list[zipfile.ZipInfo]) -> None:
        """Subtract members from the budget.

        Raises:
            BeyondBoundsError: too many members, or members too large.
        """
        self.members -= len(infos)
        self.size -= sum(info.file_size for info in infos)
        if self.members < 0:
            raise BeyondBoundsError(f"{MOST_MEMBERS - self.members} > {MOST_MEMBERS}")
        if self.size < 0:
            raise BeyondBoundsError(f"{_mb(MOST_BYTES - self.size)} > {_mb(MOST_BYTES)}")
        for info in infos:
            if info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
                raise BeyondBoundsError(f"{shown(info.filename)}: {_mb(info.file_size)}")


def _mb(size: int) -> str:
    return f"{-(-size // (1 << 20))} MB"


def within_bounds(package: zipfile.ZipFile) -> None:
    """Check an office document, also a zip, against the same bounds."""
    Budget(members=10 * MOST_MEMBERS).spend(package.infolist())


def part_names(content: bytes) -> set[str]:
    """Return the names in a zip.

    Raises:
        UnreadableError: the bytes are no zip.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"zip: {error}") from error


def members(content: bytes, budget: Budget) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Yield every file of a zip: the display name, and the bytes or the error of reading them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = [info for info in package.infolist() if not _is_ignored(info)]
            budget.spend(infos)
            for info in infos:
                yield shown(info.filename), _bytes(package, info)
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError(f"zip: {error}") from error


def _bytes(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | UnreadableError:
    try:
        return package.read(info)
    # RuntimeError: a password. NotImplementedError: a packing method unknown to Python.
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        return UnreadableError(f"{shown(info.filename)}: {error}")


def _is_ignored(info: zipfile.ZipInfo) -> bool:
    """Return whether an entry is a folder, a hidden file or a leftover of an operating system."""
    parts = info.filename.replace("\\", "/").split("/")
    return info.is_dir() or any(
        part.startswith((".", "~$")) or part.lower() in _SYSTEM for part in parts if part != ".."
    )


def shown(name: str) -> str:
    """Format a member's name for display: no control or bidi marks, at most 80 letters."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return plain if len(plain) <= _LONGEST_NAME else f"…{plain[1 - _LONGEST_NAME :]}"
