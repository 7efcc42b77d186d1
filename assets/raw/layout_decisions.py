"""`raw.layout_decisions`: the layouts accepted and retired by the hub.

Append-only: the latest row of a layout counts. The register is the truth; `layouts/` in the home
holds each accepted layout as a file to read.
"""

from dataclasses import dataclass
from datetime import datetime

from warehouse.store import Store
from warehouse.stored_tables import has_table

LAYOUT_DECISIONS_TABLE = "raw.layout_decisions"
ACCEPTED, RETIRED = "accepted", "retired"


@dataclass(frozen=True, slots=True)
class LayoutDecision:
    """A layout accepted or retired: the YAML, the proposal and file at the origin, the person.

    `proposal` is unique among acceptances: a proposal is accepted once.
    """

    event: str
    layout: str
    form: str
    content: str
    proposal: str
    sha256: str
    person: str
    happened_at: datetime


def record_layout_decision(register: Store, decision: LayoutDecision) -> None:
    """Append a decision about a layout."""
    fields = {name: getattr(decision, name) for name in LayoutDecision.__slots__}
    columns = ", ".join(f"${name} AS {name}" for name in fields)
    register.execute(
        f"INSERT INTO {LAYOUT_DECISIONS_TABLE} BY NAME SELECT "
        f"(SELECT coalesce(max(sequence), 0) + 1 FROM {LAYOUT_DECISIONS_TABLE}) AS sequence, "
        f"{columns}",
        fields,
    )


def query_layout_decisions(register: Store) -> list[LayoutDecision]:
    """Return every decision about a layout, the oldest first; empty without the table."""
    if not has_table(register, LAYOUT_DECISIONS_TABLE):
        return []
    columns = ", ".join(LayoutDecision.__slots__)
    return register.query_records(
        LayoutDecision, f"SELECT {columns} FROM {LAYOUT_DECISIONS_TABLE} ORDER BY sequence", {}
    )


def select_layouts_in_force(decisions: list[LayoutDecision]) -> list[LayoutDecision]:
    """Select the acceptances without a later retirement, the oldest first."""
    in_force: dict[str, LayoutDecision] = {}
    for decision in decisions:
        in_force.pop(decision.layout, None)
        if decision.event == ACCEPTED:
            in_force[decision.layout] = decision
    return list(in_force.values())
