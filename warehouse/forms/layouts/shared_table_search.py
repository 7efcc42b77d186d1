"""Finds the tables of many units in a stranger's sheet, by the names of units in the headings.

Proposes only: the hub confirms the meaning of every line before anything is read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from warehouse.catalogue import Form, Unit
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.proposal import ProposedLine
from warehouse.forms.layouts.shared_tables import (
    TOTAL,
    Arrangement,
    get_row_label,
    make_line_key,
    split_places,
)
from warehouse.forms.layouts.sheet_titles import KnownNames, StrangeSheet, find_title_period
from warehouse.periods import Period
from warehouse.text import make_match_key

_LEAST_UNITS, _LEAST_SHARE = 2, 0.5
"""Least units among the lines of a table, and their least share."""
_AREA_KINDS = ("phuong", "xa", "thi tran", "quan", "huyen")
_TOTAL_WORDS = re.compile(
    r"(?:tong(?: cong| so)?|cong)(?: toan \w+| chung| cac \w+)?|toan (?:quan|huyen|tinh|dia ban)"
)


@dataclass(frozen=True, slots=True)
class SharedTable:
    """A table of many units of a form, the lines as guessed, and the sheet of the first unit.

    `example` holds the places of that unit alone, without the heading that names it.
    """

    form: Form
    arrangement: Arrangement
    unit: str
    lines: tuple[ProposedLine, ...]
    example: StrangeSheet


def find_shared_tables(strange: StrangeSheet, known: KnownNames) -> list[SharedTable]:
    """Find the readings of a sheet as a table of many units, by form and arrangement."""
    tables = [
        _build_table(form, arrangement, first_places, (strange, known))
        for arrangement, first_places in _list_heading_sets(strange.places)
        for code in known.catalogue.units_by_form
        if (form := known.catalogue.forms.get(code))
    ]
    return [table for table in tables if table]


def _list_heading_sets(
    places: Sequence[FigurePlace],
) -> Iterator[tuple[Arrangement, dict[str, FigurePlace]]]:
    """Yield possible names of units with the first places: labels of rows, heads of each level."""
    backwards = list(reversed(places))
    rows = {label: place for place in backwards if (label := get_row_label(place))}
    yield Arrangement.UNITS_DOWN, rows
    depth = max((len(place.column_path) for place in places), default=0)
    for level in range(depth):
        deep = [place for place in backwards if level < len(place.column_path)]
        yield Arrangement.UNITS_ACROSS, {place.column_path[level]: place for place in deep}


def _build_table(
    form: Form,
    arrangement: Arrangement,
    first_places: dict[str, FigurePlace],
    context: tuple[StrangeSheet, KnownNames],
) -> SharedTable | None:
    """Build a table if enough of its lines name different units."""
    strange, known = context
    period = find_title_period(form, strange)
    in_order = sorted(first_places.items(), key=lambda item: (item[1].row, item[1].column))
    lines = tuple(
        ProposedLine(text, make_line_key(text), _guess_meaning(text, known, form, period), cell)
        for text, place in in_order
        if (cell := place.address)
    )
    unit_lines = [line for line in lines if line.meaning not in ("", TOTAL)]
    others = [line for line in lines if line.meaning == ""]
    is_clear = len({line.meaning for line in unit_lines}) == len(unit_lines)
    if not is_clear or len(unit_lines) < max(
        _LEAST_UNITS, _LEAST_SHARE * (len(unit_lines) + len(others))
    ):
        return None
    split = split_places(strange.places, arrangement, {line.key for line in lines})
    example = replace(strange, places=split.by_line[unit_lines[0].key])
    return SharedTable(form, arrangement, unit_lines[0].meaning, lines, example)


def _guess_meaning(text: str, known: KnownNames, form: Form, period: Period | None) -> str:
    """Guess the meaning of a line: the id of a unit alive in the period, a total, or nothing."""
    key = make_match_key(text)
    if _TOTAL_WORDS.fullmatch(key):
        return TOTAL
    day = known.catalogue.calendar.compute_window(period)[1] if period else None
    units = known.index.find_units(form.form, text) or _find_bare_names(key, known, form)
    living = {unit.unit for unit in units if day is None or unit.exists_on(day)}
    return living.pop() if len(living) == 1 else ""


def _find_bare_names(key: str, known: KnownNames, form: Form) -> list[Unit]:
    """Find the areas by the name without the kind of area: «Đa Phúc»."""
    return [
        unit
        for unit in known.catalogue.units_by_form[form.form]
        if any(f"{kind} {key}" in _list_keys(unit) for kind in _AREA_KINDS)
    ]


def _list_keys(unit: Unit) -> list[str]:
    return [make_match_key(name) for name in (unit.name_vi, *unit.aliases)]
