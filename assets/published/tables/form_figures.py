"""The figures of a period, form by form: a marked cell per element and unit or area.

Reads the published warehouse and writes nothing. May call the floors below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from expectations.disclosure.count_table import MIN_SHOWN_COUNT
from warehouse.catalogue import AreaCoverage, Catalogue, Element, Form, Unit
from warehouse.periods import Period, parse_period_code
from warehouse.store import Store

CellPlace = tuple[str, str, str]
"""Form, unit and element."""

_UNIT_VALUES = """
    SELECT v.form, v.unit, v.element, v.value, v.parts_given, v.closes, v.adds_up,
        e.nature = 'flow' AS is_flow
    FROM marts.element_values AS v
    INNER JOIN catalogue.elements AS e ON e.form = v.form AND e.element = v.element
    WHERE v.period = ?
"""
_NOT_APPLICABLE = """
    SELECT x.form, x.unit, x.element, count(*) AS parts, bool_or(n.is_last) AS closes
    FROM core.not_applicable AS x
    INNER JOIN catalogue.nesting AS n ON n.part = x.period AND n.period = ?
    WHERE x.known_to IS NULL
    GROUP BY x.form, x.unit, x.element
"""
_AREA_VALUES = """
    SELECT form, unit, element, value, units_owed, units_reported, is_complete
    FROM marts.area_values WHERE period = ?
"""
_REVISED_VALUES = """
    SELECT DISTINCT o.form, o.unit, o.element
    FROM core.observations AS o
    INNER JOIN catalogue.nesting AS n ON n.part = o.period AND n.period = ?
    INNER JOIN core.observations AS newest
        ON newest.form = o.form AND newest.unit = o.unit AND newest.period = o.period
            AND newest.element = o.element AND newest.known_to IS NULL
    WHERE o.submission <> newest.submission AND newest.value <> o.value
"""
_CORRECTED_VALUES = """
    SELECT DISTINCT o.form, o.unit, o.element
    FROM core.observations AS o
    INNER JOIN core.corrections AS c
        ON c.correction = o.correction AND c.submission = o.submission AND c.applies
    INNER JOIN catalogue.nesting AS n ON n.part = o.period AND n.period = ?
    WHERE o.known_to IS NULL
"""
_MISSING_REPORTS = """
    SELECT r.form, r.unit, r.period
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.nesting AS n ON n.part = r.period AND n.period = ?
    WHERE NOT r.accepted
    ORDER BY r.form, r.unit, r.period
"""


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A figure and the marks: p provisional, r revised, h hub, c confidential, b break.

    Without a value the mark says why: x not reported, z not applicable.
    """

    value: int | None
    marks: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """An element: a cell for each unit and each covered area, and how many units reported."""

    element: Element
    unit_cells: tuple[FigureCell, ...]
    area_cells: tuple[FigureCell, ...]
    reported: str


@dataclass(frozen=True, slots=True)
class ConsolidatedTable:
    """A form in a period: the owing units, the covered areas, and the missing reports."""

    form: Form
    units: tuple[Unit, ...]
    areas: tuple[AreaCoverage, ...]
    rows: tuple[FigureRow, ...]
    missing_reports: tuple[tuple[Unit, Period], ...]
    owed_count: int

    @property
    def has_sections(self) -> bool:
        """Return whether the form has headings between the elements."""
        return any(row.element.section_vi for row in self.rows)


@dataclass(frozen=True, slots=True)
class UnitValue:
    """A unit's value of an element in a period, as stored in the warehouse."""

    form: str
    unit: str
    element: str
    value: int
    parts_given: int
    closes: bool
    adds_up: bool
    is_flow: bool

    def is_complete(self, reports_owed: int, marked_parts: int, *, marked_last: bool) -> bool:
        """Return whether no report is missing; a mark "not applicable" is an answer.

        Of a unit that ended within the period the last value stands, apart from any total.
        """
        if self.is_flow:
            return self.parts_given + marked_parts >= reports_owed
        return self.closes or marked_last or not self.adds_up


def load_form_tables(store: Store, catalogue: Catalogue, period: Period) -> list[ConsolidatedTable]:
    """Load the table of every form with a report owed in the period, in the catalogue's order."""
    figures = _load_figures(store, catalogue, period)
    tables = []
    for form in catalogue.forms.values():
        parts = period.split_into(form.frequency)
        units = tuple(
            unit
            for unit in catalogue.units_by_form[form.form]
            if any(catalogue.owes_report(unit, part) for part in parts)
        )
        if units:
            tables.append(figures.build_table(form, units))
    return tables


