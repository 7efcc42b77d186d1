"""At which step of a proposal the figures of labelled workbooks are lost.

Run as `python -m benchmarks.layout_losses FOLDER …`: the folders are those of `labelled_layouts`.
Only counts are printed; `--texts` also prints each loss with its headings, for a set that the
writer of the matcher may see.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from assets.layouts.proposing_process import list_file_sheets
from assets.raw.refusal import search_file
from benchmarks.labelled_layouts import read_labels
from benchmarks.layout_score import MeantWorkbook, split_cell
from warehouse.catalogue import load_catalogue
from warehouse.files.grid import Sheet
from warehouse.forms.layouts.figure_places import list_figure_places
from warehouse.forms.layouts.proposal import SURE, Proposal, ProposedElement
from warehouse.forms.layouts.proposing import LayoutProposer
from warehouse.forms.layouts.sheet_references import make_sheet_reference

_OTHER_COLUMN = "other column of the row"
_STEPS = (
    "file with personal data",
    "no proposal",
    "other form",
    "other sheet",
    "cell no figure place",
    "no place chosen",
    "other column, period wrong",
    _OTHER_COLUMN,
    "other row",
    "value misread",
    "right",
    "sure and wrong",
    *(f"{name} wrong" for name in ("unit", "period")),
)

Loss = tuple[str, str]
"""The step, and the details for a set that may be seen."""


def main() -> None:
    """Propose a reading of every labelled workbook and print where the figures were lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--texts", action="store_true")
    arguments = parser.parse_args()
    catalogue, console = load_catalogue(), Console(width=200, highlight=False)
    proposer = LayoutProposer(catalogue)
    counts: Counter[str] = Counter()
    for folder in arguments.folders:
        for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
            file_name = json.loads(line)["file"]
            content = (folder / file_name).read_bytes()
            search = search_file(content, file_name, catalogue)
            counts["file with personal data"] += bool(search.drafts or search.unread_parts)
            sheets = list_file_sheets(content, file_name)
            proposal = proposer.propose_reading(sheets, file_name)
            losses = list(trace_losses(read_labels(json.loads(line)), proposal, sheets))
            counts.update(step for step, _ in losses)
            if arguments.texts:
                _print_texts(console, file_name, losses)
    for step in _STEPS:
        console.print(f"{step:24} {counts[step]:4}")


def _print_texts(console: Console, file_name: str, losses: Sequence[Loss]) -> None:
    console.print(f"== {file_name}", markup=False)
    for step, details in losses:
        if step != "right":
            console.print(f"  {step}: {details}", markup=False)


def trace_losses(
    meant: MeantWorkbook, proposal: Proposal | None, sheets: Sequence[Sheet]
) -> Iterator[Loss]:
    """Yield the step where each labelled figure was lost, and the wrong unit and period."""
    for name in ("unit", "period"):
        proposed = getattr(proposal, name, None)
        if proposed != getattr(meant, name):
            yield f"{name} wrong", f"{getattr(meant, name)}, proposed {proposed}"
    addresses = {s.name: {p.address: p.path_text for p in list_figure_places(s)} for s in sheets}
    for element, (sheet, cell, _) in meant.figures.items():
        path = addresses.get(sheet, {}).get(cell)
        yield _trace_figure(meant, proposal, element, path)
    for proposed in proposal.elements if proposal else ():
        if proposal and proposed.sure == SURE and not meant.is_right(proposal, proposed):
            yield "sure and wrong", _describe(proposed, "")


def _trace_figure(
    meant: MeantWorkbook, proposal: Proposal | None, element: str, path: str | None
) -> Loss:
    """Return the step where a figure was lost; `path` is None where the cell is no place."""
    sheet, cell, value = meant.figures[element]
    details = f"{element} {sheet} {cell} {path}"
    if proposal is None:
        return "no proposal", details
    if proposal.form != meant.form:
        return "other form", f"{details}: {proposal.form}"
    proposed = next(e for e in proposal.elements if e.element == element)
    proposed_cell = proposed.place.cell if proposed.place else ""
    proposed_sheet, proposed_cell = split_cell(proposal, proposed_cell)
    is_offered = sheet in (proposal.sheets or (proposal.sheet,))
    if not is_offered or (proposed.place and proposed_sheet != make_sheet_reference(sheet)):
        return "other sheet", details
    if path is None:
        return "cell no figure place", details
    step = _name_loss(proposed, proposed_cell, cell, value)
    if step == _OTHER_COLUMN and proposal.period != meant.period:
        step = "other column, period wrong"
    return step, _describe(proposed, path)


def _name_loss(element: ProposedElement, proposed_cell: str, cell: str, value: int) -> str:
    if element.place is None:
        return "no place chosen"
    if proposed_cell == cell:
        return "right" if element.value == value else "value misread"
    same_row = proposed_cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == cell.lstrip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )
    return _OTHER_COLUMN if same_row else "other row"


def _describe(element: ProposedElement, path: str) -> str:
    proposed = f"{element.place.cell} {element.place.path_text}" if element.place else "-"
    return f"{element.element}: meant «{path}», proposed «{proposed}» {element.value}"


if __name__ == "__main__":
    main()
