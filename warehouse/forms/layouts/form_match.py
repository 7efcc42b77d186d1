"""A form beside a stranger's sheet: the fit, and the choice among several fits.

Weighs finished assignments only; `proposing` describes the choice.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.catalogue import Form, Unit
from warehouse.forms.layouts.matching import Assignment
from warehouse.forms.layouts.shared_table_search import SharedTable
from warehouse.forms.layouts.sheet_titles import StrangeSheet
from warehouse.forms.layouts.unit_guess import NAMED_FIRST
from warehouse.periods import Period

NAMING_WEIGHT = 0.5
"""The weight of the name of a form's unit beside the fit of the elements."""
ALIKE_MARGIN = 0.1
"""Fits of two sheets of a workbook are alike below this difference."""
CLEAR_MARGIN = 0.15
"""Least lead of a form on a sheet over every other, for a sure reading of any figure."""
LEAST_SHARE = 1 / 3
"""Least share of the compulsory elements with a place, for a proposal."""
LEAST_LINE_SHARE = 2 / 3
"""Or least share of the lines with an element, where the titles name a unit of the form first."""


@dataclass(frozen=True, slots=True)
class FormMatch:
    """A form beside a sheet or several, with the assignment."""

    strange: StrangeSheet
    unit: Unit | None
    period: Period | None
    assignment: Assignment
    naming: float
    shared: SharedTable | None = None

    @property
    def form(self) -> Form:
        """Return the form."""
        return self.assignment.form

    @property
    def share(self) -> float:
        """Return the share of the compulsory elements with a place, or of all elements."""
        required = {e.element for e in self.form.elements if e.required}
        wanted = required or {e.element for e in self.form.elements}
        placed = {element for element, _ in self.assignment.list_group_places()}
        return len(placed & wanted) / len(wanted)

    @property
    def is_likely(self) -> bool:
        """Return whether enough is placed: of the form, or of the sheet of one of its units."""
        return self.share >= LEAST_SHARE or (
            self.naming >= NAMED_FIRST and self.assignment.line_share >= LEAST_LINE_SHARE
        )

    @property
    def total(self) -> float:
        """Return how well the sheet fits: scores over elements and rows, and the naming."""
        rows = {(p.table, p.row) for p in self.strange.places if p.raw_value not in ("", None)}
        size = math.sqrt(len(self.form.elements) * max(1, len(rows)))
        return self.assignment.score / size + NAMING_WEIGHT * self.naming


def choose_match(candidates: Sequence[FormMatch], matches: Sequence[FormMatch]) -> FormMatch | None:
    """Choose the best match; of sheets of the same form that fit alike, the latest period's.

    None where a form with too little placed fits clearly better than every candidate.
    """
    best_total = max((match.total for match in matches), default=0.0)
    best = max(candidates, key=lambda match: match.total, default=None)
    if best is None or best.total < best_total - CLEAR_MARGIN:
        return None
    alike = [
        match
        for match in candidates
        if match.form is best.form and match.total >= best.total - ALIKE_MARGIN
    ]
    return max(alike, key=lambda match: (match.period.code if match.period else "", match.total))


def is_clear_match(match: FormMatch, candidates: Sequence[FormMatch]) -> bool:
    """Return whether unit and period are known, and no other form or sheet fits nearly as well."""
    return (
        match.unit is not None
        and match.period is not None
        and all(
            other.total <= match.total - CLEAR_MARGIN
            for other in candidates
            if other is not match and not _is_part(other, match)
        )
    )


def _is_part(other: FormMatch, match: FormMatch) -> bool:
    """Return whether a match is of the same form on some of the same sheets."""
    names = set(other.strange.sheet_names)
    return other.form is match.form and names < set(match.strange.sheet_names)
