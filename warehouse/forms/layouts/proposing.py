"""A proposal of how to read a stranger's workbook: the form, unit and period, and each cell.

Never a report: a proposal is not loaded. `form_match` says which sheets have none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from warehouse.catalogue import Catalogue, Element, Form
from warehouse.files.grid import Sheet
from warehouse.forms.layouts.evidence import find_contradicted_elements
from warehouse.forms.layouts.form_match import FormMatch, choose_match, is_clear_match
from warehouse.forms.layouts.joined_matches import join_matches, offer_sheets
from warehouse.forms.layouts.likeness import ElementWords
from warehouse.forms.layouts.line_groups import doubt_lone_lines
from warehouse.forms.layouts.match_building import Match, build_matches
from warehouse.forms.layouts.matching import assign_elements
from warehouse.forms.layouts.period_guess import guess_period
from warehouse.forms.layouts.place_corrections import correct_places
from warehouse.forms.layouts.place_descriptions import describe_place, list_unused_rows
from warehouse.forms.layouts.place_doubts import contradicts_element
from warehouse.forms.layouts.place_meanings import read_places
from warehouse.forms.layouts.place_values import PlaceReading, SheetContext, read_place_value
from warehouse.forms.layouts.proposal import (
    ABSENT,
    DOUBTFUL,
    SINGLE_ARRANGEMENT,
    SURE,
    Proposal,
    ProposedElement,
)
from warehouse.forms.layouts.shared_table_search import (
    add_period_sheets,
    find_shared_tables,
    list_sheet_lines,
)
from warehouse.forms.layouts.shared_tables import Arrangement
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    StrangeSheet,
    read_strange_workbook,
)
from warehouse.forms.layouts.sum_places import place_wholes
from warehouse.forms.layouts.unit_guess import (
    guess_unit,
    list_subjects,
    weigh_forms,
)
from warehouse.forms.layouts.wording import WordScale
from warehouse.forms.reading.labels import LabelIndex
from warehouse.periods import Period

LEAST_AMOUNT = 1_000_000
"""A smaller sum in đồng is likelier one in thousands or millions whose unit was not found."""
SURE_SCORE, SURE_LEAD = 0.5, 0.2
"""Least score and lead of a sure reading, chosen on the drawn workbooks of `benchmarks.layouts`."""
LONE_LEAD = 0.25
"""Least lead of a sure line in no group of lines: of those in groups none was ever wrong."""


class LayoutProposer:
    """A proposer of readings against one catalogue; the weights of words are computed once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._known = KnownNames(catalogue, LabelIndex(catalogue))
        self._scale = WordScale(catalogue)
        self._vocabularies: dict[str, ElementWords] = {}

    def propose_reading(self, sheets: Sequence[Sheet], file_name: str = "") -> Proposal | None:
        """Return a reading of the sheet with the best fit to a form; None without a fit."""
        strange_sheets = read_strange_workbook(sheets, file_name)
        matches = [
            match
            for strange in strange_sheets
            if strange.places
            for match in self._match_sheet(strange)
        ]
        calendar = self._known.catalogue.calendar
        matches += join_matches(matches, strange_sheets, self._match_form, calendar)
        candidates = [match for match in matches if match.is_likely]
        match = choose_match(candidates, matches)
        if match is None:
            return None
        proposal = self._build_proposal(match, is_clear=is_clear_match(match, candidates))
        if proposal.arrangement == Arrangement.PERIODS_ACROSS:
            return add_period_sheets(proposal, match.form, strange_sheets, self._known)
        if proposal.lines:
            return proposal
        lines = list_sheet_lines(match.form, match.period, strange_sheets, self._known)
        if not lines or match.strange.parts:
            return replace(proposal, sheets=offer_sheets(match.strange, strange_sheets))
        return replace(proposal, arrangement=Arrangement.UNIT_A_SHEET, lines=lines)

    def _match_sheet(self, strange: StrangeSheet) -> list[FormMatch]:
        """Match a sheet as a table of many reports, or else as a report."""
        shared = [m for m in self._match_shared_tables(strange) if m.is_likely]
        return shared or self._match_forms(strange)

    def _match_shared_tables(self, strange: StrangeSheet) -> list[FormMatch]:
        """Match the first report of each table of many reports."""
        tables = find_shared_tables(strange, self._known)
        naming = weigh_forms(strange, self._known) if tables else {}
        units = self._known.catalogue.units
        return [
            replace(
                self._match_form(table.form, table.example, naming.get(table.form.form, 0.0)),
                shared=table,
                unit=units[table.unit],
                period=table.period,
            )
            for table in tables
        ]

    def _match_forms(self, strange: StrangeSheet) -> list[FormMatch]:
        naming = weigh_forms(strange, self._known)
        forms = self._known.catalogue.forms
        return [self._match_form(forms[f], strange, naming.get(f, 0.0)) for f in forms]

    def _match_form(self, form: Form, strange: StrangeSheet, naming: float) -> FormMatch:
        if form.form not in self._vocabularies:
            self._vocabularies[form.form] = ElementWords(form, self._scale)
        period = guess_period(form, strange, self._known.catalogue.calendar)
        unit = guess_unit(form, strange, self._known, period)
        meanings = read_places(form, strange.places, period, list_subjects(unit, self._known))
        vocabulary = self._vocabularies[form.form]
        assignment = assign_elements(form, strange.places, meanings, vocabulary)
        return FormMatch(strange, unit, period, assignment, naming)

    def _build_proposal(self, match: FormMatch, *, is_clear: bool) -> Proposal:
        form, strange, shared = match.form, match.strange, match.shared
        context = SheetContext(form, strange.titles_by_sheet)
        first_matches = place_wholes(form, build_matches(match.assignment), strange.places)
        matches = correct_places(
            form,
            first_matches,
            lambda place, e: read_place_value(place, form.get_element(e), context).reading.value,
        )
        readings = _read_matches(matches, context)
        # What speaks against a reading stays so where another place fits: the whole may be wrong.
        contradicted = _find_contradicted(form, _read_matches(first_matches, context))
        contradicted |= _find_contradicted(form, readings)
        factors = [reading.factor for reading in readings.values()]
        proposal = Proposal(
            form=form.form,
            unit=match.unit.unit if match.unit else None,
            period=match.period.code if match.period else None,
            sheet=strange.sheet,
            money_factor=max(factors, default=1),
            elements=tuple(
                _propose_element(
                    m,
                    readings.get(m.element),
                    is_doubted=not is_clear
                    or m.element in contradicted
                    or _is_contradicted(m, form.get_element(m.element), match.period)
                    or _is_money_doubtful(form.get_element(m.element), readings.get(m.element)),
                )
                for m in matches
            ),
            unused_rows=tuple(list_unused_rows(strange.places, matches)),
            arrangement=shared.arrangement if shared else SINGLE_ARRANGEMENT,
            lines=shared.lines if shared else (),
        )
        return doubt_lone_lines(proposal, {m.element for m in matches if m.lead < LONE_LEAD})


