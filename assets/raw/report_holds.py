"""The new reports waiting for the officer: from unknown senders, or with large changes.

Judged once, at intake, against what is in force then; `raw.holds` keeps the reasons. Values only:
`intake` stores the result, `hold_decisions` says what becomes of a held report.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from assets.outbox.hold_decisions import HOLDS_TABLE, STOPPED_SUBMISSIONS
from assets.raw.file_senders import find_binding, find_sender_fault, list_unit_bindings
from assets.raw.intake_order import SUBMISSIONS_IN_ORDER
from assets.raw.submission import Submission
from warehouse.catalogue import Catalogue
from warehouse.forms.report import Report
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

REPLACEMENTS_TABLE = "raw.replacements"
ReportKey = tuple[str, str, str]
"""Form, unit and period."""
_ACCEPTABLE = f"""
    FROM {SUBMISSIONS_IN_ORDER} AS s
    WHERE decision IS NULL AND unit IS NOT NULL
        AND NOT EXISTS (
            FROM raw.findings AS f WHERE f.submission = s.submission AND severity = 'error')
        AND submission NOT IN ({STOPPED_SUBMISSIONS})
        AND submission NOT IN (SELECT earlier_submission FROM raw.renewed_decisions)
"""
_EARLIER_REPORTS = f"""
    SELECT form, unit, period, received_at, intake_order, submission, content_sha256 {_ACCEPTABLE}
        AND list_contains(?, period)
"""
_UNIT_SENDERS = f"SELECT DISTINCT unit, coalesce(sender, 'inbox') {_ACCEPTABLE}"
_INTAKE_ORDERS = """
    SELECT sha256, min(rowid) FROM raw.submissions
    WHERE sha256 IN (SELECT unnest(?)) GROUP BY sha256
