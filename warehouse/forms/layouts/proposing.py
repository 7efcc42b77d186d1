"""A proposal of how to read a stranger's workbook: the form, unit and period, and each cell.

Never a report: a proposal is not loaded. A sheet with less than a third of a form's compulsory
elements has no proposal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warehouse.catalogue import Catalogue, Form
from warehouse.files.grid import Sheet
from warehouse.forms.layouts.evidence import find_contradicted_elements
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.likeness import ElementWords
from warehouse.forms.layouts.matching import Match, match_elements
from warehouse.forms.layouts.place_values import PlaceReading, SheetContext, read_place_value
from warehouse.forms.layouts.proposal import (
    ABSENT,
    DOUBTFUL,
    SINGLE_ARRANGEMENT,
    SURE,
    Proposal,
    ProposedElement,
    ReadingPlace,
    UnusedRow,
)
from warehouse.forms.layouts.shared_table_search import (
    SharedTable,
    find_shared_tables,
    list_sheet_lines,
)
from warehouse.forms.layouts.shared_tables import Arrangement
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    StrangeSheet,
    find_title_period,
    find_title_unit,
    list_named_forms,
    read_strange_sheet,
)
from warehouse.forms.layouts.wording import WordScale
from warehouse.forms.reading.labels import LabelIndex
from warehouse.periods import Period

LEAST_SHARE = 1 / 3
"""Least share of the compulsory elements with a place, for a proposal."""
SURE_SCORE, SURE_LEAD = 0.55, 0.15
"""Least score and lead of a sure reading, chosen on the drawn workbooks of `benchmarks.layouts`."""


@dataclass(frozen=True, slots=True)
class _FormMatch:
    form: Form
    period: Period | None
    matches: list[Match]
    shared: SharedTable | None = None

    @property
    def share(self) -> float:
        """Return the share of the compulsory elements with a place, or of all elements."""
        required = {e.element for e in self.form.elements if e.required}
        wanted = required or {e.element for e in self.form.elements}
        return len({m.element for m in self.matches if m.place} & wanted) / len(wanted)

    @property
    def total(self) -> float:
        """Return the mean score of the form's elements."""
        return sum(match.score for match in self.matches) / len(self.form.elements)


class LayoutProposer:
    """A proposer of readings against one catalogue; the weights of words are computed once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._known = KnownNames(catalogue, LabelIndex(catalogue))
        self._scale = WordScale(catalogue)
        self._vocabularies: dict[str, ElementWords] = {}

    def propose_reading(self, sheets: Sequence[Sheet], file_name: str = "") -> Proposal | None:
        """Return a reading of the sheet with the best fit to a form; None without a fit."""
        strange_sheets = [read_strange_sheet(sheet, file_name) for sheet in sheets]
        candidates = [
            (match, strange)
            for strange in strange_sheets
            if strange.places
            for match in self._match_shared_tables(strange) or self._match_forms(strange)
            if match.share >= LEAST_SHARE
        ]
        if not candidates:
            return None
        match, strange = max(candidates, key=lambda candidate: candidate[0].total)
        proposal = self._build_proposal(match, strange)
        lines = list_sheet_lines(match.form, match.period, strange_sheets, self._known)
        if proposal.lines or not lines:
            return proposal
        return replace(proposal, arrangement=Arrangement.UNIT_A_SHEET, lines=lines)

    def _match_forms(self, strange: StrangeSheet) -> list[_FormMatch]:
        """Match the forms of the units named in the titles; without a unit named, every form."""
        forms = list_named_forms(strange, self._known) or self._known.catalogue.forms
        return [self._match_form(form, strange) for form in forms]

    def _match_shared_tables(self, strange: StrangeSheet) -> list[_FormMatch]:
        """Match the first report of each table of many reports."""
        return [
            replace(
                self._match_form(table.form.form, table.example), shared=table, period=table.period
            )
            for table in find_shared_tables(strange, self._known)
        ]

    def _match_form(self, form_code: str, strange: StrangeSheet) -> _FormMatch:
        form = self._known.catalogue.forms[form_code]
        if form_code not in self._vocabularies:
            self._vocabularies[form_code] = ElementWords(form, self._scale)
        period = find_title_period(form, strange)
        matches = match_elements(form, strange.places, self._vocabularies[form_code], period)
        return _FormMatch(form, period, matches)

    def _build_proposal(self, match: _FormMatch, strange: StrangeSheet) -> Proposal:
        form, period, shared = match.form, match.period, match.shared
        strange = shared.example if shared else strange
        titled = find_title_unit(form, strange, self._known, period)
        unit = shared.unit if shared else titled.unit if titled else None
        context = SheetContext(form, strange.titles)
        readings = {
            m.element: read_place_value(m.place, form.get_element(m.element), context)
            for m in match.matches
            if m.place
        }
        values = {element: reading.reading.value for element, reading in readings.items()}
        contradicted = find_contradicted_elements(form, values)
        factors = [reading.factor for reading in readings.values()]
        return Proposal(
            form=form.form,
            unit=unit,
            period=period.code if period else None,
            sheet=strange.sheet,
            money_factor=max(factors, default=1),
            elements=tuple(
                _propose_element(m, readings.get(m.element), is_doubted=m.element in contradicted)
                for m in match.matches
            ),
            unused_rows=tuple(_list_unused_rows(strange.places, match.matches)),
            arrangement=shared.arrangement if shared else SINGLE_ARRANGEMENT,
            lines=shared.lines if shared else (),
        )


def _propose_element(
    match: Match, reading: PlaceReading | None, *, is_doubted: bool
) -> ProposedElement:
    candidates = tuple(map(describe_place, match.candidates))
    if match.place is None or reading is None:
        return ProposedElement(match.element, None, None, ABSENT, candidates)
    is_sure = (
        match.score >= SURE_SCORE
        and match.lead >= SURE_LEAD
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


def describe_place(place: FigurePlace) -> ReadingPlace:
    """Describe a place by its address and headings."""
    return ReadingPlace(place.address, place.row_path, place.column_path, place.path_text)


def _list_unused_rows(places: list[FigurePlace], matches: list[Match]) -> list[UnusedRow]:
    """List the labelled rows with figures but without an element."""
    used = {(m.place.table, m.place.row) for m in matches if m.place}
    rows: dict[tuple[int, int], UnusedRow] = {}
    for place in places:
        key = place.table, place.row
        if key not in used and place.row_path and place.raw_value not in ("", None):
            rows.setdefault(key, UnusedRow(place.address, place.row_path[-1]))
    return list(rows.values())
