"""False signals and detection of each rung, simulated: what a reader of the charts would see.

Run as `python -m benchmarks.signals`: counts are drawn by chance, limits come from the first 24
months, and each later month is read as it arrives. The judging is that of the nightly run. Fails
if a rung is worse than the figures it was chosen by.
"""

import argparse
import sys
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from expectations.variation.exact_limits import follows_law
from expectations.variation.judgement import judge_series
from expectations.variation.ladder import (
    Rung,
    choose_rung,
    describe_baselines,
    get_baseline_size,
)
from expectations.variation.patterns import BoolArray, FloatArray
from expectations.variation.series_matrix import SeriesMatrix, mark_baseline
from warehouse.periods import Grain

MONTHS, BASELINE = 60, 24
DOUBLING_MONTHS, HALVING_MONTHS = 6, 12
SEED = 20260101
DISPERSIONS = (1.0, 1.5, 2.0, 4.0)
"""Variance by mean: one is chance, more is what people in groups and seasons bring."""


class ErrorRates(NamedTuple):
    """False signals a month, doublings seen within six months, halvings within twelve."""

    false_signals: float
    doubling: float
    halving: float


Judge = Callable[[SeriesMatrix], BoolArray]
"""Where a signal ends, of series of months."""

REFERENCE: dict[float, tuple[ErrorRates, ErrorRates]] = {
    0.2: (ErrorRates(0.157, 0.35, 0.47), ErrorRates(0.015, 0.05, 0.09)),
    0.5: (ErrorRates(0.092, 0.64, 0.54), ErrorRates(0.012, 0.10, 0.18)),
    1: (ErrorRates(0.109, 0.67, 0.50), ErrorRates(0.021, 0.15, 0.22)),
    2: (ErrorRates(0.066, 0.75, 0.60), ErrorRates(0.018, 0.31, 0.40)),
    5: (ErrorRates(0.043, 0.93, 0.86), ErrorRates(0.015, 0.68, 0.74)),
    10: (ErrorRates(0.042, 0.99, 0.97), ErrorRates(0.019, 0.94, 0.93)),
    30: (ErrorRates(0.041, 1.00, 1.00), ErrorRates(0.022, 1.00, 1.00)),
}
"""The figures by which the ladder was chosen, by mean of a month: the NHS's rules, exact limits.

Simulated once, with 2,000 series each; this script repeats the simulation."""
QUARTERLY_REFERENCE = 0.022
"""The same of quarterly sums at a mean of two a month: false signals a quarter."""
FALSE_SLACK, DETECTION_SLACK = 0.003, 0.047
"""What two simulations of 2,000 series differ by chance: three standard errors of a difference."""


def build_count_matrix(counts: FloatArray, grain: Grain = Grain.MONTH) -> SeriesMatrix:
    """Return plain counts as a matrix of series."""
    column = np.ones((len(counts), 1))
    return SeriesMatrix(
        grain, counts, counts, np.full(counts.shape, np.nan), column, column * np.inf
    )


def find_signals(matrix: SeriesMatrix, rung: Rung) -> BoolArray:
    """Find the signals of series that are all on one rung."""
    signals: BoolArray = judge_series(matrix, rung, "poisson").rules != ""
    return signals


def find_ladder_signals(matrix: SeriesMatrix) -> BoolArray:
    """Find the signals from a mean of ten on: exact limits where the law holds, else XmR."""
    size = get_baseline_size(matrix.grain, "law")
    is_lawful = follows_law(matrix, mark_baseline(matrix.values, size), "poisson")
    return np.where(is_lawful[:, None], find_signals(matrix, "law"), find_signals(matrix, "xmr"))


def add_up_quarters(counts: FloatArray) -> FloatArray:
    """Return the quarterly sums of months."""
    return counts.reshape(len(counts), -1, Grain.QUARTER.month_count).sum(axis=2)


