"""`raw.snoozes`: a contact that wants no notice, or a unit nobody wants to hear of, until a day.

The latest one of each counts. What happens meanwhile is told when it ends, by the digest.
"""

from datetime import date, datetime

from warehouse.store import Store


def snooze(register: Store, snoozed: str, until: date, *, reason: str, at: datetime) -> None:
    """Add that a contact or a unit is not told of to the end of a day; a past day ends it."""
    register.run(
        "INSERT INTO raw.snoozes (snoozed, until, reason, happened_at) VALUES (?, ?, ?, ?)",
        [snoozed, until, reason, at],
    )


def resting(register: Store, on: date) -> frozenset[str]:
    """The contacts and units not told of on a day."""
    rows = register.rows(
        "SELECT snoozed FROM raw.snoozes GROUP BY snoozed HAVING arg_max(until, happened_at) >= ?",
        [on],
    )
    return frozenset(snoozed for (snoozed,) in rows)
