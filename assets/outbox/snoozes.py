"""`raw.snoozes`: pauses of notices for a contact, or about a unit, until a day.

The latest snooze of each counts. The digest reports all changes after the snooze ends.
"""

from datetime import date, datetime
from typing import NamedTuple

from warehouse.store import Store


def record_snooze(
    register: Store, snoozed: str, until: date, *, reason: str, happened_at: datetime
) -> None:
    """Add a snooze of a contact or a unit to the end of a day; a past day ends the snooze."""
    register.execute(
        "INSERT INTO raw.snoozes (snoozed, until, reason, happened_at) VALUES (?, ?, ?, ?)",
        [snoozed, until, reason, happened_at],
    )


def query_active_snoozes(register: Store, day: date) -> frozenset[str]:
    """Return the contacts and units snoozed on a day."""
    rows = register.query_rows(
        "SELECT snoozed FROM raw.snoozes GROUP BY snoozed HAVING arg_max(until, happened_at) >= ?",
        [day],
    )
    return frozenset(snoozed for (snoozed,) in rows)


class ActiveSnooze(NamedTuple):
    """A contact or unit that is snoozed, until when and why."""

    snoozed: str
    until: date
    reason: str


def list_active_snoozes(register: Store, day: date) -> list[ActiveSnooze]:
    """List what is snoozed on a day, the first to end first."""
    rows = register.query_rows(
        "SELECT snoozed, arg_max(until, happened_at) AS last_day, arg_max(reason, happened_at) "
        "FROM raw.snoozes GROUP BY snoozed HAVING last_day >= ? ORDER BY last_day, snoozed",
        [day],
    )
    return [ActiveSnooze(*row) for row in rows]
