"""How well a proposal reads labelled workbooks that nobody who writes the matcher has seen.

Run as `python -m benchmarks.labelled_layouts FOLDER …`: each folder has workbooks and a file
`labels.jsonl`, a line for each workbook: file, form, unit, period, and the elements with their
cell and value. Only counts are printed, so that an unseen set stays unseen.
"""

import argparse
import json
import resource
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console

from assets.layouts.proposing_process import propose_for_file
from assets.raw.reading_limits import ReadingLimits
from warehouse.catalogue import load_catalogue
from warehouse.forms.layouts.proposal import SURE, Proposal

_TITLE_QUESTIONS = ("proposal", "form right", "unit right", "period right")
_QUESTIONS = ("cell right", "value right", "chắc", "chắc and right")


def main() -> None:
    """Propose a reading of every labelled workbook and print how many were right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    catalogue_folder = load_catalogue().folder
    counts: Counter[str] = Counter()
    for folder in parser.parse_args().folders:
        for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
            labels = json.loads(line)
            proposed = propose_for_file(folder / labels["file"], catalogue_folder, ReadingLimits())
            counts.update(
                ["workbook", proposed.outcome, *_judge_proposal(labels, proposed.proposal)]
            )
    _print_counts(counts)


def _judge_proposal(labels: dict[str, Any], proposal: Proposal | None) -> Iterator[str]:
    """Yield a word for each thing that is there, and for each that is right."""
    wanted = {e["element"]: (_split_address(e["cell"]), e["value"]) for e in labels["elements"]}
    yield from ["figure"] * len(wanted)
    if proposal is None:
        return
    yield "proposal"
    for name in ("form", "unit", "period"):
        if str(getattr(proposal, name)) == labels[name]:
            yield f"{name} right"
    for element in proposal.elements:
        place = element.place and (proposal.sheet, element.place.cell)
        is_form = proposal.form == labels["form"]
        address, value = wanted.get(element.element, (None, None)) if is_form else (None, None)
        is_cell = place is not None and place == address
        is_right = is_cell and element.value == value
        yield from ["cell right"] * is_cell + ["value right"] * is_right
        if element.sure == SURE:
            yield from ["chắc"] + ["chắc and right"] * is_right


def _split_address(address: str) -> tuple[str, str]:
    sheet, _, cell = address.rpartition("!")
    return sheet.strip("'"), cell.replace("$", "")


def _print_counts(counts: Counter[str]) -> None:
    console = Console()
    for question in (*_TITLE_QUESTIONS, "personal_data", "no_proposal", "lost"):
        console.print(f"{question:20} {counts[question]:4} / {counts['workbook']}")
    for question in _QUESTIONS:
        whole = counts["chắc" if question == "chắc and right" else "figure"]
        console.print(f"{question:20} {counts[question]:4} / {whole}")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = (usage.ru_utime + usage.ru_stime) / max(1, counts["workbook"])
    console.print(f"{cost:.2f} processor seconds a workbook, its process included")


if __name__ == "__main__":
    main()
