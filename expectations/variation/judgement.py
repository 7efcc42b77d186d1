"""The judgement of series: limits of a rung, and the broken rule of each period.

One rung at a time, one series per row. Of several rules the first in the order of `RULES` counts,
as in the NHS's charts. Calls the other modules of this package, `signal_texts` aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from expectations.variation.exact_limits import ExactLimits, Law, compute_exact_limits
from expectations.variation.ladder import Rung, get_baseline_size
from expectations.variation.patterns import (
    CLOSE_WINDOW,
    TREND_LENGTH,
    BoolArray,
    FloatArray,
    IntArray,
    compare_with,
    cover_patterns,
    find_close_pairs,
    find_outside,
    find_runs,
    find_step_directions,
    measure_runs,
    measure_trends,
)
from expectations.variation.series_matrix import SeriesMatrix, mark_baseline
from expectations.variation.xmr_limits import XmrLimits, compute_xmr_limits

Rule = Literal["outside", "trend", "two_of_three", "run"]
RULES: tuple[Rule, ...] = ("outside", "trend", "two_of_three", "run")
"""The rules, those that count first before the others."""
_FOUR_RULES: tuple[Rung, ...] = ("law", "xmr")


@dataclass(frozen=True, slots=True)
class RulePattern:
    """Where a rule is broken: the last periods, the side (1 up, -1 down), the number of periods."""

    ends: BoolArray
    sides: IntArray
    lengths: IntArray
    is_marked: BoolArray


@dataclass(frozen=True, slots=True)
class Judgement:
    """Limits and broken rules of each period; `rules` is empty without news.

    `lengths` counts the periods of a signal, the period itself being the last; `is_marked` are the
    periods that belong to a signal, of their own or of a later period. The limits are on trial
    until the baseline is whole.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    rules: npt.NDArray[np.str_]
    sides: IntArray
    lengths: IntArray
    is_marked: BoolArray
    is_trial: BoolArray

    def get_rule(self, place: tuple[int, int]) -> Rule | None:
        """Return the broken rule of a period, by row and column; none without news."""
        return next((rule for rule in RULES if rule == self.rules[place]), None)


def judge_series(matrix: SeriesMatrix, rung: Rung, law: Law) -> Judgement:
    """Judge series by the limits and rules of a rung.

    Args:
        matrix: the series, all of one rung.
        rung: `law`, `xmr`, `exact` or `quarterly`.
        law: how the counts vary by chance.
    """
    size = get_baseline_size(matrix.grain, rung)
    is_baseline = mark_baseline(matrix.values, size)
    is_trial = is_baseline.sum(axis=1, keepdims=True) < size
    if rung == "xmr":
        return _judge_by_xmr(matrix, compute_xmr_limits(matrix.values, is_baseline), is_trial)
    limits = compute_exact_limits(matrix, is_baseline, law)
    return _judge_exactly(matrix, limits, is_trial, has_four_rules=rung in _FOUR_RULES)


def _judge_by_xmr(matrix: SeriesMatrix, limits: XmrLimits, is_trial: BoolArray) -> Judgement:
    values = matrix.values
    even_chances = np.full(values.shape, 0.5)
    patterns: dict[Rule, RulePattern] = {
        "outside": _find_outside_pattern(values, limits),
        "trend": _find_trend_pattern(values),
        "two_of_three": _find_close_pattern(values, limits),
        "run": _find_run_pattern(compare_with(values, limits.mean), even_chances),
    }
    low, high = np.maximum(limits.low, 0), np.minimum(limits.high, matrix.ceilings)
    lines = [np.where(np.isnan(values), np.nan, line) for line in (limits.mean, low, high)]
    return _join_patterns(patterns, lines, is_trial)


def _judge_exactly(
    matrix: SeriesMatrix, limits: ExactLimits, is_trial: BoolArray, *, has_four_rules: bool
) -> Judgement:
    counts = matrix.numerators
    sides = compare_with(counts, limits.mean)
    side_chances = np.where(sides > 0, limits.chance_above, limits.chance_below)
    patterns: dict[Rule, RulePattern] = {
        "outside": _find_outside_pattern(counts, limits),
        "run": _find_run_pattern(sides, side_chances),
    }
    if has_four_rules:
        patterns["trend"] = _find_trend_pattern(matrix.values)
        patterns["two_of_three"] = _find_close_pattern(counts, limits)
    is_share = ~np.isnan(matrix.denominators)
    scale = np.where(is_share, matrix.factors / matrix.denominators, matrix.factors)
    lines = [line * scale for line in (limits.mean, limits.low, limits.high)]
    return _join_patterns(patterns, lines, is_trial)


def _find_outside_pattern(values: FloatArray, limits: XmrLimits | ExactLimits) -> RulePattern:
    outside = find_outside(values, limits.low, limits.high)
    return RulePattern(outside != 0, outside, np.abs(outside), outside != 0)


def _find_trend_pattern(values: FloatArray) -> RulePattern:
    lengths = measure_trends(values)
    ends = lengths >= TREND_LENGTH
    return RulePattern(ends, find_step_directions(values), lengths, cover_patterns(ends, lengths))


def _find_close_pattern(values: FloatArray, limits: XmrLimits | ExactLimits) -> RulePattern:
    outside = find_outside(values, limits.low, limits.high)
    near = find_outside(values, limits.near_low, limits.near_high)
    sides, is_close = compare_with(values, limits.mean), (near != 0) & (outside == 0)
    ends, lengths = find_close_pairs(is_close, sides), np.full(values.shape, CLOSE_WINDOW)
    return RulePattern(ends, sides, lengths, cover_patterns(ends, lengths) & is_close)


def _find_run_pattern(sides: IntArray, side_chances: FloatArray) -> RulePattern:
    ends, lengths = find_runs(sides, side_chances), measure_runs(sides)
    return RulePattern(ends, sides, lengths, cover_patterns(ends, lengths))


def _join_patterns(
    patterns: Mapping[Rule, RulePattern], lines: Sequence[FloatArray], is_trial: BoolArray
) -> Judgement:
    """Join the patterns: the first in the order of the rules counts."""
    rules = [rule for rule in RULES if rule in patterns]
    in_order = [patterns[rule] for rule in rules]
    ends = [pattern.ends for pattern in in_order]
    mean, low, high = lines
    return Judgement(
        mean,
        low,
        high,
        rules=np.select(ends, [np.array(rule) for rule in rules], ""),
        sides=np.select(ends, [pattern.sides for pattern in in_order], 0),
        lengths=np.select(ends, [pattern.lengths for pattern in in_order], 0),
        is_marked=np.logical_or.reduce([pattern.is_marked for pattern in in_order]),
        is_trial=is_trial,
    )
