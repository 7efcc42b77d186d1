"""`raw.finding_events`: what happened to findings, remembered in the register; only ever added to.

A night adds what its warehouse says has happened, an officer an acknowledgement. What counts as
having happened is `assets/core/finding_events.sql`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from warehouse.store import Store

TABLE = "raw.finding_events"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """That someone has looked: why it is so, until the end of which day, and when it was said."""

    reason: str
    until: date
    happened_at: datetime


def remember(register: Store, warehouse: Path) -> None:
    """Add what a warehouse says has happened; said twice, it is added once."""
    with register.attached(warehouse, "draft"), register.transaction():
        register.run(
            f"INSERT INTO {TABLE} BY NAME FROM draft.core.finding_events "
            f"ANTI JOIN {TABLE} USING (finding, sequence)"
        )


def standing(register: Store) -> dict[str, bool]:
    """Every finding there ever was, and whether it stands: anything but closed."""
    found = register.rows(
        "SELECT finding, arg_max(state_after(event), sequence) <> 'closed' "
        f"FROM {TABLE} GROUP BY finding"
    )
    return dict(found)


def acknowledge(register: Store, findings: Iterable[str], said: Acknowledgement) -> None:
    """Add that findings were acknowledged, all or none; each must stand."""
    register.run(
        f"INSERT INTO {TABLE} BY NAME SELECT * REPLACE ("
        "sequence + 1 AS sequence, 'acknowledged' AS event, $happened_at AS happened_at, "
        f"$reason AS reason, $until AS until) FROM {TABLE} "
        "WHERE list_contains($findings, finding) "
        "QUALIFY sequence = max(sequence) OVER (PARTITION BY finding)",
        {
            "findings": list(findings),
            "happened_at": said.happened_at,
            "reason": said.reason,
            "until": said.until,
        },
    )
