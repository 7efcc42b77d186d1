"""Several sheets of a workbook read together as a report: topics split over sheets, or a cover.

A sheet that names another unit or period is of another report. Knows no layout.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from warehouse.catalogue import Form, Unit
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.proposal import Proposal
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    StrangeSheet,
    find_head_period,
    find_title_unit,
    list_title_periods,
    names_unit,
)
from warehouse.periods import Period

UnitAndPeriod = tuple[Unit, Period]
"""The unit and the period of a report."""


def join_sheets(sheets: Sequence[StrangeSheet]) -> StrangeSheet:
    """Join sheets, with the tables numbered over all of them."""
    if len(sheets) == 1:
        return sheets[0]
    places: list[FigurePlace] = []
    first_table = 0
    for sheet in sheets:
        places += [replace(place, table=place.table + first_table) for place in sheet.places]
        first_table += 1 + max((place.table for place in sheet.places), default=0)
    return replace(
        sheets[0],
        places=places,
        titles=[title for sheet in sheets for title in sheet.titles],
        notes=tuple(note for sheet in sheets for note in sheet.notes),
        title_lines=tuple(line for sheet in sheets for line in sheet.title_lines),
        parts=tuple(sheets),
    )


def join_offered_sheets(sheets: Sequence[StrangeSheet], proposal: Proposal) -> StrangeSheet:
    """Join the sheets of a workbook offered by a proposal for a report; mostly a single sheet."""
    offered = set(proposal.sheets) or {proposal.sheet}
    return join_sheets([sheet for sheet in sheets if sheet.sheet in offered])


def list_report_titles(
    form: Form, sheets: Sequence[StrangeSheet], known: KnownNames
) -> Iterator[UnitAndPeriod]:
    """Yield the units and periods named in titles; else the only period of the heads."""
    periods = {period for sheet in sheets for period in list_title_periods(form, sheet)}
    periods = periods or {period for s in sheets if (period := find_head_period(form, s))}
    for period in sorted(periods, key=lambda p: p.code):
        units = (find_title_unit(form, sheet, known, period) for sheet in sheets)
        yield from ((unit, period) for unit in {u.unit: u for u in units if u}.values())


def names_report(form: Form, sheet: StrangeSheet, known: KnownNames) -> bool:
    """Return whether a sheet names both a unit and a period by itself."""
    has_period = bool(list_title_periods(form, sheet) or find_head_period(form, sheet))
    return has_period and names_unit(form, sheet, known)


def select_sheets(
    form: Form, sheets: Sequence[StrangeSheet], title: UnitAndPeriod, known: KnownNames
) -> list[StrangeSheet]:
    """Select the sheets with the unit and the period in the titles, or without any."""
    return [sheet for sheet in sheets if _may_be_of(form, sheet, title, known)]


def _may_be_of(form: Form, sheet: StrangeSheet, title: UnitAndPeriod, known: KnownNames) -> bool:
    unit, period = title
    if names_unit(form, sheet, known) and find_title_unit(form, sheet, known, period) != unit:
        return False
    if periods := list_title_periods(form, sheet):
        return periods == {period}
    return find_head_period(form, sheet) in (None, period)
