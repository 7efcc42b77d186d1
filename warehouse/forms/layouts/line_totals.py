"""The totals of a table of many units beside the sum of its reports.

A total is compared and never read as a report. Values only; `layout_reading` gives the drafts to
the first report of the sheet.
"""

from collections.abc import Iterator

from warehouse.catalogue import Element
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layouts.layout_fitting import LayoutFit, PlacesByElement
from warehouse.forms.layouts.place_values import SheetContext, read_place_value
from warehouse.forms.layouts.shared_tables import Arrangement
from warehouse.forms.reading.numbers import format_raw_text

WRONG_TOTAL = "W-LAYOUT-001"
"""A total other than the sum of the units."""


def compare_totals(fit: LayoutFit, context: SheetContext) -> Iterator[FindingDraft]:
    """Compare the totals of a sheet with the sums of its units, element by element.

    A blank total says nothing. A figure of a unit that cannot be read leaves the sum open.
    """
    for total in fit.totals:
        for element in context.form.elements:
            place = total.get(element.element)
            if place is None or not _is_additive(element, fit):
                continue
            stated = read_place_value(place, element, context).reading.value
            summed = _add_units(fit, element, context)
            if stated is None or summed is None or stated == summed:
                continue
            yield FindingDraft(
                WRONG_TOTAL,
                cell=place.cell,
                observed=format_raw_text(place.raw_value),
                message_values={
                    "label": element.name_vi,
                    "label_en": element.name_en,
                    "sum": str(summed),
                },
            )


def _is_additive(element: Element, fit: LayoutFit) -> bool:
    """Return whether an element may be added: over units, or over the periods of a unit."""
    if fit.layout.arrangement is Arrangement.PERIODS_ACROSS:
        return element.nature == "flow" and not element.is_yes_no
    return not element.is_yes_no


def _add_units(fit: LayoutFit, element: Element, context: SheetContext) -> int | None:
    """Add the figures of the units; None if one cannot be read, a blank counts as nothing."""
    summed = 0
    for report in fit.reports:
        value = _read_value(report.places_by_element, element, context)
        if value is None:
            return None
        summed += value
    return summed


def _read_value(places: PlacesByElement, element: Element, context: SheetContext) -> int | None:
    place = places.get(element.element)
    if place is None:
        return 0
    reading = read_place_value(place, element, context).reading
    return None if reading.code else reading.value or 0
