"""Reads a sheet by an accepted layout: by heading path, never by a fixed address.

A sheet that does not fit is not read: `layout_fitting` says why.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from warehouse.catalogue import Element, Form
from warehouse.files.grid import Sheet, format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layout import FAULT_LIST_SHEET
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.layout_fitting import FittedReport, LayoutFit, fit_layout
from warehouse.forms.layouts.line_totals import compare_totals
from warehouse.forms.layouts.office_layout import OfficeLayout
from warehouse.forms.layouts.own_remarks import read_own_remarks
from warehouse.forms.layouts.place_values import SheetContext, read_place_value
from warehouse.forms.layouts.sheet_joining import join_sheets
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    StrangeSheet,
    find_title_period,
    find_title_unit,
    read_strange_workbook,
)
from warehouse.forms.layouts.workbook_fitting import fit_workbook, list_used_sheets
from warehouse.forms.reading.numbers import format_raw_text
from warehouse.forms.reading.title_block import TitleText
from warehouse.forms.reading.unknown_rows import ABSENT_ROW, UNKNOWN_ROW
from warehouse.forms.report import Report, ReportCell, ReportCells
from warehouse.language import Bilingual

READ_BY_LAYOUT = "N-LAYOUT-001"
"""The note of a report read by a layout, with the layout's name."""
UNREAD_SHEET = "W-LAYOUT-002"
"""The sheet of a unit that no layout reads, beside sheets that were read."""
_FIRST_CELL = "A1"
_NOT_ACCEPTED = Bilingual(
    "cách đọc chưa được duyệt cho đơn vị hoặc kỳ ấy",
    "no layout was accepted for this unit or period",
)


class _UnreadSheet(NamedTuple):
    """A sheet that no layout has read so far, and the layouts that do not fit it."""

    strange: StrangeSheet
    misfits: list[LayoutFit]


def read_by_layouts(
    sheets: Sequence[Sheet], layouts: Sequence[OfficeLayout], known: KnownNames
) -> list[Report | FindingDraft]:
    """Read by the newest fitting layout: each sheet alone, then a report over several sheets.

    Without a fitting layout there is no report. Beside a sheet that was read, the sheet of a unit
    that was not gives a warning. The name of the file does not count: the archive stores the bytes
    only, and a report read again must be the same.
    """
    readable = [sheet for sheet in sheets if sheet.name != FAULT_LIST_SHEET]
    workbook = read_strange_workbook(readable)
    order = [strange.sheet for strange in workbook]
    unread = {strange.sheet: _UnreadSheet(strange, []) for strange in workbook}
    reports: list[Report] = []
    for layout in reversed(layouts):
        for fit, used in _find_whole_fits(layout, unread, workbook, known):
            form = known.catalogue.forms[layout.form]
            reports += _read_fitted_sheet(fit, join_sheets(used), form, workbook, sheets=readable)
    reports.sort(key=lambda report: order.index(report.sheet))
    read_forms = {report.form for report in reports}
    return [*reports, *_draft_unread_sheets(list(unread.values()), read_forms, known)]


def _find_whole_fits(
    layout: OfficeLayout,
    unread: dict[str, _UnreadSheet],
    workbook: Sequence[StrangeSheet],
    known: KnownNames,
) -> Iterator[tuple[LayoutFit, list[StrangeSheet]]]:
    """Yield the fits of a layout with their sheets, taken from the unread ones; note misfits."""
    for name, (strange, misfits) in list(unread.items()):
        fit = fit_layout(layout, strange, known)
        if fit and not fit.misfits:
            del unread[name]
            yield fit, [strange]
        elif fit:
            misfits.append(fit)
    left_sheets = [strange for strange, _ in unread.values()]
    for fit in fit_workbook(layout, left_sheets, known, workbook):
        used_names = list_used_sheets(fit)
        if fit.misfits:
            for name in used_names & unread.keys():
                unread[name].misfits.append(fit)
        elif used_names <= unread.keys():
            yield fit, [unread.pop(s.sheet).strange for s in left_sheets if s.sheet in used_names]


def _draft_unread_sheets(
    unread_sheets: Sequence[_UnreadSheet],
    forms: Collection[str],
    known: KnownNames,
) -> Iterator[FindingDraft]:
    """Yield a warning for each unread sheet with figures, named after a unit of a form read."""
    for strange, fits in unread_sheets:
        is_report = strange.places and any(
            find_title_unit(form, strange, known, find_title_period(form, strange))
            for form in map(known.catalogue.forms.__getitem__, forms)
        )
        if is_report:
            reason = fits[0].misfits[0] if fits else _NOT_ACCEPTED
            message_values = {"reason": reason.vi, "reason_en": reason.en}
            yield FindingDraft(
                UNREAD_SHEET,
                sheet=strange.sheet,
                cell=_FIRST_CELL,
                observed=strange.sheet,
                message_values=message_values,
            )


