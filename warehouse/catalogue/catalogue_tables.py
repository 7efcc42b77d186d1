"""The catalogue as tables for SQL: units, periods, nesting, terms, targets.

Derived from the loaded catalogue and a day (for due dates), and published in the warehouse as
schema `catalogue`. Opens no database. May import `loader`, `models`, `period_tables`,
`sensitivity`, `territories`, `periods` only.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import repeat
from operator import or_
from typing import Any

import pyarrow as pa

from warehouse.catalogue.bounds import is_signed
from warehouse.catalogue.indicators import Indicator, Term
from warehouse.catalogue.loader import Catalogue
from warehouse.catalogue.models import Unit
from warehouse.catalogue.period_tables import build_period_tables
from warehouse.catalogue.sensitivity import is_sensitive_indicator
from warehouse.catalogue.territories import build_territory_tables, find_level
from warehouse.periods import Grain


def build_catalogue_tables(catalogue: Catalogue, as_of: date) -> Mapping[str, pa.Table]:
    """Build every catalogue table as of a day, by table name."""
    return {
        "catalogue.units": _build_arrow_table(map(_build_unit_row, catalogue.units.values())),
        "catalogue.ancestors": _build_ancestor_table(catalogue),
        "catalogue.area_coverage": _build_arrow_table(
            c.model_dump(exclude={"basis"}) | {"valid_to": c.valid_to or date.max}
            for c in catalogue.coverage
        ),
        **build_territory_tables(catalogue),
        "catalogue.area_periods": _build_area_period_table(catalogue),
        "catalogue.elements": _build_arrow_table(_list_element_rows(catalogue)),
        **build_period_tables(catalogue, as_of),
        "catalogue.indicators": _build_arrow_table(
            _build_indicator_row(catalogue, i) for i in catalogue.indicators.values()
        ),
        "catalogue.indicator_forms": _build_arrow_table(_list_indicator_form_rows(catalogue)),
        "catalogue.terms": _build_arrow_table(_list_term_rows(catalogue)),
        "catalogue.indicator_grains": _build_arrow_table(_list_indicator_grain_rows(catalogue)),
        "catalogue.targets": _build_arrow_table(t.model_dump() for t in catalogue.targets),
        "catalogue.metrics": _build_arrow_table(m.model_dump() for m in catalogue.metrics.values()),
    }


def _build_arrow_table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows))


def _build_unit_row(unit: Unit) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "kind": unit.kind,
        "level": find_level(unit),
        "name_vi": unit.name_vi,
        "name_en": unit.name_en,
        "parent": unit.parent,
        "gso_code": unit.gso_code,
        "form": unit.form,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to or date.max,
        "reports_from": unit.first_reporting_day,
    }


def _build_ancestor_table(catalogue: Catalogue) -> pa.Table:
    """List each unit with every unit above; distance 0 is the unit itself."""
    units: list[str] = []
    areas: list[str] = []
    distances: list[int] = []
    for unit in catalogue.units:
        above = [area.unit for area in catalogue.list_ancestors(unit)]
        units += repeat(unit, len(above))
        areas += above
        distances += range(len(above))
    return pa.table({"unit": units, "area": areas, "distance": distances})


def _build_area_period_table(catalogue: Catalogue) -> pa.Table:
    """List the periods for which an area has figures, and how much of the area they cover."""
    rows_by_period = {p.code: catalogue.list_coverage(p) for p in catalogue.list_periods()}
    rows = [row for rows in rows_by_period.values() for row in rows]
    return pa.table(
        {
            "area": [row.area for row in rows],
            "period": [code for code, rows in rows_by_period.items() for _ in rows],
            "covers": [row.covers for row in rows],
        }
    )


def _list_element_rows(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    indicator_elements = {
        (t.form, t.element) for i in catalogue.indicators.values() for t in i.all_terms
    }
    for form in catalogue.forms.values():
        for element in form.elements:
            yield {
                "form": form.form,
                "element": element.element,
                "nature": element.nature,
                "unit_of_measure": element.unit,
                "is_required": element.required,
                "sensitive": element.sensitive,
                "is_signed": is_signed(element),
                "in_indicator": (form.form, element.element) in indicator_elements,
                "part_of": element.part_of,
                "parts_are": element.parts_are,
                "name_vi": element.name_vi,
                "name_en": element.name_en,
            }


def _build_indicator_row(catalogue: Catalogue, indicator: Indicator) -> dict[str, Any]:
    fields = indicator.model_dump(exclude={"numerator", "denominator"})
    return fields | {
        "has_denominator": bool(indicator.denominator),
        "is_sensitive": is_sensitive_indicator(indicator, catalogue.forms),
        "is_cumulative": any(
            catalogue.forms[str(t.form)].get_element(t.element).nature == "cumulative"
            for t in indicator.numerator
            if t.element
        ),
        "may_be_blank": any(
            _may_be_blank(catalogue, str(t.form), t.element)
            for t in indicator.all_terms
            if t.element
        ),
    }


def _may_be_blank(catalogue: Catalogue, form: str, element: str) -> bool:
    """Return whether an accepted report may lack an element: optional, or of a later version."""
    is_later = any(
        element in elements
        for (form_code, _), elements in catalogue.later_elements.items()
        if form_code == form
    )
    return is_later or not catalogue.forms[form].get_element(element).required


def _list_term_rows(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    for indicator in catalogue.indicators.values():
        sides = {"numerator": indicator.numerator, "denominator": indicator.denominator}
        for side, terms in sides.items():
            for number, term in enumerate(terms):
                yield {
                    "indicator": indicator.indicator,
                    "side": side,
                    "term": number,
                    **term.model_dump(),
                }


def _list_indicator_form_rows(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    """List the forms of each indicator, the number of terms per side, and the reports needed.

    An indicator that only counts reports uses every form.
    """
    for indicator in catalogue.indicators.values():
        named_forms = {term.form for term in indicator.all_terms if term.form}
        for form in sorted(named_forms or catalogue.forms):
            terms = [t for t in indicator.all_terms if t.form == form and t.element]
            is_flow = [_is_flow(catalogue, term) for term in terms]
            needs_every = [term.over_time == "every" for term in terms]
            yield {
                "indicator": indicator.indicator,
                "form": form,
                "numerator_terms": sum(term.form == form for term in indicator.numerator),
                "denominator_terms": sum(term.form == form for term in indicator.denominator),
                "has_flow": any(is_flow),
                "needs_every_report": any(needs_every),
                "needs_last_report": not all(map(or_, is_flow, needs_every)),
                "years_back": max(term.years_back for term in indicator.all_terms),
            }


def _is_flow(catalogue: Catalogue, term: Term) -> bool:
    """Return whether each report of a longer period counts: the last one decides a state."""
    return catalogue.forms[str(term.form)].get_element(str(term.element)).nature == "flow"


def _list_indicator_grain_rows(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    """List the grains of each indicator, for a unit by form and for an area (form null).

    A unit's values need the unit's form only; an area's values need every form to fill the
    period. A count of reports is as fine as the finest form.
    """
    for indicator in catalogue.indicators.values():
        named_forms = {term.form for term in indicator.all_terms if term.form}
        frequencies = {f: catalogue.forms[f].frequency for f in (named_forms or catalogue.forms)}
        for grain in Grain:
            for form, frequency in frequencies.items():
                if frequency.fills_grain(grain):
                    yield _build_grain_row(indicator, form, grain)
            fits = [frequency.fills_grain(grain) for frequency in frequencies.values()]
            if all(fits) if named_forms else any(fits):
                yield _build_grain_row(indicator, None, grain)


def _build_grain_row(indicator: Indicator, form: str | None, grain: Grain) -> dict[str, Any]:
    return {"indicator": indicator.indicator, "form": form, "grain": str(grain)}
