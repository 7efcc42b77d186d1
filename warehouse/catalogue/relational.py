"""The catalogue as tables for SQL: units, periods, nesting, terms, targets.

Derived from the loaded catalogue and a day (for due dates), and published in the warehouse as
schema `catalogue`. Opens no database. May import `loading`, `models`, `fields`, `periods` only.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from warehouse.catalogue.bounds import is_signed
from warehouse.catalogue.loading import Catalogue
from warehouse.catalogue.models import Indicator, Unit
from warehouse.fields import LEVELS
from warehouse.periods import Grain, Period, of_year

_ABOVE = frozenset(LEVELS) - {"unit"}


def tables(catalogue: Catalogue, as_of: date) -> Mapping[str, pa.Table]:
    """Build every catalogue table as of a day, by table name."""
    periods = _periods(catalogue)
    return {
        "catalogue.units": _table(_unit(unit) for unit in catalogue.units.values()),
        "catalogue.ancestors": _table(_ancestors(catalogue)),
        "catalogue.elements": _table(_elements(catalogue)),
        "catalogue.periods": _table(_period(catalogue, period) for period in periods),
        "catalogue.nesting": _table(_nesting(periods)),
        "catalogue.form_periods": _table(_form_periods(catalogue, as_of)),
        "catalogue.indicators": _table(_indicator(i) for i in catalogue.indicators.values()),
        "catalogue.indicator_forms": _table(_indicator_forms(catalogue)),
        "catalogue.terms": _table(_terms(catalogue)),
        "catalogue.indicator_grains": _table(_indicator_grains(catalogue)),
        "catalogue.targets": _table(t.model_dump() for t in catalogue.targets),
        "catalogue.metrics": _table(m.model_dump() for m in catalogue.metrics.values()),
    }


def moment(catalogue: Catalogue, as_of: date) -> tuple[int, int]:
    """Count the form periods begun and due: the only facts in the tables that depend on a day."""
    rows = list(_form_periods(catalogue, as_of))
    return sum(row["has_begun"] for row in rows), sum(row["is_due"] for row in rows)


def _table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows))


def _periods(catalogue: Catalogue) -> list[Period]:
    """List the periods of the programme and of the year before, needed for comparisons."""
    before = of_year(catalogue.programme.first_year - 1)
    return [*before, *catalogue.periods()]


def _unit(unit: Unit) -> dict[str, Any]:
    level = unit.kind if unit.kind in _ABOVE else "unit"
    return {
        "unit": unit.unit,
        "kind": unit.kind,
        "level": level,
        "name_vi": unit.name_vi,
        "name_en": unit.name_en,
        "parent": unit.parent,
        "gso_code": unit.gso_code,
        "form": unit.form,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to or date.max,
    }


def _ancestors(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    """List each unit with every unit above; distance 0 is the unit itself."""
    for unit in catalogue.units.values():
        for distance, area in enumerate(catalogue.ancestors(unit.unit)):
            yield {"unit": unit.unit, "area": area.unit, "distance": distance}


def _elements(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    asked = {(t.form, t.element) for i in catalogue.indicators.values() for t in i.terms}
    for form in catalogue.forms.values():
        for element in form.elements:
            yield {
                "form": form.form,
                "element": element.element,
                "nature": element.nature,
                "unit_of_measure": element.unit,
                "sensitive": element.sensitive,
                "is_signed": is_signed(element),
                "in_indicator": (form.form, element.element) in asked,
                "part_of": element.part_of,
                "parts_are": element.parts_are,
                "name_vi": element.name_vi,
                "name_en": element.name_en,
            }


def _period(catalogue: Catalogue, period: Period) -> dict[str, Any]:
    opens, closes = catalogue.calendar.window(period)
    return {
        "period": period.code,
        "grain": str(period.grain),
        "year": period.year,
        "within_year": period.code[4:],
        "window_start": opens,
        "window_end": closes,
        "name_vi": period.label("vi"),
        "name_en": period.label("en"),
    }


def _nesting(periods: list[Period]) -> Iterable[dict[str, Any]]:
    """List each period with the parts that fill the period; a period is also its own part."""
    for period in periods:
        for grain in Grain:
            for position, part in enumerate(parts := period.split(grain)):
                yield {
                    "period": period.code,
                    "part": part.code,
                    "position": position,
                    "is_last": position == len(parts) - 1,
                }


def _form_periods(catalogue: Catalogue, as_of: date) -> Iterable[dict[str, Any]]:
    for form in catalogue.forms.values():
        for period in catalogue.periods(form.frequency):
            due = catalogue.due(form.form, period)
            yield {
                "form": form.form,
                "period": period.code,
                "window_end": catalogue.calendar.window(period)[1],
                "has_begun": catalogue.calendar.window(period)[0] <= as_of,
                "due_date": due,
                "is_due": due < as_of,
            }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    fields = indicator.model_dump(exclude={"numerator", "denominator"})
    return fields | {"has_denominator": bool(indicator.denominator)}


def _terms(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
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


def _indicator_forms(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    """List the forms of each indicator, with the number of terms per side.

    An indicator that only counts reports uses every form.
    """
    for indicator in catalogue.indicators.values():
        named = {term.form for term in indicator.terms if term.form}
        for form in sorted(named or catalogue.forms):
            yield {
                "indicator": indicator.indicator,
                "form": form,
                "numerator_terms": sum(term.form == form for term in indicator.numerator),
                "denominator_terms": sum(term.form == form for term in indicator.denominator),
                "years_back": max(term.years_back for term in indicator.terms),
            }


def _indicator_grains(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    """List the grains of each indicator, for a unit by form and for an area (form null).

    A unit's values need the unit's form only; an area's values need every form to fill the
    period. A count of reports is as fine as the finest form.
    """
    for indicator in catalogue.indicators.values():
        named = {term.form for term in indicator.terms if term.form}
        forms = {f: catalogue.forms[f].frequency for f in (named or catalogue.forms)}
        for grain in Grain:
            for form, frequency in forms.items():
                if frequency.tiles(grain):
                    yield _grain(indicator, form, grain)
            fits = [frequency.tiles(grain) for frequency in forms.values()]
            if all(fits) if named else any(fits):
                yield _grain(indicator, None, grain)


def _grain(indicator: Indicator, form: str | None, grain: Grain) -> dict[str, Any]:
    return {"indicator": indicator.indicator, "form": form, "grain": str(grain)}
