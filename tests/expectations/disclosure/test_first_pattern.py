"""The first pattern hides what the published example hides."""

from dataclasses import replace

import pytest

from expectations.disclosure.count_table import CountSum, CountTable, list_small_cells
from expectations.disclosure.first_pattern import build_columns, choose_first_pattern
from tests.expectations.disclosure.cubes import build_z1


def test_the_published_example_hides_three_regions_in_two_columns():
    hidden = choose_first_pattern(build_z1())
    assert hidden == {(region, c) for region in "BDH" for c in ("annet", "arbeid")}


def test_nothing_is_hidden_when_nothing_is_small():
    assert choose_first_pattern(replace(build_z1(), smallest_shown=1)) == set()


def test_what_is_public_is_known_to_the_elimination():
    """A cell shown before cannot be hidden any more; another one takes its place."""
    before = build_z1()
    hidden = choose_first_pattern(replace(before, public=frozenset({("B", "annet")})))
    assert ("B", "annet") not in hidden
    assert {("B", c) for c in ("soshjelp", "trygd")} & hidden
    assert set(list_small_cells(before)) <= hidden


def test_parts_that_overlap_are_differences_of_one_whole():
    values = {"whole": 9, "a": 3, "not a": 6, "b": 5, "not b": 4}
    relations = [CountSum("whole", ("a", "not a")), CountSum("whole", ("b", "not b"))]
    columns = build_columns(CountTable(values, relations, list(values)))
    assert set(columns["whole"]) == {"a", "not a"}
    assert set(columns["not b"]) == {"a", "not a", "b"}


def test_relations_in_a_circle_are_refused():
    values = {"a": 1, "b": 1}
    table = CountTable(values, [CountSum("a", ("b",)), CountSum("b", ("a",))], [])
    with pytest.raises(ValueError, match="circle"):
        build_columns(table)
