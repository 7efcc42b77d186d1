"""The assignment of a form's elements to the places of a sheet, one to one, with the lead.

The best total decides, not the best pair: scipy's matching of a bipartite graph, which solves the
same problem as `scipy.optimize` and loads in two thirds of the time and memory. Only a proposal
imports scipy, and inside a function: its import takes half a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.likeness import ElementWords, score_place
from warehouse.forms.layouts.place_meanings import PlaceMeaning

MIN_SCORE = 0.3
"""Least score of a pair: below it an element has no place."""
BLANK_BESIDE_FIGURES = 0.3
"""What a blank cell gets back where the row has figures under other heads."""
MAX_CANDIDATES = 5
_FORBIDDEN, _ABOVE_ZERO = -1e3, 2e3

Scores = list[list[float]]
"""A row for each element, a column for each place or group of places."""


@dataclass(frozen=True, slots=True)
class Match:
    """An element, the place or None, the score and the lead over every other reading.

    `lead` is what the best total loses when this pair is forbidden. `candidates` are the next best
    places, the best first. `has_rival` is true where a place of no element holds a whole name of
    the element too: «Số tiền phạt theo quyết định» beside «Số tiền phạt đã nộp».
    """

    element: str
    place: FigurePlace | None
    score: float = 0.0
    lead: float = 0.0
    candidates: tuple[FigurePlace, ...] = ()
    has_rival: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """The elements of a form beside the places of a sheet: all scores, and the best groups.

    Places with the same words differ by their column's role only: they are one group, and one
    element at most is there.
    """

    form: Form
    places: Sequence[FigurePlace]
    meanings: Sequence[PlaceMeaning]
    vocabulary: ElementWords
    scores: Scores
    groups: list[list[int]]
    group_scores: Scores
    chosen: list[int | None]
    total: float

    def list_group_places(self) -> list[tuple[str, FigurePlace]]:
        """List the elements with a group, and the first place there."""
        return [
            (element.element, self.places[self.groups[group][0]])
            for element, group in zip(self.form.elements, self.chosen, strict=True)
            if group is not None
        ]

    @property
    def score(self) -> float:
        """Return the sum of the scores of the chosen groups."""
        return sum(
            row[group]
            for row, group in zip(self.group_scores, self.chosen, strict=True)
            if group is not None
        )


def assign_elements(
    form: Form,
    places: Sequence[FigurePlace],
    meanings: Sequence[PlaceMeaning],
    vocabulary: ElementWords,
) -> Assignment:
    """Assign the elements of a form to the groups of places of a sheet, one to one."""
    scores = [
        [score_place(p, m, element, vocabulary) for p, m in zip(places, meanings, strict=True)]
        for element in form.elements
    ]
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, (place, meaning) in enumerate(zip(places, meanings, strict=True)):
        key = place.sheet, place.table, place.row, meaning.own, meaning.context
        groups.setdefault(key, []).append(at)
    members = list(groups.values())
    _reduce_blank_penalty(scores, places, members)
    group_scores = [[max(row[at] for at in group) for group in members] for row in scores]
    chosen, total = assign_columns(group_scores)
    return Assignment(
        form, places, meanings, vocabulary, scores, members, group_scores, chosen, total
    )


def _reduce_blank_penalty(
    scores: Scores, places: Sequence[FigurePlace], groups: Sequence[Sequence[int]]
) -> None:
    """Add to the scores of blank cells beside filled ones: there the column decides."""
    for group in groups:
        blanks = [at for at in group if places[at].raw_value in ("", None)]
        if len(blanks) == len(group):
            continue
        for row in scores:
            for at in blanks:
                row[at] += BLANK_BESIDE_FIGURES if row[at] else 0.0


def build_matches(assignment: Assignment) -> list[Match]:
    """Build the matches of an assignment with their leads, in the form's order."""
    return [
        _build_match(assignment, number, element.element, group)
        for number, (element, group) in enumerate(
            zip(assignment.form.elements, assignment.chosen, strict=True)
        )
    ]


def _build_match(assignment: Assignment, number: int, element: str, group: int | None) -> Match:
    """Build the match of an element with the best place of a group, and the next best places."""
    places, row = assignment.places, assignment.scores[number]
    ranked = sorted((at for at in range(len(places)) if row[at] > 0), key=lambda at: -row[at])
    if group is None:
        return Match(element, None, candidates=tuple(places[at] for at in ranked[:MAX_CANDIDATES]))
    members = assignment.groups[group]
    best = max(members, key=lambda at: row[at])
    rival = max((row[at] for at in members if at != best), default=_FORBIDDEN)
    others = [places[at] for at in ranked if at != best]
    lead = assignment.total - _total_without(assignment.group_scores, number, group)
    return Match(
        element,
        places[best],
        row[best],
        min(lead, row[best] - rival),
        tuple(others[:MAX_CANDIDATES]),
        any(_is_rival(assignment, number, best, at) for at in _list_free_places(assignment)),
    )


def _list_free_places(assignment: Assignment) -> list[int]:
    """List the filled places in the groups of no element."""
    return [
        at
        for group, members in enumerate(assignment.groups)
        if group not in assignment.chosen
        for at in members
        if assignment.places[at].raw_value not in ("", None)
    ]


def _is_rival(assignment: Assignment, number: int, best: int, other: int) -> bool:
    """Return whether another place of the same row or column, and role, has the element's name."""
    place, other_place = assignment.places[best], assignment.places[other]
    meaning, other_meaning = assignment.meanings[best], assignment.meanings[other]
    return (
        (place.sheet, place.table) == (other_place.sheet, other_place.table)
        and (place.column == other_place.column or place.row == other_place.row)
        and (meaning.role, meaning.row_role) == (other_meaning.role, other_meaning.row_role)
        and assignment.vocabulary.contains_name(
            assignment.form.elements[number].element, other_meaning.own
        )
    )


def _total_without(scores: Scores, row: int, column: int) -> float:
    """Return the best total without a pair."""
    other = [[*line] for line in scores]
    other[row][column] = _FORBIDDEN
    return assign_columns(other)[1]


def assign_columns(scores: Scores) -> tuple[list[int | None], float]:
    """Assign different columns, or None, to the rows for the best total; return the total too."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows, columns = len(scores), len(scores[0])
    padded: Any = np.concatenate([np.array(scores), np.full((rows, rows), MIN_SCORE)], axis=1)
    weights = csr_array(padded + _ABOVE_ZERO)  # a sparse matrix has no edge where a weight is zero
    row_index, column_index = min_weight_full_bipartite_matching(weights, maximize=True)
    total = float(padded[row_index, column_index].sum())
    return [int(c) if c < columns else None for c in column_index], total
