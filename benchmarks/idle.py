"""A night with nothing new against an empty Dagster job: the cost of an idle night.

Run as `python -m benchmarks.idle`; the two ways alternate within one run.
"""

import argparse
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Measured, chiso, measure
from pipelines.demo.inbox import write_inbox
from warehouse.catalogue import load
from warehouse.home import Home

_AS_OF = {"CHISO_AS_OF": "2026-01-15"}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    console = Console()
    with TemporaryDirectory() as folder:
        work = Path(folder)
        home = Home(work / "home")
        write_inbox(load(), home.inbox)
        first = _night(home)
        console.print(f"the night that took the demo in: {first.seconds:.1f} s")
        _empty(work)
        pairs = [_pair(home, work, number % 2 == 0) for number in range(options.runs)]
    console.print(_table(pairs))


def _pair(home: Home, work: Path, empty_first: bool) -> tuple[Measured, Measured]:
    if empty_first:
        return _empty(work), _night(home)
    night = _night(home)
    return _empty(work), night


def _empty(work: Path) -> Measured:
    return measure([sys.executable, "-m", "benchmarks.empty_job", str(work / "instance")])


def _night(home: Home) -> Measured:
    return measure(chiso("nightly", "--home", str(home.root)), _AS_OF)


def _table(pairs: list[tuple[Measured, Measured]]) -> Table:
    table = Table("run", "empty job s", "idle night s", "ratio", "empty MiB", "idle MiB")
    for number, (empty, night) in enumerate(pairs, 1):
        table.add_row(
            str(number),
            f"{empty.seconds:.2f}",
            f"{night.seconds:.2f}",
            f"{night.seconds / empty.seconds:.2f}",
            f"{empty.peak_mib:.0f}",
            f"{night.peak_mib:.0f}",
        )
    table.add_section()
    ratio = statistics.median(night.seconds / empty.seconds for empty, night in pairs)
    table.add_row("median", "", "", f"{ratio:.2f}", "", "")
    return table


if __name__ == "__main__":
    main()
