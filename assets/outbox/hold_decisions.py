"""`raw.holds` and `raw.hold_decisions`: reports that wait for the officer, and what was decided.

Both are append-only. The intake holds a report; an officer accepts or rejects it, and the latest
decision counts. Until then, and when rejected, the report takes part in nothing but the list.
"""

from dataclasses import dataclass
from datetime import datetime

from warehouse.store import Store

HOLDS_TABLE, DECISIONS_TABLE = "raw.holds", "raw.hold_decisions"
ACCEPTED, REJECTED, WAITING = "accepted", "rejected", "waiting"


HOLD_STATES = """
    SELECT h.submission, coalesce(any_value(d.verdict), 'waiting') AS state
    FROM raw.holds AS h
    LEFT JOIN (
        SELECT submission, arg_max(verdict, sequence) AS verdict
        FROM raw.hold_decisions
        GROUP BY submission
    ) AS d USING (submission)
    GROUP BY h.submission
"""
"""Each report that was held, and whether it waits, was accepted or was rejected."""
STOPPED_SUBMISSIONS = f"SELECT submission FROM ({HOLD_STATES}) WHERE state <> 'accepted'"
"""The reports that wait or were rejected."""
_NOTED_REPORTS = f"""
    SELECT s.submission, s.form, s.unit, s.period, s.file_name, s.received_at,
        coalesce(s.sender, 'inbox') AS sender,
        coalesce(t.state, 'replaced') AS state,
        coalesce((SELECT list(h.reason ORDER BY h.reason) FROM raw.holds AS h
            WHERE h.submission = s.submission), []) AS reasons
    FROM (SELECT submission FROM raw.holds UNION SELECT submission FROM raw.replacements)
    INNER JOIN raw.submissions AS s USING (submission)
    LEFT JOIN ({HOLD_STATES}) AS t USING (submission)
    ORDER BY t.state IS DISTINCT FROM 'waiting', s.received_at, s.submission
"""


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A held or replacing report: the sender, the reason and the state.

    `state` is waiting, accepted or rejected; replaced where the report was never held.
    """

    submission: str
    form: str
    unit: str
    period: str
    file_name: str
    received_at: datetime
    sender: str
    state: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class HoldDecision:
    """A decision on a held report: the verdict, the reason, the account, and the time."""

    verdict: str
    reason: str
    decided_by: str
    decided_at: datetime


def create_hold_tables(register: Store) -> None:
    """Create the missing tables of held reports; a register of an older version lacks them."""
    for table in ("raw.submissions", "raw.replacements", HOLDS_TABLE, DECISIONS_TABLE):
        register.create_table(table)


def query_held_reports(register: Store) -> list[HeldReport]:
    """List every held report, waiting reports first."""
    return [report for report in query_noted_reports(register) if report.reasons]


def query_noted_reports(register: Store) -> list[HeldReport]:
    """List every held or replacing report, waiting reports first."""
    return register.query_records(HeldReport, _NOTED_REPORTS)


def count_waiting_reports(register: Store) -> int:
    """Count the reports that wait for a decision."""
    ((count,),) = register.query_rows(
        f"SELECT count(*) FROM ({HOLD_STATES}) WHERE state = 'waiting'"
    )
    return int(count)


def record_decision(register: Store, submission: str, decision: HoldDecision) -> None:
    """Append a decision on a held report."""
    register.execute(
        f"INSERT INTO {DECISIONS_TABLE} "
        "(submission, sequence, verdict, reason, decided_by, decided_at) "
        f"SELECT ?, count(*) + 1, ?, ?, ?, ? FROM {DECISIONS_TABLE} WHERE submission = ?",
        [
            submission,
            decision.verdict,
            decision.reason,
            decision.decided_by,
            decision.decided_at,
            submission,
        ],
    )
