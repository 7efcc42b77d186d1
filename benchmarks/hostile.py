"""Hostile files, kind after kind: the decision, the seconds and the memory of each.

Run as `python -m benchmarks.hostile`; exits with 1 when a file is left without a decision, costs
too much without being accepted, or makes another file fail.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from assets.raw import reading_pool
from assets.raw.inbox import Delivery
from assets.raw.reader import Taken
from assets.raw.reading_pool import ReadingPool
from tests.sent import CATALOGUE, RECEIVED, schools, send
from tests.warehouse.forms import hostile

MOST_SECONDS, MOST_MIB = 2.0, 512
GOOD = 20
"""Faultless reports that arrive in the same night as all hostile files."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision on a file and the cost of its reading process."""

    kind: str
    decision: str
    seconds: float
    peak_mib: float

    @property
    def is_dear(self) -> bool:
        """Whether a file exceeds the limits without being accepted."""
        return self.decision != "read" and (self.seconds > MOST_SECONDS or self.peak_mib > MOST_MIB)


def main() -> None:
    """Measure every kind and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    only = parser.parse_args().only
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        # Each file gets a process of its own: getrusage reports the peak of all ended children,
        # and the process that writes the corpus holds a lot of memory.
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, spawn, max_tasks_per_child=1) as measuring:
            corpus = measuring.submit(_corpus, work).result()
            files = {kind: path for kind, path in corpus.items() if only in kind}
            decided = list(measuring.map(_decided, files, files.values()))
        lost = _lost_in_one_night(work, list(files.values()))
    Console().print(_table(decided))
    undecided = [d.kind for d in decided if not d.decision]
    dear = [d.kind for d in decided if d.is_dear]
    sys.stdout.write(
        f"{len(decided)} kinds. Without a decision: {undecided or 'none'}. "
        f"Too dear: {dear or 'none'}. Lost when all come in one night: {lost or 'none'}.\n"
    )
    sys.exit(1 if undecided or dear or lost else 0)


def _corpus(work: Path) -> dict[str, Path]:
    """Write a file of each kind and a faultless report; return the paths by kind."""
    send(work / "good.xlsx", schools())
    report = (work / "good.xlsx").read_bytes()
    files = {"a faultless report": work / "good.xlsx"}
    for number, (kind, (_, make)) in enumerate(hostile.KINDS.items()):
        files[kind] = work / f"{number}.xlsx"
        files[kind].write_bytes(make(report))
    return files


def _decided(kind: str, path: Path) -> Decided:
    reading_pool.SHARE = 1
    first = path.with_name("first")
    first.write_bytes(b"")
    pool = ReadingPool(CATALOGUE.folder, path.with_name("archive"), size=1)
    answers = pool.read([Delivery(first, RECEIVED), Delivery(path, RECEIVED)])
    next(answers)
    started = time.perf_counter()
    _, taken = next(answers)
    seconds = time.perf_counter() - started
    answers.close()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Decided(kind, _decision(taken), seconds, peak)


def _decision(taken: Taken) -> str:
    return "read" if taken.reading.reports else " ".join(d.code for d in taken.reading.doubts)


def _lost_in_one_night(work: Path, hostile_files: list[Path]) -> list[str]:
    """Return the names of files without exactly one answer, and of good files not accepted."""
    reading_pool.SHARE = 24
    report = (work / "good.xlsx").read_bytes()
    good = [work / f"good {number}.xlsx" for number in range(GOOD)]
    for number, path in enumerate(good):
        path.write_bytes(report + b"%d" % number)
    paths = sorted([*good, *hostile_files], key=lambda path: path.name[::-1])
    answers = list(
        ReadingPool(CATALOGUE.folder, work / "archive").read([Delivery(p, RECEIVED) for p in paths])
    )
    times = Counter(delivery.path for delivery, _ in answers)
    read = {delivery.path for delivery, taken in answers if taken.reading.reports}
    return [p.name for p in paths if times[p] != 1 or (p in good and p not in read)]


def _table(decided: list[Decided]) -> Table:
    table = Table("kind", "decision", "s", "MiB")
    for one in decided:
        style = "bold red" if one.is_dear or not one.decision else None
        table.add_row(
            one.kind, one.decision, f"{one.seconds:.2f}", f"{one.peak_mib:.0f}", style=style
        )
    return table


if __name__ == "__main__":
    main()
