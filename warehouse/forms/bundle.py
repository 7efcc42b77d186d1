"""A .zip of reports: its members, within bounds that are held before anything is expanded.

A member's name is data for the reader's eye, never a path. What a member holds is `opening`'s
to find out.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.forms.grid import UnreadableError

DEEPEST = 2
"""A zip may hold zips, and those no further ones."""
MOST_MEMBERS = 200
MOST_BYTES = 64 << 20
MOST_RATIO = 200
_SMALL = 1 << 20
"""Below this a member's ratio says nothing: an empty table is mostly repetition."""
_LONGEST_NAME = 80
_SYSTEM = {"thumbs.db", "desktop.ini", "__macosx"}


class BeyondBoundsError(UnreadableError):
    """A zip that holds too much, or too deep."""

    code = "E-ZIP-001"


@dataclass(slots=True)
class Budget:
    """What may still be expanded of one file, over all zips in it."""

    members: int = MOST_MEMBERS
    size: int = MOST_BYTES

    def spend(self, infos: list[zipfile.ZipInfo]) -> None:
        """Count members in; BeyondBoundsError when there are too many or they are too large."""
        self.members -= len(infos)
        self.size -= sum(info.file_size for info in infos)
        if self.members < 0 or self.size < 0:
            raise BeyondBoundsError(f"{len(infos)} members")
        for info in infos:
            if info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
                raise BeyondBoundsError(f"{shown(info.filename)}: {info.file_size} bytes")


def within_bounds(package: zipfile.ZipFile) -> None:
    """Hold an office document, which is a zip too, to the same bounds."""
    Budget(members=10 * MOST_MEMBERS).spend(package.infolist())


def part_names(content: bytes) -> set[str]:
    """The names in a zip; UnreadableError when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"zip: {error}") from error


def members(content: bytes, budget: Budget) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Every file in a zip by its shown name: its bytes, or why there are none."""
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
    # RuntimeError: it has a password. NotImplementedError: packed in a way Python does not know.
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        return UnreadableError(f"{shown(info.filename)}: {error}")


def _is_ignored(info: zipfile.ZipInfo) -> bool:
    """Folders, hidden files, and what systems leave behind."""
    parts = info.filename.replace("\\", "/").split("/")
    return info.is_dir() or any(
        part.startswith((".", "~$")) or part.lower() in _SYSTEM for part in parts if part != ".."
    )


def shown(name: str) -> str:
    """A member's name for the eye: no control or bidi marks, not too long."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return plain if len(plain) <= _LONGEST_NAME else f"…{plain[1 - _LONGEST_NAME :]}"
