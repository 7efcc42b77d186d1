"""`marts.variation`: the figures beyond chance in their series, and the broken rules.

Reads the complete figures and writes the readings down; `expectations.variation` decides. Doubts
about the figures themselves are `core.signals`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from assets.rebuild_context import RebuildContext
from expectations.variation.exact_limits import Law
from expectations.variation.indicator_laws import find_law
from expectations.variation.series_figures import (
    CompleteFigure,
    FigureTable,
    SeriesKey,
    SeriesReading,
    read_series,
)
from expectations.variation.signal_texts import RUNG_TEXTS, describe_signal
from warehouse.catalogue import Catalogue, Indicator
from warehouse.periods import Grain
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

INPUT_TABLES = frozenset({"marts.indicator_values"})

_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)
_MEANINGS = {("higher", 1): "better", ("higher", -1): "worse"}
_MEANINGS |= {("lower", -1): "better", ("lower", 1): "worse"}

# A period of which a report is not due yet takes no part, even if all that came is accepted.
_FIGURES = """
    WITH figures AS NOT MATERIALIZED (
        SELECT
            v.indicator, v.unit, v.level, v.grain, v.period, p.window_end,
            v.numerator, v.denominator, v.value, v.has_doubt,
            v.is_complete AND v.value IS NOT NULL AND p.window_end < (
                SELECT coalesce(min(window_end) FILTER (NOT is_due), 'infinity')
                FROM catalogue.form_periods
            ) AS takes_part
        FROM marts.indicator_values AS v
        INNER JOIN catalogue.indicators AS i USING (indicator)
        INNER JOIN catalogue.periods AS p USING (period)
        WHERE v.grain <> 'nine_months' AND NOT i.is_cumulative AND i.count_kind <> 'stock'
    )

    FROM figures
    SEMI JOIN (FROM figures WHERE takes_part) AS complete USING (indicator, unit)
    ORDER BY indicator, unit, window_end, grain
"""
_Row = dict[str, Any]
_SeriesRows = dict[SeriesKey, dict[Grain, dict[str, _Row]]]
"""The figures that take part, by series, grain and period."""


def build_rows(context: RebuildContext) -> pa.Table:
    """Return the complete figures of every series under a law, with limits and signals."""
    schema = build_arrow_schema(TABLES["marts.variation"])
    rows = list(_build_rows(context.store, context.catalogue))
    rows.sort(key=lambda row: (row["indicator"], row["unit"], row["period"]))
    return pa.Table.from_pylist(rows, schema)


def _build_rows(store: Store, catalogue: Catalogue) -> Iterator[_Row]:
    series, own_grains = _load_series(store, catalogue)
    keys_by_group: dict[tuple[Law, Grain], list[SeriesKey]] = {}
    for key in series:
        law = find_law(catalogue.indicators[key.indicator])
        if law:
            group = (law, own_grains[key.indicator, key.unit])
            keys_by_group.setdefault(group, []).append(key)
    for (law, grain), keys in keys_by_group.items():
        if grain is not Grain.YEAR:
            for reading in read_series(_build_table(law, keys, series, catalogue), grain, keys):
                yield from _list_reading_rows(reading, series, catalogue)


def _load_series(
    store: Store, catalogue: Catalogue
) -> tuple[_SeriesRows, dict[tuple[str, str], Grain]]:
    """Load the complete figures, and the finest grain of each indicator and unit."""
    breaks = list_break_days(catalogue)
    series: _SeriesRows = {}
    own_grains: dict[tuple[str, str], Grain] = {}
    for row in store.query_arrow(_FIGURES).to_pylist():
        owner, grain = (row["indicator"], row["unit"]), Grain(row["grain"])
        finest = own_grains.get(owner, grain)
        own_grains[owner] = min(finest, grain, key=lambda each: each.month_count)
        if row["takes_part"]:
            section = sum(day <= row["window_end"] for day in breaks.get(row["unit"], ()))
            by_grain = series.setdefault(SeriesKey(*owner, section), {})
            by_grain.setdefault(grain, {})[row["period"]] = row
    return series, own_grains


def list_break_days(catalogue: Catalogue) -> dict[str, set[date]]:
    """List the declared days of new series, by unit or area."""
    breaks: dict[str, set[date]] = {}
    for change in catalogue.unit_changes:
        for unit in (change.old_unit, change.new_unit):
            breaks.setdefault(unit, set()).add(change.effective)
    for coverage in catalogue.coverage:
        breaks.setdefault(coverage.area, set()).add(coverage.valid_from)
    return breaks


def _build_table(
    law: Law, keys: list[SeriesKey], series: _SeriesRows, catalogue: Catalogue
) -> FigureTable:
    figures: dict[Grain, dict[SeriesKey, dict[str, CompleteFigure]]] = {
        grain: {} for grain in _GRAINS
    }
    for key in keys:
        for grain, rows in series[key].items():
            figures[grain][key] = {
                period: CompleteFigure(row["numerator"], row["denominator"], row["value"])
                for period, row in rows.items()
            }
    return FigureTable(
        law,
        figures,
        {code: _get_scale(indicator) for code, indicator in catalogue.indicators.items()},
        {grain: [p.code for p in catalogue.list_periods(grain)] for grain in _GRAINS},
    )


def _get_scale(indicator: Indicator) -> tuple[float, float]:
    """Return the factor and the greatest possible value of an indicator."""
    is_share = indicator.kind == "share"
    return float(indicator.factor), float(indicator.factor) if is_share else float("inf")


def _list_reading_rows(
    reading: SeriesReading, series: _SeriesRows, catalogue: Catalogue
) -> Iterator[_Row]:
    rung_vi, rung_en = RUNG_TEXTS[reading.rung]
    places = {p.code: place for place, p in enumerate(catalogue.list_periods(reading.grain))}
    for number, key in enumerate(reading.keys):
        direction = catalogue.indicators[key.indicator].direction
        for period, row in series[key].get(reading.grain, {}).items():
            yield row | {
                "rung": reading.rung,
                "rung_vi": rung_vi,
                "rung_en": rung_en,
                "in_signal": False,
                **_describe_place(reading, (number, places[period]), direction),
            }


def _describe_place(
    reading: SeriesReading, place: tuple[int, int], direction: str
) -> Mapping[str, object]:
    """Return limits and signal of a figure, by its row and column in the judgement."""
    judgement = reading.judgement
    if judgement is None:
        return {}
    limits: dict[str, object] = {
        "mean": float(judgement.mean[place]),
        "lower_limit": float(judgement.low[place]),
        "upper_limit": float(judgement.high[place]),
        "is_trial": bool(judgement.is_trial[place[0], 0]),
        "in_signal": bool(judgement.is_marked[place]),
    }
    if not (rule := judgement.get_rule(place)):
        return limits
    side, length = int(judgement.sides[place]), int(judgement.lengths[place])
    words_vi, words_en = describe_signal(rule, side, length, reading.grain)
    return limits | {
        "signal_rule": rule,
        "signal_side": "up" if side > 0 else "down",
        "signal_periods": length,
        "meaning": _MEANINGS.get((direction, side), "neutral"),
        "words_vi": words_vi,
        "words_en": words_en,
    }
