"""The sure lines of a proposal to look at together: one column, row by row in the form's order.

A line in a wrong row breaks the order; a row left over in between ends the group. Chooses lines
only; `element_lines` writes the groups.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from warehouse.files.grid import parse_address
from warehouse.forms.layouts.proposal import DOUBTFUL, SURE, Proposal, ProposedElement

LEAST_LINES = 3
"""Fewer lines are looked at one by one."""

_Cell = tuple[str, int, int]
"""The sheet, row and column of a place."""


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Sure lines of one column, from the top."""

    elements: tuple[ProposedElement, ...]

    @property
    def cells(self) -> str:
        """Return the cells from the first to the last, as «D5 - D12»."""
        first, *_, last = (element.place.cell for element in self.elements if element.place)
        return f"{first} - {last}"

    @property
    def column_text(self) -> str:
        """Return the heads over the column."""
        place = self.elements[0].place
        return " › ".join(place.column_path) if place else ""


def group_sure_lines(proposal: Proposal) -> list[LineGroup]:
    """Group the sure lines with one column each, in rows following the order of the form."""
    columns: dict[tuple[str, int], list[ProposedElement]] = {}
    for element in proposal.elements:
        if element.sure == SURE and element.place:
            sheet, _, column = _split_place(element.place.cell)
            columns.setdefault((sheet, column), []).append(element)
    unused = [_split_place(row.cell) for row in proposal.unused_rows]
    return [
        LineGroup(tuple(run))
        for elements in columns.values()
        for run in _iterate_runs(elements, unused)
        if len(run) >= LEAST_LINES
    ]


def doubt_lone_lines(proposal: Proposal, near_elements: Set[str]) -> Proposal:
    """Make the sure lines of these elements doubtful, lines in groups aside."""
    groups = group_sure_lines(proposal)
    lone_elements = near_elements - {e.element for group in groups for e in group.elements}
    elements = tuple(
        replace(e, sure=DOUBTFUL) if e.sure == SURE and e.element in lone_elements else e
        for e in proposal.elements
    )
    return replace(proposal, elements=elements)


def _iterate_runs(
    elements: Sequence[ProposedElement], unused: Sequence[_Cell]
) -> Iterator[list[ProposedElement]]:
    """Yield the longest runs of lines going down without an unused row in between."""
    run = [elements[0]]
    for before, after in pairwise(elements):
        if not _follows(before, after, unused):
            yield run
            run = []
        run.append(after)
    yield run


def _follows(before: ProposedElement, after: ProposedElement, unused: Sequence[_Cell]) -> bool:
    assert before.place is not None
    assert after.place is not None
    sheet, first, _ = _split_place(before.place.cell)
    _, second, _ = _split_place(after.place.cell)
    is_gap = any(name == sheet and first < row < second for name, row, _ in unused)
    return first < second and not is_gap


def _split_place(address: str) -> _Cell:
    sheet, _, cell = address.rpartition("!")
    return sheet, *parse_address(cell)
