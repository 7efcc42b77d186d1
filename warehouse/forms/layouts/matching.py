"""The assignment of a form's elements to the places of a sheet, one to one, with the lead.

The best total decides, not the best pair.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.likeness import ElementWords, score_place
from warehouse.forms.layouts.measure_words import may_count_same
from warehouse.forms.layouts.optimal_assignment import Gains, assign_columns
from warehouse.forms.layouts.place_meanings import PlaceMeaning

MIN_SCORE = 0.3
"""Least score of a pair: below it an element has no place."""
BLANK_BESIDE_FIGURES = 0.3
"""What a blank cell gets back where the row has figures under other heads."""
MAX_CANDIDATES = 5
LEAST_PLACED = 4
"""Fewer placed elements say nothing of a form."""
_FORBIDDEN = -1e3

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
    def line_share(self) -> float:
        """Return the share of the sheet's lines, rows or columns, with an element; 0 for few."""
        lines = sum(
            any(self.places[at].raw_value not in ("", None) for at in group)
            for group in self.groups
        )
        placed = sum(group is not None for group in self.chosen)
        return placed / lines if placed >= LEAST_PLACED else 0.0

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
        key = place.sheet, place.table, place.row, meaning.own, meaning.context, meaning.unit
        groups.setdefault(key, []).append(at)
    members = list(groups.values())
    _reduce_blank_penalty(scores, places, members)
    group_scores = [[max(row[at] for at in group) for group in members] for row in scores]
    gains = _list_gains(group_scores)
    chosen = assign_columns(gains)
    total = _sum_total(gains, chosen)
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
        and may_count_same(meaning.unit, other_meaning.unit)
        and assignment.vocabulary.contains_name(
            assignment.form.elements[number].element, other_meaning.own
        )
    )


def _total_without(scores: Scores, row: int, column: int) -> float:
    """Return the best total without a pair."""
    gains = _list_gains(scores)
    gains[row].pop(column)
    return _sum_total(gains, assign_columns(gains))


def _list_gains(scores: Scores) -> list[dict[int, float]]:
    """List by row the columns above the least score, and by how much."""
    return [
        {column: score - MIN_SCORE for column, score in enumerate(row) if score > MIN_SCORE}
        for row in scores
    ]


def _sum_total(gains: Gains, chosen: Sequence[int | None]) -> float:
    """Return the total of a choice; a row without a column has the least score."""
    added = sum(
        row[column] for row, column in zip(gains, chosen, strict=True) if column is not None
    )
    return MIN_SCORE * len(gains) + added
