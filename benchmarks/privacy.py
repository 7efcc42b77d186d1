"""Precision and recall of the search for personal data, and the cost of the search.

Run as `python -m benchmarks.privacy`: precision and recall on the two sets of labelled texts of
the tests, apart, and milliseconds a workbook on blank forms filled in.
"""

import argparse
import csv
import gc
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from rich.console import Console

from assets.raw.refusal import search
from expectations.privacy import is_suspect, scan
from warehouse.catalogue import Catalogue, load
from warehouse.forms.reading import Reader
from warehouse.forms.template import Blank, write_form
from warehouse.forms.texts import Text, Zone

_FOLDER = Path(__file__).parent.parent / "tests" / "expectations"
OWN = _FOLDER / "privacy_cases.csv"
"""Written together with the rules, by the same author."""
HELD_OUT = _FOLDER / "privacy_held_out.csv"
"""Written by an author who had not seen the rules; the rules were tuned on it since (README)."""
_HEADED = re.compile('column under heading "(.*)"')
_AMOUNT = 342_207_000
_RECEIVED = date(2026, 1, 1)


class Case(NamedTuple):
    """A labelled text, below its heading if any; whether it must be refused, and why."""

    texts: tuple[Text, ...]
    wanted: bool
    why: str


def cases(path: Path) -> Iterator[Case]:
    """Read the labelled texts of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from map(_own if path == OWN else _held_out, csv.DictReader(file))


def _own(row: dict[str, str]) -> Case:
    others = tuple(filter(None, row["row"].split("|")))
    text = Text(row["text"], row=others, beside=row["beside"], below=row["below"])
    zone = cast(Zone, row["zone"])
    return Case((replace(text, zone=zone),), row["expected"] == "refuse", row["why"])


def _held_out(row: dict[str, str]) -> Case:
    text, where = Text(row["text"]), row["where"]
    texts: tuple[Text, ...] = (text,)
    if headed := _HEADED.fullmatch(where):
        head = Text(headed[1], row=("STT",), below=text.text)
        texts = (head, replace(text, row=("1",)))
    elif where != "cell":
        texts = (replace(text, zone=cast(Zone, where)),)
    return Case(texts, row["is_personal"] == "1", row["kind"])


def is_refused(case: Case) -> bool:
    """Return whether a text refuses its file, by the same two steps as at intake."""
    return any(is_suspect(text.text) and bool(scan([text])) for text in case.texts)


def main() -> None:
    """Measure quality and cost and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    console = Console()
    for path in (OWN, HELD_OUT):
        _tell_quality(console, path)
    _tell_cost(console, parser.parse_args().files)


def _tell_quality(console: Console, path: Path) -> None:
    told = [(is_refused(case), case) for case in cases(path)]
    right = sum(found and case.wanted for found, case in told)
    for found, case in told:
        if found != case.wanted:
            what = "missed:" if case.wanted else "wrongly refused:"
            console.print(what, repr(case.texts[-1].text), "-", case.why)
    precision = right / sum(found for found, _ in told)
    recall = right / sum(case.wanted for _, case in told)
    told_by = f"{path.name}: {len(told)} texts"
    console.print(f"{told_by}: precision {precision:.3f}, recall {recall:.3f}")


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
