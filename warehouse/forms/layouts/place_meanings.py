"""What the headings of a place say: the role of the column, the own words, the words around.

Knows the units' names and the period; compares nothing with elements.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.catalogue import Form
from warehouse.forms.layouts.column_roles import (
    ColumnRole,
    HeadingMeaning,
    read_columns,
    read_label,
)
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.measure_words import counts_money, is_measure, split_measure
from warehouse.periods import Period
from warehouse.text import make_match_key

_WHOLE_AREA = re.compile(
    r"(?:tong |cong |tong cong |tong so )?toan (?:quan|phuong|xa|huyen|dia ban)"
)


@dataclass(frozen=True, slots=True)
class PlaceMeaning:
    """The meaning of a place's headings: the role, the row's own, own words, and words around.

    `variants` are other ways to take the own words: without the measure, or with the words after
    the figure («Thu hút | 275 | lượt người dự»).
    """

    role: ColumnRole
    row_role: ColumnRole
    own: str
    context: str
    unit: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subjects:
    """The names of reporting units as keys: of all, and of those that are not the sender.

    A row or column about a unit says nothing of an element; another unit's figures are not the
    sender's.
    """

    names: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def read_places(
    form: Form, places: Sequence[FigurePlace], period: Period | None, subjects: Subjects
) -> list[PlaceMeaning]:
    """Read the headings of places; the innermost heading with content is the own one.

    In a form about money a plan and a share of it are no roles of columns: both are elements.
    """
    are_plans_elements = all(element.is_money for element in form.elements)
    tables: dict[int, list[FigurePlace]] = {}
    for place in places:
        tables.setdefault(place.table, []).append(place)
    columns = {
        table: read_columns(
            (place.column_path for place in members),
            period,
            lead_figures=_is_labelled(members, period, subjects),
            are_plans_elements=are_plans_elements,
        )
        for table, members in tables.items()
    }
    return [
        _read_place(place, period, columns[place.table][place.column_path], subjects)
        for place in places
    ]


def _is_labelled(places: Sequence[FigurePlace], period: Period | None, subjects: Subjects) -> bool:
    """Return whether the rows of a table name elements; else its columns do.

    A row for the whole area shows that the other rows are its parts.
    """
    paths = {place.row_path for place in places}
    return not any(map(_is_whole_area, paths)) and any(
        _list_row_contents(path, period, subjects) for path in paths
    )


def _is_whole_area(path: Sequence[str]) -> bool:
    return bool(path) and bool(_WHOLE_AREA.fullmatch(make_match_key(path[-1])))


def _list_row_contents(path: Sequence[str], period: Period | None, subjects: Subjects) -> list[str]:
    if _is_whole_area(path):
        return []
    return [
        content
        for text in path
        if make_match_key(text) not in subjects.names
        for content in read_label(text, period).contents
    ]


def _read_place(
    place: FigurePlace, period: Period | None, column: HeadingMeaning, subjects: Subjects
) -> PlaceMeaning:
    row_roles = [read_label(text, period).role for text in place.row_path]
    roles = [column.role, *(r for r in row_roles if _is_said_by_row(r, column.role))]
    if place.unit_text.strip() == "%":
        roles.append(ColumnRole.SHARE)
    if subjects.others.intersection(map(make_match_key, (*place.row_path, *place.column_path))):
        roles.append(ColumnRole.BEFORE)
    *row_context, row_text = ("", *_list_row_contents(place.row_path, period, subjects))
    *column_context, column_text = ("", *column.contents)
    if row_text and column_text:
        own, context = f"{row_text} {column_text}", [*row_context, *column_context]
    elif row_text:
        own, context = row_text, row_context
    else:
        own, context = column_text, column_context
    if context and is_measure(own):
        *context, whole = context
        measure = "so tien" if counts_money(own) else own
        own = f"{whole} {measure}".strip()
    row_role = _choose_role(row_roles)
    around = " ".join(context).strip()
    unit, variants = _read_measure(place, own, row_text, column_text)
    return PlaceMeaning(_choose_role(roles), row_role, own, around, unit, variants)


def _read_measure(
    place: FigurePlace, own: str, row_text: str, column_text: str
) -> tuple[str, tuple[str, ...]]:
    """Return the measure of a place, and the own words without or with the measure."""
    if place.unit_text and not is_measure(place.unit_text) and place.unit_text.strip() != "%":
        return place.unit_text, (f"{own} {place.unit_text}",)
    bare_row, row_measure = split_measure(row_text)
    bare_column, column_measure = split_measure(column_text)
    head = place.column_path[-1] if place.column_path else ""
    if is_measure(head):
        column_measure = head
        bare_column = "" if row_text and is_measure(column_text) else column_text
    unit = place.unit_text or row_measure or column_measure
    bare = f"{bare_row} {bare_column}".strip()
    is_joined = own not in (row_text, column_text, f"{row_text} {column_text}")
    return unit, () if is_joined or bare == own or not bare else (bare,)


def _is_said_by_row(role: ColumnRole, column_role: ColumnRole) -> bool:
    """Return whether a row's role counts: a column's own word on this period or the year wins."""
    is_strong = role in (ColumnRole.BEFORE, ColumnRole.SHARE)
    return column_role is ColumnRole.PLAIN or is_strong


def _choose_role(roles: Sequence[ColumnRole]) -> ColumnRole:
    strongest = (
        ColumnRole.SHARE,
        ColumnRole.PLAN,
        ColumnRole.BEFORE,
        ColumnRole.CUMULATIVE,
        ColumnRole.PART,
    )
    known = (role for role in (*strongest, ColumnRole.CURRENT) if role in roles)
    return next(known, ColumnRole.PLAIN)
