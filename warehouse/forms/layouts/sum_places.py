"""The row that only says sum, below the parts of an element: «Cộng», «Tổng các loại».

Proposes only, and never as sure: the words say nothing of the element, its parts around do.
"""

from collections.abc import Sequence
from dataclasses import replace

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.match_building import Match
from warehouse.forms.layouts.matching import MIN_SCORE
from warehouse.forms.layouts.row_paths import is_sum_label

_LEAST_PARTS = 2


def place_wholes(
    form: Form, matches: Sequence[Match], places: Sequence[FigurePlace]
) -> list[Match]:
    """Place the elements without a place in the sum of their parts, where there is one."""
    by_element = {match.element: match for match in matches}
    used_cells = {match.place.address for match in matches if match.place}
    free = [p for p in places if p.address not in used_cells and p.raw_value not in ("", None)]
    placed = []
    for match in matches:
        parts = [by_element[e.element].place for e in form.elements if e.part_of == match.element]
        place = None if match.place else _find_sum(list(filter(None, parts)), free)
        placed.append(replace(match, place=place, score=MIN_SCORE) if place else match)
    return placed


def _find_sum(parts: Sequence[FigurePlace], free: Sequence[FigurePlace]) -> FigurePlace | None:
    """Find the nearest free sum in the only column of some parts."""
    columns = {(part.sheet, part.table, part.column) for part in parts}
    if len(parts) < _LEAST_PARTS or len(columns) > 1:
        return None
    rows = [part.row for part in parts]
    sums = [
        place
        for place in free
        if (place.sheet, place.table, place.column) in columns
        and place.row_path
        and is_sum_label(place.row_path[-1])
    ]
    return min(sums, key=lambda p: min(abs(p.row - row) for row in rows), default=None)
