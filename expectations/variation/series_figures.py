"""The complete figures of series, and the reading of each series on a rung.

Figures in, readings out: groups series by grain and rung and has each group judged. Calls the
other modules of this package; reads no table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from expectations.variation.exact_limits import Law
from expectations.variation.judgement import Judgement, judge_series
from expectations.variation.ladder import (
    Baseline,
    Rung,
    choose_quarterly_rung,
    choose_rung,
    describe_baselines,
)
from expectations.variation.series_matrix import SeriesMatrix
from warehouse.periods import Grain

_WITHOUT_LIMITS: tuple[Rung, ...] = ("yearly", "short")


class SeriesKey(NamedTuple):
    """A series: an indicator of a unit, numbered anew after each declared break."""

    indicator: str
    unit: str
    section: int


class CompleteFigure(NamedTuple):
    """A complete figure of a period; a plain count has no denominator."""

    numerator: int
    denominator: int | None
    value: float


FiguresByPeriod = Mapping[str, CompleteFigure]
"""The complete figures of a series, by the code of the period."""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The complete figures of series of one law, by grain.

    `scales` are factor and greatest value of an indicator; `periods` the periods of a grain in
    order, without gaps.
    """

    law: Law
    figures: Mapping[Grain, Mapping[SeriesKey, FiguresByPeriod]]
    scales: Mapping[str, tuple[float, float]]
    periods: Mapping[Grain, list[str]]

    def build_matrix(self, keys: list[SeriesKey], grain: Grain) -> SeriesMatrix:
        """Build the rows of some series; a series without a figure of the grain is all null."""
        places = {period: place for place, period in enumerate(self.periods[grain])}
        cells = np.full((3, len(keys), len(places)), np.nan)
        for row, key in enumerate(keys):
            for period, figure in self.figures[grain].get(key, {}).items():
                cells[:, row, places[period]] = [
                    np.nan if number is None else number for number in figure
                ]
        numerators, denominators, values = cells
        scales = np.array([self.scales[key.indicator] for key in keys]).reshape(-1, 2)
        return SeriesMatrix(grain, values, numerators, denominators, scales[:, :1], scales[:, 1:])


@dataclass(frozen=True, slots=True)
class SeriesReading:
    """Series on one rung, in the order of the judgement's rows; without limits, no judgement."""

    rung: Rung
    grain: Grain
    keys: list[SeriesKey]
    judgement: Judgement | None = None


def read_series(table: FigureTable, grain: Grain, keys: list[SeriesKey]) -> Iterator[SeriesReading]:
    """Read series of one grain by rung; small counts by the quarter or the year."""
    for rung, members in _group_by_rung(table, grain, keys).items():
        if rung == "quarterly" and grain is Grain.MONTH:
            yield from _read_quarters(table, members)
        else:
            yield _read_rung(table, rung, grain, members)


def _read_quarters(table: FigureTable, keys: list[SeriesKey]) -> Iterator[SeriesReading]:
    groups: dict[Rung, list[SeriesKey]] = {}
    for key, baseline in _describe(table, Grain.QUARTER, keys):
        groups.setdefault(choose_quarterly_rung(baseline), []).append(key)
    for rung, members in groups.items():
        yield _read_rung(table, rung, Grain.QUARTER, members)


def _group_by_rung(
    table: FigureTable, grain: Grain, keys: list[SeriesKey]
) -> dict[Rung, list[SeriesKey]]:
    groups: dict[Rung, list[SeriesKey]] = {}
    for key, baseline in _describe(table, grain, keys):
        groups.setdefault(choose_rung(baseline, grain, table.law), []).append(key)
    return groups


def _describe(
    table: FigureTable, grain: Grain, keys: list[SeriesKey]
) -> Iterator[tuple[SeriesKey, Baseline]]:
    yield from zip(
        keys, describe_baselines(table.build_matrix(keys, grain), table.law), strict=True
    )


def _read_rung(
    table: FigureTable, rung: Rung, grain: Grain, keys: list[SeriesKey]
) -> SeriesReading:
    if rung in _WITHOUT_LIMITS:
        return SeriesReading(rung, Grain.YEAR if rung == "yearly" else grain, keys)
    judgement = judge_series(table.build_matrix(keys, grain), rung, table.law)
    return SeriesReading(rung, grain, keys, judgement)
