"""The inbox folder: complete files, their arrival times, and their later places.

Names are data, never paths: only a regular file directly in the inbox is read.
"""

import os
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from warehouse.file_moves import move_path
from warehouse.rights import restrict_file
from warehouse.text import escape_invisible

UNFINISHED_SUFFIXES = (".part", ".tmp", ".crdownload", ".partial")
SIGNATURE_SUFFIX = ".minisig"
"""A file with this suffix signs the file beside it, and is never read as a report."""
PROCESSED_FOLDER_NAME = "processed"
"""The only folder in the inbox that belongs to the system."""
SETTLE_SECONDS = 2.0
"""A file changed more recently than this is checked twice: its sender may still be writing."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A complete file in the inbox; `received_at` is the modification time, never in the future.

    A time in the future would prevent every later correction from superseding the file: then
    `received_at` is the time of the run, and `modified_at` keeps the original time. `signature` is
    the detached signature beside the file. The office may have released the file after a refusal.
    `stored_name` is the name as far as the allow list of names passes it (`file_names`).
    """

    path: Path
    received_at: datetime
    modified_at: datetime | None = None
    signature: Path | None = None
    is_released: bool = False
    stored_name: str = ""

    @property
    def display_name(self) -> str:
        """The file's name for storing and showing; as received if no allow list was asked."""
        return self.stored_name or format_file_name(self.path.name)

    @property
    def order(self) -> tuple[datetime, str]:
        """The key of the order of intake: the time of receipt, then the name as received.

        Names for storing can be equal, and readers answer in any order.
        """
        return self.received_at, format_file_name(self.path.name)

    def is_unchanged(self) -> bool:
        """Return whether the file is still in the inbox, not replaced since the reading."""
        with suppress(FileNotFoundError):  # the sender removed the file
            modified_at = self.modified_at or self.received_at
            return convert_to_utc(self.path.lstat().st_mtime_ns) == modified_at
        return False


def format_file_name(name: str) -> str:
    """Format a file's name for people: undecodable bytes as �, invisible characters as codes."""
    return escape_invisible(os.fsencode(name).decode("utf-8", "replace"))


def list_ready_deliveries(inbox: Path) -> list[Delivery]:
    """List the complete files of the inbox, oldest first; a file still changing is left out."""
    file_states = list_file_states(inbox)
    latest_change = max((moment for moment, _ in file_states.values()), default=0)
    if latest_change > (time.time() - SETTLE_SECONDS) * 1e9:
        time.sleep(SETTLE_SECONDS)
        later_states = list_file_states(inbox)
        file_states = {
            path: state for path, state in file_states.items() if later_states.get(path) == state
        }
    now = datetime.now(UTC)
    arrival_times = {path: convert_to_utc(modified) for path, (modified, _) in file_states.items()}
    signatures = _list_signatures(inbox)
    deliveries = [
        Delivery(
            path,
            min(moment, now),
            moment if moment > now else None,
            signatures.get(path.name + SIGNATURE_SUFFIX),
        )
        for path, moment in arrival_times.items()
    ]
    return sorted(deliveries, key=lambda delivery: delivery.order)


def _list_signatures(inbox: Path) -> dict[str, Path]:
    """Map the name of every signature in the inbox to its path; a link is none."""
    with os.scandir(inbox) as entries:
        paths = [Path(e.path) for e in entries if e.name.endswith(SIGNATURE_SUFFIX)]
    return {
        path.name: path
        for path in paths
        if os.path.isfile(path) and not os.path.islink(path)  # noqa: PTH113, PTH114 - never raises
    }


def convert_to_utc(nanoseconds: int) -> datetime:
    """Return the moment of a modification time in nanoseconds."""
    return datetime.fromtimestamp(nanoseconds / 1e9, tz=UTC)


def is_inbox_empty(inbox: Path) -> bool:
    """Return whether the inbox has no file to read; stop at the first file."""
    with os.scandir(inbox) as entries:
        return not any(_may_be_report(e.name) and _get_file_state(e) for e in entries)


def list_file_states(inbox: Path) -> dict[Path, tuple[int, int]]:
    """Map the path of every readable file to modification time (ns) and size."""
    with os.scandir(inbox) as entries:
        file_states = {Path(e.path): _get_file_state(e) for e in entries if _may_be_report(e.name)}
    return {path: state for path, state in file_states.items() if state}


def list_unreadable_files(inbox: Path) -> tuple[str, ...]:
    """List the names, safe to show, of the files without the right to read for this process."""
    paths = list_file_states(inbox)
    return tuple(sorted(format_file_name(p.name) for p in paths if not os.access(p, os.R_OK)))


def list_irregular_files(inbox: Path) -> tuple[str, ...]:
    """List the names, safe to show, of links, folders, pipes and lone signatures in the inbox."""
    with os.scandir(inbox) as entries:
        file_names = [
            e.name
            for e in entries
            if e.name != PROCESSED_FOLDER_NAME
            and (not e.is_file(follow_symlinks=False) or _is_lone_signature(e))
        ]
    return tuple(sorted(format_file_name(name) for name in file_names))


def _get_file_state(entry: "os.DirEntry[str]") -> tuple[int, int] | None:
    """Return modification time and size of a regular file, else None."""
    with suppress(FileNotFoundError):  # removed since the folder was listed
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(status.st_mode):
            return status.st_mtime_ns, status.st_size
    return None


def _may_be_report(name: str) -> bool:
    return not is_unfinished(name) and not name.endswith(SIGNATURE_SUFFIX)


def _is_lone_signature(entry: "os.DirEntry[str]") -> bool:
    """Return whether a signature has no file beside it; it stays in the inbox until one comes."""
    if is_unfinished(entry.name) or not entry.name.endswith(SIGNATURE_SUFFIX):
        return False
    path = Path(entry.path)
    return not path.with_name(path.name.removesuffix(SIGNATURE_SUFFIX)).is_file()


def is_unfinished(name: str) -> bool:
    """Return whether a name marks a partial or temporary file; the inbox skips the file."""
    return name.startswith((".", "~$")) or name.lower().endswith(UNFINISHED_SUFFIXES)


def move_to_processed(deliveries: list[Delivery], processed_folder: Path) -> None:
    """Move files out of the inbox, each to a free name; a file replaced since reading stays."""
    for delivery in deliveries:
        if delivery.is_unchanged():
            name = delivery.stored_name or delivery.path.name
            target = find_free_path(processed_folder / name, delivery.received_at)
            move_path(delivery.path, target)
            restrict_file(target)
            move_signature(delivery, target)


def move_signature(delivery: Delivery, target: Path) -> None:
    """Move the signature of a file beside the new place of the file; a free name is found."""
    if delivery.signature:
        place = find_free_path(
            target.with_name(target.name + SIGNATURE_SUFFIX), delivery.received_at
        )
        with suppress(FileNotFoundError):  # the sender removed it
            move_path(delivery.signature, place)
            restrict_file(place)


def find_free_path(target: Path, received_at: datetime) -> Path:
    """Find a free path: a name in use gets the arrival time added, and a number if needed."""
    if not os.path.lexists(target):
        return target
    arrival_micros = int(received_at.timestamp() * 1e6)
    # A name may have 255 bytes, and a Vietnamese letter takes up to three.
    stem = os.fsencode(target.stem)[:200].decode("utf-8", "ignore")
    suffix = target.suffix[:6]
    numbers = chain([""], (f"-{number}" for number in count(2)))
    names = (target.with_name(f"{stem} [{arrival_micros}{number}]{suffix}") for number in numbers)
    return next(path for path in names if not os.path.lexists(path))
