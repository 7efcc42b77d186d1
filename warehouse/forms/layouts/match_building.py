"""The match of each element of an assignment: the place, the score, and the lead over others.

Chooses nothing anew; whether a match is sure is decided in `proposing`.
"""

from dataclasses import dataclass

from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.match_rivals import has_rival
from warehouse.forms.layouts.matching import Assignment
from warehouse.forms.layouts.place_meanings import PlaceMeaning

MAX_CANDIDATES = 5
_FORBIDDEN = -1e3
_DIGITS = 6
"""Digits of a score: the order of sets of words changes the last ones from run to run."""


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
    meaning: PlaceMeaning | None = None


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
    lead = assignment.measure_lead(number, group)
    return Match(
        element,
        places[best],
        round(row[best], _DIGITS),
        round(min(lead, row[best] - rival), _DIGITS),
        tuple(others[:MAX_CANDIDATES]),
        has_rival(assignment, number, best),
        assignment.meanings[best],
    )
