"""The decision on a whole publication: the visible rows, and the entries of the ledger.

A row of an indicator is shown when all its counts are shown; a count is shown when one of its rows
is. Each family and year is a question of its own; a row may rest on two of them. Calls
`year_pattern` and what it calls.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expectations.disclosure.count_families import CountFamily
from expectations.disclosure.earlier_counts import list_leaves
from expectations.disclosure.publication_history import PublishedYear
from expectations.disclosure.year_counts import CountCell, Geography
from expectations.disclosure.year_pattern import (
    HideReason,
    YearQuestion,
    answer_year,
    find_unsafe_cells,
)

FamilyYear = tuple[str, int]
"""The name of a family, and a year."""


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """An offered row of an indicator, and the counts the row tells."""

    key: tuple[str, str, str]
    cells: tuple[tuple[FamilyYear, CountCell], ...]


@dataclass(frozen=True, slots=True)
class CellDecision:
    """An offered count: shown, or hidden for a reason, and whether the audit holds.

    Not `is_new`: family and year are shown as in the last publication.
    """

    family: str
    year: int
    cell: CountCell
    value: int
    reason: str | None
    is_safe: bool = True
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class PublicationInput:
    """Everything a publication is decided from."""

    families: Mapping[str, CountFamily]
    bases: Mapping[FamilyYear, Mapping[CountCell, int]]
    rows: Sequence[OfferedRow]
    history: Mapping[FamilyYear, Sequence[PublishedYear]]
    geography: Geography


def decide_publication(given: PublicationInput) -> list[CellDecision]:
    """Decide on every offered count, and audit what the visible rows really show."""
    questions = _build_questions(given)
    answers = {key: answer_year(question, given.geography) for key, question in questions.items()}
    reasons: dict[tuple[FamilyYear, CountCell], str] = {
        (key, cell): str(reason)
        for key, answer in answers.items()
        for cell, reason in answer.reasons.items()
    }
    visible = {
        place
        for row in given.rows
        if not any(place in reasons for place in row.cells)
        for place in row.cells
    }
    decisions = []
    for key, question in questions.items():
        visible_cells = {cell for cell in question.offered if (key, cell) in visible}
        is_new = answers[key].is_new or not _is_as_before(question, visible_cells)
        # Rows hide more than was proved, which is safe as well; whatever else is new is audited.
        must_audit = is_new and not answers[key].is_proved
        unsafe = must_audit and find_unsafe_cells(question, given.geography, visible_cells)
        decisions += [
            CellDecision(
                *key,
                cell,
                value=_sum_cell(question, given.geography, cell),
                reason=None
                if cell in visible_cells
                else reasons.get((key, cell), str(HideReason.ROW)),
                is_safe=not unsafe,
                is_new=is_new,
            )
            for cell in question.offered
        ]
    return decisions


def _build_questions(given: PublicationInput) -> dict[FamilyYear, YearQuestion]:
    offered: dict[FamilyYear, dict[CountCell, None]] = {}
    for row in given.rows:
        for key, cell in row.cells:
            offered.setdefault(key, {})[cell] = None
    return {
        key: YearQuestion(
            given.families[key[0]],
            key[1],
            given.bases.get(key, {}),
            tuple(cells),
            given.history.get(key, ()),
        )
        for key, cells in offered.items()
    }


def _is_as_before(question: YearQuestion, visible: set[CountCell]) -> bool:
    last = question.history[-1].counts
    return {cell for cell, value in last.items() if value is not None} == visible


def _sum_cell(question: YearQuestion, geography: Geography, cell: CountCell) -> int:
    leaves = list_leaves(question.family, cell, question.bases, geography)
    return sum(question.bases[leaf] for leaf in leaves)
