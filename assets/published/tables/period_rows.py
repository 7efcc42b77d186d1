"""The rows behind the consolidated tables of several periods, read once and grouped by period.

Reads the published warehouse and writes nothing. May call the warehouse floor.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.store import Store

CellPlace = tuple[str, str, str]
"""Form, unit and element."""

_UNIT_VALUES = """
    SELECT v.period, v.form, v.unit, v.element, v.value, v.parts_given, v.closes, v.adds_up,
        e.nature = 'flow' AS is_flow
    FROM marts.element_values AS v
    INNER JOIN catalogue.elements AS e ON e.form = v.form AND e.element = v.element
    WHERE list_contains($periods, v.period) AND list_contains($forms, v.form)
"""
_NOT_APPLICABLE = """
    SELECT n.period, x.form, x.unit, x.element, count(*) AS parts, bool_or(n.is_last) AS closes
    FROM core.not_applicable AS x
    INNER JOIN catalogue.nesting AS n ON n.part = x.period AND list_contains($periods, n.period)
    WHERE x.known_to IS NULL AND list_contains($forms, x.form)
    GROUP BY n.period, x.form, x.unit, x.element
"""
_AREA_VALUES = """
    SELECT period, form, unit, element, value, units_owed, units_reported, is_complete
    FROM marts.area_values
    WHERE list_contains($periods, period) AND list_contains($forms, form)
"""
_REVISED_VALUES = """
    SELECT DISTINCT n.period, o.form, o.unit, o.element
    FROM core.observations AS o
    INNER JOIN catalogue.nesting AS n ON n.part = o.period AND list_contains($periods, n.period)
    INNER JOIN core.observations AS newest
        ON newest.form = o.form AND newest.unit = o.unit AND newest.period = o.period
            AND newest.element = o.element AND newest.known_to IS NULL
    WHERE o.submission <> newest.submission AND newest.value <> o.value
        AND list_contains($forms, o.form)
"""
_CORRECTED_VALUES = """
    SELECT DISTINCT n.period, o.form, o.unit, o.element
    FROM core.observations AS o
    INNER JOIN core.corrections AS c
        ON c.correction = o.correction AND c.submission = o.submission AND c.applies
    INNER JOIN catalogue.nesting AS n ON n.part = o.period AND list_contains($periods, n.period)
    WHERE o.known_to IS NULL AND list_contains($forms, o.form)
"""
_MISSING_REPORTS = """
    SELECT n.period, r.form, r.unit, r.period AS reported_period
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.nesting AS n ON n.part = r.period AND list_contains($periods, n.period)
    WHERE NOT r.accepted AND list_contains($forms, r.form)
    ORDER BY r.form, r.unit, r.period
"""


@dataclass(frozen=True, slots=True)
class UnitValue:
    """A unit's value of an element in a period, as stored in the warehouse."""

    period: str
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


@dataclass(frozen=True, slots=True)
class PeriodRows:
    """The rows of a period by form, unit and element; all other places are empty."""

    values: Mapping[CellPlace, UnitValue]
    marked: Mapping[CellPlace, Sequence[Any]]
    areas: Mapping[CellPlace, Sequence[Any]]
    revised: frozenset[CellPlace]
    corrected: frozenset[CellPlace]
    missing: tuple[CellPlace, ...]


def load_period_rows(
    store: Store, codes: Sequence[str], forms: Sequence[str]
) -> dict[str, PeriodRows]:
    """Load the rows of the periods with these codes, and of these forms."""
    parameters = {"periods": list(codes), "forms": list(forms)}
    values: dict[str, dict[CellPlace, UnitValue]] = defaultdict(dict)
    for value in store.query_records(UnitValue, _UNIT_VALUES, parameters):
        values[value.period][value.form, value.unit, value.element] = value
    marked, areas, revised, corrected, missing = (
        _group_by_period(store.query_rows(sql, parameters))
        for sql in (
            _NOT_APPLICABLE,
            _AREA_VALUES,
            _REVISED_VALUES,
            _CORRECTED_VALUES,
            _MISSING_REPORTS,
        )
    )
    return {
        code: PeriodRows(
            values[code],
            {(form, unit, element): rest for form, unit, element, *rest in marked[code]},
            {(form, unit, element): rest for form, unit, element, *rest in areas[code]},
            frozenset(revised[code]),
            frozenset(corrected[code]),
            tuple(missing[code]),
        )
        for code in codes
    }


def _group_by_period(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Group rows by their first column, a period."""
    grouped: dict[str, list[Any]] = defaultdict(list)
    for period, *rest in rows:
        grouped[period].append(tuple(rest))
    return grouped