"""
_VALUES = "SELECT element, value FROM raw.cells WHERE submission = ? AND value IS NOT NULL"


class AcceptableReport(NamedTuple):
    """A report in order: the time of receipt, the order of intake, and a hash of the values."""

    received_at: datetime
    intake_order: int
    submission: str
    content_sha256: str | None

    @property
    def order(self) -> tuple[datetime, int, str]:
        """The key by which one report came later than another."""
        return self.received_at, self.intake_order, self.submission


@dataclass(frozen=True, slots=True)
class HoldJudgement:
    """The rows of `raw.holds` and `raw.replacements` of a batch."""

    holds: list[dict[str, object]] = field(default_factory=list)
    replacements: list[dict[str, object]] = field(default_factory=list)

    def build_tables(self) -> dict[str, pa.Table]:
        """Build the rows to append, by table."""
        return {
            name: pa.Table.from_pylist(rows, build_arrow_schema(TABLES[name]))
            for name, rows in (
                (HOLDS_TABLE, self.holds),
                (REPLACEMENTS_TABLE, self.replacements),
            )
            if rows
        }


def append_judgement(
    catalogue: Catalogue, register: Store, submissions: Sequence[Submission]
) -> None:
    """Append which of the new reports wait, and which replace another; they are not stored yet."""
    judgement = judge_submissions(catalogue, register, submissions)
    for table, rows in judgement.build_tables().items():
        register.append_rows(table, rows)


def judge_submissions(
    catalogue: Catalogue, register: Store, submissions: Sequence[Submission]
) -> HoldJudgement:
    """Return which new submissions wait and which replace another, judged in order of receipt.

    The register does not hold them yet.
    """
    placed = [s for s in submissions if s.report and _find_key(s.report)]
    placed.sort(key=lambda s: s.delivery.received_at)  # stable: else in the order of intake
    judgement = HoldJudgement()
    if not placed:
        return judgement
    periods = {s.report.period for s in placed if s.report and s.report.period}
    history = _ReportHistory(register, periods, [s.sha256 for s in placed])
    for submission in placed:
        reasons = _judge_report(catalogue, history, judgement, submission)
        judgement.holds.extend(
            {
                "submission": submission.submission,
                "reason": reason,
                "held_at": submission.delivery.received_at,
            }
            for reason in reasons
        )
    return judgement


def _find_key(report: Report) -> ReportKey | None:
    if report.form and report.unit and report.period:
        return report.form, report.unit, report.period
    return None


def _judge_report(
    catalogue: Catalogue,
    history: "_ReportHistory",
    judgement: HoldJudgement,
    submission: Submission,
) -> list[str]:
    """Return why a report must wait, and note the replaced report."""
    report = submission.report
    key = _find_key(report) if report else None
    assert report is not None, "only placed reports are judged"
    assert key is not None, "only placed reports are judged"
    bindings = list_unit_bindings(catalogue, key[1])
    fault = find_sender_fault(submission.sender, bindings) if bindings else None
    reasons = [fault] if fault else []
    binding = find_binding(submission.sender, bindings)
    if binding and binding.signature == "required" and not submission.delivery.signature:
        reasons.append("unsigned")
    if any(finding.severity == "error" for finding in submission.findings):
        return reasons
    own = history.place_report(submission, report)
    earlier = history.find_in_force(key, own)
    if earlier and earlier.content_sha256 != own.content_sha256:
        judgement.replacements.append(
            {
                "submission": own.submission,
                "replaced": earlier.submission,
                "replaced_at": own.received_at,
            }
        )
        if not bindings and not history.knows_sender(key[1], submission):
            reasons.append("new_sender")
        if _changes_much(catalogue, history.get_values(earlier.submission), _get_values(report)):
            reasons.append("large_change")
    if not reasons:
        history.add_report(key, own, submission, report)
    return reasons


def _get_values(report: Report) -> dict[str, int]:
    pairs = zip(report.cells.element, report.cells.value, strict=True)
    return {element: value for element, value in pairs if value is not None}


def _changes_much(catalogue: Catalogue, old: dict[str, int], new: dict[str, int]) -> bool:
    """Return whether any value moves beyond the limit; a value that is not there counts as 0."""
    limit = catalogue.programme.replacement
    return limit is not None and any(
        limit.is_exceeded(old.get(element, 0), new.get(element, 0)) for element in old | new
    )


def _query_intake_orders(register: Store, hashes: Sequence[str]) -> dict[str, int]:
    """Map each file to its place in the order of intake; new files follow those of the register."""
    orders: dict[str, int] = dict(register.query_rows(_INTAKE_ORDERS, [list(hashes)]))
    ((next_order,),) = register.query_rows(
        "SELECT coalesce(max(rowid), -1) + 1 FROM raw.submissions"
    )
    for position, sha256 in enumerate(hashes):
        orders.setdefault(sha256, next_order + position)
    return orders


class _ReportHistory:
    """The acceptable reports of the register for some periods, and those of the batch so far."""

    def __init__(self, register: Store, periods: set[str], hashes: Sequence[str]) -> None:
        """Read the reports of the periods; `hashes` are the files of the batch in order."""
        self._register = register
        self._intake_orders = _query_intake_orders(register, hashes)
        self._reports: dict[ReportKey, list[AcceptableReport]] = defaultdict(list)
        self._senders: set[tuple[str, str]] = set(register.query_rows(_UNIT_SENDERS))
        self._values: dict[str, dict[str, int]] = {}
        self._new_reports: dict[str, Report] = {}
        for form, unit, period, *report in register.query_rows(_EARLIER_REPORTS, [sorted(periods)]):
            self._reports[form, unit, period].append(AcceptableReport(*report))

    def place_report(self, submission: Submission, report: Report) -> AcceptableReport:
        """Return a report of the batch with its place in the order."""
        return AcceptableReport(
            submission.delivery.received_at,
            self._intake_orders[submission.sha256],
            submission.submission,
            report.content_sha256,
        )

    def find_in_force(self, key: ReportKey, own: AcceptableReport) -> AcceptableReport | None:
        """Find the report that is in force when another one comes."""
        return max((r for r in self._reports[key] if r.order < own.order), default=None)

    def knows_sender(self, unit: str, submission: Submission) -> bool:
        """Return whether a sender has sent an acceptable report of the unit before."""
        sender = submission.sender
        return sender.is_recognisable and (unit, sender.name) in self._senders

    def get_values(self, submission: str) -> dict[str, int]:
        """Return the values of a report by element."""
        if report := self._new_reports.get(submission):
            return _get_values(report)
        if submission not in self._values:
            self._values[submission] = dict(self._register.query_rows(_VALUES, [submission]))
        return self._values[submission]

    def add_report(
        self, key: ReportKey, own: AcceptableReport, submission: Submission, report: Report
    ) -> None:
        """Add a report of the batch that is not held."""
        self._reports[key].append(own)
        self._senders.add((key[1], submission.sender.name))
        self._new_reports[own.submission] = report
