"""Locks: a file that one process holds at a time, with a record of the last holder.

The lock belongs to the kernel: it ends with the last process that has the file open. The record
outlives its writer. `home` decides which files are locks. May call `processes`.
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
    """The present or last holder of a lock: a process, and the id of the run if there is one."""

    process: Process
    run_id: str = ""


@contextmanager
def try_lock(path: Path, patience: float) -> Iterator[int | None]:
    """Hold a lock and yield its descriptor; yield None if it is not free in `patience` seconds."""
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
    """Write the holder into a lock that this process holds."""
    text = json.dumps(asdict(holder))
    os.pwrite(handle, text.encode().ljust(_RECORD_BYTES), 0)


def read_holder(path: Path) -> Holder | None:
    """Return who wrote into a lock last; None when nobody did, or the record is torn."""
    try:
        record = json.loads(path.read_bytes())
        return Holder(Process(**record["process"]), record["run_id"])
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None
