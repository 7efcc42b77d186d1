"""The places of a proposal in words: address and headings, and the rows without an element."""

from collections.abc import Sequence

from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.match_building import Match
from warehouse.forms.layouts.proposal import ReadingPlace, UnusedRow


def describe_place(place: FigurePlace) -> ReadingPlace:
    """Describe a place by its address and headings."""
    return ReadingPlace(place.address, place.row_path, place.column_path, place.path_text)


def list_unused_rows(places: Sequence[FigurePlace], matches: Sequence[Match]) -> list[UnusedRow]:
    """List the labelled rows with figures but without an element."""
    used = {(m.place.table, m.place.row) for m in matches if m.place}
    rows: dict[tuple[int, int], UnusedRow] = {}
    for place in places:
        key = place.table, place.row
        if key not in used and place.row_path and place.raw_value not in ("", None):
            rows.setdefault(key, UnusedRow(place.address, place.row_path[-1]))
    return list(rows.values())
