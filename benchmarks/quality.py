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

from benchmarks.measure import chiso, measure
from benchmarks.outlier_rules import RULES, Flagged, OutlierRule, signals
from benchmarks.planting import (
    Years,
    clean,
    with_copies,
    with_empties,
    with_jumps,
    with_rounding,
    with_slips,
)
from pipelines.demo.faults import Planted
from pipelines.demo.inbox import write_inbox
from pipelines.demo.slips import Slip
from warehouse.catalogue import Catalogue, load
from warehouse.home import Home
from warehouse.store import Store

EACH = 12
"""Slips of a kind in five years of some 14,000 figures."""

REPORT_KINDS: dict[str, tuple[str, Callable[[Years, int], Years]]] = {
    "copied_last": ("W-COPY-001", lambda years, n: with_copies(years, "last", n)),
    "copied_last_year": ("W-COPY-001", lambda years, n: with_copies(years, "last_year", n)),
    "copied_any": ("W-COPY-001", lambda years, n: with_copies(years, "any", n)),
    "emptied": ("W-EMPTY-001", with_empties),
    "rounded": ("N-HEAP-001", with_rounding),
    "stock_jump": ("W-JUMP-001", with_jumps),
}
"""Faults of a report as a whole: the expected code, and the function that plants them."""


@dataclass(frozen=True, slots=True)
class Score:
    """The numbers of planted faults, of findings, and of right findings."""

    planted: int = 0
    told: int = 0
    right: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.planted + other.planted, self.told + other.told, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of right findings in all findings."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """The share of found faults in all planted faults."""
        return self.right / self.planted if self.planted else 1.0

    def __str__(self) -> str:
        return f"{self.precision:.2f} / {self.recall:.2f}"


def scores(years: Years, rules: Mapping[str, OutlierRule] = RULES) -> dict[str, Score]:
    """Score each rule on five years."""
    panels = list(years.panels())
    found: dict[str, Flagged] = {
        name: {flag for form, frame in panels for flag in rule(form, frame)}
        for name, rule in rules.items()
    }
    return {
        name: Score(len(years.planted), len(flagged), len(flagged & set(years.planted)))
        for name, flagged in found.items()
    }


def all_slips(years: Years, each: int) -> Years:
    """Add slips of every kind together."""
    for slip in Slip:
        years = with_slips(years, slip, each)
    return years


def main() -> None:
    """Measure every kind of fault and print three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="times five years")
    options = parser.parse_args()
    console = Console()
    catalogue = load()
    sets = [clean(catalogue, seed) for seed in range(101, 101 + options.seeds)]
    console.print(_slips(sets))
    console.print(_reports(sets))
    console.print(_night(catalogue))


def _slips(sets: list[Years]) -> Table:
    table = Table("slip of a figure", *RULES, title="precision / recall, each kind alone")
    for slip in Slip:
        _add(table, slip.value, [with_slips(years, slip, EACH) for years in sets])
    table.add_section()
    _add(table, "all together", [all_slips(years, EACH) for years in sets])
    values = sum(len(figures) for years in sets for figures in years.reports.values())
    told = _sum(scores(years) for years in sets).values()
    table.add_section()
    table.add_row(
        f"none: told of 1,000 ({values})", *(f"{1000 * score.told / values:.2f}" for score in told)
    )
    return table


def _add(table: Table, name: str, planted: list[Years]) -> None:
    found = _sum(scores(years) for years in planted)
    number = sum(len(years.planted) for years in planted)
    table.add_row(f"{name} ({number})", *map(str, found.values()))


def _reports(sets: list[Years]) -> Table:
    table = Table("fault of a report", "code", "precision / recall")
    for name, (code, plant) in REPORT_KINDS.items():
        rules = {code: partial(signals, code=code)}
        found = _sum(scores(plant(years, EACH), rules) for years in sets)
        table.add_row(f"{name} ({found[code].planted})", code, str(found[code]))
    return table


def _sum(found: Iterable[dict[str, Score]]) -> dict[str, Score]:
    total: dict[str, Score] = {}
    for each in found:
        total = {name: total.get(name, Score()) + score for name, score in each.items()}
    return total


def _night(catalogue: Catalogue) -> Table:
    """Run a night over the demo's five years and score each kind and code."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.prepare()
        planted = write_inbox(catalogue, home.inbox)
        measure(chiso("nightly", "--home", str(home.root)))
        with Store(home.snapshot, read_only=True) as store:
            told = set(store.rows(_TOLD))
    table = Table("fault of a file (a whole night)", "code", "precision / recall")
    for kind, code in sorted({(p.kind, p.expected_code or "") for p in planted}):
        table.add_row(kind.value, code, str(_of_kind(planted, told, kind, code)))
    return table


_TOLD = """
    SELECT DISTINCT s.file_name, f.code
    FROM (
        SELECT submission, code FROM core.findings
        UNION ALL SELECT submission, code FROM core.signals
    ) AS f
    INNER JOIN core.submissions AS s USING (submission)
"""


def _of_kind(planted: list[Planted], told: set[tuple[str, str]], kind: str, code: str) -> Score:
    """Score a kind of fault by files; a finding in a file without a planted fault is wrong."""
    of_kind = {p.file_name for p in planted if (p.kind, p.expected_code) == (kind, code)}
    others = {p.file_name for p in planted} - of_kind
    found = {name for name, told_code in told if told_code == code} - others
    return Score(len(of_kind), len(found), len(found & of_kind))


if __name__ == "__main__":
    main()
