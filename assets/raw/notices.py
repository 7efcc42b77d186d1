"""The outbox: every notice ever written and every attempt to send a notice.

Append-only. A notice is a message for one recipient; the same notice is never written twice.
Knows nothing of findings or of the channels that notices are sent through.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from warehouse.store import Store

TABLES = ("raw.notices", "raw.notice_findings", "raw.notice_attempts", "raw.snoozes")
SENDING, SENT, FAILED, UNSURE = "sending", "sent", "failed", "unsure"
"""`sending` is recorded before the attempt: a run killed meanwhile leaves a visible doubt."""
SUPERSEDED, RENEWED = "superseded", "renewed"
"""`superseded`: the notice is out of date. `renewed`: a superseded notice is up to date again."""

_STATE = """
    SELECT notice,
        arg_max(outcome, attempt) AS outcome,
        bool_or(outcome = 'sent') AS is_sent,
        arg_max(error, attempt) AS error,
        count(*) FILTER (outcome = 'sending')
            > count(*) FILTER (outcome IN ('failed', 'sent')) AS is_in_doubt
    FROM raw.notice_attempts
    GROUP BY notice
"""
_UNSENT = f"""
    SELECT n.*, s.outcome, coalesce(s.is_in_doubt, false) AS is_in_doubt
    FROM raw.notices AS n
    LEFT JOIN ({_STATE}) AS s USING (notice)
    WHERE NOT coalesce(s.is_sent, false)
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for a contact; `about` is the topic as a word or a hash.

    `tells` are findings, each with the number of the last event that the notice covers.
    """

    kind: str
    contact: str
    about: str
    subject: str
    body: str
    after: str = ""
    attachments: tuple[str, ...] = ()
    tells: tuple[tuple[str, int], ...] = ()

    @property
    def notice(self) -> str:
        """The identifier, a hash of kind, contact, topic and `after`."""
        told = "\n".join((self.kind, self.contact, self.about, self.after))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice still to be sent; in doubt if an attempt was started and the end is unknown."""

    notice: str
    contact: str
    subject: str
    body: str
    attachments: tuple[str, ...]
    is_in_doubt: bool


def prepare(register: Store) -> None:
    """Create the missing tables of the outbox."""
    for table in TABLES:
        register.create(table)


def write(register: Store, notices: Iterable[Notice], at: datetime) -> None:
    """Add the notices missing in the outbox, with their findings, all together."""
    with register.transaction():
        for notice in notices:
            if not register.rows("FROM raw.notices WHERE notice = ?", [notice.notice]):
                _add(register, notice, at)


def _add(register: Store, notice: Notice, at: datetime) -> None:
    register.run(
        "INSERT INTO raw.notices (notice, kind, contact, about, subject, body, attachments, "
        "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            notice.notice,
            notice.kind,
            notice.contact,
            notice.about,
            notice.subject,
            notice.body,
            "\n".join(notice.attachments),
            at,
        ],
    )
    if notice.tells:
        findings, sequences = zip(*notice.tells, strict=True)
        register.run(
            "INSERT INTO raw.notice_findings SELECT ?, unnest(?), unnest(?)",
            [notice.notice, list(findings), list(sequences)],
        )


def settle(register: Store, kind: str, wanted: Sequence[Notice], at: datetime) -> None:
    """Supersede queued notices of this kind that are not in `wanted`; write and renew `wanted`."""
    write(register, wanted, at)
    kept = {notice.notice for notice in wanted}
    for notice, outcome in register.rows(
        f"SELECT notice, outcome FROM ({_UNSENT}) WHERE kind = ?", [kind]
    ):
        if notice in kept and outcome == SUPERSEDED:
            note(register, notice, RENEWED, at=at)
        elif notice not in kept and outcome != SUPERSEDED:
            note(register, notice, SUPERSEDED, at=at)


def note(register: Store, notice: str, outcome: str, *, at: datetime, error: str = "") -> None:
    """Append an attempt to send a notice, at once."""
    register.run(
        "INSERT INTO raw.notice_attempts (notice, attempt, outcome, happened_at, error) "
        "SELECT ?, count(*) + 1, ?, ?, nullif(?, '') FROM raw.notice_attempts WHERE notice = ?",
        [notice, outcome, at, error, notice],
    )


def waiting(register: Store) -> list[Waiting]:
    """List every notice neither sent nor superseded, in the order of writing."""
    rows = register.rows(
        "SELECT notice, contact, subject, body, attachments, is_in_doubt "
        f"FROM ({_UNSENT}) WHERE outcome IS DISTINCT FROM 'superseded' "
        "ORDER BY created_at, notice"
    )
    return [
        Waiting(notice, contact, subject, body, tuple(filter(None, names.split("\n"))), doubt)
        for notice, contact, subject, body, names, doubt in rows
    ]


def sent(register: Store, kind: str, contacts: Sequence[str]) -> list[str]:
    """List the topics of the notices of a kind sent to any of the contacts, in order."""
    rows = register.rows(
        "SELECT about FROM raw.notices INNER JOIN raw.notice_attempts USING (notice) "
        "WHERE outcome = 'sent' AND kind = ? AND list_contains(?, contact) "
        "ORDER BY happened_at, created_at",
        [kind, list(contacts)],
    )
    return [about for (about,) in rows]


@dataclass(frozen=True, slots=True)
class Listed:
    """A notice in a list: `state` is waiting, sent, superseded or doubtful."""

    notice: str
    created_at: datetime
    contact: str
    subject: str
    state: str
    error: str


def listing(register: Store) -> list[Listed]:
    """List every notice ever written: waiting notices first, then the newest."""
    sql = f"""
        SELECT n.notice, n.created_at, n.contact, n.subject,
            CASE
                WHEN s.is_sent THEN 'sent'
                WHEN s.outcome = 'superseded' THEN 'superseded'
                WHEN s.is_in_doubt THEN 'doubtful'
                ELSE 'waiting'
            END AS state,
            coalesce(s.error, '') AS error
        FROM raw.notices AS n
        LEFT JOIN ({_STATE}) AS s USING (notice)
        ORDER BY state NOT IN ('waiting', 'doubtful'), n.created_at DESC, n.notice
    """
    return register.query_records(Listed, sql)
