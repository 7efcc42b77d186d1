"""Builds the layout of an answer: the cell of each element becomes a heading path.

Values only; `accepting` describes what is against an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.catalogue import Form
from warehouse.forms.layouts.accepting import AnsweredProposal
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.heading_variables import make_sheet_key
from warehouse.forms.layouts.layout_fitting import list_heads, make_paths, make_row_key
from warehouse.forms.layouts.office_layout import HeadingPaths, OfficeLayout, SheetPart
from warehouse.forms.layouts.shared_tables import Arrangement
from warehouse.forms.layouts.sheet_titles import StrangeSheet, find_title_period
from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class LayoutOrigin:
    """The name of a layout, the file of origin, and the person and day of the acceptance."""

    layout: str
    source_sha256: str
    source_file: str
    accepted_by: str
    accepted_on: str


def build_layout(
    answer: AnsweredProposal, strange: StrangeSheet, form: Form, origin: LayoutOrigin
) -> OfficeLayout:
    """Build the layout of an answer without faults."""
    places = answer.choose_places(strange.places)
    by_address = {place.address: place for place in places}
    chosen = {element: by_address[cell] for element, cell in answer.cells.items()}
    report_places = [p for r in answer.list_report_places(strange.places) for p in r]
    paths_by_sheet = {page.sheet: _list_own_paths(page, form, answer) for page in strange.pages}
    parts = [
        _build_part(page, chosen, answer.period, (places, report_places))
        for page in strange.pages
        if any(place.sheet == page.sheet for place in chosen.values())
    ]
    first, *others = [_add_name(part, answer.period, paths_by_sheet) for part in parts]
    return OfficeLayout(
        layout=origin.layout,
        form=answer.form,
        units=answer.units,
        **dict(first),
        more_sheets=tuple(others),
        arrangement=Arrangement.SINGLE if answer.is_whole_sheet else answer.arrangement,
        lines={} if answer.is_whole_sheet else dict(answer.lines),
        money_factor=answer.money_factor,
        source_sha256=origin.source_sha256,
        source_file=origin.source_file,
        accepted_by=origin.accepted_by,
        accepted_on=origin.accepted_on,
    )


def _build_part(
    page: StrangeSheet,
    chosen: Mapping[str, FigurePlace],
    period: Period,
    places: tuple[Sequence[FigurePlace], Sequence[FigurePlace]],
) -> SheetPart:
    """Build the part of a layout about a sheet; `places` are of the report answered, and of all."""
    own = {element: place for element, place in chosen.items() if place.sheet == page.sheet}
    tables = {place.table for place in own.values()}
    rows = {(place.table, place.row) for place in own.values()}
    answered_places, report_places = places
    ignored = {
        make_row_key(place, period)
        for place in answered_places
        if place.table in tables and (place.table, place.row) not in rows
    }
    return SheetPart(
        sheet=page.sheet,
        elements={element: make_paths(place, period) for element, place in own.items()},
        heads=list_heads([p for p in report_places if p.table in tables], period),
        ignored_rows=tuple(sorted(ignored)),
    )


def _list_own_paths(page: StrangeSheet, form: Form, answer: AnsweredProposal) -> set[HeadingPaths]:
    """List the headings on a sheet, by the sheet's own period."""
    period = find_title_period(form, page) or answer.period
    return {make_paths(place, period) for place in page.places}


def _add_name(
    part: SheetPart, period: Period, paths_by_sheet: Mapping[str, set[HeadingPaths]]
) -> SheetPart:
    """Replace the name of a sheet by a key, or drop the name where the headings say enough."""
    needs_name = any(
        sheet != part.sheet and not paths.isdisjoint(part.elements.values())
        for sheet, paths in paths_by_sheet.items()
    )
    name = make_sheet_key(part.sheet, period) if needs_name else ""
    return part.model_copy(update={"sheet": name})
