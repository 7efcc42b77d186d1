"""Who may see what: the public least, then a unit, the addressee upward, the office all."""

from datetime import UTC, datetime

import pytest

from assets.outbox.publication_ledger import LEDGER_TABLE, load_history
from expectations.disclosure.readers import ADDRESSEE, OFFICE, PUBLIC, UNIT, may_see
from warehouse.entries import MissingEntryError
from warehouse.schema.disclosure_fields import READERS
from warehouse.store import Store


def test_each_class_sees_what_the_classes_before_it_see_and_no_more():
    assert (PUBLIC, UNIT, ADDRESSEE, OFFICE) == ("public", "unit", "addressee", "office")
    order = [PUBLIC, UNIT, ADDRESSEE, OFFICE]
    for rank, reader in enumerate(order):
        assert [may_see(reader, audience) for audience in order] == [
            other <= rank for other in range(len(order))
        ]


def test_a_class_that_nobody_declared_is_no_reader():
    with pytest.raises(MissingEntryError):
        may_see("press", PUBLIC)


def test_what_the_addressee_was_shown_is_recorded_and_nothing_the_public_knows():
    with Store(":memory:") as register:
        register.create_table(LEDGER_TABLE)
        for reader, period in zip(
            READERS, ("2023-01", "2023-02", "2023-03", "2023-04"), strict=True
        ):
            register.execute(
                f"INSERT INTO {LEDGER_TABLE} (publication, published_at, count_family, year, "
                "counted, unit, period, reader, cell_state, count_value) "
                "VALUES (1, ?, 'f', 2023, 'police.raids', 'DK', ?, ?, 'shown', 7)",
                [datetime(2023, 5, 1, tzinfo=UTC), period, reader],
            )
        ((published,),) = load_history(register).values()
    assert [cell.period for cell in published.counts] == ["2023-01"]
    assert [cell.period for cell in published.bases] == ["2023-04"]
