"""Looks for a report over several sheets: further sheets for a better fit to a form.

Proposes only. A sheet of another unit or period never joins; a copy or a comparison adds rows and
no element, so that the fit becomes worse.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from warehouse.calendar import ReportingCalendar
from warehouse.catalogue import Form, Unit
from warehouse.forms.layouts.figure_places import MAX_PLACES
from warehouse.forms.layouts.period_guess import guess_period
from warehouse.forms.layouts.sheet_joining import join_sheets
from warehouse.forms.layouts.sheet_references import are_distinct
from warehouse.forms.layouts.sheet_titles import StrangeSheet
from warehouse.periods import Period

RIVAL_MARGIN = 0.3
"""A form whose best sheet fits so much worse than the best form's is tried on no further sheet."""
MAX_SHEETS = 8
"""Most sheets tried beside the best one; a report with more has not been met."""


class SheetMatch(Protocol):
    """A form beside a sheet, and how well they fit."""

    @property
    def strange(self) -> StrangeSheet:
        """The sheet."""

    @property
    def unit(self) -> Unit | None:
        """The unit, if known."""

    @property
    def period(self) -> Period | None:
        """The period, if known."""

    @property
    def naming(self) -> float:
        """How much the names of units say for the form."""

    @property
    def form(self) -> Form:
        """The form."""

    @property
    def total(self) -> float:
        """How well the form fits the sheet."""


AnyMatch = TypeVar("AnyMatch", bound=SheetMatch)
FormMatcher = Callable[[Form, StrangeSheet, float], AnyMatch]


def join_matches(
    matches: Sequence[AnyMatch],
    sheets: Sequence[StrangeSheet],
    match_form: FormMatcher[AnyMatch],
    calendar: ReportingCalendar,
) -> list[AnyMatch]:
    """Match each likely form with several sheets together, where the fit is better than alone."""
    if len({match.strange.sheet for match in matches}) < 2 or not are_distinct(
        [sheet.sheet for sheet in sheets]
    ):
        return []
    best = max(match.total for match in matches)
    by_form: dict[str, list[AnyMatch]] = {}
    for match in sorted(matches, key=lambda match: -match.total):
        by_form.setdefault(match.form.form, []).append(match)
    joined = (
        _join_form(own_matches, sheets, match_form, calendar)
        for own_matches in by_form.values()
        if own_matches[0].total >= best - RIVAL_MARGIN
    )
    return [match for match in joined if match.strange.parts]


def _join_form(
    matches: Sequence[AnyMatch],
    sheets: Sequence[StrangeSheet],
    match_form: FormMatcher[AnyMatch],
    calendar: ReportingCalendar,
) -> AnyMatch:
    """Add sheets to the best sheet, the better first, as long as the fit becomes better."""
    best, *others = matches
    for other in others[:MAX_SHEETS]:
        if not _may_join(best, other, calendar):
            continue
        names = {*best.strange.sheet_names, other.strange.sheet}
        strange = join_sheets([sheet for sheet in sheets if sheet.sheet in names])
        naming = max(best.naming, other.naming)
        joined = match_form(best.form, strange, naming)
        if joined.total > best.total:
            best = joined
    return best


def _may_join(best: SheetMatch, other: SheetMatch, calendar: ReportingCalendar) -> bool:
    """Return whether a sheet says nothing of another unit or period by itself."""
    own = replace(other.strange, other_texts=(), notes=(), file_name="")
    period = guess_period(best.form, own, calendar)
    is_same_unit = other.unit is None or best.unit is None or other.unit == best.unit
    return is_same_unit and period in (None, best.period)


def offer_sheets(strange: StrangeSheet, sheets: Sequence[StrangeSheet]) -> tuple[str, ...]:
    """List the sheets to offer for a report; empty for a single sheet."""
    own = set(strange.sheet_names)
    room = MAX_PLACES - len(strange.places)
    if are_distinct([sheet.sheet for sheet in sheets]):
        own |= set(_list_small_sheets([s for s in sheets if s.sheet not in own], room))
    return tuple(s.sheet for s in sheets if s.sheet in own and s.places) if len(own) > 1 else ()


def _list_small_sheets(sheets: Sequence[StrangeSheet], room: int) -> Iterator[str]:
    """Yield the sheets with places, as far as the workbook of the proposal has room."""
    for sheet in sheets:
        room -= len(sheet.places)
        if sheet.places and room >= 0:
            yield sheet.sheet
