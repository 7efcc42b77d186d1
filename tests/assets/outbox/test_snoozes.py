"""Pauses of notices: the latest of each contact or unit counts, to the end of its day."""

from datetime import UTC, date, datetime

import pytest

from assets.outbox.snoozes import (
    ActiveSnooze,
    list_active_snoozes,
    query_active_snoozes,
    record_snooze,
)
from warehouse.store import Store


@pytest.fixture
def register():
    with Store(":memory:") as store:
        store.create_table("raw.snoozes")
        yield store


def snooze(register, snoozed, until, at_hour):
    """Record a snooze to a day of May 2023, made at an hour of 1 May."""
    happened_at = datetime(2023, 5, 1, at_hour, tzinfo=UTC)
    reason = f"lý do {at_hour}"
    record_snooze(register, snoozed, date(2023, 5, until), reason=reason, happened_at=happened_at)


def test_a_register_without_snoozes_has_none_active(register):
    assert query_active_snoozes(register, date(2023, 5, 1)) == frozenset()
    assert list_active_snoozes(register, date(2023, 5, 1)) == []


@pytest.mark.parametrize(("day", "is_active"), [(9, True), (10, True), (11, False)])
def test_a_snooze_lasts_to_the_end_of_its_day(register, day, is_active):
    snooze(register, "DK-TA", until=10, at_hour=1)
    expected = {"DK-TA"} if is_active else set()
    assert query_active_snoozes(register, date(2023, 5, day)) == expected
    assert {s.snoozed for s in list_active_snoozes(register, date(2023, 5, day))} == expected


@pytest.mark.parametrize(("first", "last"), [((20, 1), (5, 2)), ((5, 1), (20, 2))])
def test_the_snooze_made_last_counts_longer_or_shorter(register, first, last):
    for until, hour in (last, first):  # the order of the rows does not matter
        snooze(register, "DK-TA", until, hour)
    snoozed_on_tenth = query_active_snoozes(register, date(2023, 5, 10))
    assert snoozed_on_tenth == ({"DK-TA"} if last[0] >= 10 else set())


def test_a_past_day_ends_one_snooze_and_no_other(register):
    snooze(register, "DK-TA", until=20, at_hour=1)
    snooze(register, "thu-ky", until=20, at_hour=1)
    snooze(register, "DK-TA", until=1, at_hour=2)
    assert query_active_snoozes(register, date(2023, 5, 2)) == {"thu-ky"}


def test_the_first_to_end_is_listed_first_with_the_reason_that_counts(register):
    for snoozed, until, hour in (("b", 12, 1), ("c", 11, 1), ("a", 12, 1), ("c", 10, 2)):
        snooze(register, snoozed, until, hour)
    assert list_active_snoozes(register, date(2023, 5, 3)) == [
        ActiveSnooze("c", date(2023, 5, 10), "lý do 2"),
        ActiveSnooze("a", date(2023, 5, 12), "lý do 1"),
        ActiveSnooze("b", date(2023, 5, 12), "lý do 1"),
    ]
