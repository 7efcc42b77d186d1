"""Finds the tables of many reports in a stranger's sheet, by units and periods in the headings.

Proposes only: the hub confirms the meaning of every line before anything is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from warehouse.catalogue import Form, Unit
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.line_periods import build_period, find_only_year, find_year_part
from warehouse.forms.layouts.proposal import Proposal, ProposedLine
from warehouse.forms.layouts.shared_tables import (
    IGNORED,
    TOTAL,
    Arrangement,
    find_latest_key,
    get_row_label,
    make_line_key,
    make_sheet_line_key,
    split_places,
)
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    StrangeSheet,
    find_title_period,
    find_title_unit,
)
from warehouse.forms.layouts.stated_times import read_times
from warehouse.periods import Period, find_periods
from warehouse.text import make_match_key

_LEAST_UNITS, _LEAST_SHARE, _LEAST_PERIODS = 2, 0.5, 3
"""Least units among the lines of a table, their least share, and the least periods."""
_ANY_YEAR = 2000
_AREA_KINDS = ("phuong", "xa", "thi tran", "quan", "huyen")
_TOTAL_WORDS = re.compile(
    r"(?:tong(?: cong| so)?|cong)(?: toan \w+| chung| cac \w+)?|toan (?:quan|huyen|tinh|dia ban)"
)

FirstPlaces = dict[str, FigurePlace]
"""By heading, the first place under the heading."""


@dataclass(frozen=True, slots=True)
class SharedTable:
    """A table of many reports of a form, the lines as guessed, and the sheet of one report.

    `example` holds the places of the first unit, or of the latest period with a figure.
    """

    form: Form
    arrangement: Arrangement
    unit: str
    period: Period | None
    lines: tuple[ProposedLine, ...]
    example: StrangeSheet


def find_shared_tables(strange: StrangeSheet, known: KnownNames) -> list[SharedTable]:
    """Find the readings of a sheet as a table of many reports, by form and arrangement."""
    forms = [known.catalogue.forms[code] for code in known.catalogue.units_by_form]
    tables = [
        table
        for arrangement, first_places in _list_heading_sets(strange.places)
        for form in forms
        if (table := _build_unit_table(form, arrangement, first_places, (strange, known)))
    ]
    return tables or [
        table
        for arrangement, first_places in _list_heading_sets(strange.places)
        if arrangement is Arrangement.UNITS_ACROSS
        for form in forms
        if (table := _build_period_table(form, first_places, (strange, known)))
    ]


def list_sheet_lines(
    form: Form, period: Period | None, sheets: Sequence[StrangeSheet], known: KnownNames
) -> tuple[ProposedLine, ...]:
    """List the sheets with a report of the form, a unit each; empty for less than two units."""
    lines = [
        ProposedLine(
            strange.sheet,
            make_line_key(strange.sheet, Arrangement.UNIT_A_SHEET),
            unit.unit,
            strange.places[0].address,
        )
        for strange in sheets
        if strange.places
        and find_title_period(form, strange) == period
        and (unit := find_title_unit(form, strange, known, period))
    ]
    return tuple(lines) if len({line.meaning for line in lines}) >= _LEAST_UNITS else ()


def add_period_sheets(
    proposal: Proposal, form: Form, sheets: Sequence[StrangeSheet], known: KnownNames
) -> Proposal:
    """Add the sheets to a proposal with a period a column, if they are of two units or more."""
    lines = [
        ProposedLine(
            strange.sheet,
            make_sheet_line_key(strange.sheet),
            table.unit,
            strange.places[0].address,
        )
        for strange in sheets
        for table in find_shared_tables(strange, known)
        if table.arrangement is Arrangement.PERIODS_ACROSS and table.form is form
    ]
    if len({line.meaning for line in lines}) < _LEAST_UNITS:
        return proposal
    arrangement = Arrangement.UNIT_A_SHEET_PERIODS_ACROSS
    return replace(proposal, arrangement=arrangement, lines=(*proposal.lines, *lines))


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


def _build_unit_table(
    form: Form,
    arrangement: Arrangement,
    first_places: FirstPlaces,
    context: tuple[StrangeSheet, KnownNames],
) -> SharedTable | None:
    """Build a table if enough of its lines name different units."""
    strange, known = context
    period = find_title_period(form, strange)
    meanings = {text: _guess_meaning(text, known, form, period) for text in first_places}
    lines = _build_lines(first_places, meanings, arrangement)
    unit_lines = [line for line in lines if line.meaning not in ("", TOTAL)]
    open_lines = [line for line in lines if line.meaning == ""]
    is_clear = len({line.meaning for line in unit_lines}) == len(unit_lines)
    least = max(_LEAST_UNITS, _LEAST_SHARE * (len(unit_lines) + len(open_lines)))
    if not is_clear or len(unit_lines) < least:
        return None
    example = _choose_example(strange, arrangement, lines, unit_lines[0])
    return SharedTable(form, arrangement, unit_lines[0].meaning, period, lines, example)


def _build_period_table(
    form: Form, first_places: FirstPlaces, context: tuple[StrangeSheet, KnownNames]
) -> SharedTable | None:
    """Build a table if enough of the heads name periods of a year, and the titles a unit."""
    strange, known = context
    texts = [text for _, text in strange.titles]
    year = find_only_year([*texts, *strange.heads])
    if year is None or _names_one_report(form, [*texts, strange.sheet, strange.file_name]):
        return None
    meanings = {text: _guess_period(text, form) for text in first_places}
    lines = _build_lines(first_places, meanings, Arrangement.PERIODS_ACROSS)
    period_lines = [line for line in lines if line.meaning.startswith("-")]
    if len({line.key for line in period_lines}) < max(_LEAST_PERIODS, len(period_lines)):
        return None
    split = split_places(strange.places, Arrangement.PERIODS_ACROSS, {line.key for line in lines})
    latest_key = find_latest_key(split, [line.key for line in period_lines])
    latest = next(line for line in period_lines if line.key == latest_key)
    period = build_period(year, latest.meaning)
    unit = find_title_unit(form, strange, known, period)
    if unit is None:
        return None
    example = _choose_example(strange, Arrangement.PERIODS_ACROSS, lines, latest)
    return SharedTable(form, Arrangement.PERIODS_ACROSS, unit.unit, period, lines, example)


def _names_one_report(form: Form, texts: Sequence[str]) -> bool:
    """Return whether a text names one period of the form: the other periods are compared with."""
    times = [time for text in texts for time in read_times(text).times]
    return any(p.grain is form.frequency for text in texts for p in find_periods(text)) or any(
        time.first_month is not None
        and time.last_month is not None
        and time.last_month - time.first_month + 1 == form.frequency.month_count
        for time in times
    )


def _build_lines(
    first_places: FirstPlaces, meanings: Mapping[str, str], arrangement: Arrangement
) -> tuple[ProposedLine, ...]:
    in_order = sorted(first_places.items(), key=lambda item: (item[1].row, item[1].column))
    return tuple(
        ProposedLine(text, make_line_key(text, arrangement), meanings[text], place.address)
        for text, place in in_order
    )


def _choose_example(
    strange: StrangeSheet,
    arrangement: Arrangement,
    lines: Sequence[ProposedLine],
    line: ProposedLine,
) -> StrangeSheet:
    """Return the sheet with the places of a line alone."""
    split = split_places(strange.places, arrangement, {line.key for line in lines})
    return replace(strange, places=split.by_line[line.key])


def _guess_period(text: str, form: Form) -> str:
    """Guess the meaning of a column: a period of the form, a total, another period, or nothing."""
    if _TOTAL_WORDS.fullmatch(make_match_key(text)):
        return TOTAL
    year_part = find_year_part(text)
    if not year_part:
        return ""
    is_own = build_period(_ANY_YEAR, year_part).grain is form.frequency
    return year_part if is_own else IGNORED


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