def _load_figures(store: Store, catalogue: Catalogue, period: Period) -> "_PeriodFigures":
    code = [period.code]
    values = store.query_records(UnitValue, _UNIT_VALUES, code)
    areas = store.query_rows(_AREA_VALUES, code)
    return _PeriodFigures(
        catalogue,
        period,
        {(v.form, v.unit, v.element): v for v in values},
        {row[:3]: row[3:] for row in store.query_rows(_NOT_APPLICABLE, code)},
        {(form, unit, element): rest for form, unit, element, *rest in areas},
        frozenset(store.query_rows(_REVISED_VALUES, code)),
        frozenset(store.query_rows(_CORRECTED_VALUES, code)),
        tuple(store.query_rows(_MISSING_REPORTS, code)),
    )


@dataclass(frozen=True, slots=True)
class _PeriodFigures:
    """The rows of a period by form, unit and element; all other places are empty."""

    catalogue: Catalogue
    period: Period
    values: Mapping[CellPlace, UnitValue]
    marked: Mapping[CellPlace, Sequence[Any]]
    areas: Mapping[CellPlace, Sequence[Any]]
    revised: frozenset[CellPlace]
    corrected: frozenset[CellPlace]
    missing: tuple[CellPlace, ...]

    def build_table(self, form: Form, units: tuple[Unit, ...]) -> ConsolidatedTable:
        """Build the table of a form."""
        covered = tuple(
            coverage
            for coverage in self.catalogue.list_coverage(self.period)
            if any(
                coverage.area in {a.unit for a in self.catalogue.list_ancestors(unit.unit)[1:]}
                for unit in units
            )
        )
        return ConsolidatedTable(
            form,
            units,
            covered,
            tuple(self._build_row(form, e, units, covered) for e in form.elements),
            tuple(
                (self.catalogue.units[unit], parse_period_code(code))
                for missing_form, unit, code in self.missing
                if missing_form == form.form
            ),
            sum(self._count_owed_reports(form, unit) for unit in units),
        )

    def _build_row(
        self, form: Form, element: Element, units: Sequence[Unit], areas: Sequence[AreaCoverage]
    ) -> FigureRow:
        unit_cells = [self._build_unit_cell(form, unit, element) for unit in units]
        area_places = [(form.form, c.area, element.element) for c in areas]
        unit_places = {(form.form, unit.unit, element.element) for unit in units}
        change_marks = tuple(
            (mark, not unit_places.isdisjoint(places))
            for mark, places in (("r", self.revised), ("h", self.corrected))
        )
        return FigureRow(
            element,
            tuple(unit_cells),
            tuple(self._build_area_cell(p, element, change_marks) for p in area_places),
            "; ".join(
                "{1}/{0}".format(*self.areas[p][1:3]) for p in area_places if p in self.areas
            ),
        )

    def _count_owed_reports(self, form: Form, unit: Unit) -> int:
        parts = self.period.split_into(form.frequency)
        return sum(self.catalogue.owes_report(unit, part) for part in parts)

    def _build_unit_cell(self, form: Form, unit: Unit, element: Element) -> FigureCell:
        place = (form.form, unit.unit, element.element)
        value = self.values.get(place)
        marked_parts, marked_last = self.marked.get(place, (0, False))
        if value is None:
            return FigureCell(None, "z" if marked_parts else "x")
        owed = self._count_owed_reports(form, unit)
        marks = (
            ("p", not value.is_complete(owed, marked_parts, marked_last=marked_last)),
            ("r", place in self.revised),
            ("h", place in self.corrected),
            ("c", _is_confidential(element, value.value)),
            ("b", not value.adds_up),
        )
        return FigureCell(value.value, "".join(mark for mark, applies in marks if applies))

    def _build_area_cell(
        self, place: CellPlace, element: Element, change_marks: tuple[tuple[str, bool], ...]
    ) -> FigureCell:
        if place not in self.areas:
            return FigureCell(None, "x")
        value, _, _, is_complete = self.areas[place]
        if value is None:
            return FigureCell(None, "z")
        marks = (
            ("p", not is_complete),
            *change_marks,
            ("c", _is_confidential(element, value)),
        )
        return FigureCell(value, "".join(mark for mark, applies in marks if applies))


def _is_confidential(element: Element, value: int) -> bool:
    """Return whether a count is small and about vulnerable people: for the office alone."""
    return element.sensitive and 0 < value < MIN_SHOWN_COUNT