def describe_changes(
    layouts: Sequence[OfficeLayout], strange_sheets: Sequence[StrangeSheet], known: KnownNames
) -> list[tuple[str, Bilingual]]:
    """Describe how a workbook differs from the accepted layouts of the same unit, by layout."""
    changes: dict[tuple[str, Bilingual], None] = {}
    for layout in layouts:
        single_fits = [fit for s in strange_sheets if (fit := fit_layout(layout, s, known))]
        for fit in single_fits or fit_workbook(layout, strange_sheets, known):
            changes |= dict.fromkeys((fit.layout.layout, misfit) for misfit in fit.misfits)
    return list(changes)


def _read_fitted_sheet(
    fit: LayoutFit,
    strange: StrangeSheet,
    form: Form,
    workbook: Sequence[StrangeSheet],
    *,
    sheets: Sequence[Sheet],
) -> Iterator[Report]:
    """Read each report of a sheet; the first carries the findings about the totals."""
    sheets_by_name = {sheet.name: sheet for sheet in sheets}
    context = SheetContext(form, _add_cover_titles(strange, workbook), fit.layout.money_factor)
    total_drafts = list(compare_totals(fit, context))
    first_sheet = strange.sheet
    for fitted in fit.reports:
        cells, drafts = _read_cells(fitted, context, _find_free_cell(fitted, strange))
        note = FindingDraft(READ_BY_LAYOUT, cell=_FIRST_CELL, observed=fit.layout.layout)
        remarks, remark_drafts = read_own_remarks(fit, fitted, strange, sheets_by_name)
        drafts = [note, *drafts, *_draft_new_rows(fitted), *total_drafts, *remark_drafts]
        total_drafts = []
        yield Report(
            form=form.form,
            unit=fitted.unit,
            period=fitted.period.code,
            sheet=first_sheet,
            layout="typed",
            form_version=None,
            synthetic=False,
            cells=ReportCells.from_cells(cells),
            drafts=tuple(replace(draft, sheet=draft.sheet or first_sheet) for draft in drafts),
            remarks=remarks,
            other_sheets={
                element: place.sheet
                for element, place in fitted.places_by_element.items()
                if place.sheet != first_sheet
            },
        )


def _add_cover_titles(
    strange: StrangeSheet, workbook: Sequence[StrangeSheet]
) -> dict[str, list[TitleText]]:
    """Return the titles of each sheet with those of a cover: two money units give no figure."""
    cover_titles = [title for page in workbook if not page.places for title in page.titles]
    return {name: [*own, *cover_titles] for name, own in strange.titles_by_sheet.items()}


def _draft_new_rows(fitted: FittedReport) -> Iterator[FindingDraft]:
    for place in fitted.new_rows:
        label = (place.row_path or ("",))[-1]
        yield FindingDraft(UNKNOWN_ROW, sheet=place.sheet, cell=place.cell, observed=label)


def _read_cells(
    fitted: FittedReport, context: SheetContext, free_cell: str
) -> tuple[list[ReportCell], list[FindingDraft]]:
    """Read the cell of each element; `free_cell` is where a missing row may be added."""
    cells, drafts = [], []
    for element in context.form.elements:
        place = fitted.places_by_element.get(element.element)
        if place is None:
            cells.append(ReportCell(element.element, free_cell, "", "missing", None))
            drafts += [FindingDraft(ABSENT_ROW, element.element, cell=free_cell)] * element.required
            continue
        cell, draft = _read_cell(place, element, context)
        cells.append(cell)
        drafts += [draft] if draft else []
    return cells, drafts


def _find_free_cell(fitted: FittedReport, strange: StrangeSheet) -> str:
    """Find the cell below the last row of the first sheet's tables; beside a report of one row."""
    places = [p for p in fitted.places_by_element.values() if p.sheet == strange.sheet]
    if len({place.row for place in places}) == 1 < len(places):
        return format_address(places[0].row, max(place.column for place in places) + 1)
    tables = {place.table for place in places}
    last_row = max(place.row for place in strange.places if place.table in tables)
    return format_address(last_row + 1, min(place.column for place in places))


def _read_cell(
    place: FigurePlace, element: Element, context: SheetContext
) -> tuple[ReportCell, FindingDraft | None]:
    reading, _, doubtful_unit = read_place_value(place, element, context)
    raw_text = format_raw_text(place.raw_value)
    cell = ReportCell(element.element, place.cell, raw_text, reading.state, reading.value)
    if not reading.code:
        return cell, None
    observed = doubtful_unit or raw_text
    message_values = dict(reading.message_values)
    return cell, FindingDraft(
        reading.code, element.element, place.sheet, cell.cell, observed, message_values
    )
