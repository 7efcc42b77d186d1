"""The outbox: every notice ever written and every attempt to send a notice.

Append-only. A notice is a message for one recipient; the same notice is never written twice.
Knows nothing of findings or of the channels that notices are sent through.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from warehouse.store import Store

NOTICE_TABLES = ("raw.notices", "raw.notice_findings", "raw.notice_attempts", "raw.snoozes")
SENDING, SENT, FAILED, UNSURE = "sending", "sent", "failed", "unsure"
"""`sending` is recorded before the attempt: a run killed meanwhile leaves a visible doubt."""
SUPERSEDED, RENEWED = "superseded", "renewed"
"""`superseded`: the notice is out of date. `renewed`: a superseded notice is up to date again."""

_NOTICE_STATES = """
    SELECT notice,
        arg_max(outcome, attempt) AS outcome,
        bool_or(outcome = 'sent') AS is_sent,
        arg_max(error, attempt) AS error,
        count(*) FILTER (outcome = 'sending')
            > count(*) FILTER (outcome IN ('failed', 'sent')) AS is_in_doubt
    FROM raw.notice_attempts
    GROUP BY notice
"""
_UNSENT_NOTICES = f"""
    SELECT n.*, s.outcome, coalesce(s.is_in_doubt, false) AS is_in_doubt
    FROM raw.notices AS n
    LEFT JOIN ({_NOTICE_STATES}) AS s USING (notice)
    WHERE NOT coalesce(s.is_sent, false)
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for a contact; `about` is the topic as a word or a hash.

    `event_numbers` are findings, each with the number of the last event that the notice covers.
    """

    kind: str
    contact: str
    about: str
    subject: str
    body: str
    after: str = ""
    attachments: tuple[str, ...] = ()
    event_numbers: tuple[tuple[str, int], ...] = ()

    @property
    def notice_id(self) -> str:
        """The identifier, a hash of kind, contact, topic and `after`."""
        identity = "\n".join((self.kind, self.contact, self.about, self.after))
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class WaitingNotice:
    """A notice still to be sent; in doubt if an attempt was started and the end is unknown."""

    notice_id: str
    contact: str
    subject: str
    body: str
    attachments: tuple[str, ...]
    is_in_doubt: bool


def create_notice_tables(register: Store) -> None:
    """Create the missing tables of the outbox."""
    for table in NOTICE_TABLES:
        register.create_table(table)


def write_notices(register: Store, notices: Iterable[Notice], created_at: datetime) -> None:
    """Add the notices missing in the outbox, with their findings, all together."""
    with register.begin_transaction():
        for notice in notices:
            if not register.query_rows("FROM raw.notices WHERE notice = ?", [notice.notice_id]):
                _append_notice(register, notice, created_at)


def _append_notice(register: Store, notice: Notice, created_at: datetime) -> None:
    register.execute(
        "INSERT INTO raw.notices (notice, kind, contact, about, subject, body, attachments, "
        "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            notice.notice_id,
            notice.kind,
            notice.contact,
            notice.about,
            notice.subject,
            notice.body,
            "\n".join(notice.attachments),
            created_at,
        ],
    )
    if notice.event_numbers:
        findings, sequences = zip(*notice.event_numbers, strict=True)
        register.execute(
            "INSERT INTO raw.notice_findings SELECT ?, unnest(?), unnest(?)",
            [notice.notice_id, list(findings), list(sequences)],
        )


def supersede_notices(
    register: Store, kind: str, current_notices: Sequence[Notice], happened_at: datetime
) -> None:
    """Write and renew `current_notices`, and supersede all other queued notices of the kind."""
    write_notices(register, current_notices, happened_at)
    current_ids = {notice_id.notice_id for notice_id in current_notices}
    for notice_id, outcome in register.query_rows(
        f"SELECT notice, outcome FROM ({_UNSENT_NOTICES}) WHERE kind = ?", [kind]
    ):
        if notice_id in current_ids and outcome == SUPERSEDED:
            record_attempt(register, notice_id, RENEWED, happened_at=happened_at)
        elif notice_id not in current_ids and outcome != SUPERSEDED:
            record_attempt(register, notice_id, SUPERSEDED, happened_at=happened_at)


def record_attempt(
    register: Store, notice_id: str, outcome: str, *, happened_at: datetime, error: str = ""
) -> None:
    """Append an attempt to send a notice, at once."""
    register.execute(
        "INSERT INTO raw.notice_attempts (notice, attempt, outcome, happened_at, error) "
        "SELECT ?, count(*) + 1, ?, ?, nullif(?, '') FROM raw.notice_attempts WHERE notice = ?",
        [notice_id, outcome, happened_at, error, notice_id],
    )


def query_waiting_notices(register: Store) -> list[WaitingNotice]:
    """List every notice neither sent nor superseded, in the order of writing."""
    rows = register.query_rows(
        "SELECT notice, contact, subject, body, attachments, is_in_doubt "
        f"FROM ({_UNSENT_NOTICES}) WHERE outcome IS DISTINCT FROM 'superseded' "
        "ORDER BY created_at, notice"
    )
    return [
        WaitingNotice(
            notice_id, contact, subject, body, tuple(filter(None, names.split("\n"))), is_in_doubt
        )
        for notice_id, contact, subject, body, names, is_in_doubt in rows
    ]


def query_sent_topics(register: Store, kind: str, contacts: Sequence[str]) -> list[str]:
    """List the topics of the notices of a kind sent to any of the contacts, in order.

    The order is that of sending, whatever the clock was: rows are only ever appended.
    """
    rows = register.query_rows(
        "SELECT about FROM raw.notices INNER JOIN raw.notice_attempts USING (notice) "
        "WHERE outcome = 'sent' AND kind = ? AND list_contains(?, contact) "
        "ORDER BY notice_attempts.rowid",
        [kind, list(contacts)],
    )
    return [about for (about,) in rows]


@dataclass(frozen=True, slots=True)
class NoticeListEntry:
    """A notice in a list: `state` is waiting, sent, superseded or doubtful."""

    notice_id: str
    created_at: datetime
    contact: str
    subject: str
    state: str
    error: str


def query_notice_entries(register: Store) -> list[NoticeListEntry]:
    """List every notice ever written: waiting notices first, then the newest."""
    sql = f"""
        SELECT n.notice AS notice_id, n.created_at, n.contact, n.subject,
            CASE
                WHEN s.is_sent THEN 'sent'
                WHEN s.outcome = 'superseded' THEN 'superseded'
                WHEN s.is_in_doubt THEN 'doubtful'
                ELSE 'waiting'
            END AS state,
            coalesce(s.error, '') AS error
        FROM raw.notices AS n
        LEFT JOIN ({_NOTICE_STATES}) AS s USING (notice)
        ORDER BY state NOT IN ('waiting', 'doubtful'), n.created_at DESC, n.notice
    """
    return register.query_records(NoticeListEntry, sql)
