"""How well a proposal reads workbooks as offices type them: numerators and denominators.

The drawn workbooks of `office_workbooks` were written before the matcher, and the matcher was
mended on them: they calibrate, and prove nothing about workbooks not seen.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.drawn_workbooks import DrawnWorkbook, draw_workbooks
from warehouse.catalogue import load_catalogue
from warehouse.forms.layouts.proposal import SURE, Proposal
from warehouse.forms.layouts.proposing import LayoutProposer

_QUESTIONS = ("cell right", "value right", "chắc", "chắc and right")
_TITLE_QUESTIONS = ("proposal", "form right", "unit right", "period right")


def main() -> None:
    """Propose a reading of every drawn workbook, and print what was right, of how much."""
    proposer = LayoutProposer(load_catalogue())
    workbooks = draw_workbooks()
    counts: Counter[str] = Counter()
    started = time.process_time()
    for workbook in workbooks:
        proposal = proposer.propose_reading([workbook.build_sheet()], workbook.file_name)
        counts.update(_judge_proposal(workbook, proposal))
    seconds = time.process_time() - started
    for question in _TITLE_QUESTIONS:
        _print_line(f"{question:20} {counts[question]:4} / {len(workbooks)}")
    for question in _QUESTIONS:
        whole = counts["chắc"] if question == "chắc and right" else counts["figure"]
        _print_line(f"{question:20} {counts[question]:4} / {whole}")
    cost = seconds / len(workbooks)
    _print_line(f"{cost:.2f} processor seconds a workbook, the import of scipy included")


def _print_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _judge_proposal(workbook: DrawnWorkbook, proposal: Proposal | None) -> Iterator[str]:
    yield from ["figure"] * len(workbook.figures)
    if proposal is None:
        return
    yield "proposal"
    for name in ("form", "unit", "period"):
        if getattr(proposal, name) == getattr(workbook, name):
            yield f"{name} right"
    for element in proposal.elements if proposal.form == workbook.form else ():
        cell, value = workbook.figures.get(element.element, ("", None))
        is_cell = element.place is not None and element.place.cell == cell
        is_right = is_cell and element.value == value
        yield from ["cell right"] * is_cell + ["value right"] * is_right
        if element.sure == SURE:
            yield from ["chắc"] + ["chắc and right"] * is_right
            if not is_right:
                found = element.place and element.place.cell
                _print_line(
                    f"sure and wrong: {workbook.file_name} {element.element} {cell} {found}"
                )


if __name__ == "__main__":
    main()
