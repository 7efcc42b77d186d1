"""A whole night over the demo inbox: each planted fault, looked for under its code and in its cell.

Scores planted faults against the findings of the publication, planted gaps against the reports
that are counted as missing, and planted blanks against the errors that blame them. `quality`
prints the tables; how the faults are planted is `pipelines.demo`.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.table import Table

from benchmarks.measure import build_chiso_command, measure_command
from benchmarks.quality_score import QualityScore
from pipelines.demo.demo_inbox import write_inbox
from pipelines.demo.fault_kinds import PlantedFault
from pipelines.demo.plan import plan_inbox
from pipelines.demo.planned_gaps import ReportKey, list_allowed_blanks, list_unsent_reports
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.store import Store

LEAST_SCORE = 0.9
"""The least precision and recall of a code that a rule decides."""
STATISTICAL_CODES: Mapping[str, str] = {
    "W-OUTLIER-001": "statistics: some sound figures lie as far out",
    "W-EMPTY-001": "statistics: a sound report may be empty by chance",
}
"""Codes that no rule decides, with the reason: `LEAST_SCORE` does not bind them."""


class FoundPlace(NamedTuple):
    """A finding of the publication: its file, its code and where it points."""

    file_name: str
    code: str
    element: str | None
    cell: str | None


@dataclass(frozen=True, slots=True)
class CodeScore:
    """The score of a code by place; `beside_count` counts findings in files with another fault."""

    code: str
    kinds: tuple[str, ...]
    score: QualityScore
    beside_count: int

    @property
    def note(self) -> str:
        """What decides the code, and whether the score is below the bound."""
        if self.code in STATISTICAL_CODES:
            return STATISTICAL_CODES[self.code]
        is_low = min(self.score.precision, self.score.recall) < LEAST_SCORE
        return f"BELOW {LEAST_SCORE}" if is_low else "rule"


@dataclass(frozen=True, slots=True)
class NightQuality:
    """The scores of a night: by code, of the missing reports, and of the blanks."""

    code_scores: Sequence[CodeScore]
    missing_score: QualityScore
    blank_count: int
    blamed_count: int

    @property
    def is_good(self) -> bool:
        """Whether no rule is below the bound."""
        lowest = [min(s.score.precision, s.score.recall) for s in self._list_decided_scores()]
        lowest += [self.missing_score.precision, self.missing_score.recall]
        return min(lowest) >= LEAST_SCORE and self.blamed_count == 0

    def _list_decided_scores(self) -> list[CodeScore]:
        return [s for s in self.code_scores if s.code not in STATISTICAL_CODES]

    def build_table(self) -> Table:
        """Build the table of the night."""
        table = Table(
            "code", "planted as", "precision / recall", "found / planted", "decided by",
            title="a whole night: by code and cell",
        )  # fmt: skip
        for code_score in self.code_scores:
            score = code_score.score
            table.add_row(
                code_score.code,
                ", ".join(code_score.kinds),
                str(score),
                f"{score.found_count} / {score.planted_count}",
                code_score.note,
            )
        table.add_section()
        missing = self.missing_score
        counts = f"{missing.found_count} / {missing.planted_count}"
        table.add_row("missing report", "never sent", str(missing), counts, "rule")
        blanks = f"{self.blank_count - self.blamed_count} / {self.blank_count}"
        table.add_row("no error", "blank where allowed", "", blanks, "rule")
        return table


def run_demo_night(catalogue: Catalogue) -> NightQuality:
    """Run a night over the demo's five years in a temporary home and score it."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.create_folders()
        planted_faults = write_inbox(catalogue, home.inbox_folder)
        measure_command(build_chiso_command("nightly", "--home", str(home.root)))
        return score_night(catalogue, home, planted_faults)


def score_night(
    catalogue: Catalogue, home: Home, planted_faults: Sequence[PlantedFault]
) -> NightQuality:
    """Score the publication of a home whose inbox was the demo's."""
    planned_files = plan_inbox(catalogue)
    with Store(home.snapshot_file, read_only=True) as store:
        found_places = store.query_records(FoundPlace, _FOUND_PLACES_SQL)
        missing_reports = set(store.query_rows(_MISSING_REPORTS_SQL))
        blamed = set(store.query_rows(_ERRORS_OF_ELEMENTS_SQL))
    unsent_reports = list_unsent_reports(catalogue, planned_files)
    blanks = list_allowed_blanks(catalogue, planned_files)
    return NightQuality(
        score_codes(planted_faults, found_places),
        _score_sets(unsent_reports, missing_reports),
        len(blanks),
        len(blanks & blamed),
    )


def _score_sets(planted: Set[ReportKey], counted: Set[ReportKey]) -> QualityScore:
    right_count = len(planted & counted)
    return QualityScore(len(planted), len(counted), right_count, right_count)


def score_codes(
    planted_faults: Sequence[PlantedFault], found_places: Iterable[FoundPlace]
) -> list[CodeScore]:
    """Score each planted code by place: the cell, else the element, else the file."""
    places = sorted(set(found_places), key=str)
    codes = sorted({p.expected_code for p in planted_faults if p.expected_code})
    return [_score_code(code, planted_faults, places) for code in codes]


def _score_code(
    code: str, planted_faults: Sequence[PlantedFault], places: Sequence[FoundPlace]
) -> CodeScore:
    """Score a code; a finding is wrong in a sound file, or in the wrong place of a faulty one."""
    of_code = [p for p in planted_faults if p.expected_code == code]
    own_files = {p.file_name for p in of_code}
    other_files = {p.file_name for p in planted_faults} - own_files
    findings = [place for place in places if place.code == code]
    counted = [place for place in findings if place.file_name not in other_files]
    right_count = sum(any(_matches(p, place) for p in of_code) for place in counted)
    found_count = sum(any(_matches(p, place) for place in counted) for p in of_code)
    kinds = tuple(sorted({p.kind for p in of_code}))
    score = QualityScore(len(of_code), len(counted), right_count, found_count)
    return CodeScore(code, kinds, score, len(findings) - len(counted))


def _matches(planted: PlantedFault, place: FoundPlace) -> bool:
    if planted.file_name != place.file_name:
        return False
    if planted.cell and place.cell:
        return planted.cell == place.cell
    return planted.element is None or planted.element == place.element


_FOUND_PLACES_SQL = """
    SELECT DISTINCT s.file_name, f.code, f.element, f.cell
    FROM (
        SELECT submission, code, element, cell FROM core.findings
        UNION ALL SELECT submission, code, element, NULL FROM core.signals
    ) AS f
    INNER JOIN core.submissions AS s USING (submission)
"""
_MISSING_REPORTS_SQL = """
    SELECT r.form, r.unit, r.period
    FROM marts.reporting_rates AS r
    ANTI JOIN core.submissions AS s ON (s.form, s.unit, s.period) = (r.form, r.unit, r.period)
"""
_ERRORS_OF_ELEMENTS_SQL = """
    SELECT form, unit, period, element FROM core.findings
    WHERE severity = 'error' AND element IS NOT NULL
"""
