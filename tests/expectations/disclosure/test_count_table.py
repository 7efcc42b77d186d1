"""What counts as small, and how much of a sum each unit knows to be its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.disclosure.count_table import (
    MIN_SHOWN_COUNT,
    CountSum,
    CountTable,
    find_contributions,
    list_small_cells,
)
from tests.expectations.disclosure.drawn_counts import draw_counts


@pytest.mark.parametrize(
    ("count", "is_small"), [(0, False), (1, True), (4, True), (5, False), (400, False)]
)
def test_one_to_four_people_are_few_and_nobody_is_no_secret(count, is_small):
    assert MIN_SHOWN_COUNT == 5
    assert draw_counts(f"a {count}").is_small_cell("a") is is_small


@pytest.mark.parametrize(("count", "is_small"), [(0, False), (1, True), (2, True), (3, False)])
def test_another_limit_may_be_stated(count, is_small):
    assert draw_counts(f"a {count}", smallest_shown=3).is_small_cell("a") is is_small


def test_a_small_count_of_something_harmless_is_no_secret():
    table = draw_counts(
        """
        trials 2
        minors 2
        """,
        harmless={"trials"},
    )
    assert not table.is_small_cell("trials")
    assert table.is_small_cell("minors")
    assert list_small_cells(table) == ["minors"]


def test_secret_cells_are_listed_in_order_offered_or_not():
    table = draw_counts("area = d 4 + c 90 + b 1 + a 3", offered=["area", "a"])
    assert list_small_cells(table) == ["d", "b", "a"]


def test_what_was_published_is_secret_no_more():
    table = draw_counts("area = a 3 + b 4 + c 0", public=frozenset({"a", "c"}))
    assert list_small_cells(table) == ["b"]


def test_a_sum_names_its_whole_first():
    assert CountSum("area", ("a", "b")).cells == ("area", "a", "b")


def test_a_unit_knows_its_own_counts_and_what_they_add_to_each_sum():
    table = draw_counts(
        """
        q1 = a1 3 + b1 20
        q2 = a2 4 + b2 0
        year = q1 + q2
        """,
        owners={"a1": "A", "a2": "A", "b1": "B", "b2": "B"},
    )
    assert find_contributions(table) == {
        "a1": {"A": 3},
        "a2": {"A": 4},
        "b1": {"B": 20},
        "b2": {"B": 0},
        "q1": {"A": 3, "B": 20},
        "q2": {"A": 4, "B": 0},
        "year": {"A": 7, "B": 20},
    }


def test_a_count_of_nobody_adds_nothing():
    table = draw_counts("area = a 3 + rest 6", owners={"a": "A"})
    assert find_contributions(table) == {"a": {"A": 3}, "rest": {}, "area": {"A": 3}}


def test_a_sum_that_is_a_units_own_is_known_whole():
    """The quarter of a ward is the ward's, whoever reported the months."""
    table = draw_counts("quarter = m1 3 + m2 6", owners={"quarter": "A", "m1": "A", "m2": "B"})
    assert find_contributions(table)["quarter"] == {"A": 9}


def test_of_two_sums_of_one_whole_the_first_is_followed():
    table = draw_counts(
        """
        area = a 3 + b 20
        area = women 11 + men 12
        """,
        owners={"a": "A", "b": "B"},
    )
    assert find_contributions(table)["area"] == {"A": 3, "B": 20}


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 30)), min_size=1, max_size=12))
def test_the_shares_of_a_sum_add_up_to_it(reported):
    """Whatever units report, and however their counts are nested, no part is lost or doubled."""
    values = {number: count for number, (_, count) in enumerate(reported)}
    owners = {number: unit for number, (unit, _) in enumerate(reported)}
    half = tuple(values)[::2]
    values["half"] = sum(values[n] for n in half)
    rest = tuple(n for n in owners if n not in half)
    values["all"] = sum(values[n] for n in owners)
    sums = [CountSum("half", half), CountSum("all", ("half", *rest))]
    contributions = find_contributions(CountTable(values, sums, list(values), owners=owners))
    assert sum(contributions["all"].values()) == values["all"]
    for unit in set(owners.values()):
        own = sum(values[n] for n, owner in owners.items() if owner == unit)
        assert contributions["all"][unit] == own
