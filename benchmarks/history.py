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

from assets.intake import ingest_inbox
from benchmarks.national import NATIONAL_WARDS, make_catalogue, make_inbox
from benchmarks.observations import fill_register
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.journal.settlement import open_register
from warehouse.periods import Grain

SHORT_MONTHS, LONG_MONTHS = 6, 59
"""Months in the register before the added month; five years have sixty."""


def main() -> None:
    """Measure the pairs and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--wards", type=int, default=NATIONAL_WARDS, help="fewer for a quick try")
    options = parser.parse_args()
    console = Console()
    import_module("great_expectations")  # takes seconds, once per process
    with TemporaryDirectory() as folder:
        work = Path(folder)
        catalogue = make_catalogue(work / "catalogue", wards=options.wards)
        for months in (SHORT_MONTHS, LONG_MONTHS):
            fill_register(catalogue, work / f"{months}.duckdb", months=months)
            make_inbox(catalogue, work / f"{months}", [catalogue.list_periods(Grain.MONTH)[months]])
        pairs = [
            _measure_month_pair(catalogue, work, number % 2 == 0) for number in range(options.runs)
        ]
    for short_seconds, long_seconds in pairs:
        console.print(
            f"at {SHORT_MONTHS} months {short_seconds:.1f} s, at {LONG_MONTHS} months "
            f"{long_seconds:.1f} s: {long_seconds / short_seconds:.2f}"
        )
    ratios = [long_seconds / short_seconds for short_seconds, long_seconds in pairs]
    console.print(f"median {statistics.median(ratios):.2f}")


def _measure_month_pair(catalogue: Catalogue, work: Path, short_first: bool) -> tuple[float, float]:
    if short_first:
        return _measure_added_month(catalogue, work, SHORT_MONTHS), _measure_added_month(
            catalogue, work, LONG_MONTHS
        )
    long_seconds = _measure_added_month(catalogue, work, LONG_MONTHS)
    return _measure_added_month(catalogue, work, SHORT_MONTHS), long_seconds


def _measure_added_month(catalogue: Catalogue, work: Path, months: int) -> float:
    """Return the seconds for adding a month to a register of `months`."""
    home = Home(Path(mkdtemp(dir=work)))
    home.create_folders()
    shutil.copytree(work / f"{months}", home.inbox_folder, dirs_exist_ok=True)
    shutil.copyfile(work / f"{months}.duckdb", home.register_file)
    started_at = time.perf_counter()
    with open_register(home) as register:
        intake_result = ingest_inbox(home, catalogue, register)
    seconds = time.perf_counter() - started_at
    expected = len(catalogue.units_by_form["ward"])
    if len(intake_result.submissions) != expected:
        raise SystemExit(f"{len(intake_result.submissions)} of {expected} reports were taken in")
    return seconds


if __name__ == "__main__":
    main()
