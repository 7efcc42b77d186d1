"""The parts of an explanation: figure, terms, cells, reports, findings, remarks, corrections.

Records only, named as the columns that fill them; `figure_queries` reads them.
May import no house module.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class FigureKey:
    """A figure: an indicator (`TT02`) or an element (`ward.workers_reached`), unit and period."""

    figure: str
    unit: str
    period: str

    @property
    def is_element(self) -> bool:
        """Whether the figure is an element of a form."""
        return "." in self.figure


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """The published value, how whole it is, and between which bounds it may still change.

    `low` and `high` are null where the missing reports leave no bound.
    """

    value: float | None
    numerator: int | None = None
    denominator: int | None = None
    is_complete: bool = False
    has_doubt: bool = False
    target: float | None = None
    verdict: str | None = None
    null_reason: str | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ExplainedTerm:
    """A term of the formula and its value; `element` is null where units or reports are counted."""

    side: str
    term: int
    measure: str
    form: str | None
    element: str | None
    coefficient: int
    value: int | None


@dataclass(frozen=True, slots=True)
class ExplainedCell:
    """A number of a report: the cell, the file, the sender and the time of receipt."""

    side: str | None
    term: int | None
    form: str
    element: str
    reporting_unit: str
    reported_period: str
    value: int
    submission: str
    file_name: str
    sheet: str | None
    cell: str | None
    raw_text: str | None
    sender: str | None
    received_at: datetime
    decision: str


@dataclass(frozen=True, slots=True)
class CountedReport:
    """A report owed that a term counts, or whose unit a term counts if it `is_living`."""

    side: str
    term: int
    form: str
    reporting_unit: str
    reported_period: str
    is_due: bool
    accepted: bool
    on_time: bool
    is_living: bool


@dataclass(frozen=True, slots=True)
class CellFinding:
    """A finding that stands on one of the cells, or on the whole report of a cell."""

    finding: str
    code: str
    severity: str
    state: str
    submission: str
    sheet: str | None
    cell: str | None
    message_vi: str
    message_en: str | None


@dataclass(frozen=True, slots=True)
class CellRemark:
    """A note of the unit on one of the cells, or on the whole report of a cell."""

    kind: str
    text: str
    submission: str
    sheet: str | None
    cell: str


@dataclass(frozen=True, slots=True)
class CellCorrection:
    """A correction of a cell by the hub; without `value` the corrections before are undone.

    `holds` says whether the figure rests on the number of this correction.
    """

    correction: int
    form: str
    element: str
    reporting_unit: str
    reported_period: str
    reported: int
    expected: int
    value: int | None
    reason: str
    source: str
    made_by: str
    made_at: datetime
    holds: bool


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A report on which the figure rests and which was not accepted."""

    form: str
    reporting_unit: str
    reported_period: str


@dataclass(frozen=True, slots=True)
class BlankAnswer:
    """An element that an accepted report left blank, where its form allows that."""

    form: str
    element: str
    reporting_unit: str
    reported_period: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure and everything that it comes from."""

    key: FigureKey
    figure: PublishedFigure
    terms: list[ExplainedTerm]
    cells: list[ExplainedCell]
    counted_reports: list[CountedReport]
    findings: list[CellFinding]
    remarks: list[CellRemark]
    corrections: list[CellCorrection]
    missing_reports: list[MissingReport]
    blank_answers: list[BlankAnswer]

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain values, for JSON; times stay times."""
        return asdict(self)
