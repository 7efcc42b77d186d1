"""The assignment of a form's elements to the places of a sheet, one to one, with the lead.

The best total decides, not the best pair: scipy's `linear_sum_assignment`. Only a proposal imports
scipy, and inside a function: its import takes the better part of a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.likeness import ElementWords, read_place, score_place
from warehouse.periods import Period

MIN_SCORE = 0.3
"""Least score of a pair: below it an element has no place."""
MAX_CANDIDATES = 5
_FORBIDDEN = -1e3

Scores = list[list[float]]
"""A row for each element, a column for each place or group of places."""


@dataclass(frozen=True, slots=True)
class Match:
    """An element, the place or None, the score and the lead over every other reading.

    `lead` is what the best total loses when this pair is forbidden. `candidates` are the next best
    places, the best first.
    """

    element: str
    place: FigurePlace | None
    score: float = 0.0
    lead: float = 0.0
    candidates: tuple[FigurePlace, ...] = ()


def match_elements(
    form: Form, places: Sequence[FigurePlace], vocabulary: ElementWords, period: Period | None
) -> list[Match]:
    """Match the elements of a form with places, in the form's order.

    Places with the same words differ by their column's role only: one element at most is there.
    """
    if not places:
        return [Match(element.element, None) for element in form.elements]
    meanings = [read_place(place, period) for place in places]
    scores = [
        [score_place(p, m, element, vocabulary) for p, m in zip(places, meanings, strict=True)]
        for element in form.elements
    ]
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, (place, meaning) in enumerate(zip(places, meanings, strict=True)):
        key = place.sheet, place.table, place.row, meaning.own, meaning.context
        groups.setdefault(key, []).append(at)
    members = list(groups.values())
    group_scores = [[max(row[at] for at in group) for group in members] for row in scores]
    chosen, total = assign_columns(group_scores)
    return [
        _build_match(
            element.element,
            places,
            scores[number],
            None if group is None else members[group],
            lead=0.0 if group is None else total - _total_without(group_scores, number, group),
        )
        for number, (element, group) in enumerate(zip(form.elements, chosen, strict=True))
    ]


def _build_match(
    element: str,
    places: Sequence[FigurePlace],
    row: Sequence[float],
    group: Sequence[int] | None,
    *,
    lead: float,
) -> Match:
    """Build the match of an element with the best place of a group, and the next best places."""
    ranked = sorted((at for at in range(len(places)) if row[at] > 0), key=lambda at: -row[at])
    if group is None:
        return Match(element, None, candidates=tuple(places[at] for at in ranked[:MAX_CANDIDATES]))
    best = max(group, key=lambda at: row[at])
    rival = max((row[at] for at in group if at != best), default=_FORBIDDEN)
    others = [places[at] for at in ranked if at != best]
    candidates = tuple(others[:MAX_CANDIDATES])
    return Match(element, places[best], row[best], min(lead, row[best] - rival), candidates)


def _total_without(scores: Scores, row: int, column: int) -> float:
    """Return the best total without a pair."""
    other = [[*line] for line in scores]
    other[row][column] = _FORBIDDEN
    return assign_columns(other)[1]


def assign_columns(scores: Scores) -> tuple[list[int | None], float]:
    """Assign different columns, or None, to the rows for the best total; return the total too."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows, columns = len(scores), len(scores[0])
    padded: Any = np.concatenate([np.array(scores), np.full((rows, rows), MIN_SCORE)], axis=1)
    row_index, column_index = linear_sum_assignment(padded, maximize=True)
    total = float(padded[row_index, column_index].sum())
    return [int(c) if c < columns else None for c in column_index], total
