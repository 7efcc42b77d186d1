"""A national month: `chiso nightly` over 10,599 workbooks against calamine on the same files.

Run as `python -m benchmarks.month`; the two ways alternate within one run.
"""

import argparse
import os
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Measurement, build_chiso_command, measure_command
from benchmarks.national import NATIONAL_WARDS, make_catalogue, make_inbox
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.periods import Grain
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class MonthPair:
    """A reading by calamine alone and a whole night over the same files."""

    calamine: Measurement
    night: Measurement

    @property
    def time_ratio(self) -> float:
        """The duration of the night as a multiple of calamine's."""
        return self.night.seconds / self.calamine.seconds


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--wards", type=int, default=NATIONAL_WARDS, help="fewer for a quick try")
    parser.add_argument("--work", type=Path, help="folder to work in; default: a temporary one")
    options = parser.parse_args()
    console = Console()
    with TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        catalogue = make_catalogue(work / "catalogue", wards=options.wards)
        file_count = make_inbox(catalogue, work / "inbox", catalogue.list_periods(Grain.MONTH)[:1])
        console.print(f"{file_count} workbooks")
        pairs = [_measure_month(catalogue, work, number % 2 == 0) for number in range(options.runs)]
    console.print(_build_month_table(pairs))


def _measure_month(catalogue: Catalogue, work: Path, calamine_first: bool) -> MonthPair:
    # A new home for each pair: creating files is slow where many files were just deleted.
    home = Home(Path(mkdtemp(prefix="home-", dir=work)))
    shutil.copytree(work / "inbox", home.inbox_folder)
    os.sync()  # pending writes of the copy must not count for either way
    if calamine_first:
        calamine = _measure_calamine(work)
    night = _measure_national_night(catalogue, home)
    if not calamine_first:
        calamine = _measure_calamine(work)
    _check_published_reports(home, len(catalogue.units_by_form["ward"]))
    return MonthPair(calamine, night)


def _measure_calamine(work: Path) -> Measurement:
    return measure_command([sys.executable, "-m", "benchmarks.calamine_alone", str(work / "inbox")])


def _measure_national_night(catalogue: Catalogue, home: Home) -> Measurement:
    first_month = catalogue.list_periods(Grain.MONTH)[0]
    env = {
        "CHISO_CATALOGUE": str(catalogue.folder),
        "CHISO_AS_OF": catalogue.compute_due_date("ward", first_month).isoformat(),
    }
    return measure_command(build_chiso_command("nightly", "--home", str(home.root)), env)


def _check_published_reports(home: Home, expected: int) -> None:
    with Store(home.snapshot_file, read_only=True) as store:
        ((accepted_count,),) = store.query_rows(
            "SELECT count(*) FROM core.submissions WHERE is_accepted"
        )
    if accepted_count != expected:
        sys.exit(f"{accepted_count} of {expected} reports were published")


def _build_month_table(pairs: list[MonthPair]) -> Table:
    table = Table("run", "calamine s", "chiso s", "ratio", "calamine MiB", "chiso MiB")
    for number, pair in enumerate(pairs, 1):
        table.add_row(
            str(number),
            f"{pair.calamine.seconds:.1f}",
            f"{pair.night.seconds:.1f}",
            f"{pair.time_ratio:.2f}",
            f"{pair.calamine.peak_mib:.0f}",
            f"{pair.night.peak_mib:.0f}",
        )
    table.add_section()
    table.add_row(
        "median",
        f"{statistics.median(p.calamine.seconds for p in pairs):.1f}",
        f"{statistics.median(p.night.seconds for p in pairs):.1f}",
        f"{statistics.median(p.time_ratio for p in pairs):.2f}",
        f"{statistics.median(p.calamine.peak_mib for p in pairs):.0f}",
        f"{statistics.median(p.night.peak_mib for p in pairs):.0f}",
    )
    return table


if __name__ == "__main__":
    main()
