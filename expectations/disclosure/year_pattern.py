"""The decision on a family in a year: which offered counts are shown, and why the others are not.

Every earlier publication is part of the question. The pattern of a closed year is frozen: what was
hidden stays hidden. Calls the engine and the modules that build its tables.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from expectations.disclosure.cell_audit import CellAudit
from expectations.disclosure.count_families import CountFamily
from expectations.disclosure.count_table import CountTable
from expectations.disclosure.publication_history import KnownCounts, PublishedYear, add_history
from expectations.disclosure.suppression import protect_counts
from expectations.disclosure.year_counts import (
    CountCell,
    Geography,
    build_year_counts,
)


class HideReason(StrEnum):
    """Why an offered count is hidden; only the office learns the reason."""

    SMALL = "small"
    PROTECTS = "protects"
    CORRECTION = "correction"
    FROZEN = "frozen"
    UNEXPLAINED = "unexplained"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class YearQuestion:
    """A family in a year: what units reported, what is offered, and what was published before."""

    family: CountFamily
    year: int
    bases: Mapping[CountCell, int]
    offered: Collection[CountCell]
    history: Sequence[PublishedYear] = ()


@dataclass(frozen=True, slots=True)
class YearAnswer:
    """The offered counts to hide, each with its reason; not `is_new` is as published last.

    `is_proved`: an audit found that nobody learns a small count while these are hidden.
    """

    reasons: Mapping[CountCell, str]
    is_new: bool = True
    is_proved: bool = False


def answer_year(question: YearQuestion, geography: Geography) -> YearAnswer:
    """Choose what to hide of a family in a year, proved against everything published before.

    Nothing is solved when reports and offer are those of the last publication.
    """
    last = question.history[-1] if question.history else None
    if last and last.bases == question.bases and last.counts.keys() == set(question.offered):
        return YearAnswer(
            {c: r for c, r in last.reasons.items() if r != HideReason.ROW}, is_new=False
        )
    table, known = build_year_table(question, geography)
    offered = [cell for cell in question.offered if cell in table.values]
    if not known.is_explained:
        return YearAnswer(dict.fromkeys(set(offered) - known.public, HideReason.UNEXPLAINED))
    frozen = _list_frozen(question, offered)
    pattern = protect_counts(table, kept_hidden=frozen)
    return YearAnswer(
        {
            cell: _explain_hiding(table, known, frozen, cell)
            for cell in offered
            if cell in pattern.hidden
        },
        is_proved=not pattern.is_everything,
    )


def build_year_table(
    question: YearQuestion, geography: Geography
) -> tuple[CountTable, KnownCounts]:
    """Build the counts of today and of every earlier publication as one table."""
    counts = build_year_counts(question.family, question.year, question.bases, geography)
    known = add_history(counts, question.family, question.history, geography)
    offered = dict.fromkeys([*(c for c in question.offered if c in counts.values), *known.public])
    table = CountTable(
        values=counts.values,
        sums=counts.sums,
        offered=list(offered),
        public=frozenset(known.public),
        owners=counts.owners,
        harmless=frozenset(counts.harmless),
    )
    return table, known


def find_unsafe_cells(
    question: YearQuestion, geography: Geography, visible: Collection[CountCell]
) -> set[CountCell]:
    """Find, by an audit of what is really shown, the small counts that a reader narrows down by it.

    What was narrow before, with nothing new shown, is no matter of this publication.
    """
    table, _ = build_year_table(question, geography)
    offered = set(table.offered) - set(table.public)
    audit = CellAudit(table)
    narrow = {n.cell for n in audit.find_narrow_cells(offered - set(visible))}
    narrow = {cell for cell in narrow if table.is_small_cell(cell)}
    return narrow - {n.cell for n in audit.find_narrow_cells(offered)} if narrow else narrow


def _list_frozen(question: YearQuestion, offered: Collection[CountCell]) -> set[CountCell]:
    """List what was hidden in a year that was published whole: it stays hidden."""
    if not question.history:
        return set()
    last = question.history[-1].counts
    is_closed = any(cell.period == str(question.year) for cell in last)
    return {cell for cell in offered if is_closed and cell in last and last[cell] is None}


def _explain_hiding(
    table: CountTable, known: KnownCounts, frozen: Collection[CountCell], cell: CountCell
) -> HideReason:
    if table.is_small_cell(cell):
        return HideReason.SMALL
    if cell in known.corrected:
        return HideReason.CORRECTION
    return HideReason.FROZEN if cell in frozen else HideReason.PROTECTS
