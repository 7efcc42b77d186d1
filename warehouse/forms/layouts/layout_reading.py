"""Reads a sheet by an accepted layout: by heading path, never by a fixed address.

A layout fits when each compulsory element is found exactly once, and when the heads of the columns
are the same as before. Otherwise the sheet is not read, and `LayoutFit.misfits` says why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from warehouse.catalogue import Catalogue, Element
from warehouse.files.grid import Sheet
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layouts.figure_places import PATH_SEPARATOR, FigurePlace
from warehouse.forms.layouts.heading_variables import make_heading_key
from warehouse.forms.layouts.office_layout import HeadingPaths, OfficeLayout
from warehouse.forms.layouts.place_values import SheetContext, read_place_value
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    StrangeSheet,
    find_title_period,
    find_title_unit,
    read_strange_sheet,
)
from warehouse.forms.reading.numbers import format_raw_text
from warehouse.forms.reading.unknown_rows import UNKNOWN_ROW
from warehouse.forms.report import Report, ReportCell, ReportCells
from warehouse.language import Bilingual
from warehouse.periods import Period

READ_BY_LAYOUT = "N-LAYOUT-001"
"""The note of a report read by a layout, with the layout's name."""
_NO_CELL = "A1"


def read_by_layouts(
    sheets: Sequence[Sheet], layouts: Sequence[OfficeLayout], known: KnownNames
) -> list[Report]:
    """Read each sheet by the newest layout that fits; a sheet that fits no layout gives no report.

    The name of the file does not count: the archive stores the bytes only, and a report read again
    must be the same.
    """
    reports = []
    for sheet in sheets:
        strange = read_strange_sheet(sheet)
        for layout in reversed(layouts):
            fit = fit_layout(layout, strange, known)
            if fit is not None and not fit.misfits:
                reports.append(_read_fitted_sheet(fit, strange, known.catalogue))
                break
    return reports


@dataclass(frozen=True, slots=True)
class LayoutFit:
    """A layout beside a sheet of the same unit: the place of each element, and the misfits."""

    layout: OfficeLayout
    unit: str
    period: Period
    places_by_element: dict[str, FigurePlace]
    new_rows: tuple[FigurePlace, ...]
    misfits: tuple[Bilingual, ...]


def fit_layout(layout: OfficeLayout, strange: StrangeSheet, known: KnownNames) -> LayoutFit | None:
    """Return how a layout fits a sheet; None for a sheet of another unit, or without a period."""
    form, places = known.catalogue.forms.get(layout.form), strange.places
    period = find_title_period(form, strange) if form else None
    if form is None or period is None or not places:
        return None
    unit = find_title_unit(form, strange, known, period)
    if unit is None or unit.unit not in layout.units:
        return None
    by_path: dict[HeadingPaths, list[FigurePlace]] = {}
    for place in places:
        by_path.setdefault(make_paths(place, period), []).append(place)
    elements = [e for e in form.elements if e.element in layout.elements]
    hits = {e.element: by_path.get(layout.elements[e.element], []) for e in elements}
    places_by_element = {element: hit[0] for element, hit in hits.items() if len(hit) == 1}
    tables = {place.table for place in places_by_element.values()}
    used_places = [place for place in places if place.table in tables]
    misfits = (
        *_describe_path_misfits(elements, hits),
        *_describe_head_misfits(layout, list_heads(used_places, period)),
    )
    new_rows = tuple(_list_new_rows(layout, used_places, places_by_element, period))
    return LayoutFit(layout, unit.unit, period, places_by_element, new_rows, misfits)


def describe_changes(
    layouts: Sequence[OfficeLayout], strange: StrangeSheet, known: KnownNames
) -> list[tuple[str, Bilingual]]:
    """Describe how a sheet differs from the accepted layouts of the same unit, by layout."""
    fits = (fit_layout(layout, strange, known) for layout in layouts)
    return [(fit.layout.layout, misfit) for fit in fits if fit for misfit in fit.misfits]


