"""Changes of a recipient's findings since the last notice: at most one change a finding.

A finding counts as notified once a notice naming it was sent; everything else is computed anew
each time, therefore nothing can be lost on the way. Reads the register and the publication in
force, writes nothing.
"""

from dataclasses import dataclass

from pipelines.alerts.recipients import Recipient
from warehouse.catalogue import Catalogue
from warehouse.store import Store

CHANGE_KINDS = ("opened", "reopened", "updated", "closed")


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that opened, reopened, was updated or closed, with its place."""

    finding: str
    sequence: int
    kind: str
    form: str | None
    unit: str | None
    period: str | None
    code: str
    severity: str
    submission: str
    message: str
    remedy: str | None
    file_name: str
    sheet: str | None
    cell: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FindingScope:
    """The units whose findings a recipient receives; `units` is None for all units."""

    units: frozenset[str] | None
    excluded_units: frozenset[str]

    def build_parameters(self) -> dict[str, object]:
        """Build the parameters of the query from the scope."""
        return {
            "everything": self.units is None,
            "units": sorted(self.units or ()),
            "without": sorted(self.excluded_units),
        }


_CHANGES_SQL = """
WITH events AS (
    SELECT *
    FROM raw.finding_events
    WHERE ($everything OR list_contains($units, unit))
        AND NOT coalesce(list_contains($without, unit), false)
),

notified AS (
    SELECT t.finding, max(t.sequence) AS sequence
    FROM raw.notice_findings AS t
    INNER JOIN raw.notices AS n USING (notice)
    WHERE list_contains($contacts, n.contact)
        AND n.notice IN (SELECT notice FROM raw.notice_attempts WHERE outcome = 'sent')
    GROUP BY t.finding
),

before AS (  -- the state of each finding at its last notice
    SELECT
        e.finding,
        t.sequence,
        arg_max(state_after(e.event), e.sequence) <> 'closed'
            AND arg_max(e.severity, e.sequence) <> 'note' AS stood
    FROM events AS e
    INNER JOIN notified AS t ON t.finding = e.finding AND e.sequence <= t.sequence
    GROUP BY e.finding, t.sequence
),

life AS (
    SELECT
        finding,
        arg_max(state_after(event), sequence) AS state,
        max(sequence) FILTER (event IN ('opened', 'reopened')) AS opened
    FROM events
    GROUP BY finding
),

latest AS (
    SELECT * FROM events QUALIFY sequence = max(sequence) OVER (PARTITION BY finding)
),

changed AS (
    SELECT
        e.*,
        CASE
            WHEN l.state = 'closed' OR e.severity = 'note' THEN CASE WHEN b.stood THEN 'closed' END
            WHEN l.state = 'acknowledged' THEN NULL
            WHEN b.finding IS NULL THEN 'opened'
            WHEN NOT b.stood OR l.opened > b.sequence THEN 'reopened'
            WHEN e.sequence > b.sequence THEN 'updated'
        END AS kind
    FROM latest AS e
    INNER JOIN life AS l USING (finding)
    LEFT JOIN before AS b USING (finding)
)

SELECT
    c.finding,
    c.sequence,
    c.kind,
    c.form,
    c.unit,
    c.period,
    c.code,
    c.severity,
    c.submission,
    coalesce(c.message_{lang}, c.message_vi) AS message,
    coalesce(f.remedy_{lang}, f.remedy_vi) AS remedy,
    s.file_name,
    f.sheet,
    f.cell,
    f.note
FROM changed AS c
INNER JOIN raw.submissions AS s USING (submission)
LEFT JOIN published.marts.findings AS f ON f.finding = c.finding AND c.kind <> 'closed'
WHERE c.kind IS NOT NULL
ORDER BY
    c.unit NULLS LAST,
    c.form,
    c.period,
    s.received_at,
    list_position(['opened', 'reopened', 'updated', 'closed'], c.kind),
    f.rank,
    c.code,
    c.finding
"""


def find_scope(
    catalogue: Catalogue, recipient: Recipient, active_snoozes: frozenset[str]
) -> FindingScope | None:
    """Return the units whose findings a recipient receives; None without any unit."""
    finding_contacts = [c for c in recipient.contacts if c.role in ("sender", "officer")]
    if not finding_contacts:
        return None
    if any(contact.unit is None for contact in finding_contacts):
        return FindingScope(None, active_snoozes)
    top_units = {contact.unit for contact in finding_contacts}
    units_below = {
        u for u in catalogue.units if top_units & {a.unit for a in catalogue.list_ancestors(u)}
    }
    return FindingScope(frozenset(units_below), active_snoozes)


def list_changes(register: Store, recipient: Recipient, scope: FindingScope) -> list[FindingChange]:
    """List the changes to notify; the publication in force is attached as `published`."""
    parameters = {"contacts": list(recipient.contact_names)} | scope.build_parameters()
    return register.query_records(
        FindingChange, _CHANGES_SQL.format(lang=recipient.lang), parameters
    )


_RETURNED_FILES_SQL = """
    SELECT
        r.file_name,
        $everything OR s.layout IS DISTINCT FROM 'template' OR NOT EXISTS (
            FROM raw.submissions AS other
            WHERE other.sha256 = s.sha256
                AND NOT coalesce(list_contains($units, other.unit), false)
        )
    FROM raw.returns AS r
    INNER JOIN raw.submissions AS s USING (submission)
    WHERE list_contains($submissions, r.submission)
    ORDER BY r.file_name
"""


def list_returned_files(
    register: Store, recipient_changes: list[FindingChange], scope: FindingScope
) -> list[tuple[str, bool]]:
    """List the returned workbooks of the changes, each with whether it may be attached.

    Our own template is returned as the file in which it came: a file that also holds a report of
    another unit goes only to recipients of all units.
    """
    parameters = {
        "submissions": sorted({c.submission for c in recipient_changes if c.kind != "closed"}),
        "everything": scope.units is None,
        "units": sorted(scope.units or ()),
    }
    return [
        (name, is_sendable)
        for name, is_sendable in register.query_rows(_RETURNED_FILES_SQL, parameters)
    ]
