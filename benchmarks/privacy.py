"""How well personal data are told from what only looks like them, and what looking costs.

Run as `python -m benchmarks.privacy`: precision and recall on the labelled texts of the tests,
which the rules' own author wrote, and milliseconds a workbook on blank forms filled in.
"""

import argparse
import csv
import gc
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from assets.raw.refusal import search
from expectations.privacy import is_suspect, scan
from warehouse.catalogue import Catalogue, load
from warehouse.forms.reading import Reader
from warehouse.forms.template import Blank, write_form
from warehouse.forms.texts import Text

CASES = Path(__file__).parent.parent / "tests" / "expectations" / "privacy_cases.csv"
_AMOUNT = 342_207_000
_RECEIVED = date(2026, 1, 1)


def cases() -> Iterator[tuple[Text, bool, str]]:
    """Each labelled text, whether it must be refused, and why."""
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = Text(
                row["text"],
                zone=row["zone"],
                row=tuple(filter(None, row["row"].split("|"))),
                beside=row["beside"],
                below=row["below"],
            )
            yield text, row["expected"] == "refuse", row["why"]


def is_refused(text: Text) -> bool:
    """Whether a text refuses its file, by the same two steps as at the door."""
    return is_suspect(text.text) and bool(scan([text]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    console = Console()
    _tell_quality(console)
    _tell_cost(console, parser.parse_args().files)


def _tell_quality(console: Console) -> None:
    told = [(is_refused(text), wanted, text.text, why) for text, wanted, why in cases()]
    right = sum(found and wanted for found, wanted, *_ in told)
    for found, wanted, text, why in told:
        if found != wanted:
            console.print("missed:" if wanted else "wrongly refused:", repr(text), "-", why)
    precision = right / sum(found for found, *_ in told)
    recall = right / sum(wanted for _, wanted, *_ in told)
    console.print(f"{len(told)} texts: precision {precision:.3f}, recall {recall:.3f}")


def _tell_cost(console: Console, files: int) -> None:
    catalogue = load()
    with TemporaryDirectory() as folder:
        contents = list(_workbooks(catalogue, files, Path(folder) / "a.xlsx"))
    reader = Reader(catalogue)
    gc.disable()  # as in the reading process
    for name in ("first time", "again"):
        before, after = [], []
        for content in contents:
            start = time.perf_counter()
            reader.read(content, _RECEIVED)
            read = time.perf_counter()
            search(content, "a.xlsx")
            before.append(read - start)
            after.append(time.perf_counter() - start)
        told = [1000 * sum(seconds) / len(contents) for seconds in (before, after)]
        console.print(
            f"{files} forms, {name}: reading {told[0]:.3f} ms, with the search {told[1]:.3f} ms, "
            f"so the search {told[1] - told[0]:.3f} ms a workbook"
        )


def _workbooks(catalogue: Catalogue, files: int, path: Path) -> Iterator[bytes]:
    owed = [
        (form.form, unit.unit, period)
        for form in catalogue.forms.values()
        for unit in catalogue.units_by_form[form.form]
        for period in catalogue.periods(form.frequency)
        if unit.is_valid(catalogue.calendar.window(period)[1])
    ]
    for number in range(files):
        form, unit, period = owed[number * len(owed) // files]
        values = {
            e.element: _AMOUNT + number if e.is_money else number % 50
            for e in catalogue.forms[form].elements
        }
        write_form(catalogue, Blank(form, unit, period, values), path)
        yield path.read_bytes()


if __name__ == "__main__":
    main()
