"""Planted faults of every kind: the share of found faults and the share of right findings.

Run as `python -m benchmarks.quality`: slips of figures by our rule and two peers' on the same
data; reports copied, emptied, rounded; and a whole night over the demo inbox.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from rich.console import Console
from rich.table import Table

from benchmarks.night_quality import STATISTICAL_CODES, run_demo_night
from benchmarks.outlier_rules import OUTLIER_RULES, FlagSet, OutlierRule, flag_signals
from benchmarks.planting import (
    SyntheticYears,
    make_sound_years,
    plant_copies,
    plant_empties,
    plant_jumps,
    plant_rounding,
    plant_slips,
)
from benchmarks.quality_score import QualityScore
from pipelines.demo.slips import Slip
from warehouse.catalogue import load_catalogue

SLIPS_PER_KIND = 12
"""Slips of a kind in five years of some 14,000 figures."""

REPORT_KINDS: dict[str, tuple[str, Callable[[SyntheticYears, int], SyntheticYears]]] = {
    "copied_last": ("W-COPY-001", lambda years, n: plant_copies(years, "last", n)),
    "copied_last_year": ("W-COPY-001", lambda years, n: plant_copies(years, "last_year", n)),
    "copied_any": ("W-COPY-001", lambda years, n: plant_copies(years, "any", n)),
    "emptied": ("W-EMPTY-001", plant_empties),
    "rounded": ("N-HEAP-001", plant_rounding),
    "stock_jump": ("W-JUMP-001", plant_jumps),
}
"""Faults of a report as a whole: the expected code, and the function that plants them."""


def score_rules(
    years: SyntheticYears, rules: Mapping[str, OutlierRule] = OUTLIER_RULES
) -> dict[str, QualityScore]:
    """Score each rule on five years."""
    panels = list(years.build_panels())
    flags_by_rule: dict[str, FlagSet] = {
        name: {flag for form, frame in panels for flag in rule(form, frame)}
        for name, rule in rules.items()
    }
    return {
        name: QualityScore(
            len(years.planted_slips),
            len(flags),
            len(flags & set(years.planted_slips)),
            len(flags & set(years.planted_slips)),
        )
        for name, flags in flags_by_rule.items()
    }


def plant_all_slips(years: SyntheticYears, slips_per_kind: int) -> SyntheticYears:
    """Add slips of every kind together."""
    for slip in Slip:
        years = plant_slips(years, slip, slips_per_kind)
    return years


def main() -> int:
    """Measure every kind of fault, print three tables, and return 1 below a rule's bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="times five years")
    options = parser.parse_args()
    console = Console()
    catalogue = load_catalogue()
    year_sets = [make_sound_years(catalogue, seed) for seed in range(101, 101 + options.seeds)]
    console.print(_build_slip_table(year_sets))
    console.print(_build_report_table(year_sets))
    night_quality = run_demo_night(catalogue)
    console.print(night_quality.build_table())
    return 0 if night_quality.is_good else 1


def _build_slip_table(year_sets: list[SyntheticYears]) -> Table:
    table = Table("slip of a figure", *OUTLIER_RULES, title="precision / recall, each kind alone")
    for slip in Slip:
        _add_score_row(
            table, slip.value, [plant_slips(years, slip, SLIPS_PER_KIND) for years in year_sets]
        )
    table.add_section()
    _add_score_row(
        table, "all together", [plant_all_slips(years, SLIPS_PER_KIND) for years in year_sets]
    )
    values = sum(len(figures) for years in year_sets for figures in years.reports.values())
    sound_scores = _sum_scores(score_rules(years) for years in year_sets).values()
    table.add_section()
    table.add_row(
        f"none: told of 1,000 ({values})",
        *(f"{1000 * score.signal_count / values:.2f}" for score in sound_scores),
    )
    return table


def _add_score_row(table: Table, name: str, year_sets: list[SyntheticYears]) -> None:
    score_by_rule = _sum_scores(score_rules(years) for years in year_sets)
    number = sum(len(years.planted_slips) for years in year_sets)
    table.add_row(f"{name} ({number})", *map(str, score_by_rule.values()))


def _build_report_table(year_sets: list[SyntheticYears]) -> Table:
    table = Table("fault of a report", "code", "precision / recall", "decided by")
    for name, (code, plant) in REPORT_KINDS.items():
        rules = {code: partial(flag_signals, code=code)}
        score_by_rule = _sum_scores(
            score_rules(plant(years, SLIPS_PER_KIND), rules) for years in year_sets
        )
        table.add_row(
            f"{name} ({score_by_rule[code].planted_count})",
            code,
            str(score_by_rule[code]),
            STATISTICAL_CODES.get(code, "rule"),
        )
    return table


def _sum_scores(score_sets: Iterable[dict[str, QualityScore]]) -> dict[str, QualityScore]:
    score_by_rule: dict[str, QualityScore] = {}
    for score_set in score_sets:
        score_by_rule = {
            name: score_by_rule.get(name, QualityScore()) + score
            for name, score in score_set.items()
        }
    return score_by_rule


if __name__ == "__main__":
    sys.exit(main())
