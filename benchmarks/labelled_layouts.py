"""How well a proposal reads labelled workbooks that nobody who writes the matcher has seen.

Run as `python -m benchmarks.labelled_layouts FOLDER …`: each folder has workbooks and a file
`labels.jsonl`, a line for each workbook: file, form, unit, period, and the elements with their
cell and value. Only counts are printed, so that an unseen set stays unseen.
"""

import argparse
import json
import resource
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console

from assets.layouts.proposing_process import LOST, NO_PROPOSAL, PERSONAL_DATA, propose_for_file
from assets.raw.reading_limits import ReadingLimits
from benchmarks.layout_score import MeantWorkbook, judge_proposal, print_counts
from warehouse.catalogue import load_catalogue


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
            counts.update(judge_proposal(read_labels(labels), proposed.proposal))
            counts[proposed.outcome] += 1
    print_counts(counts, (PERSONAL_DATA, NO_PROPOSAL, LOST))
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = (usage.ru_utime + usage.ru_stime) / max(1, counts["workbook"])
    Console().print(f"{cost:.2f} processor seconds a workbook, its process included")


def read_labels(labels: dict[str, Any]) -> MeantWorkbook:
    """Read the labels of a workbook."""
    figures = {e["element"]: (*_split_address(e["cell"]), e["value"]) for e in labels["elements"]}
    return MeantWorkbook(labels["form"], labels["unit"], labels["period"], figures)


def _split_address(address: str) -> tuple[str, str]:
    sheet, _, cell = address.rpartition("!")
    return sheet.strip("'"), cell.replace("$", "")


if __name__ == "__main__":
    main()
