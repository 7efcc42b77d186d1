"""The rules of the changes of units: each kept by the shipped rows, each broken by one edit."""

from datetime import date

import pytest

from tests import spec
from warehouse.catalogue import UnitChange
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.unit_change_rules import check_unit_changes

UNITS = spec.catalogue().units
SHIPPED = spec.catalogue().unit_changes


def check(changes):
    rows = [FileRow(change, "unit_changes.csv", line) for line, change in enumerate(changes, 2)]
    return [(fault.line, fault.description) for fault in check_unit_changes(rows, UNITS)]


def change(old, new, **fields):
    """Return the shipped row of a unit and its successor, with other fields."""
    (row,) = [c for c in SHIPPED if (c.old_unit, c.new_unit) == (old, new)]
    return row.model_copy(update=fields)


def test_the_shipped_changes_keep_every_rule():
    assert len(SHIPPED) == 9
    assert check(SHIPPED) == []


def test_the_old_unit_ends_the_day_before_and_the_new_one_begins():
    ((_, ends), (_, begins)) = check(
        [change("DK-DAPHUC", "HP-HUNGDAO", effective=date(2025, 7, 2))]
    )
    assert "DK-DAPHUC does not end the day before 2025-07-02" in ends
    assert "HP-HUNGDAO does not begin on 2025-07-02" in begins


def test_a_unit_that_lives_on_is_no_old_unit():
    ((_, fault),) = check(
        [
            UnitChange(
                effective=date(2025, 7, 1),
                old_unit="HP",
                new_unit="HP-DOSON",
                extent="part",
                basis="x",
            )
        ]
    )
    assert "HP does not end" in fault


def test_a_unit_that_went_whole_goes_to_one_unit_alone():
    rows = [
        change("DK-TANTHANH", "HP-DUONGKINH", extent="whole", share=None),
        change("DK-TANTHANH", "HP-DOSON"),
    ]
    assert [line for line, text in check(rows) if "went whole" in text] == [3]


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [
        (0.4, 0.6, None),
        (1 / 3, 2 / 3, None),
        (0.4, None, None),
        (None, None, None),
        (0.4, 0.5, "0.9"),
        (0.7, 0.6, "1.3"),
    ],
)
def test_known_shares_are_the_whole_and_never_more(first, second, total):
    rows = [
        change("DK-TANTHANH", "HP-DUONGKINH", share=first),
        change("DK-TANTHANH", "HP-DOSON", share=second),
    ]
    texts = [text for _, text in check(rows)]
    assert len(texts) == (total is not None)
    assert all(f"add up to {total}," in text for text in texts)


def test_a_part_without_the_rest_is_reported():
    ((line, fault),) = check([change("DK-TANTHANH", "HP-DOSON", share=0.4)])
    assert line == 2
    assert "add up to 0.4" in fault


def test_the_rows_of_a_new_unit_agree_on_what_lies_outside():
    rows = [
        change("DK-DAPHUC", "HP-HUNGDAO", outside="none"),
        change("DK-HUNGDAO", "HP-HUNGDAO"),
        change("DK-HOANGHIA", "HP-DUONGKINH", outside="some"),
    ]
    ((line, fault),) = check(rows)
    assert line == 3
    assert "HP-HUNGDAO: outside differs from line 2" in fault
