"""A command run to the end: its seconds, and the peak memory of the command and all children.

Linux only: memory is the resident size (RSS) from /proc, so memory shared by processes counts
for each of them; the proportional size (PSS) would make the kernel walk through every page.
"""

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL_SECONDS = 0.1
_KIB_PER_MIB = 1024
_PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds by the clock and of the processors, and peak memory, of a command and its children.

    A shared machine stretches the clock more than the processor seconds.
    """

    seconds: float
    peak_mib: float
    processor_seconds: float


def measure_command(command: Sequence[str], env: Mapping[str, str] | None = None) -> Measurement:
    """Run a command that must succeed, and measure time and memory.

    Raises:
        SystemExit: the command failed; its output is shown.
    """
    started_at, used_before = time.perf_counter(), _read_processor_seconds()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    peak = _PeakWatcher(process.pid)
    output, _ = process.communicate()
    seconds = time.perf_counter() - started_at
    if process.returncode:
        sys.exit(f"{' '.join(command)} → {process.returncode}\n{output}")
    return Measurement(seconds, peak.stop_watching(), _read_processor_seconds() - used_before)


def _read_processor_seconds() -> float:
    """Return the processor seconds of all children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def build_chiso_command(*arguments: str) -> list[str]:
    """Return the chiso command of this environment."""
    script = Path(sys.executable).parent / "chiso"
    command = (
        [str(script)]
        if script.exists()
        else [sys.executable, "-c", "from pipelines.cli import main; main()"]
    )
    return [*command, *arguments]


class _PeakWatcher:
    """A watcher of the memory of a process and its children, ten times a second until their end."""

    def __init__(self, pid: int) -> None:
        self._peak_kib = 0
        self._pid = pid
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch_memory, daemon=True)
        self._thread.start()

    def stop_watching(self) -> float:
        self._is_over.set()
        self._thread.join()
        return self._peak_kib / _KIB_PER_MIB

    def _watch_memory(self) -> None:
        while not self._is_over.wait(_INTERVAL_SECONDS):
            self._peak_kib = max(
                self._peak_kib,
                sum(_read_resident_kib(pid) for pid in _list_process_family(self._pid)),
            )


def _list_process_family(pid: int) -> Iterator[int]:
    yield pid
    for task in _list_folder(Path(f"/proc/{pid}/task")):
        for child in _read_process_file(task / "children").split():
            yield from _list_process_family(int(child))


def _read_resident_kib(pid: int) -> int:
    _, _, pages = _read_process_file(Path(f"/proc/{pid}/statm")).partition(" ")
    return int((pages or "0").split()[0]) * _PAGE_KIB


def _list_folder(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # the process has ended meanwhile
        return []


def _read_process_file(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:  # the process has ended meanwhile
        return ""
