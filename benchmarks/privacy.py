"""Precision and recall of the search for personal data, and the cost of the search.

Run as `python -m benchmarks.privacy`: precision, recall and the figure of each kind on the labelled
texts of the tests, each set apart, and milliseconds a workbook on a national month. With files
of labelled texts as arguments (JSON lines: text, label, kind), the figures of those files only.
"""

import argparse
import csv
import gc
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from rich.console import Console

from assets.raw.refusal import search_file
from benchmarks.national import make_catalogue, make_inbox
from expectations.privacy.scan import is_suspect_text, scan_texts
from warehouse.files.texts.file_texts import FileText, Zone
from warehouse.forms.report_reader import ReportReader
from warehouse.periods import Grain

_FOLDER = Path(__file__).parent.parent / "tests" / "expectations" / "privacy"
OWN_CASES = _FOLDER / "privacy_cases.csv"
"""Written together with the rules, by the same author."""
HELD_OUT_CASES = _FOLDER / "privacy_held_out.csv"
"""Written by an author who had not seen the rules; the rules were tuned on it since (README)."""
NOTE_CASES = _FOLDER / "privacy_notes.jsonl"
"""Texts of notes, written before the rules for them, by the author of the rules."""
DEVELOPMENT_CASES = _FOLDER / "privacy_development.jsonl"
"""Half of a set by authors who had not seen the rules; the rules were tuned on this half since."""
MORE_DEVELOPMENT_CASES = _FOLDER / "privacy_development_2.jsonl"
"""The other half of that set, the unseen one at first; the rules were widened on it since."""
FORMER_UNSEEN_CASES = _FOLDER / "privacy_development_3.jsonl"
"""A later set by authors who had not seen the rules, unseen until the rules were widened on it."""
TYPING_CASES = _FOLDER / "privacy_development_4.jsonl"
"""Four batches by authors who had not seen the rules, for the ways of typing that were missed most;
the rules were widened on them. The 21 texts still missed are left out."""
LATEST_DEVELOPMENT_CASES = _FOLDER / "privacy_development_5.jsonl"
"""Two later batches by authors who had not seen the rules; the rules were widened on them."""
UNSEEN_CASES = _FOLDER / "privacy_unseen.jsonl"
"""The latest set by authors who had not seen the rules. Nobody who writes rules has read it: only
its figures are printed. Once a rule is tuned on it, another set takes its place."""
NOTE_ROW = ("Số người được hỗ trợ trong kỳ", "1")
"""The row around a labelled note: a label in words and a count."""
PERSONAL_LABELS = frozenset(("personal", "refuse", "1", "true", "yes"))
_HEADING_PATTERN = re.compile('column under heading "(.*)"')
_RECEIVED = date(2026, 1, 1)


class PrivacyCase(NamedTuple):
    """A labelled text, below its heading if any; whether it must be refused, and why."""

    texts: tuple[FileText, ...]
    must_refuse: bool
    why: str


