"""What of a proposal is as an office means its workbook, counted: titles, cells, sureness."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console

from warehouse.forms.layouts.line_groups import group_sure_lines
from warehouse.forms.layouts.proposal import SURE, Proposal, ProposedElement
from warehouse.forms.layouts.sheet_references import make_sheet_reference

_TITLE_QUESTIONS = ("proposal", "form right", "unit right", "period right")
_QUESTIONS = ("cell right", "value right", "chắc", "chắc and right", "folded", "folded and right")
_WHOLES = {"chắc and right": "chắc", "folded and right": "folded"}


@dataclass(frozen=True, slots=True)
class MeantWorkbook:
    """What an office means: form, unit, period code, and by element the sheet, cell and value."""

    form: str
    unit: str
    period: str
    figures: Mapping[str, tuple[str, str, int]]

    def is_cell_right(self, proposal: Proposal, element: ProposedElement) -> bool:
        """Return whether an element is proposed in the cell that the office means."""
        sheet, cell, _ = self.figures.get(element.element, ("", "", 0))
        return (
            proposal.form == self.form
            and element.place is not None
            and split_cell(proposal, element.place.cell) == (make_sheet_reference(sheet), cell)
        )

    def is_right(self, proposal: Proposal, element: ProposedElement) -> bool:
        """Return whether the cell and the value of an element are right."""
        return self.is_cell_right(proposal, element) and (
            element.value == self.figures[element.element][2]
        )


def split_cell(proposal: Proposal, address: str) -> tuple[str, str]:
    """Split a proposed address into the sheet, as addresses name it, and the cell."""
    sheet, _, cell = address.rpartition("!")
    return sheet or make_sheet_reference(proposal.sheet), cell


def judge_proposal(meant: MeantWorkbook, proposal: Proposal | None) -> Iterator[str]:
    """Yield a word for each thing that is there, and for each that is right."""
    yield from ["workbook", *["figure"] * len(meant.figures)]
    if proposal is None:
        return
    yield "proposal"
    for name in ("form", "unit", "period"):
        if getattr(proposal, name) == getattr(meant, name):
            yield f"{name} right"
    for element in proposal.elements:
        is_right = meant.is_right(proposal, element)
        yield from ["cell right"] * meant.is_cell_right(proposal, element)
        yield from ["value right"] * is_right
        if element.sure == SURE:
            yield from ["chắc"] + ["chắc and right"] * is_right
    for group in group_sure_lines(proposal):
        for element in group.elements:
            yield from ["folded"] + ["folded and right"] * meant.is_right(proposal, element)


def print_counts(counts: Counter[str], outcomes: tuple[str, ...] = ()) -> None:
    """Print how many of how many; `outcomes` are further words counted by workbook."""
    console = Console()
    for question in (*_TITLE_QUESTIONS, *outcomes):
        console.print(f"{question:20} {counts[question]:4} / {counts['workbook']}")
    for question in _QUESTIONS:
        whole = counts[_WHOLES.get(question, "figure")]
        console.print(f"{question:20} {counts[question]:4} / {whole}")
