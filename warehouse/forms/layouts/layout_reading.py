"""Reads a sheet by an accepted layout: by heading path, never by a fixed address.

A sheet that does not fit is not read: `layout_fitting` says why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from warehouse.catalogue import Catalogue, Element
from warehouse.files.grid import Sheet
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.layout_fitting import FittedReport, LayoutFit, fit_layout
from warehouse.forms.layouts.line_totals import compare_totals
from warehouse.forms.layouts.office_layout import OfficeLayout
from warehouse.forms.layouts.place_values import SheetContext, read_place_value
from warehouse.forms.layouts.sheet_titles import KnownNames, StrangeSheet, read_strange_sheet
from warehouse.forms.reading.numbers import format_raw_text
from warehouse.forms.reading.unknown_rows import UNKNOWN_ROW
from warehouse.forms.report import Report, ReportCell, ReportCells
from warehouse.language import Bilingual

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
    reports: list[Report] = []
    for sheet in sheets:
        strange = read_strange_sheet(sheet)
        for layout in reversed(layouts):
            fit = fit_layout(layout, strange, known)
            if fit is not None and not fit.misfits:
                reports += _read_fitted_sheet(fit, strange, known.catalogue)
                break
    return reports


def describe_changes(
    layouts: Sequence[OfficeLayout], strange: StrangeSheet, known: KnownNames
) -> list[tuple[str, Bilingual]]:
    """Describe how a sheet differs from the accepted layouts of the same unit, by layout."""
    fits = (fit_layout(layout, strange, known) for layout in layouts)
    return [(fit.layout.layout, misfit) for fit in fits if fit for misfit in fit.misfits]


def _read_fitted_sheet(
    fit: LayoutFit, strange: StrangeSheet, catalogue: Catalogue
) -> Iterator[Report]:
    """Read each report of a sheet; the first carries the findings about the totals."""
    form = catalogue.forms[fit.layout.form]
    context = SheetContext(form, strange.titles, fit.layout.money_factor)
    total_drafts = list(compare_totals(fit, context))
    for fitted in fit.reports:
        cells, drafts = _read_cells(fitted, context)
        note = FindingDraft(READ_BY_LAYOUT, cell=_NO_CELL, observed=fit.layout.layout)
        drafts = [note, *drafts, *_draft_new_rows(fitted), *total_drafts]
        total_drafts = []
        yield Report(
            form=form.form,
            unit=fitted.unit,
            period=fit.period.code,
            sheet=strange.sheet,
            layout="typed",
            form_version=None,
            synthetic=False,
            cells=ReportCells.from_cells(cells),
            drafts=tuple(replace(draft, sheet=strange.sheet) for draft in drafts),
        )


def _draft_new_rows(fitted: FittedReport) -> Iterator[FindingDraft]:
    for place in fitted.new_rows:
        label = (place.row_path or ("",))[-1]
        yield FindingDraft(UNKNOWN_ROW, cell=place.address, observed=label)


def _read_cells(
    fitted: FittedReport, context: SheetContext
) -> tuple[list[ReportCell], list[FindingDraft]]:
    cells, drafts = [], []
    for element in context.form.elements:
        place = fitted.places_by_element.get(element.element)
        if place is None:
            cells.append(ReportCell(element.element, _NO_CELL, "", "missing", None))
            continue
        cell, draft = _read_cell(place, element, context)
        cells.append(cell)
        drafts += [draft] if draft else []
    return cells, drafts


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
