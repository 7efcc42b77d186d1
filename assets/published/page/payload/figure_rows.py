"""The figures of the page's script: a row per indicator, unit and period, as short as can be.

The areas' rows are those of the page's audience; rows of units are for the office alone.
May call the floors below.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from assets.charts.area_rows import AREA_COLUMNS
from warehouse.catalogue import Catalogue, Unit
from warehouse.store import Store

FigureRows = dict[str, dict[str, list[list[Any]]]]
"""Of each indicator and unit the rows: period (its place in the list of periods), numerator,
denominator, marks, reason of a missing value, units owing and reporting, verdict, target, the area
of the target, number and names of missing reports."""

_UNIT_FIGURES = f"""
    SELECT {", ".join(AREA_COLUMNS)}, false AS suppressed, true AS is_public
    FROM marts.indicator_values WHERE level = 'unit' AND list_contains(?, unit)
    ORDER BY indicator, unit, grain, period
"""  # names of columns


def load_unit_rows(store: Store, units: Sequence[Unit]) -> pd.DataFrame:
    """Load the exact figures of single units from the office's warehouse."""
    return store.query_frame(_UNIT_FIGURES, [[unit.unit for unit in units]])


def group_figures(catalogue: Catalogue, frames: Sequence[pd.DataFrame], lang: str) -> FigureRows:
    """Group the rows of frames with the columns of `area_rows` by indicator and unit."""
    places = {period.code: place for place, period in enumerate(catalogue.list_periods())}
    figures: FigureRows = defaultdict(lambda: defaultdict(list))
    for frame in frames:
        rows: Iterable[Any] = frame.astype(object).where(frame.notna(), None).itertuples()
        for row in rows:
            figures[row.indicator][row.unit].append(_build_row(catalogue, row, places, lang))
    return {code: dict(by_unit) for code, by_unit in figures.items()}


def _build_row(catalogue: Catalogue, row: Any, places: Mapping[str, int], lang: str) -> list[Any]:
    """Build a row; empty values at its end are left out."""
    fields = [
        places[row.period],
        _convert_count(row.numerator),
        _convert_count(row.denominator),
        _list_marks(row),
        _find_reason(row),
        _convert_count(row.units_owed) or 0,
        _convert_count(row.units_reported) or 0,
        row.verdict or "",
        _shorten_number(row.target),
        "" if row.target is None or row.target_binds else _name_scope(catalogue, row, lang),
        row.reports_missing or 0,
        row.missing_reports or "",
    ]
    while fields[-1] in ("", None, 0):
        fields.pop()
    return fields


def _list_marks(row: Any) -> str:
    marks = {
        "p": not row.is_complete,
        "?": row.has_doubt,
        "c": row.suppressed or not row.is_public,
    }
    return "".join(mark for mark, holds in marks.items() if holds)


def _find_reason(row: Any) -> str:
    """Return the reason of a missing value; empty for a value."""
    if row.suppressed:
        return "suppressed"
    if row.value is not None:
        return ""
    if row.null_reason == "not_reported" and not row.units_owed:
        return "nobody_owes"
    return row.null_reason or "no_row"


def _name_scope(catalogue: Catalogue, row: Any, lang: str) -> str:
    scope = catalogue.units[row.target_scope]
    return scope.get_name(lang) if scope.parent else "*"


def _convert_count(value: Any) -> int | None:
    return None if value is None else int(value)


def _shorten_number(value: Any) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
