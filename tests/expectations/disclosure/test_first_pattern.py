"""The first pattern: what the published example hides, which cell is more worth showing, and why.

A column says of which inner cells a cell is the sum; the arithmetic is modulo a prime, so that a
difference has a weight just below it.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.disclosure.count_table import CountSum, CountTable, list_small_cells
from expectations.disclosure.first_pattern import (
    build_columns,
    choose_first_pattern,
    order_by_worth,
)
from tests.expectations.disclosure.cubes import build_z1
from tests.expectations.disclosure.drawn_counts import draw_counts

PRIME = 2**61 - 1


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


def signed_columns(table):
    """Return each cell as a sum and difference of inner cells."""
    return {
        cell: {inner: w if w < PRIME // 2 else w - PRIME for inner, w in column.items()}
        for cell, column in build_columns(table).items()
    }


def test_a_part_of_a_second_sum_is_written_as_a_difference():
    table = draw_counts(
        """
        all = women 3 + men 6
        all = young 5 + old 4
        """
    )
    assert signed_columns(table) == {
        "women": {"women": 1},
        "men": {"men": 1},
        "all": {"women": 1, "men": 1},
        "young": {"young": 1},
        "old": {"women": 1, "men": 1, "young": -1},
    }


def test_sums_over_such_a_part_are_rewritten_with_it():
    table = draw_counts(
        """
        all = women 3 + men 6
        all = young 5 + old 4
        known = old + strangers 7
        """
    )
    assert signed_columns(table)["known"] == {"women": 1, "men": 1, "young": -1, "strangers": 1}


def test_a_second_sum_that_follows_from_the_others_changes_nothing():
    square = """
        left = a 1 + c 2
        right = b 3 + d 4
        upper = a + b
        lower = c + d
        all = left + right
        """
    once, twice = (
        signed_columns(draw_counts(text)) for text in (square, square + "all = upper + lower")
    )
    assert once == twice
    assert twice["all"] == dict.fromkeys("abcd", 1)


def worth(text, **more):
    table = draw_counts(text, **more)
    return order_by_worth(table, build_columns(table))


def test_zeros_come_first_and_then_the_larger_the_sooner():
    assert worth("area = a 0 + b 9 + c 70 + d 8") == ["a", "area", "c", "b", "d"]


def test_small_public_and_never_offered_cells_are_not_ordered():
    text = "area = a 4 + b 9 + c 70 + d 8"
    assert worth(text, public={"c"}, offered=["area", "a", "b", "c"]) == ["area", "b"]
    assert worth(text, harmless={"a"}) == ["area", "c", "b", "d", "a"]
    assert worth(text, offered=[]) == []


def test_of_equal_counts_the_one_bound_to_more_people_comes_first():
    """Both cells are 9, but b is a part of a far larger sum than a."""
    table = """
        few = a 9 + x 5
        many = b 9 + y 500
        """
    ordered = worth(table)
    assert ordered.index("b") < ordered.index("a")
    assert worth("a 9\nb 9") == ["a", "b"]


COUNTS = st.sampled_from((0, 0, 1, 2, 4, 5, 6, 20))


@st.composite
def tables(draw):
    """Draw a square of counts with its margins, a split of one margin, and what is public."""
    a, b, c, d, old = (draw(COUNTS) for _ in range(5))
    young = a + c - old
    table = draw_counts(
        f"""
        left = a {a} + c {c}
        right = b {b} + d {d}
        upper = a + b
        lower = c + d
        all = left + right
        all = upper + lower
        {f"left = young {young} + old {old}" if young >= 0 else ""}
        """
    )
    public = draw(st.sets(st.sampled_from(("right", "upper", "d")), max_size=2))
    return replace(table, public=frozenset(public))


@settings(max_examples=25)
@given(tables())
def test_every_count_is_the_sum_of_its_column(table):
    for cell, column in signed_columns(table).items():
        assert sum(w * table.values[inner] for inner, w in column.items()) == table.values[cell]


@settings(max_examples=25)
@given(tables())
def test_a_cell_is_hidden_when_with_those_shown_before_it_would_tell_a_small_count(table):
    """The plain twin asks the rank of a matrix where the engine eliminates."""
    columns = signed_columns(table)
    inner = sorted({i for column in columns.values() for i in column})
    vectors = {c: [column.get(i, 0) for i in inner] for c, column in columns.items()}

    def list_known(cells):
        rank = np.linalg.matrix_rank([vectors[c] for c in cells]) if cells else 0
        return {
            c
            for c in list_small_cells(table)
            if cells and np.linalg.matrix_rank([vectors[x] for x in (*cells, c)]) == rank
        }

    visible = sorted(table.public)
    hidden = set(list_small_cells(table))
    for cell in order_by_worth(table, build_columns(table)):
        if list_known([*visible, cell]) == list_known(visible):
            visible.append(cell)
        else:
            hidden.add(cell)
    assert choose_first_pattern(table) == hidden
