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
from assets.raw.reader import ReadResult
from assets.raw.reading_pool import ReadingPool
from tests.sent import CATALOGUE, RECEIVED, schools, send
from tests.warehouse.files import hostile

MOST_SECONDS, MOST_MIB = 2.0, 512
GOOD_FILES = 20
"""Faultless reports that arrive in the same night as all hostile files."""


@dataclass(frozen=True, slots=True)
class HostileResult:
    """The decision on a file and the cost of its reading process."""

    kind: str
    decision: str
    seconds: float
    peak_mib: float

    @property
    def is_expensive(self) -> bool:
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
        with ProcessPoolExecutor(1, spawn, max_tasks_per_child=1) as executor:
            corpus = executor.submit(_write_corpus, work).result()
            files = {kind: path for kind, path in corpus.items() if only in kind}
            results = list(executor.map(_measure_file, files, files.values()))
        lost_names = _list_lost_files(work, list(files.values()))
    Console().print(_build_hostile_table(results))
    undecided_kinds = [d.kind for d in results if not d.decision]
    expensive_kinds = [d.kind for d in results if d.is_expensive]
    sys.stdout.write(
        f"{len(results)} kinds. Without a decision: {undecided_kinds or 'none'}. "
        f"Too dear: {expensive_kinds or 'none'}. Lost when all come in one night: "
        f"{lost_names or 'none'}.\n"
    )
    sys.exit(1 if undecided_kinds or expensive_kinds or lost_names else 0)


def _write_corpus(work: Path) -> dict[str, Path]:
    """Write a file of each kind and a faultless report; return the paths by kind."""
    send(work / "good.xlsx", schools())
    report = (work / "good.xlsx").read_bytes()
    files = {"a faultless report": work / "good.xlsx"}
    for number, (kind, (_, make_file)) in enumerate(hostile.KINDS.items()):
        files[kind] = work / f"{number}.xlsx"
        files[kind].write_bytes(make_file(report))
    return files


def _measure_file(kind: str, path: Path) -> HostileResult:
    reading_pool.FILES_PER_SHARE = 1
    first_path = path.with_name("first")
    first_path.write_bytes(b"")
    pool = ReadingPool(CATALOGUE.folder, path.with_name("archive"), size=1)
    read_results = pool.read_deliveries([Delivery(first_path, RECEIVED), Delivery(path, RECEIVED)])
    next(read_results)
    started_at = time.perf_counter()
    _, read_result = next(read_results)
    seconds = time.perf_counter() - started_at
    read_results.close()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return HostileResult(kind, _format_decision(read_result), seconds, peak)


def _format_decision(read_result: ReadResult) -> str:
    return (
        "read"
        if read_result.reading.reports
        else " ".join(d.code for d in read_result.reading.drafts)
    )


def _list_lost_files(work: Path, hostile_files: list[Path]) -> list[str]:
    """Return the names of files without exactly one answer, and of good files not accepted."""
    reading_pool.FILES_PER_SHARE = 24
    report = (work / "good.xlsx").read_bytes()
    good_paths = [work / f"good {number}.xlsx" for number in range(GOOD_FILES)]
    for number, path in enumerate(good_paths):
        path.write_bytes(report + b"%d" % number)
    paths = sorted([*good_paths, *hostile_files], key=lambda path: path.name[::-1])
    read_results = list(
        ReadingPool(CATALOGUE.folder, work / "archive").read_deliveries(
            [Delivery(p, RECEIVED) for p in paths]
        )
    )
    answer_counts = Counter(delivery.path for delivery, _ in read_results)
    accepted_paths = {
        delivery.path for delivery, read_result in read_results if read_result.reading.reports
    }
    return [
        p.name
        for p in paths
        if answer_counts[p] != 1 or (p in good_paths and p not in accepted_paths)
    ]


def _build_hostile_table(results: list[HostileResult]) -> Table:
    table = Table("kind", "decision", "s", "MiB")
    for result in results:
        style = "bold red" if result.is_expensive or not result.decision else None
        table.add_row(
            result.kind,
            result.decision,
            f"{result.seconds:.2f}",
            f"{result.peak_mib:.0f}",
            style=style,
        )
    return table


if __name__ == "__main__":
    main()
