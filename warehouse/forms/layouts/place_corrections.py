"""The places that the best total of words got wrong, as the figures themselves show.

A part above its whole stands likelier where its words fit nearly as well and its figure fits too;
an element in a blank cell takes the figure that the part leaves in the same row. Proposes only, and
never as sure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.match_building import Match

ReadValue = Callable[[FigurePlace, str], int | None]
"""Gives the figure of a place, read for an element; None for no figure."""


def correct_places(form: Form, matches: Sequence[Match], read_value: ReadValue) -> list[Match]:
    """Move each part above its whole to a free figure within, and fill the row that it leaves."""
    corrected = {match.element: match for match in matches}
    for element in form.elements:
        match, whole = corrected[element.element], corrected.get(element.part_of or "")
        most = _read(whole, whole.place, read_value) if whole else None
        value = _read(match, match.place, read_value)
        if match.place is None or most is None or value is None or value <= most:
            continue
        free = _list_free(match, corrected)
        if place := next((p for p in free if _is_within(match, p, most, read_value)), None):
            corrected[match.element] = _move(match, place)
            _fill_blank_beside(match.place, corrected)
    return list(corrected.values())


def _read(match: Match, place: FigurePlace | None, read_value: ReadValue) -> int | None:
    return read_value(place, match.element) if place else None


def _is_within(match: Match, place: FigurePlace, most: int, read_value: ReadValue) -> bool:
    value = _read(match, place, read_value)
    return value is not None and value <= most


def _list_free(match: Match, matches: Mapping[str, Match]) -> list[FigurePlace]:
    """List the figures among the next best places of an element that no element took."""
    used = {(m.place.sheet, m.place.address) for m in matches.values() if m.place}
    return [
        place
        for place in match.candidates
        if place.raw_value not in ("", None) and (place.sheet, place.address) not in used
    ]


def _fill_blank_beside(left: FigurePlace, matches: dict[str, Match]) -> None:
    """Move the element in a blank cell of a row to the figure that was left there."""
    for match in matches.values():
        place = match.place
        if (
            place is not None
            and place.raw_value in ("", None)
            and (place.sheet, place.table, place.row) == (left.sheet, left.table, left.row)
        ):
            matches[match.element] = _move(match, left)
            return


def _move(match: Match, place: FigurePlace) -> Match:
    """Return the match at another place, without a lead; the place before is a candidate."""
    others = (match.place, *(other for other in match.candidates if other is not place))
    return replace(match, place=place, lead=0.0, candidates=tuple(filter(None, others)))
