"""Limits of time and memory for reading senders' files, enforced on a process.

The kernel enforces the limits: they hold inside a parser that no longer responds.
"""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_SINGLE_FILE_DIVISOR = 11
"""One file gets a tenth of a share's time, including the end of the process and its report."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Wall-clock seconds for a share of files, and MiB of address space of a child process.

    A child maps some 50 MiB before it reads anything; an ordinary workbook adds less than 20.
    """

    seconds: float = 20.0
    memory_mb: int = 512

    @property
    def file_seconds(self) -> float:
        """The time allowed for a single file."""
        return self.seconds / _SINGLE_FILE_DIVISOR

    def limit_memory(self) -> None:
        """Hold this process to the allowed address space, and disable core dumps."""
        memory_bytes = self.memory_mb << 20
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def limit_cpu_time(self) -> None:
        """Allow this process the CPU time of another share from now on."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _, hard_limit = resource.getrlimit(resource.RLIMIT_CPU)
        allowed_seconds = int(usage.ru_utime + usage.ru_stime + self.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (allowed_seconds, hard_limit))

    @contextmanager
    def limit_file_time(self) -> Iterator[None]:
        """End this process if the block takes longer than the time for a single file."""
        signal.setitimer(signal.ITIMER_REAL, self.file_seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
