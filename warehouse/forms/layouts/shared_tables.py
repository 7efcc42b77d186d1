"""A table of many reports: each row, or each column, is the report of a unit or period.

Splits places by the heading that names the unit or period; the rest of a place is read like a place
of a single report. Knows no catalogue: `shared_table_search` finds the names.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from warehouse.forms.layouts.cell_texts import is_count
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.heading_variables import make_heading_key
from warehouse.forms.layouts.line_periods import find_year_part

TOTAL, IGNORED = "total", "ignored"
"""The meanings of a line beside the id of a unit: the sum of all units, or no report."""


class Arrangement(StrEnum):
    """The places of reports: a single one; a unit a row, column or sheet; a period a column.

    With a unit a sheet and a period a column, the layout has a period a column and many units.
    """

    SINGLE = "single"
    UNITS_DOWN = "units_down"
    UNITS_ACROSS = "units_across"
    PERIODS_ACROSS = "periods_across"
    UNIT_A_SHEET = "unit_a_sheet"
    UNIT_A_SHEET_PERIODS_ACROSS = "unit_a_sheet_periods_across"


PERIOD_ARRANGEMENTS = (Arrangement.PERIODS_ACROSS, Arrangement.UNIT_A_SHEET_PERIODS_ACROSS)
"""The arrangements with a period a column."""
ONE_UNIT_ARRANGEMENTS = (Arrangement.SINGLE, Arrangement.PERIODS_ACROSS)
"""The arrangements with the reports of a single unit in a file."""


_SHEET_LINE = "trang: "


def make_sheet_line_key(name: str) -> str:
    """Return the key of a sheet among the columns of periods; a colon is in no heading's key."""
    return f"{_SHEET_LINE}{make_heading_key(name, None)}"


def is_sheet_line(key: str) -> bool:
    """Return whether a line among columns of periods is a sheet."""
    return key.startswith(_SHEET_LINE)


@dataclass(slots=True)
class SplitPlaces:
    """The places of each line by key, without the line's own heading; `rest` are of no line."""

    by_line: dict[str, list[FigurePlace]] = field(default_factory=dict)
    rest: list[FigurePlace] = field(default_factory=list)


def make_line_key(text: str, arrangement: Arrangement) -> str:
    """Return the key of the heading of a line; the year of a period does not count."""
    year_part = find_year_part(text) if arrangement is Arrangement.PERIODS_ACROSS else ""
    return year_part or make_heading_key(text, None)


def get_row_label(place: FigurePlace) -> str:
    """Return the label of a place's row; a lone column «Đơn vị» names offices, no measures."""
    return place.row_path[-1] if place.row_path else place.unit_text


def split_places(
    places: Sequence[FigurePlace], arrangement: Arrangement, lines: Collection[str]
) -> SplitPlaces:
    """Split the places of the tables with any of the lines; `lines` are keys."""
    split = SplitPlaces()
    tables = {p.table for p in places if cut_line_heading(p, arrangement, lines)}
    for place in places:
        if place.table not in tables:
            continue
        cut = cut_line_heading(place, arrangement, lines)
        if cut:
            split.by_line.setdefault(cut[0], []).append(cut[1])
        else:
            split.rest.append(place)
    return split


def cut_line_heading(
    place: FigurePlace, arrangement: Arrangement, lines: Collection[str]
) -> tuple[str, FigurePlace] | None:
    """Cut the heading of a line out of a place; return the key and the rest of the place."""
    if arrangement is Arrangement.UNITS_DOWN:
        key = make_line_key(get_row_label(place), arrangement)
        return (key, replace(place, row_path=(), unit_text="")) if key in lines else None
    for level, text in enumerate(place.column_path):
        if (key := make_line_key(text, arrangement)) in lines:
            path = place.column_path
            return key, replace(place, column_path=(*path[:level], *path[level + 1 :]))
    return None


def is_filled(place: FigurePlace) -> bool:
    """Return whether the cell of a place has a content."""
    return place.raw_value not in ("", None)


def list_filled_lines(split: SplitPlaces) -> Iterator[tuple[str, list[FigurePlace]]]:
    """Yield the lines with a filled cell: an empty line is no report."""
    return ((key, places) for key, places in split.by_line.items() if any(map(is_filled, places)))


def find_latest_key(split: SplitPlaces, keys: Collection[str]) -> str:
    """Find the latest of periods with at least half the figures of the fullest: the one sent now.

    The keys are parts of codes after the year, so that the greatest is the latest.
    """
    counts = {
        key: sum(is_count(p.raw_value) and p.raw_value != 0 for p in split.by_line[key])
        for key in keys
    }
    return max(key for key in keys if counts[key] >= max(counts.values()) / 2)
