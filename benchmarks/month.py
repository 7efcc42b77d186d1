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

from benchmarks.measure import Measured, chiso, measure
from benchmarks.national import WARDS, make_catalogue, make_inbox
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.periods import Grain
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Pair:
    """A reading by calamine alone and a whole night over the same files."""

    alone: Measured
    night: Measured

    @property
    def ratio(self) -> float:
        """The duration of the night as a multiple of calamine's."""
        return self.night.seconds / self.alone.seconds


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--wards", type=int, default=WARDS, help="fewer for a quick try")
    parser.add_argument("--work", type=Path, help="folder to work in; default: a temporary one")
    options = parser.parse_args()
    console = Console()
    with TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        catalogue = make_catalogue(work / "catalogue", wards=options.wards)
        files = make_inbox(catalogue, work / "inbox", catalogue.periods(Grain.MONTH)[:1])
        console.print(f"{files} workbooks")
        pairs = [_pair(catalogue, work, number % 2 == 0) for number in range(options.runs)]
    console.print(_table(pairs))


def _pair(catalogue: Catalogue, work: Path, alone_first: bool) -> Pair:
    # A new home for each pair: creating files is slow where many files were just deleted.
    home = Home(Path(mkdtemp(prefix="home-", dir=work)))
    shutil.copytree(work / "inbox", home.inbox)
    os.sync()  # pending writes of the copy must not count for either way
    if alone_first:
        alone = _alone(work)
    night = _night(catalogue, home)
    if not alone_first:
        alone = _alone(work)
    _all_published(home, len(catalogue.units_by_form["ward"]))
    return Pair(alone, night)


def _alone(work: Path) -> Measured:
    return measure([sys.executable, "-m", "benchmarks.calamine_alone", str(work / "inbox")])


def _night(catalogue: Catalogue, home: Home) -> Measured:
    first = catalogue.periods(Grain.MONTH)[0]
    env = {
        "CHISO_CATALOGUE": str(catalogue.folder),
        "CHISO_AS_OF": catalogue.due("ward", first).isoformat(),
    }
    return measure(chiso("nightly", "--home", str(home.root)), env)


def _all_published(home: Home, expected: int) -> None:
    with Store(home.snapshot, read_only=True) as store:
        ((accepted,),) = store.rows("SELECT count(*) FROM core.submissions WHERE is_accepted")
    if accepted != expected:
        sys.exit(f"{accepted} of {expected} reports were published")


def _table(pairs: list[Pair]) -> Table:
    table = Table("run", "calamine s", "chiso s", "ratio", "calamine MiB", "chiso MiB")
    for number, pair in enumerate(pairs, 1):
        table.add_row(
            str(number),
            f"{pair.alone.seconds:.1f}",
            f"{pair.night.seconds:.1f}",
            f"{pair.ratio:.2f}",
            f"{pair.alone.peak_mib:.0f}",
            f"{pair.night.peak_mib:.0f}",
        )
    table.add_section()
    table.add_row(
        "median",
        f"{statistics.median(p.alone.seconds for p in pairs):.1f}",
        f"{statistics.median(p.night.seconds for p in pairs):.1f}",
        f"{statistics.median(p.ratio for p in pairs):.2f}",
        f"{statistics.median(p.alone.peak_mib for p in pairs):.0f}",
        f"{statistics.median(p.night.peak_mib for p in pairs):.0f}",
    )
    return table


if __name__ == "__main__":
    main()
