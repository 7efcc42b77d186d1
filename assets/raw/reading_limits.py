"""Limits of time and memory for reading senders' files, enforced on a process.

The kernel enforces the limits: they hold inside a parser that no longer responds. Time is counted
on the processor, so that a busy machine turns no file away; the clock only ends a process that
waits for something that never comes.
"""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

_SINGLE_FILE_DIVISOR = 11
"""One file gets a tenth of a share's time, including the end of the process and its report."""
_LONE_FILE_FACTOR = 4
"""A file read alone at the end gets so many times the time of a single file."""
_PHASES = 2
"""A file is searched, then read; each phase has the time of a single file."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Processor seconds for a share of files, and MiB of address space of a child process.

    A child maps some 50 MiB before it reads anything; an ordinary workbook adds less than 20. The
    clock allows `clock_factor` times the processor's seconds.
    """

    seconds: float = 20.0
    memory_mb: int = 512
    clock_factor: float = 10.0

    @property
    def file_seconds(self) -> float:
        """The processor time allowed for a single file."""
        return self.seconds / _SINGLE_FILE_DIVISOR

    def compute_patience(self, file_count: int) -> float:
        """Return the seconds by the clock in which a share of files must be answered."""
        file_seconds = self.file_seconds * max(1, file_count) * _PHASES
        return self.clock_factor * min(self.seconds, file_seconds)

    def extend_for_lone_file(self) -> Self:
        """Return the limits for a file that is read once more, alone."""
        return replace(self, seconds=self.seconds * _LONE_FILE_FACTOR)

    def limit_memory(self) -> None:
        """Hold this process to the allowed address space, and disable core dumps."""
        memory_bytes = self.memory_mb << 20
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def is_memory_half_used(self) -> bool:
        """Return whether this process holds half of the allowed address space."""
        # The highest use of all time counts that of the parent too, before it started this process.
        resident_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return resident_pages * resource.getpagesize() > self.memory_mb << 19

    def limit_cpu_time(self) -> None:
        """Allow this process the processor time of another share from now on."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _, hard_limit = resource.getrlimit(resource.RLIMIT_CPU)
        allowed_seconds = int(usage.ru_utime + usage.ru_stime + self.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (allowed_seconds, hard_limit))

    @contextmanager
    def limit_file_time(self) -> Iterator[None]:
        """End this process if the block takes longer than the time for a single file."""
        signal.setitimer(signal.ITIMER_PROF, self.file_seconds)
        signal.setitimer(signal.ITIMER_REAL, self.file_seconds * self.clock_factor)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
