"""`raw.finding_events`: the append-only history of findings in the register.

Every rebuild appends the new events of its warehouse; an officer appends acknowledgements. The
events themselves are derived in `assets/core/finding_events.sql`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from warehouse.store import Store

TABLE = "raw.finding_events"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An officer's acknowledgement: the reason, the last day of validity, and the time."""

    reason: str
    until: date
    happened_at: datetime


def remember(register: Store, warehouse: Path) -> None:
    """Append the events of a warehouse missing in the register."""
    with register.attached(warehouse, "draft"), register.transaction():
        register.run(
            f"INSERT INTO {TABLE} BY NAME FROM draft.core.finding_events "
            f"ANTI JOIN {TABLE} USING (finding, sequence)"
        )


def standing(register: Store) -> dict[str, bool]:
    """Return every finding ever raised, and whether the finding is open."""
    found = register.rows(
        "SELECT finding, arg_max(state_after(event), sequence) <> 'closed' "
        f"FROM {TABLE} GROUP BY finding"
    )
    return dict(found)


def acknowledge(register: Store, findings: Iterable[str], said: Acknowledgement) -> None:
    """Append an acknowledgement for each finding, all together; every finding must be open."""
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
