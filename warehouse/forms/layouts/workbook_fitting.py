"""An accepted layout beside a whole workbook: a report over several sheets, or below a cover.

Unit and period come from the titles that name them and must be the same on every sheet in use; each
compulsory heading path must be found exactly once over the sheets.
"""

from collections.abc import Sequence
from dataclasses import replace

from warehouse.catalogue import Form
from warehouse.forms.layouts.heading_variables import make_sheet_key
from warehouse.forms.layouts.layout_fitting import (
    FittedReport,
    LayoutFit,
    ReportTitle,
    fit_part,
    make_paths,
)
from warehouse.forms.layouts.office_layout import OfficeLayout, SheetPart
from warehouse.forms.layouts.sheet_joining import (
    join_sheets,
    list_report_titles,
    names_report,
    select_sheets,
)
from warehouse.forms.layouts.sheet_titles import KnownNames, StrangeSheet
from warehouse.language import Bilingual
from warehouse.periods import Period

_TWO_REPORTS = Bilingual(
    "một trang không ghi đơn vị hoặc kỳ, và có thể thuộc hai báo cáo",
    "a sheet names no unit or period and may belong to two reports",
)


def fit_workbook(
    layout: OfficeLayout,
    sheets: Sequence[StrangeSheet],
    known: KnownNames,
    workbook: Sequence[StrangeSheet] = (),
) -> list[LayoutFit]:
    """Return how a layout fits sheets of a workbook, once for each unit and period named.

    `workbook` are all of its sheets, those read already too; by default the same. Where they name
    two reports, a sheet that names none may belong to either: it is used for neither.
    """
    form = known.catalogue.forms.get(layout.form)
    if form is None or layout.lines:
        return []
    fits = [
        _fit_sheets(
            layout, (unit.unit, period), select_sheets(form, sheets, (unit, period), known), form
        )
        for unit, period in list_report_titles(form, sheets, known)
        if unit.unit in layout.units
    ]
    fits = [fit for fit in fits if fit.reports[0].places_by_element]
    if len(list(list_report_titles(form, workbook or sheets, known))) < 2:
        return fits
    open_sheets = {sheet.sheet for sheet in sheets if not names_report(form, sheet, known)}
    return [
        replace(fit, misfits=(_TWO_REPORTS, *fit.misfits))
        if list_used_sheets(fit) & open_sheets
        else fit
        for fit in fits
    ]


def _fit_sheets(
    layout: OfficeLayout, title: ReportTitle, sheets: Sequence[StrangeSheet], form: Form
) -> LayoutFit:
    """Compare each sheet of a layout with the sheets of a report with any of the same paths."""
    unit, period = title
    joined_report = FittedReport(unit, period, {})
    misfits: list[Bilingual] = []
    for part in layout.parts:
        own_sheets = [sheet for sheet in sheets if _has_part(part, sheet, period)]
        places = join_sheets(own_sheets).places if own_sheets else []
        report, part_misfits = fit_part(part, title, places, form)
        misfits += part_misfits
        joined_report = replace(
            joined_report,
            places_by_element={**joined_report.places_by_element, **report.places_by_element},
            new_rows=(*joined_report.new_rows, *report.new_rows),
        )
    return LayoutFit(layout, (joined_report,), (), tuple(misfits))


def _has_part(part: SheetPart, sheet: StrangeSheet, period: Period) -> bool:
    """Return whether a sheet has the name and any path of a layout's sheet."""
    if part.sheet and make_sheet_key(sheet.sheet, period) != part.sheet:
        return False
    paths = set(part.elements.values())
    return any(make_paths(place, period) in paths for place in sheet.places)


def list_used_sheets(fit: LayoutFit) -> set[str]:
    """List the names of the sheets with a figure of any report."""
    return {place.sheet for report in fit.reports for place in report.places_by_element.values()}
