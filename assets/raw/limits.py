"""How much time and memory reading senders' files may take, and how a process is held to it.

The kernel keeps the limits, so that they hold inside a parser that no longer answers.
"""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_ALONE = 11
"""One file gets a tenth of a share's time, and that includes ending a process and saying so."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of wall clock for a share of files, and MiB of address space of one child.

    A child maps some 50 MiB before it reads anything; an ordinary workbook adds less than 20.
    """

    seconds: float = 20.0
    memory_mb: int = 512

    @property
    def file_seconds(self) -> float:
        """How long one file may take."""
        return self.seconds / _ALONE

    def hold_memory(self) -> None:
        """Hold this process to its address space, for good; a crash leaves no core behind."""
        most = self.memory_mb << 20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def hold_time(self) -> None:
        """Allow this process the CPU time of one more share from now on."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        allowed = int(used.ru_utime + used.ru_stime + self.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, most))

    @contextmanager
    def one_file(self) -> Iterator[None]:
        """End this process when what is inside takes longer than a file may."""
        signal.setitimer(signal.ITIMER_REAL, self.file_seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