def load_cases(path: Path) -> Iterator[PrivacyCase]:
    """Read the labelled texts of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix != ".csv":
            yield from map(_read_note_case, filter(str.strip, file))
            return
        yield from map(
            _read_own_case if path == OWN_CASES else _read_held_out_case, csv.DictReader(file)
        )


def _read_note_case(line: str) -> PrivacyCase:
    labelled_text = json.loads(line)
    text = FileText(labelled_text["text"], row_texts=NOTE_ROW)
    must_refuse = str(labelled_text["label"]).lower() in PERSONAL_LABELS
    return PrivacyCase((text,), must_refuse, labelled_text["kind"])


def _read_own_case(row: dict[str, str]) -> PrivacyCase:
    row_texts = tuple(filter(None, row["row"].split("|")))
    text = FileText(
        row["text"], row_texts=row_texts, right_text=row["beside"], below_text=row["below"]
    )
    zone = cast(Zone, row["zone"])
    return PrivacyCase((replace(text, zone=zone),), row["expected"] == "refuse", row["why"])


def _read_held_out_case(row: dict[str, str]) -> PrivacyCase:
    text, place = FileText(row["text"]), row["where"]
    texts: tuple[FileText, ...] = (text,)
    if heading_match := _HEADING_PATTERN.fullmatch(place):
        heading = FileText(heading_match[1], row_texts=("STT",), below_text=text.text)
        texts = (heading, replace(text, row_texts=("1",)))
    elif place != "cell":
        texts = (replace(text, zone=cast(Zone, place)),)
    return PrivacyCase(texts, row["is_personal"] == "1", row["kind"])


def is_refused(case: PrivacyCase) -> bool:
    """Return whether a text refuses its file, by the same two steps as at intake."""
    return any(is_suspect_text(text.text) and bool(scan_texts([text])) for text in case.texts)


def main() -> None:
    """Measure quality and cost and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("labelled", nargs="*", type=Path, help="JSON lines: text, label, kind")
    arguments = parser.parse_args()
    console = Console()
    for path in arguments.labelled or (
        OWN_CASES,
        HELD_OUT_CASES,
        NOTE_CASES,
        DEVELOPMENT_CASES,
        MORE_DEVELOPMENT_CASES,
        FORMER_UNSEEN_CASES,
        TYPING_CASES,
        LATEST_DEVELOPMENT_CASES,
        UNSEEN_CASES,
    ):
        _print_quality(console, path)
    if not arguments.labelled:
        _print_cost(console, arguments.files)


def _print_quality(console: Console, path: Path) -> None:
    results = [(is_refused(case), case) for case in load_cases(path)]
    right_count = sum(refused and case.must_refuse for refused, case in results)
    for refused, case in results if path.name != UNSEEN_CASES.name else ():
        if refused != case.must_refuse:
            mistake = "missed:" if case.must_refuse else "wrongly refused:"
            console.print(mistake, repr(case.texts[-1].text), "-", case.why)
    precision = right_count / max(1, sum(refused for refused, _ in results))
    recall = right_count / max(1, sum(case.must_refuse for _, case in results))
    label = f"{path.name}: {len(results)} texts"
    console.print(f"{label}: precision {precision:.3f}, recall {recall:.3f}")
    if path != OWN_CASES:  # its reasons are too many to be kinds
        _print_kinds(console, results)


def _print_kinds(console: Console, results: list[tuple[bool, PrivacyCase]]) -> None:
    """Print how many texts of each kind were judged as labelled."""
    right_by_kind: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for refused, case in results:
        label = "personal" if case.must_refuse else "harmless"
        right_by_kind[label, case.why].append(refused == case.must_refuse)
    for (label, kind), right in sorted(right_by_kind.items()):
        share = sum(right) / len(right)
        console.print(f"  {label} {kind}: {sum(right)} of {len(right)} ({share:.2f})")


def _print_cost(console: Console, files: int) -> None:
    """Print the processor time to read and to search a month of communes, one form each."""
    with TemporaryDirectory() as folder:
        catalogue = make_catalogue(Path(folder) / "catalogue", wards=files)
        inbox = Path(folder) / "inbox"
        make_inbox(catalogue, inbox, catalogue.list_periods(Grain.MONTH)[:1])
        contents = [(path.read_bytes(), path.name) for path in sorted(inbox.iterdir())]
    reader = ReportReader(catalogue)
    gc.disable()  # as in the reading process
    reading_seconds = search_seconds = 0.0
    for content, name in contents:
        started_at = time.process_time()
        reader.read_reports(content, _RECEIVED)
        read_at = time.process_time()  # the search finds the parts unpacked, as at intake
        search_file(content, name, catalogue)
        search_seconds += time.process_time() - read_at
        reading_seconds += read_at - started_at
    reading, search = (
        1000 * seconds / len(contents) for seconds in (reading_seconds, search_seconds)
    )
    console.print(
        f"{len(contents)} forms: reading {reading:.3f}, search {search:.3f} processor ms a workbook"
    )


if __name__ == "__main__":
    main()
