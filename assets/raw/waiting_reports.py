"""The submissions waiting for a label, and the register's rows on their files.

Reads the register only; `renewal` reads the files again. A label counts as the hub has taught it
by now: a report that waits may have become readable, and one read by a removed label may not be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assets.raw.intake_order import SUBMISSIONS_IN_ORDER
from assets.raw.waiting_layouts import READ_BY_LAYOUT, is_layout_in_force, may_fit_layouts
from warehouse.catalogue import Catalogue
from warehouse.catalogue.label_keys import list_label_keys
from warehouse.forms.hub_teaching import HubTeaching
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.unknown_rows import ROW_SEPARATOR, UNKNOWN_ROW, UNRECOGNISED
from warehouse.store import Store

RENEWED_DECISIONS_TABLE = "raw.renewed_decisions"
TAUGHT_ROW = "N-LABEL-001"
LABEL_REASON, LAYOUT_REASON = "label", "layout"
"""Why a decision is renewed: values of `renewal_reason`."""

# A report waits while it is the latest of its unit and period; one read by a label counts until
# another report is accepted in its place. Rows of unknown units or periods are equal as tuples in
# DuckDB: compared one by one, a later report of nobody replaces none.
_LABELLED_ROWS = f"""
    WITH standing AS (
        SELECT s.*, EXISTS (
            FROM raw.findings AS f WHERE f.submission = s.submission AND f.severity = 'error'
        ) AS has_error
        FROM {SUBMISSIONS_IN_ORDER} AS s
        ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = s.submission
        WHERE s.decision IS DISTINCT FROM 'refused')

    SELECT s.submission, s.sha256, s.form, s.unit, f.code, f.element, f.observed
    FROM standing AS s
    JOIN raw.findings AS f USING (submission)
    WHERE (f.code IN ($taught_row, $layout_note)
            OR (f.code IN ($unknown_row, $unrecognised) AND EXISTS (
            FROM raw.findings AS w WHERE w.submission = s.submission
                AND (w.code LIKE 'E-MISS-%' OR w.code = $unrecognised))))
        AND NOT EXISTS (
            FROM standing AS later
            WHERE later.form = s.form AND later.unit = s.unit AND later.period = s.period
                AND (later.received_at, later.intake_order) > (s.received_at, s.intake_order)
                AND (f.code NOT IN ($taught_row, $layout_note) OR NOT later.has_error))
    ORDER BY s.submission
"""
_STANDING = """
    SELECT submission, sha256, file_name, received_at, form, unit, period, sheet, content_sha256,
        count(*) OVER (PARTITION BY sha256) AS submission_count, is_replaced
    FROM (
        SELECT s.*, EXISTS (
            FROM raw.renewed_decisions AS r WHERE r.earlier_submission = s.submission
        ) AS is_replaced
        FROM raw.submissions AS s
        WHERE list_contains($hashes, sha256))
    QUALIFY NOT is_replaced
    ORDER BY received_at, submission
"""


@dataclass(frozen=True, slots=True)
class WaitingSubmission:
    """A submission whose decision may differ by now, and what was taught since."""

    submission: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class StandingSubmission:
    """A submission that counts, not replaced by a later decision on the same bytes.

    `submission_count` counts all submissions of the bytes, those replaced included.
    """

    submission: str
    sha256: str
    file_name: str
    received_at: datetime
    form: str | None
    unit: str | None
    period: str | None
    sheet: str | None
    content_sha256: str | None
    submission_count: int
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class _LabelledRow:
    submission: str
    sha256: str
    form: str | None
    unit: str | None
    code: str
    element: str | None
    observed: str


def find_waiting_submissions(
    register: Store, catalogue: Catalogue, taught: HubTeaching
) -> list[WaitingSubmission]:
    """Find the submissions with a row that what the hub taught by now reads differently."""
    rows = register.query_records(
        _LabelledRow,
        _LABELLED_ROWS,
        {
            "taught_row": TAUGHT_ROW,
            "layout_note": READ_BY_LAYOUT,
            "unknown_row": UNKNOWN_ROW,
            "unrecognised": UNRECOGNISED,
        },
    )
    index = LabelIndex(catalogue, taught.labels) if rows else None
    waiting = {
        (row.submission, row.sha256): reason
        for row in rows
        if index and (reason := _find_reason(row, index, taught))
    }
    return [WaitingSubmission(*key, reason) for key, reason in waiting.items()]


def _find_reason(row: _LabelledRow, index: LabelIndex, taught: HubTeaching) -> str | None:
    """Find why a row may be read differently by now; None when it is not."""
    if row.code == READ_BY_LAYOUT:
        return None if is_layout_in_force(row.observed, taught.layouts) else LAYOUT_REASON
    if row.code == UNRECOGNISED:
        if may_fit_layouts(row.sha256, row.observed.split(ROW_SEPARATOR), taught.layouts):
            return LAYOUT_REASON
        is_taught = any(_stands_in(label.label, row.observed) for label in taught.labels)
        return LABEL_REASON if is_taught else None
    return LABEL_REASON if _reads_label_differently(row, index) else None


def _reads_label_differently(row: _LabelledRow, index: LabelIndex) -> bool:
    unit_index = index.for_unit(row.unit) if row.unit else index
    element = unit_index.find_elements(row.observed).get(row.form or "")
    return element is not None if row.code == UNKNOWN_ROW else element != row.element


def _stands_in(label: str, observed: str) -> bool:
    """Return whether a label is among the rows seen, of which long ones are cut short."""
    key = list_label_keys(label)[0]
    return any(
        key.startswith(row_key) if row.endswith("…") else key == row_key
        for row, row_key in _iterate_row_keys(observed)
    )


def _iterate_row_keys(observed: str) -> Iterator[tuple[str, str]]:
    for row in observed.split(ROW_SEPARATOR):
        yield from ((row, key) for key in list_label_keys(row))


def query_standing_submissions(register: Store, hashes: Sequence[str]) -> list[StandingSubmission]:
    """Return the submissions of files that count, in order of receipt."""
    return register.query_records(StandingSubmission, _STANDING, {"hashes": list(hashes)})


def query_findings(
    register: Store, submissions: Sequence[str]
) -> dict[str, list[tuple[str | None, ...]]]:
    """Return code, element, cell and text of the findings, by submission."""
    findings: dict[str, list[tuple[str | None, ...]]] = {}
    for submission, *finding in register.query_rows(
        "SELECT submission, code, element, cell, observed FROM raw.findings "
        "WHERE list_contains(?, submission)",
        [list(submissions)],
    ):
        findings.setdefault(submission, []).append(tuple(finding))
    return findings
