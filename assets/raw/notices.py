"""The outbox: every notice ever written and every attempt to send it, `raw.notices` and its like.

Only added to. A notice is what one recipient is told at one time; the same thing is never written
twice. Knows nothing of findings or of how a notice travels.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from warehouse.store import Store

TABLES = ("raw.notices", "raw.notice_findings", "raw.notice_attempts", "raw.snoozes")
SENDING, SENT, FAILED, UNSURE = "sending", "sent", "failed", "unsure"
"""`sending` is noted before, so that a run that is killed in between leaves a doubt one can see."""
SUPERSEDED, RENEWED = "superseded", "renewed"
"""No longer what there is to tell; and once more what there is to tell."""

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
    """A message for one contact. `about` is what it tells, in one word or a hash.

    `tells` are findings with the number of the last of their events that it takes in.
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
        """Its number: the same for the same thing told to the same contact `after` the same."""
        told = "\n".join((self.kind, self.contact, self.about, self.after))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice still to be sent; in doubt when a try was begun whose end is not known."""

    notice: str
    contact: str
    subject: str
    body: str
    attachments: tuple[str, ...]
    is_in_doubt: bool


def prepare(register: Store) -> None:
    """Make the tables that are not there yet."""
    for table in TABLES:
        register.create(table)


def write(register: Store, notices: Iterable[Notice], at: datetime) -> None:
    """Add notices that are not there yet, each with what it tells, all or none."""
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
    """Let of a kind only that wait which there is to tell now; the rest was overtaken."""
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
    """Add one attempt, at once."""
    register.run(
        "INSERT INTO raw.notice_attempts (notice, attempt, outcome, happened_at, error) "
        "SELECT ?, count(*) + 1, ?, ?, nullif(?, '') FROM raw.notice_attempts WHERE notice = ?",
        [notice, outcome, at, error, notice],
    )


def waiting(register: Store) -> list[Waiting]:
    """Every notice that was neither sent nor superseded, in the order written."""
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
    """What notices of a kind that reached any of these contacts were about, in order."""
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
    """Every notice there ever was: those that wait first, then the newest."""
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
