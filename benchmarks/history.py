"""Adding a month to five years of history against adding a month to half a year, unpublished.

Run as `python -m benchmarks.history`; the two ways alternate within one run. The measured step
leads from the inbox to the register: reading, checking, appending.
"""

import argparse
import shutil
import statistics
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from rich.console import Console

from assets.raw.intake import take_in
from benchmarks.national import WARDS, make_catalogue, make_inbox
from benchmarks.observations import fill_register
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.periods import Grain
from warehouse.store import Store

SHORT, LONG = 6, 59
"""Months in the register before the added month; five years have sixty."""


def main() -> None:
    """Measure the pairs and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--wards", type=int, default=WARDS, help="fewer for a quick try")
    options = parser.parse_args()
    console = Console()
    import_module("great_expectations")  # takes seconds, once per process
    with TemporaryDirectory() as folder:
        work = Path(folder)
        catalogue = make_catalogue(work / "catalogue", wards=options.wards)
        for months in (SHORT, LONG):
            fill_register(catalogue, work / f"{months}.duckdb", months=months)
            make_inbox(catalogue, work / f"{months}", [catalogue.periods(Grain.MONTH)[months]])
        pairs = [_pair(catalogue, work, number % 2 == 0) for number in range(options.runs)]
    for short, long in pairs:
        console.print(
            f"at {SHORT} months {short:.1f} s, at {LONG} months {long:.1f} s: {long / short:.2f}"
        )
    console.print(f"median {statistics.median(long / short for short, long in pairs):.2f}")


def _pair(catalogue: Catalogue, work: Path, short_first: bool) -> tuple[float, float]:
    if short_first:
        return _added(catalogue, work, SHORT), _added(catalogue, work, LONG)
    long = _added(catalogue, work, LONG)
    return _added(catalogue, work, SHORT), long


def _added(catalogue: Catalogue, work: Path, months: int) -> float:
    """Return the seconds for adding a month to a register of `months`."""
    home = Home(Path(mkdtemp(dir=work)))
    home.prepare()
    shutil.copytree(work / f"{months}", home.inbox, dirs_exist_ok=True)
    shutil.copyfile(work / f"{months}.duckdb", home.register)
    started = time.perf_counter()
    with Store(home.register) as register:
        taken = take_in(home, catalogue, register)
    seconds = time.perf_counter() - started
    expected = len(catalogue.units_by_form["ward"])
    if len(taken.submissions) != expected:
        raise SystemExit(f"{len(taken.submissions)} of {expected} reports were taken in")
    return seconds


if __name__ == "__main__":
    main()
