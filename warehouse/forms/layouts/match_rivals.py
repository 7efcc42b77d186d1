"""Whether the place of an element has a rival: a place, or an element, that fits nearly as well.

A rival moves no choice: the reading is looked at by the hub instead of being sure.
"""

from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.matching import Assignment
from warehouse.forms.layouts.measure_words import may_count_same
from warehouse.forms.layouts.row_paths import is_sum_label

NEAR = 0.1
"""Scores differ less by chance than by this."""


def has_rival(assignment: Assignment, number: int, best: int) -> bool:
    """Return whether a place has a rival place, or a rival element, for an element's number."""
    return (
        any(_is_rival(assignment, number, best, at) for at in _list_free_places(assignment))
        or _is_better_elsewhere(assignment, number, best)
        or _names_absent_element(assignment, number, best)
    )


def _is_better_elsewhere(assignment: Assignment, number: int, best: int) -> bool:
    """Return whether an element gave a good place away to an element that fits there less well."""
    row = assignment.scores[number]
    return any(
        row[at] > max(row[best] - NEAR, assignment.scores[other][at] + NEAR)
        for other, group in enumerate(assignment.chosen)
        if group is not None and other != number
        for at in assignment.groups[group]
    )


def _names_absent_element(assignment: Assignment, number: int, best: int) -> bool:
    """Return whether the headings hold the whole name of an element without a place too.

    «Chứa, môi giới mại dâm» are two elements in one figure.
    """
    own, vocabulary = assignment.meanings[best].own, assignment.vocabulary
    elements = [element.element for element in assignment.form.elements]
    return any(
        vocabulary.contains_name(element, own)
        and not vocabulary.shares_name(elements[number], element)
        for element, group in zip(elements, assignment.chosen, strict=True)
        if group is None
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
        not _is_part_of_sum(other_place, place)
        and (place.sheet, place.table) == (other_place.sheet, other_place.table)
        and (place.column == other_place.column or place.row == other_place.row)
        and (meaning.role, meaning.row_role) == (other_meaning.role, other_meaning.row_role)
        and may_count_same(meaning.unit, other_meaning.unit)
        and assignment.vocabulary.contains_name(
            assignment.form.elements[number].element, other_meaning.own
        )
    )


def _is_part_of_sum(place: FigurePlace, whole: FigurePlace) -> bool:
    """Return whether a place is in another row of a column with the sum: «Lưu trú», «Cộng»."""
    return (
        place.column == whole.column
        and place.row != whole.row
        and bool(whole.row_path)
        and is_sum_label(whole.row_path[-1])
    )
