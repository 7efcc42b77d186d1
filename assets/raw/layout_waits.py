"""`raw.layout_waits`: unrecognised reports that count as received while the hub looks at them.

Append-only, one row a report, written with its proposal. A report waits ten working days, or until
a layout reads it; `core.submissions` shows it as waiting until then. Reads and appends rows only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from warehouse.forms.layouts.proposal import Proposal
from warehouse.forms.reading.unknown_rows import UNRECOGNISED
from warehouse.store import Store

LAYOUT_WAITS_TABLE = "raw.layout_waits"
WAITING_DAYS = 10
"""Working days for the hub to decide; then the report goes back."""
_UNRECOGNISED_SUBMISSIONS = """
    SELECT s.submission, s.sha256, s.file_name, s.received_at
    FROM raw.submissions AS s
    SEMI JOIN (FROM raw.findings WHERE code = $unrecognised) AS f USING (submission)
    ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = s.submission
    WHERE s.form IS NULL
    ORDER BY s.received_at, s.sha256, s.submission
"""
_WAITS = f"""
    SELECT w.submission, w.form, w.unit, w.period, w.waits_until, s.file_name, s.received_at
    FROM {LAYOUT_WAITS_TABLE} AS w
    INNER JOIN raw.submissions AS s USING (submission)
    ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = w.submission
    ORDER BY s.received_at, w.submission
"""


@dataclass(frozen=True, slots=True)
class UnrecognisedSubmission:
    """A standing submission of a file in which no form was recognised."""

    submission: str
    sha256: str
    file_name: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class LayoutWait:
    """A report that waits for a layout: what it is of, and the last day of waiting."""

    submission: str
    form: str
    unit: str
    period: str
    waits_until: date
    file_name: str
    received_at: datetime


def query_unrecognised_submissions(register: Store) -> list[UnrecognisedSubmission]:
    """Return the unrecognised submissions that count, in order of receipt."""
    return register.query_records(
        UnrecognisedSubmission, _UNRECOGNISED_SUBMISSIONS, {"unrecognised": UNRECOGNISED}
    )


def query_layout_waits(register: Store, day: date) -> list[LayoutWait]:
    """Return the reports that wait for a layout on a day, in order of receipt."""
    waits = register.query_records(LayoutWait, _WAITS)
    return [wait for wait in waits if wait.waits_until >= day]


def record_layout_wait(
    register: Store, proposal: Proposal, submissions: Sequence[str], times: tuple[datetime, date]
) -> None:
    """Append that the submissions of a sure proposal wait; `times` are the run and the last day."""
    happened_at, waits_until = times
    for submission in submissions:
        register.execute(
            f"INSERT INTO {LAYOUT_WAITS_TABLE} BY NAME SELECT ? AS submission, ? AS form, "
            "? AS unit, ? AS period, ? AS waits_until, ? AS happened_at",
            [
                submission,
                proposal.form,
                proposal.unit,
                proposal.period,
                waits_until,
                happened_at,
            ],
        )
