"""`raw.finding_events`: the append-only history of findings in the register.

Every rebuild appends the new events of its warehouse; an officer appends acknowledgements. The
events themselves are derived in `assets/core/finding_events.sql`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from warehouse.store import Store

FINDING_EVENTS_TABLE = "raw.finding_events"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An officer's acknowledgement: the reason, the last day of validity, and the time."""

    reason: str
    until: date
    happened_at: datetime


def record_events(register: Store, warehouse: Path) -> None:
    """Append the events of a warehouse missing in the register."""
    with register.attach_database(warehouse, "draft"), register.begin_transaction():
        register.execute(
            f"INSERT INTO {FINDING_EVENTS_TABLE} BY NAME FROM draft.core.finding_events "
            f"ANTI JOIN {FINDING_EVENTS_TABLE} USING (finding, sequence)"
        )


def query_open_states(register: Store) -> dict[str, bool]:
    """Return every finding ever raised, and whether the finding is open."""
    rows = register.query_rows(
        "SELECT finding, arg_max(state_after(event), sequence) <> 'closed' "
        f"FROM {FINDING_EVENTS_TABLE} GROUP BY finding"
    )
    return dict(rows)


def acknowledge_findings(
    register: Store, findings: Iterable[str], acknowledgement: Acknowledgement
) -> None:
    """Append an acknowledgement for each finding, all together; every finding must be open."""
    register.execute(
        f"INSERT INTO {FINDING_EVENTS_TABLE} BY NAME SELECT * REPLACE ("
        "sequence + 1 AS sequence, 'acknowledged' AS event, $happened_at AS happened_at, "
        f"$reason AS reason, $until AS until) FROM {FINDING_EVENTS_TABLE} "
        "WHERE list_contains($findings, finding) "
        "QUALIFY sequence = max(sequence) OVER (PARTITION BY finding)",
        {
            "findings": list(findings),
            "happened_at": acknowledgement.happened_at,
            "reason": acknowledgement.reason,
            "until": acknowledgement.until,
        },
    )