class Simulation:
    """Series drawn by chance, repeatable by the seed."""

    def __init__(self, series_count: int, dispersion: float = 1.0) -> None:
        self._random = np.random.default_rng(SEED)
        self._series_count = series_count
        self._dispersion = dispersion

    def draw_counts(self, mean: float, factor: float = 1.0) -> FloatArray:
        """Draw series whose mean changes by a factor after the baseline."""
        means = np.full((self._series_count, MONTHS), float(mean))
        means[:, BASELINE:] *= factor
        if self._dispersion > 1:
            chance = 1 / self._dispersion
            return self._random.negative_binomial(means * chance / (1 - chance), chance).astype(
                float
            )
        return self._random.poisson(means).astype(float)

    def measure(self, judge: Judge, mean: float) -> ErrorRates:
        """Measure the error rates of a way to judge months."""
        quiet, doubled, halved = (
            judge(build_count_matrix(self.draw_counts(mean, factor)))[:, BASELINE:]
            for factor in (1, 2, 0.5)
        )
        return ErrorRates(
            float(quiet.mean()),
            float(doubled[:, :DOUBLING_MONTHS].any(axis=1).mean()),
            float(halved[:, :HALVING_MONTHS].any(axis=1).mean()),
        )

    def measure_quarters(self, mean: float) -> ErrorRates:
        """Measure the error rates of quarterly sums; the periods are still those of months."""
        quiet, doubled, halved = (
            find_signals(
                build_count_matrix(add_up_quarters(self.draw_counts(mean, factor)), Grain.QUARTER),
                "quarterly",
            )[:, BASELINE // 3 :]
            for factor in (1, 2, 0.5)
        )
        return ErrorRates(
            float(quiet.mean()),
            float(doubled[:, : DOUBLING_MONTHS // 3].any(axis=1).mean()),
            float(halved[:, : HALVING_MONTHS // 3].any(axis=1).mean()),
        )


def is_as_good(rates: ErrorRates, reference: ErrorRates) -> bool:
    """Return whether error rates are no worse than a reference, but for the slack."""
    return rates.false_signals <= reference.false_signals + FALSE_SLACK and all(
        rate >= wanted - DETECTION_SLACK
        for rate, wanted in zip(rates[1:], reference[1:], strict=True)
    )


def choose_rung_of_mean(mean: float) -> Rung:
    """Return the rung of series that always show their mean, so far as months can tell."""
    (baseline,) = describe_baselines(
        build_count_matrix(np.full((1, MONTHS), float(mean))), "poisson"
    )
    return choose_rung(baseline, Grain.MONTH, "poisson")


def format_rates(rates: ErrorRates) -> str:
    """Return error rates as a cell of the table."""
    return f"{rates.false_signals:.1%} · {rates.doubling:.0%} · {rates.halving:.0%}"


def print_rungs(console: Console, series_count: int) -> list[str]:
    """Print the error rates by mean and rung; return those worse than the reference."""
    table = Table("mean", "XmR", "XmR then", "exact", "exact then", "quarters", "from 10 on")
    worse = []
    simulation = Simulation(series_count)
    for mean, (xmr_then, exact_then) in REFERENCE.items():
        xmr = simulation.measure(lambda m: find_signals(m, "xmr"), mean)
        exact = simulation.measure(lambda m: find_signals(m, "exact"), mean)
        quarters = simulation.measure_quarters(mean)
        ladder = simulation.measure(find_ladder_signals, mean)
        rung = choose_rung_of_mean(mean)
        checks = {
            "xmr": [("XmR", xmr, xmr_then), ("from 10 on", ladder, xmr_then)],
            "exact": [("exact", exact, exact_then)],
        }.get(rung, [])
        worse += [f"{name} at {mean:g}" for name, now, then in checks if not is_as_good(now, then)]
        rates = (xmr, xmr_then, exact, exact_then, quarters, ladder)
        table.add_row(f"{mean:g}", *map(format_rates, rates))
    console.print(table)
    quarterly = simulation.measure_quarters(2).false_signals
    return worse + ["quarters"] * (quarterly > QUARTERLY_REFERENCE + FALSE_SLACK)


def print_dispersions(console: Console, series_count: int) -> list[str]:
    """Print XmR beside exact limits where counts scatter more than by chance."""
    table = Table("variance ÷ mean", "mean", "XmR", "exact, four rules", "from 10 on")
    worse = []
    for dispersion in DISPERSIONS:
        simulation = Simulation(series_count, dispersion)
        for mean in (10, 20, 60):
            xmr = simulation.measure(lambda m: find_signals(m, "xmr"), mean)
            law = simulation.measure(lambda m: find_signals(m, "law"), mean)
            ladder = simulation.measure(find_ladder_signals, mean)
            if not is_as_good(ladder, xmr):
                worse.append(f"from 10 on at {mean}, dispersion {dispersion:g}")
            table.add_row(f"{dispersion:g}", f"{mean}", *map(format_rates, (xmr, law, ladder)))
    console.print(table)
    return worse


def main() -> int:
    """Print both tables; exit with 1 if a rung is worse than it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=2000)
    series_count = parser.parse_args().series
    console = Console(width=140)
    console.print("false signals a period · doubling seen in 6 months · halving in 12")
    worse = print_rungs(console, series_count) + print_dispersions(console, series_count)
    for name in worse:
        console.print(f"worse than it must be: {name}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
