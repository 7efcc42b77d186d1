"""`raw.obstacle_replies`: the hub's answers to obstacles and proposals; the latest counts.

The obstacles themselves are `core.obstacles` of a publication. Append-only; decides nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from warehouse.store import Store
from warehouse.stored_tables import has_table

REPLIES_TABLE = "raw.obstacle_replies"
NEW, ANSWERED = "new", "answered"
_OBSTACLES = f"""
    SELECT o.obstacle, o.form, o.unit, o.period, o.kind, o.text, o.received_at,
        coalesce(r.sequence, 0) AS reply_count, r.reply, r.replied_by, r.replied_at
    FROM published.core.obstacles AS o
    LEFT JOIN (
        FROM {REPLIES_TABLE}
        QUALIFY row_number() OVER (PARTITION BY obstacle ORDER BY sequence DESC) = 1
    ) AS r USING (obstacle)
    ORDER BY r.reply IS NOT NULL, o.received_at DESC, o.unit, o.cell
"""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An obstacle or proposal of a unit and period, with the hub's latest answer, if any."""

    obstacle: str
    form: str
    unit: str
    period: str
    kind: str
    text: str
    received_at: datetime
    reply_count: int
    reply: str | None
    replied_by: str | None
    replied_at: datetime | None

    @property
    def state(self) -> str:
        """Whether it is new or answered."""
        return ANSWERED if self.reply_count else NEW


@dataclass(frozen=True, slots=True)
class ObstacleReply:
    """An answer: the words, who gives it, and the time."""

    reply: str
    replied_by: str
    replied_at: datetime


def query_obstacles(register: Store) -> list[Obstacle]:
    """List the obstacles of the publication attached as `published`, new ones first.

    Answers given since the publication count already. A publication of an older version has none.
    """
    if not has_table(register, "core.obstacles", "published"):
        return []
    return register.query_records(Obstacle, _OBSTACLES)


def record_reply(register: Store, obstacle: str, reply: ObstacleReply) -> None:
    """Append an answer to an obstacle."""
    register.execute(
        f"INSERT INTO {REPLIES_TABLE} (obstacle, sequence, reply, replied_by, replied_at) "
        f"SELECT ?, count(*) + 1, ?, ?, ? FROM {REPLIES_TABLE} WHERE obstacle = ?",
        [obstacle, reply.reply, reply.replied_by, reply.replied_at, obstacle],
    )