def _read_matches(matches: Sequence[Match], context: SheetContext) -> dict[str, PlaceReading]:
    """Read the figure of every element with a place."""
    return {
        match.element: read_place_value(
            match.place, context.form.get_element(match.element), context
        )
        for match in matches
        if match.place
    }


def _find_contradicted(form: Form, readings: Mapping[str, PlaceReading]) -> set[str]:
    values = {element: reading.reading.value for element, reading in readings.items()}
    return find_contradicted_elements(form, values)


def _is_contradicted(match: Match, element: Element, period: Period | None) -> bool:
    """Return whether the headings of the place chosen speak against the element."""
    return match.meaning is not None and contradicts_element(match.meaning, element, period)


def _is_money_doubtful(element: Element, reading: PlaceReading | None) -> bool:
    """Return whether an amount without a larger unit of money is too small for one in đồng."""
    if reading is None or not element.is_money or reading.factor != 1:
        return False
    return 0 < (reading.reading.value or 0) < LEAST_AMOUNT


def _propose_element(
    match: Match, reading: PlaceReading | None, *, is_doubted: bool
) -> ProposedElement:
    candidates = tuple(map(describe_place, match.candidates))
    if match.place is None or reading is None:
        return ProposedElement(match.element, None, None, ABSENT, candidates)
    is_sure = (
        match.score >= SURE_SCORE
        and match.lead >= SURE_LEAD
        and not match.has_rival
        and reading.reading.code is None
        and match.place.raw_value not in ("", None)
        and not is_doubted
    )
    return ProposedElement(
        match.element,
        describe_place(match.place),
        reading.reading.value,
        SURE if is_sure else DOUBTFUL,
        candidates,
    )
