"""The value of a place for an element, with the money unit of the row, head or title.

The same reading as for a typed report; a doubtful unit gives no value.
"""

from collections.abc import Mapping
from typing import NamedTuple

from warehouse.catalogue import Element, Form
from warehouse.files.grid import Sheet
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.reading.money import (
    CONFLICTING_MONEY_UNITS,
    MoneyUnit,
    find_figure_unit,
    find_table_unit,
)
from warehouse.forms.reading.numbers import NOT_WHOLE, CellReading, read_cell
from warehouse.forms.reading.report_grid import FormTable
from warehouse.forms.reading.title_block import TitleText
from warehouse.text import fold_text

_UNSTATED_UNIT = MoneyUnit(1, "")
_UNIT_COLUMN, _FIGURE_COLUMN = 0, 1


class PlaceReading(NamedTuple):
    """The reading of a cell, the factor of the money unit, and the unit's text when in doubt."""

    reading: CellReading
    factor: int
    doubtful_unit: str = ""


class SheetContext(NamedTuple):
    """The form, the texts above the tables by sheet, and the factor of money without a unit."""

    form: Form
    titles_by_sheet: Mapping[str, list[TitleText]]
    money_factor: int = 1


def read_place_value(place: FigurePlace, element: Element, context: SheetContext) -> PlaceReading:
    """Read the value of a place for an element; money by the unit stated nearest to the figure."""
    form = context.form
    if not element.is_money:
        return PlaceReading(read_cell(place.raw_value, element, form.marks), 1)
    table_unit, drafts = find_table_unit(context.titles_by_sheet[place.sheet])
    unit = _find_unit(place, form, table_unit)
    if unit == _UNSTATED_UNIT:
        unit = MoneyUnit(context.money_factor, "")
    if drafts and isinstance(unit, MoneyUnit):
        unit = FindingDraft(CONFLICTING_MONEY_UNITS, observed=drafts[0].observed)
    factor = unit.factor if isinstance(unit, MoneyUnit) else 1
    reading = read_cell(place.raw_value, element, form.marks, factor)
    if isinstance(unit, FindingDraft) and (reading.value or reading.code == NOT_WHOLE):
        reading = CellReading("unreadable", code=unit.code)
        return PlaceReading(reading, 1, unit.observed)
    return PlaceReading(reading, factor)


def _find_unit(
    place: FigurePlace, form: Form, table_unit: MoneyUnit | None
) -> MoneyUnit | FindingDraft:
    """Find the unit with the rules of a typed report, of a table with one row."""
    head = "; ".join(fold_text(text) for text in (*place.column_path, *place.row_path))
    row = Sheet(place.sheet, True, [[place.unit_text, place.raw_value]])
    columns = {"unit": [_UNIT_COLUMN]}
    table = FormTable(row, form, _UNIT_COLUMN, 0, (), columns, {_FIGURE_COLUMN: head})
    return find_figure_unit(table, 0, _FIGURE_COLUMN, table_unit)
