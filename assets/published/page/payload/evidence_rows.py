"""The evidence beside the figures of the page's script: reports owed, signals, progress to targets.

Reports are for both audiences; signals, progress and counts of the quality for the office alone.
May call the floors below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assets.owed_reports import OwedReport
from assets.published.page.quality_table import PAGE_METRICS
from assets.published.page.reporting_grid import list_reporting_units
from warehouse.catalogue import Catalogue
from warehouse.store import Store

_SIGNALS = """
    SELECT indicator, unit, period, words_{lang} AS sentence, meaning
    FROM marts.variation WHERE in_signal AND list_contains($units, unit)
"""
_RUNGS = """
    SELECT indicator, unit, max_by(rung, period) AS rung, max_by(rung_{lang}, period) AS sentence
    FROM marts.variation WHERE list_contains($units, unit) GROUP BY indicator, unit
"""
_PROGRESS = """
    SELECT indicator, unit, period, coalesce(strip, '') AS strip,
        coalesce(strip_{lang}, '') AS sentence,
        periods_open, needed_numerator, expected_denominator, coalesce(reach, '') AS reach
    FROM marts.target_progress WHERE list_contains($units, unit)
"""

_QUALITY_COUNTS = """
    SELECT form, metric, year, numerator, denominator FROM marts.quality_metrics
    WHERE unit = $hub AND value IS NOT NULL AND list_contains($metrics, metric)
    ORDER BY form, metric, year
"""


@dataclass(frozen=True, slots=True)
class _SignalRow:
    indicator: str
    unit: str
    period: str
    sentence: str | None
    meaning: str | None


@dataclass(frozen=True, slots=True)
class _RungRow:
    indicator: str
    unit: str
    rung: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _ProgressRow:
    indicator: str
    unit: str
    period: str
    strip: str
    sentence: str
    periods_open: int | None
    needed_numerator: int | None
    expected_denominator: int | None
    reach: str


def list_page_units(catalogue: Catalogue, areas: Sequence[str]) -> list[str]:
    """List the ids of the areas and of the units of the page."""
    return [*areas, *(unit.unit for unit in list_reporting_units(catalogue))]


def build_report_rows(
    owed_reports: Sequence[OwedReport], places: Mapping[str, int]
) -> list[list[Any]]:
    """List the reports owed: unit, form, period, state, days late, due date."""
    return [
        [
            report.unit,
            report.form,
            places[report.period.code],
            report.report_state,
            report.days_late or 0,
            report.due_date.isoformat(),
        ]
        for report in owed_reports
        if report.period.code in places
    ]


def build_signal_rows(
    store: Store, units: Sequence[str], places: Mapping[str, int], lang: str
) -> list[list[Any]]:
    """List the periods in a signal: indicator, unit, period, words, meaning."""
    rows = store.query_records(_SignalRow, _SIGNALS.format(lang=lang), {"units": list(units)})
    return sorted(
        [row.indicator, row.unit, places[row.period], row.sentence or "", row.meaning or ""]
        for row in rows
        if row.period in places
    )


def build_quality_counts(store: Store, hub: str) -> dict[str, list[float]]:
    """Map form, metric and year of the hub's quality to numerator and denominator."""
    parameters = {"hub": hub, "metrics": list(PAGE_METRICS)}
    return {
        f"{form} {metric} {year}": [numerator, denominator]
        for form, metric, year, numerator, denominator in store.query_rows(
            _QUALITY_COUNTS, parameters
        )
        if denominator is not None
    }


def build_rung_rows(store: Store, units: Sequence[str], lang: str) -> list[list[str]]:
    """List how each series is read: indicator, unit, the rung, in words too."""
    rows = store.query_records(_RungRow, _RUNGS.format(lang=lang), {"units": list(units)})
    return sorted([row.indicator, row.unit, row.rung, row.sentence] for row in rows)


def build_progress_rows(
    store: Store, units: Sequence[str], places: Mapping[str, int], lang: str
) -> list[list[Any]]:
    """List the progress to each target: the strip in words, open periods, numbers needed."""
    rows = store.query_records(_ProgressRow, _PROGRESS.format(lang=lang), {"units": list(units)})
    return sorted(
        [
            row.indicator,
            row.unit,
            places[row.period],
            row.strip,
            row.sentence,
            row.periods_open,
            row.needed_numerator,
            row.expected_denominator,
            row.reach,
        ]
        for row in rows
        if row.period in places
    )
