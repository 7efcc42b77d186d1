"""Locks: a file that one process holds at a time, and the record in it of who held it last.

The lock is the kernel's: it is gone with the last process that has it open. The record outlives
its writer. Which files are locks is `home`'s; may call `processes`.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from warehouse.processes import Process

_RECORD_BYTES = 512
"""The width of a record, so that one write replaces the whole of the record before it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, or held it last: a process, and the run in it if it is a run's."""

    process: Process
    run_id: str = ""


@contextmanager
def try_lock(path: Path, patience: float) -> Iterator[int | None]:
    """Hold a lock and hand out its descriptor; None when it is not free within `patience` s."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield handle if _seize(handle, patience) else None
    finally:
        os.close(handle)


def _seize(handle: int, patience: float) -> bool:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        else:
            return True


def is_held(path: Path) -> bool:
    """Return whether anyone holds a lock; a glance, which a newcomer may have to wait for."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def write_holder(handle: int, holder: Holder) -> None:
    """Write into a lock that is held who holds it."""
    text = json.dumps(asdict(holder))
    os.pwrite(handle, text.encode().ljust(_RECORD_BYTES), 0)


def read_holder(path: Path) -> Holder | None:
    """Return who wrote into a lock last; None when nobody did, or the record is torn."""
    try:
        record = json.loads(path.read_bytes())
        return Holder(Process(**record["process"]), record["run_id"])
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None
