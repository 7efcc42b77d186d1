"""A stranger's sheet as places and titles, and the unit and the period named there.

Finds a unit or period named once and clearly; two units or two periods give no answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from warehouse.catalogue import Catalogue, Form, Unit
from warehouse.files.grid import Sheet
from warehouse.forms.layouts.figure_places import (
    FigurePlace,
    find_table_rows,
    list_figure_places,
)
from warehouse.forms.layouts.stated_times import build_stated_period, read_times
from warehouse.forms.layouts.unit_initials import InitialNames
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.numbers import format_raw_text
from warehouse.forms.reading.title_block import TitleText, list_title_texts
from warehouse.periods import Period, find_periods


@dataclass(frozen=True, slots=True)
class StrangeSheet:
    """The places for figures of a sheet, the texts above and below its tables, the file's name.

    `other_texts` are the titles of the workbook's other sheets; an exact reading has none.
    `title_lines` are the rows above the tables as lines, numbers included. Of sheets read together
    `parts` are the single sheets, in order, and `sheet` is the first.
    """

    sheet: str
    places: list[FigurePlace]
    titles: list[TitleText]
    file_name: str = ""
    notes: tuple[str, ...] = ()
    other_texts: tuple[str, ...] = ()
    title_lines: tuple[str, ...] = ()
    parts: tuple["StrangeSheet", ...] = ()

    @property
    def pages(self) -> tuple["StrangeSheet", ...]:
        """Return the single sheets."""
        return self.parts or (self,)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Return the names of the single sheets."""
        return tuple(page.sheet for page in self.pages)

    @property
    def titles_by_sheet(self) -> dict[str, list[TitleText]]:
        """Return the texts above the tables of each single sheet."""
        return {page.sheet: page.titles for page in self.pages}

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the different texts in the heads of columns."""
        return tuple(dict.fromkeys(text for place in self.places for text in place.column_path))


@dataclass(frozen=True)
class KnownNames:
    """The catalogue, and the indexes of the units' names."""

    catalogue: Catalogue
    index: LabelIndex

    @cached_property
    def initials(self) -> InitialNames:
        """Return the units' names to be compared with initials, for a proposal."""
        return InitialNames(self.catalogue)


def read_strange_sheet(sheet: Sheet, file_name: str = "") -> StrangeSheet:
    """Read the places and the titles of a sheet."""
    first_row, last_row = find_table_rows(sheet)
    titles = list_title_texts(sheet, first_row)
    notes = tuple(
        value for row in sheet.cells[last_row + 1 :] for value in row if isinstance(value, str)
    )
    lines = tuple(
        " ".join(text for value in row if (text := format_raw_text(value).strip()))
        for row in sheet.cells[:first_row]
    )
    places = list_figure_places(sheet)
    return StrangeSheet(sheet.name, places, titles, file_name, notes, title_lines=lines)


def read_strange_workbook(sheets: Sequence[Sheet], file_name: str = "") -> list[StrangeSheet]:
    """Read the places and the titles of each sheet, and the titles of the others beside them.

    With tables on several sheets every place names its sheet.
    """
    read = [read_strange_sheet(sheet, file_name) for sheet in sheets]
    if sum(bool(strange.places) for strange in read) > 1:
        read = [
            replace(strange, places=[replace(place, names_sheet=True) for place in strange.places])
            for strange in read
        ]
    return [
        replace(
            own,
            other_texts=tuple(
                text for other in read if other is not own for _, text in other.titles
            ),
        )
        for own in read
    ]


def list_named_forms(strange: StrangeSheet, known: KnownNames) -> list[str]:
    """List the forms of the units named in the titles."""
    texts = [text for _, text in strange.titles] or [strange.file_name]
    return [
        form
        for form in known.catalogue.units_by_form
        if form in known.catalogue.forms
        and any(known.index.find_units(form, text) for text in texts)
    ]


def find_title_period(form: Form, strange: StrangeSheet) -> Period | None:
    """Find the only period of the form's frequency: in titles, else heads, else the name."""
    periods = (
        list_title_periods(form, strange)
        or _list_periods(form, strange.heads)
        or _list_periods(form, [strange.file_name])
    )
    return periods.pop() if len(periods) == 1 else None


def list_title_periods(form: Form, strange: StrangeSheet) -> set[Period]:
    """List the periods of the form's frequency in the titles, written out or else as «T8/2025»."""
    titles = [text for _, text in strange.titles]
    return _list_periods(form, titles) or {
        period
        for text in titles
        for time in read_times(text).times
        if (period := build_stated_period(form.frequency, time))
    }


def find_head_period(form: Form, strange: StrangeSheet) -> Period | None:
    """Find the only period in the heads of columns: several are compared with each other."""
    periods = _list_periods(form, strange.heads)
    return periods.pop() if len(periods) == 1 else None


def _list_periods(form: Form, texts: Iterable[str]) -> set[Period]:
    return {p for text in texts for p in find_periods(text) if p.grain is form.frequency}


def names_unit(form: Form, strange: StrangeSheet, known: KnownNames) -> bool:
    """Return whether the titles name any unit of the form."""
    return any(known.index.find_units(form.form, text) for _, text in strange.titles)


def find_title_unit(
    form: Form, strange: StrangeSheet, known: KnownNames, period: Period | None
) -> Unit | None:
    """Find the only unit of the form named in titles or the file's name, alive in the period."""
    day = known.catalogue.calendar.compute_window(period)[1] if period else None
    for texts in ([text for _, text in strange.titles], [strange.file_name]):
        units = _list_units(form, texts, known.index)
        living = [unit for unit in units if day is None or unit.exists_on(day)]
        if units:
            return living[0] if len(living) == 1 else None
    return None


def _list_units(form: Form, texts: Iterable[str], index: LabelIndex) -> list[Unit]:
    by_code = {unit.unit: unit for text in texts for unit in index.find_units(form.form, text)}
    return list(by_code.values())
