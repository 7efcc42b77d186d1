"""`raw.snoozes`: pauses of notices for a contact, or about a unit, until a day.

The latest snooze of each counts. The digest reports all changes after the snooze ends.
"""

from datetime import date, datetime

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
