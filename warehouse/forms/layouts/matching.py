"""The assignment of a form's elements to the places of a sheet, one to one, with the lead.

The best total decides, not the best pair.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.likeness import ElementWords, score_place
from warehouse.forms.layouts.optimal_assignment import Gains, assign_columns
from warehouse.forms.layouts.place_meanings import PlaceMeaning

MIN_SCORE = 0.3
"""Least score of a pair: below it an element has no place."""
BLANK_BESIDE_FIGURES = 0.3
"""What a blank cell gets back where the row has figures under other heads."""
LEAST_PLACED = 4
"""Fewer placed elements say nothing of a form."""

Scores = list[list[float]]
"""A row for each element, a column for each place or group of places."""


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

    def measure_lead(self, number: int, group: int) -> float:
        """Measure what the best total loses when an element may not be in a group."""
        gains = _list_gains(self.group_scores)
        gains[number].pop(group)
        return self.total - _sum_total(gains, assign_columns(gains))

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
