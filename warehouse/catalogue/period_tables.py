"""The periods of the catalogue as tables for SQL: windows, nesting, due dates, years looked back.

Part of `catalogue_tables`. Opens no database. May import `loader` and `periods` only.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from warehouse.catalogue.loader import Catalogue
from warehouse.periods import Grain, Period, list_year_periods


def build_period_tables(catalogue: Catalogue, as_of: date) -> Mapping[str, pa.Table]:
    """Build the tables of periods as of a day, by table name."""
    periods = _list_compared_periods(catalogue)
    rows_by_table = {
        "catalogue.periods": [_build_period_row(catalogue, period) for period in periods],
        "catalogue.nesting": list(_list_nesting_rows(periods)),
        "catalogue.term_periods": list(_list_term_period_rows(catalogue, periods)),
        "catalogue.form_periods": list(_list_form_period_rows(catalogue, as_of)),
    }
    return {name: pa.Table.from_pylist(rows) for name, rows in rows_by_table.items()}


def count_form_periods(catalogue: Catalogue, as_of: date) -> tuple[int, int]:
    """Count the form periods begun and due: the only facts in the tables that depend on a day."""
    rows = list(_list_form_period_rows(catalogue, as_of))
    return sum(row["has_begun"] for row in rows), sum(row["is_due"] for row in rows)


def _list_compared_periods(catalogue: Catalogue) -> list[Period]:
    """List the periods of the programme and of the year before, needed for comparisons."""
    year_before = list_year_periods(catalogue.programme.first_year - 1)
    return [*year_before, *catalogue.list_periods()]


def _build_period_row(catalogue: Catalogue, period: Period) -> dict[str, Any]:
    window_start, window_end = catalogue.calendar.compute_window(period)
    return {
        "period": period.code,
        "grain": str(period.grain),
        "year": period.year,
        "within_year": period.code[4:],
        "window_start": window_start,
        "window_end": window_end,
        "name_vi": period.format_label("vi"),
        "name_en": period.format_label("en"),
    }


def _list_nesting_rows(periods: list[Period]) -> Iterable[dict[str, Any]]:
    """List each period with the parts that fill the period; a period is also its own part."""
    for period in periods:
        for grain in Grain:
            for position, part in enumerate(parts := period.split_into(grain)):
                yield {
                    "period": period.code,
                    "part": part.code,
                    "position": position,
                    "is_last": position == len(parts) - 1,
                }


def _list_term_period_rows(catalogue: Catalogue, periods: list[Period]) -> Iterable[dict[str, Any]]:
    """List each period with the period for which a term counts the figures, by years back."""
    terms = [term for i in catalogue.indicators.values() for term in i.all_terms]
    codes = {period.code for period in periods}
    for years_back in sorted({term.years_back for term in terms}):
        for period in periods:
            later = Period(period.year + years_back, period.grain, period.number)
            if later.code in codes:
                yield {
                    "reported_period": period.code,
                    "years_back": years_back,
                    "period": later.code,
                }


def _list_form_period_rows(catalogue: Catalogue, as_of: date) -> Iterable[dict[str, Any]]:
    for form in catalogue.forms.values():
        for period in catalogue.list_periods(form.frequency):
            due_date = catalogue.compute_due_date(form.form, period)
            yield {
                "form": form.form,
                "period": period.code,
                "window_end": catalogue.calendar.compute_window(period)[1],
                "has_begun": catalogue.calendar.compute_window(period)[0] <= as_of,
                "due_date": due_date,
                "is_due": due_date < as_of,
            }
