"""A command run to the end: the seconds, and the peak memory of the command and all children.

Linux only: memory is the resident size (RSS) from /proc, so memory shared by processes counts
for each of them; the proportional size (PSS) would make the kernel walk through every page.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1
_MIB = 1024
_PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall-clock seconds and peak memory in MiB of a command and all its children."""

    seconds: float
    peak_mib: float


def measure(command: Sequence[str], env: Mapping[str, str] | None = None) -> Measured:
    """Run a command that must succeed, and measure time and memory.

    Raises:
        SystemExit: the command failed; its output is shown.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    peak = _Peak(process.pid)
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"{' '.join(command)} → {process.returncode}\n{output}")
    return Measured(seconds, peak.mib())


def chiso(*arguments: str) -> list[str]:
    """Return the chiso command of this environment."""
    script = Path(sys.executable).parent / "chiso"
    start = (
        [str(script)]
        if script.exists()
        else [sys.executable, "-c", "from pipelines.cli import main; main()"]
    )
    return [*start, *arguments]


class _Peak:
    """A watcher of the memory of a process and its children, ten times a second until their end."""

    def __init__(self, pid: int) -> None:
        self._kib = 0
        self._pid = pid
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def mib(self) -> float:
        self._over.set()
        self._watch.join()
        return self._kib / _MIB

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            self._kib = max(self._kib, sum(_resident(pid) for pid in _family(self._pid)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in _listing(Path(f"/proc/{pid}/task")):
        for child in _text(task / "children").split():
            yield from _family(int(child))


def _resident(pid: int) -> int:
    _, _, pages = _text(Path(f"/proc/{pid}/statm")).partition(" ")
    return int((pages or "0").split()[0]) * _PAGE_KIB


def _listing(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # the process has ended meanwhile
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:  # the process has ended meanwhile
        return ""
