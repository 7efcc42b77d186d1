"""Planted faults of every kind: the share of found faults and the share of right findings.

Run as `python -m benchmarks.quality`: slips of figures by our rule and two peers' on the same
data; reports copied, emptied, rounded; and a whole night over the demo inbox.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.measure import build_chiso_command, measure_command
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
from pipelines.demo.demo_inbox import write_inbox
from pipelines.demo.fault_kinds import PlantedFault
from pipelines.demo.slips import Slip
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.home import Home
from warehouse.store import Store

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


@dataclass(frozen=True, slots=True)
class QualityScore:
    """The numbers of planted faults, of findings, and of right findings."""

    planted_count: int = 0
    signal_count: int = 0
    right_count: int = 0

    def __add__(self, other: "QualityScore") -> "QualityScore":
        return QualityScore(
            self.planted_count + other.planted_count,
            self.signal_count + other.signal_count,
            self.right_count + other.right_count,
        )

    @property
    def precision(self) -> float:
        """The share of right findings in all findings."""
        return self.right_count / self.signal_count if self.signal_count else 1.0

    @property
    def recall(self) -> float:
        """The share of found faults in all planted faults."""
        return self.right_count / self.planted_count if self.planted_count else 1.0

    def __str__(self) -> str:
        return f"{self.precision:.2f} / {self.recall:.2f}"


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
            len(years.planted_slips), len(flags), len(flags & set(years.planted_slips))
        )
        for name, flags in flags_by_rule.items()
    }


def plant_all_slips(years: SyntheticYears, slips_per_kind: int) -> SyntheticYears:
    """Add slips of every kind together."""
    for slip in Slip:
        years = plant_slips(years, slip, slips_per_kind)
    return years


def main() -> None:
    """Measure every kind of fault and print three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="times five years")
    options = parser.parse_args()
    console = Console()
    catalogue = load_catalogue()
    year_sets = [make_sound_years(catalogue, seed) for seed in range(101, 101 + options.seeds)]
    console.print(_build_slip_table(year_sets))
    console.print(_build_report_table(year_sets))
    console.print(_build_night_table(catalogue))


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
    table = Table("fault of a report", "code", "precision / recall")
    for name, (code, plant) in REPORT_KINDS.items():
        rules = {code: partial(flag_signals, code=code)}
        score_by_rule = _sum_scores(
            score_rules(plant(years, SLIPS_PER_KIND), rules) for years in year_sets
        )
        table.add_row(
            f"{name} ({score_by_rule[code].planted_count})", code, str(score_by_rule[code])
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


def _build_night_table(catalogue: Catalogue) -> Table:
    """Run a night over the demo's five years and score each kind and code."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.create_folders()
        planted_faults = write_inbox(catalogue, home.inbox_folder)
        measure_command(build_chiso_command("nightly", "--home", str(home.root)))
        with Store(home.snapshot_file, read_only=True) as store:
            finding_codes = set(store.query_rows(_FINDING_CODES_SQL))
    table = Table("fault of a file (a whole night)", "code", "precision / recall")
    for kind, code in sorted({(p.kind, p.expected_code or "") for p in planted_faults}):
        table.add_row(
            kind.value, code, str(_score_fault_kind(planted_faults, finding_codes, kind, code))
        )
    return table


_FINDING_CODES_SQL = """
    SELECT DISTINCT s.file_name, f.code
    FROM (
        SELECT submission, code FROM core.findings
        UNION ALL SELECT submission, code FROM core.signals
    ) AS f
    INNER JOIN core.submissions AS s USING (submission)
"""


def _score_fault_kind(
    planted_faults: list[PlantedFault], finding_codes: set[tuple[str, str]], kind: str, code: str
) -> QualityScore:
    """Score a kind of fault by files; a finding in a file without a planted fault is wrong."""
    of_kind = {p.file_name for p in planted_faults if (p.kind, p.expected_code) == (kind, code)}
    other_files = {p.file_name for p in planted_faults} - of_kind
    flagged_files = {name for name, found_code in finding_codes if found_code == code} - other_files
    return QualityScore(len(of_kind), len(flagged_files), len(flagged_files & of_kind))


if __name__ == "__main__":
    main()
