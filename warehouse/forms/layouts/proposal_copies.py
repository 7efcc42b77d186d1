"""The copies of a stranger's sheets in a proposal workbook, and the list of their places.

Writes cells as values; `proposal_workbook` writes the questions.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.files.grid import Sheet
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.sheet_references import COPY_SHEET, make_sheet_reference
from warehouse.forms.reading.numbers import format_raw_text


def write_copies(book: Any, sheets: Sequence[Sheet], places: Sequence[FigurePlace]) -> None:
    """Write a copy of each sheet, under the name in the addresses of the places."""
    for sheet in sheets:
        name = make_sheet_reference(sheet.name) if _is_of_several(places) else COPY_SHEET
        _write_copy(book.add_worksheet(name), sheet)


def format_copy_link(chosen: str, places: Sequence[FigurePlace]) -> str:
    """Return the formula of a link to the cell chosen, in the copy of the sheet."""
    target = f"\"'{COPY_SHEET}'!\"&{chosen}"
    if _is_of_several(places):
        target = f'"\'"&SUBSTITUTE({chosen},"!","\'!")'
    return f'=HYPERLINK("#"&{target},"xem")'


def _is_of_several(places: Sequence[FigurePlace]) -> bool:
    return any(place.names_sheet for place in places)


def _write_copy(copy: Any, sheet: Sheet) -> None:
    for row, cells in enumerate(sheet.cells):
        for column, value in enumerate(cells):
            if isinstance(value, int | float) and not isinstance(value, bool):
                copy.write_number(row, column, value)
            elif value not in ("", None):
                copy.write_string(row, column, format_raw_text(value))
    copy.set_column(0, 0, 12)
    copy.set_column(1, 1, 40)


def write_places(listing: Any, places: Sequence[FigurePlace], formats: Mapping[str, Any]) -> None:
    """Write every place with value and headings, for the formulas of the answers."""
    for column, head in enumerate(("Ô", "Giá trị", "Tiêu đề dẫn đến ô")):
        listing.write_string(0, column, head, formats["head"])
    for row, place in enumerate(places, 1):
        listing.write_string(row, 0, place.address)
        listing.write_string(row, 1, format_raw_text(place.raw_value))
        listing.write_string(row, 2, place.path_text)
    listing.set_column(2, 2, 80)
