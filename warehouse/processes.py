"""Processes of this machine, identified for ever: the kernel assigns a number alone again.

Reads `/proc` and nothing else; starts and ends no process. May be called from every floor, and
calls none.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_PROC = Path("/proc")
_STATE, _START_TICKS = 0, 19
"""Where both stand in `/proc/PID/stat`, counted after the name."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process: its number, its start in ticks since boot, and the boot."""

    pid: int
    start_ticks: int
    boot_id: str

    @classmethod
    def find(cls, pid: int) -> Self | None:
        """Return the running process with this number; None if there is none."""
        try:
            text = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return None
        # The name stands in brackets and may hold anything.
        fields = text.rpartition(")")[2].split()
        is_dead = fields[_STATE] in ("Z", "X")
        return None if is_dead else cls(pid, int(fields[_START_TICKS]), read_boot_id())

    @classmethod
    def find_this(cls) -> Self:
        """Return the process that asks."""
        process = cls.find(os.getpid())
        assert process is not None, "whoever asks is alive"
        return process

    @property
    def is_alive(self) -> bool:
        """Whether this process still runs; a later process with the same number does not count."""
        return Process.find(self.pid) == self

    @property
    def started_at(self) -> float:
        """Seconds from the epoch to its start, for a process of this boot."""
        seconds_since_boot = self.start_ticks / os.sysconf("SC_CLK_TCK")
        return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + seconds_since_boot


def read_boot_id() -> str:
    """Return what names this boot of the machine."""
    return (_PROC / "sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()


def list_openers(path: Path) -> list[int]:
    """List the processes that have a file open, as far as the permissions allow."""
    return sorted(int(p.name) for p in _PROC.glob("[0-9]*") if _has_open(p, path.stat()))


def _has_open(process: Path, wanted: os.stat_result) -> bool:
    with suppress(OSError):  # the process has ended, or is another user's
        for descriptor in (process / "fd").iterdir():
            with suppress(OSError):  # closed while we looked
                if os.path.samestat(descriptor.stat(), wanted):
                    return True
    return False