def make_paths(place: FigurePlace, period: Period | None) -> HeadingPaths:
    """Return the headings of a place as keys."""
    return HeadingPaths(
        row=tuple(make_heading_key(text, period) for text in place.row_path),
        column=tuple(make_heading_key(text, period) for text in place.column_path),
    )


def list_heads(places: Sequence[FigurePlace], period: Period | None) -> tuple[str, ...]:
    """List the different headings of columns over some places, as keys in order."""
    paths = (make_paths(place, period).column for place in places)
    return tuple(sorted({PATH_SEPARATOR.join(path) for path in paths}))


def make_row_key(place: FigurePlace, period: Period | None) -> str:
    """Return the headings of a row as one key."""
    return PATH_SEPARATOR.join(make_paths(place, period).row)


def _list_new_rows(
    layout: OfficeLayout,
    places: Sequence[FigurePlace],
    places_by_element: dict[str, FigurePlace],
    period: Period,
) -> Iterator[FigurePlace]:
    """Yield the first place of each row with figures unknown to the hub."""
    known = {(place.table, place.row) for place in places_by_element.values()}
    for place in places:
        if (place.table, place.row) in known or place.raw_value in ("", None):
            continue
        known.add((place.table, place.row))
        if make_row_key(place, period) not in layout.ignored_rows:
            yield place


def _describe_path_misfits(
    elements: Sequence[Element], hits: dict[str, list[FigurePlace]]
) -> Iterator[Bilingual]:
    for element in elements:
        places = hits[element.element]
        if not places and element.required:
            yield Bilingual(
                f"không còn thấy «{element.name_vi}» theo tiêu đề đã duyệt",
                f"«{element.name_en}» is no longer found under the headings accepted",
            )
        elif len(places) > 1:
            cells = ", ".join(place.address for place in places)
            yield Bilingual(
                f"«{element.name_vi}» có ở nhiều ô: {cells}",
                f"«{element.name_en}» stands in several cells: {cells}",
            )


def _describe_head_misfits(layout: OfficeLayout, heads: tuple[str, ...]) -> Iterator[Bilingual]:
    for head in sorted(set(layout.heads) - set(heads)):
        yield Bilingual(f"không còn cột «{head}»", f"the column «{head}» is gone")
    for head in sorted(set(heads) - set(layout.heads)):
        yield Bilingual(f"có cột mới «{head}»", f"there is a new column «{head}»")


def _read_fitted_sheet(fit: LayoutFit, strange: StrangeSheet, catalogue: Catalogue) -> Report:
    form = catalogue.forms[fit.layout.form]
    context = SheetContext(form, strange.titles, fit.layout.money_factor)
    cells, drafts = [], [FindingDraft(READ_BY_LAYOUT, cell=_NO_CELL, observed=fit.layout.layout)]
    for element in form.elements:
        place = fit.places_by_element.get(element.element)
        if place is None:
            cells.append(ReportCell(element.element, _NO_CELL, "", "missing", None))
            continue
        cell, draft = _read_cell(place, element, context)
        cells.append(cell)
        drafts += [draft] if draft else []
    drafts += [
        FindingDraft(UNKNOWN_ROW, cell=place.address, observed=(place.row_path or ("",))[-1])
        for place in fit.new_rows
    ]
    return Report(
        form=form.form,
        unit=fit.unit,
        period=fit.period.code,
        sheet=strange.sheet,
        layout="typed",
        form_version=None,
        synthetic=False,
        cells=ReportCells.from_cells(cells),
        drafts=tuple(replace(draft, sheet=strange.sheet) for draft in drafts),
    )


def _read_cell(
    place: FigurePlace, element: Element, context: SheetContext
) -> tuple[ReportCell, FindingDraft | None]:
    reading, _, doubtful_unit = read_place_value(place, element, context)
    raw_text = format_raw_text(place.raw_value)
    cell = ReportCell(element.element, place.address, raw_text, reading.state, reading.value)
    if not reading.code:
        return cell, None
    observed = doubtful_unit or raw_text
    message_values = dict(reading.message_values)
    return cell, FindingDraft(
        reading.code, element.element, None, cell.cell, observed, message_values
    )
