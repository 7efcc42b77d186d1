"""The rows of the indicators of the programme's areas, for one of the two audiences.

The office's rows are exact and say which of them are public; the public rows are those of
`marts.public_values`, where disclosure control has decided. Rows in, rows out; `indicator_series`
builds the series. May call expectations and warehouse.
"""

from enum import StrEnum

import pandas as pd

from assets.charts.chart_areas import find_chart_areas
from assets.public_columns import PUBLIC_COLUMNS
from warehouse.catalogue import Catalogue
from warehouse.catalogue.sensitivity import is_sensitive_indicator
from warehouse.store import Store

AREA_COLUMNS = PUBLIC_COLUMNS["marts.indicator_values"]
"""The columns that a series and a page read; a page reads none that is not public."""

SUPPRESSED_COLUMN = "suppressed"
"""The column of the public rows that marks a value that is not public."""
_OF_UNITS = "WHERE unit IN (SELECT unnest($units))"
_OFFICE_ROWS = f"""
    (FROM marts.indicator_values {_OF_UNITS}) AS v
    LEFT JOIN (
        SELECT indicator, unit, period, suppressed AS is_hidden, hide_reason
        FROM marts.public_values {_OF_UNITS}
    ) USING (indicator, unit, period)
"""
"""The exact rows, each with what the public row says; a row without one is not public."""


class Audience(StrEnum):
    """Who reads a page: the office, with exact counts, or everybody."""

    OFFICE = "office"
    PUBLIC = "public"


def load_area_rows(catalogue: Catalogue, store: Store, audience: Audience) -> pd.DataFrame:
    """Load the rows for an audience: the office's from the warehouse, or the public tables'."""
    if audience is Audience.OFFICE:
        return load_office_rows(catalogue, store)
    columns = ", ".join((*AREA_COLUMNS, SUPPRESSED_COLUMN))
    rows = store.query_frame(f"SELECT {columns} FROM marts.indicator_values")
    return rows.assign(is_public=True)


def load_office_rows(catalogue: Catalogue, store: Store) -> pd.DataFrame:
    """Load the exact rows of the areas, each marked as public or not, and why it is not."""
    return _query_area_rows(
        catalogue,
        store,
        _OFFICE_ROWS,
        *("false AS suppressed", "is_hidden IS FALSE AS is_public", "hide_reason"),
    )


def load_public_rows(catalogue: Catalogue, store: Store) -> pd.DataFrame:
    """Load the public rows of the areas from the warehouse; what could be found out is hidden."""
    rows = _query_area_rows(
        catalogue, store, f"(FROM marts.public_values {_OF_UNITS})", SUPPRESSED_COLUMN
    )
    return _withhold_doubts(rows, catalogue).assign(is_public=True)


def _query_area_rows(
    catalogue: Catalogue, store: Store, selection: str, *more_columns: str
) -> pd.DataFrame:
    chart_areas = find_chart_areas(catalogue)
    units = [unit.unit for unit in (chart_areas.hub, chart_areas.successor) if unit]
    rows = store.query_frame(
        f"SELECT {', '.join((*AREA_COLUMNS, *more_columns))} FROM {selection} "
        "ORDER BY indicator, grain, period, unit",
        {"units": units},
    )
    area_by_period = {
        p.code: chart_areas.find_area(catalogue, p).unit for p in catalogue.list_periods()
    }
    return rows[rows["unit"] == rows["period"].map(area_by_period)]


def _withhold_doubts(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Remove what follows from counts that are not public: a doubt, a verdict, a reason.

    A check compares the counts of units and of short periods: whether it doubts a sensitive value
    depends on counts that are hidden.
    """
    sensitive_codes = [
        code
        for code, indicator in catalogue.indicators.items()
        if is_sensitive_indicator(indicator, catalogue.forms)
    ]
    is_sensitive = rows["indicator"].isin(sensitive_codes)
    is_doubted = is_sensitive & (rows["null_reason"] == "open_doubt")
    is_suppressed = rows[SUPPRESSED_COLUMN].astype(bool) | is_doubted
    return rows.assign(
        suppressed=is_suppressed,
        numerator=rows["numerator"].mask(is_suppressed),
        denominator=rows["denominator"].mask(is_suppressed),
        has_doubt=rows["has_doubt"].mask(is_sensitive, other=False),
        verdict=rows["verdict"].mask(is_sensitive, other=None),
        null_reason=rows["null_reason"].mask(is_suppressed, other=None),
    )
