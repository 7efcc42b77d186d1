"""The figures of a period, form by form: a marked cell per element and unit or area.

Reads the published warehouse and writes nothing. May call the floors below.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assets.published.tables.period_rows import CellPlace, PeriodRows, load_period_rows
from expectations.disclosure.count_table import MIN_SHOWN_COUNT
from warehouse.catalogue import AreaCoverage, Catalogue, Element, Form, Unit
from warehouse.periods import Period, parse_period_code
from warehouse.store import Store


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


def load_form_tables(store: Store, catalogue: Catalogue, period: Period) -> list[ConsolidatedTable]:
    """Load the table of every form with a report owed in the period, in the catalogue's order."""
    return load_tables_by_period(store, catalogue, [period], list(catalogue.forms))[period]


def load_tables_by_period(
    store: Store, catalogue: Catalogue, periods: Sequence[Period], forms: Sequence[str]
) -> dict[Period, list[ConsolidatedTable]]:
    """Load the tables of some forms and periods, as `load_form_tables` does for one period."""
    rows = load_period_rows(store, [period.code for period in periods], forms)
    return {
        period: list(_PeriodFigures(catalogue, period, rows[period.code]).build_tables(forms))
        for period in periods
    }


@dataclass(frozen=True, slots=True)
class _PeriodFigures:
    """The tables of a period, built from its rows."""

    catalogue: Catalogue
    period: Period
    rows: PeriodRows

    def build_tables(self, forms: Sequence[str]) -> Iterator[ConsolidatedTable]:
        """Build the table of each of the forms with a report owed in the period."""
        for form in map(self.catalogue.forms.__getitem__, forms):
            parts = self.period.split_into(form.frequency)
            owed_counts = {
                unit: sum(self.catalogue.owes_report(unit, part) for part in parts)
                for unit in self.catalogue.units_by_form[form.form]
            }
            if any(owed_counts.values()):
                yield self._build_table(form, {u: n for u, n in owed_counts.items() if n})

    def _build_table(self, form: Form, owed_counts: Mapping[Unit, int]) -> ConsolidatedTable:
        covered = tuple(
            coverage
            for coverage in self.catalogue.list_coverage(self.period)
            if any(
                coverage.area in {a.unit for a in self.catalogue.list_ancestors(unit.unit)[1:]}
                for unit in owed_counts
            )
        )
        return ConsolidatedTable(
            form,
            tuple(owed_counts),
            covered,
            tuple(self._build_row(form, e, owed_counts, covered) for e in form.elements),
            tuple(
                (self.catalogue.units[unit], parse_period_code(code))
                for missing_form, unit, code in self.rows.missing
                if missing_form == form.form
            ),
            sum(owed_counts.values()),
        )

    def _build_row(
        self,
        form: Form,
        element: Element,
        owed_counts: Mapping[Unit, int],
        areas: Sequence[AreaCoverage],
    ) -> FigureRow:
        unit_cells = [
            self._build_unit_cell((form.form, unit.unit, element.element), element, owed_count)
            for unit, owed_count in owed_counts.items()
        ]
        area_places = [(form.form, c.area, element.element) for c in areas]
        unit_places = {(form.form, unit.unit, element.element) for unit in owed_counts}
        change_marks = tuple(
            (mark, not unit_places.isdisjoint(places))
            for mark, places in (("r", self.rows.revised), ("h", self.rows.corrected))
        )
        return FigureRow(
            element,
            tuple(unit_cells),
            tuple(self._build_area_cell(p, element, change_marks) for p in area_places),
            "; ".join(
                "{1}/{0}".format(*self.rows.areas[p][1:3])
                for p in area_places
                if p in self.rows.areas
            ),
        )

    def _build_unit_cell(self, place: CellPlace, element: Element, owed_count: int) -> FigureCell:
        value = self.rows.values.get(place)
        marked_parts, marked_last = self.rows.marked.get(place, (0, False))
        if value is None:
            return FigureCell(None, "z" if marked_parts else "x")
        marks = (
            ("p", not value.is_complete(owed_count, marked_parts, marked_last=marked_last)),
            ("r", place in self.rows.revised),
            ("h", place in self.rows.corrected),
            ("c", _is_confidential(element, value.value)),
            ("b", not value.adds_up),
        )
        return FigureCell(value.value, "".join(mark for mark, applies in marks if applies))

    def _build_area_cell(
        self, place: CellPlace, element: Element, change_marks: tuple[tuple[str, bool], ...]
    ) -> FigureCell:
        if place not in self.rows.areas:
            return FigureCell(None, "x")
        value, _, _, is_complete = self.rows.areas[place]
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
