"""A night with nothing new against an empty Dagster job: the cost of an idle night.

Run as `python -m benchmarks.idle`; the two ways alternate within one run. The ratio is of processor
seconds: the clock of a shared machine says more about the others.
"""

import argparse
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Measurement, build_chiso_command, measure_command
from pipelines.demo.demo_inbox import write_inbox
from warehouse.catalogue import load_catalogue
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
        write_inbox(load_catalogue(), home.inbox_folder)
        first_night = _measure_idle_night(home)
        console.print(f"the night that took the demo in: {first_night.seconds:.1f} s")
        _measure_empty_job(work)
        pairs = [_measure_idle_pair(home, work, number % 2 == 0) for number in range(options.runs)]
    console.print(_build_idle_table(pairs))


def _measure_idle_pair(
    home: Home, work: Path, empty_first: bool
) -> tuple[Measurement, Measurement]:
    if empty_first:
        return _measure_empty_job(work), _measure_idle_night(home)
    night = _measure_idle_night(home)
    return _measure_empty_job(work), night


def _measure_empty_job(work: Path) -> Measurement:
    return measure_command([sys.executable, "-m", "benchmarks.empty_job", str(work / "instance")])


def _measure_idle_night(home: Home) -> Measurement:
    return measure_command(build_chiso_command("nightly", "--home", str(home.root)), _AS_OF)


def _build_idle_table(pairs: list[tuple[Measurement, Measurement]]) -> Table:
    """Tabulate processor seconds and their ratio, seconds by the clock in brackets, and memory."""
    table = Table("run", "empty job s", "idle night s", "ratio", "empty MiB", "idle MiB")
    for number, (empty, night) in enumerate(pairs, 1):
        table.add_row(
            str(number),
            f"{empty.processor_seconds:.2f} ({empty.seconds:.1f})",
            f"{night.processor_seconds:.2f} ({night.seconds:.1f})",
            f"{night.processor_seconds / empty.processor_seconds:.2f}",
            f"{empty.peak_mib:.0f}",
            f"{night.peak_mib:.0f}",
        )
    table.add_section()
    ratios = (night.processor_seconds / empty.processor_seconds for empty, night in pairs)
    table.add_row("median", "", "", f"{statistics.median(ratios):.2f}", "", "")
    return table


if __name__ == "__main__":
    main()
