"""How well a proposal reads workbooks as offices type them: numerators and denominators.

The drawn workbooks of `office_workbooks` were written before the matcher, and the matcher was
mended on them: they calibrate, and prove nothing about workbooks not seen.
"""

import time
from collections import Counter

from rich.console import Console

from benchmarks.drawn_workbooks import DrawnWorkbook, draw_workbooks
from benchmarks.layout_score import MeantWorkbook, judge_proposal, print_counts
from warehouse.catalogue import load_catalogue
from warehouse.forms.layouts.proposal import SURE, Proposal
from warehouse.forms.layouts.proposing import LayoutProposer


def main() -> None:
    """Propose a reading of every drawn workbook, and print what was right, of how much."""
    proposer, console = LayoutProposer(load_catalogue()), Console()
    workbooks = draw_workbooks()
    counts: Counter[str] = Counter()
    started = time.process_time()
    for workbook in workbooks:
        sheet = workbook.build_sheet()
        proposal = proposer.propose_reading([sheet], workbook.file_name)
        meant = _read_meaning(workbook, sheet.name)
        counts.update(judge_proposal(meant, proposal))
        if proposal:
            _print_sure_and_wrong(console, workbook.file_name, meant, proposal)
    seconds = time.process_time() - started
    print_counts(counts)
    cost = seconds / len(workbooks)
    console.print(f"{cost:.2f} processor seconds a workbook, the import of scipy included")


def _read_meaning(workbook: DrawnWorkbook, sheet: str) -> MeantWorkbook:
    figures = {e: (sheet, cell, value) for e, (cell, value) in workbook.figures.items()}
    return MeantWorkbook(workbook.form, workbook.unit, workbook.period, figures)


def _print_sure_and_wrong(
    console: Console, file_name: str, meant: MeantWorkbook, proposal: Proposal
) -> None:
    for element in proposal.elements:
        if element.sure == SURE and not meant.is_right(proposal, element):
            _, cell, _ = meant.figures.get(element.element, ("", "", 0))
            proposed = element.place and element.place.cell
            console.print(f"sure and wrong: {file_name} {element.element} {cell} {proposed}")


if __name__ == "__main__":
    main()
