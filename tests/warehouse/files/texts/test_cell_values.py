"""Values of cells as texts: which are searched, and what stands beside a cell."""

from datetime import date, datetime

import pytest

from warehouse.files.texts.cell_values import (
    MAX_TEXTS_ABOVE,
    format_cell_value,
    get_cell_text,
    is_searched_value,
    list_row_texts,
    list_texts_above,
)


@pytest.mark.parametrize(
    ("value", "is_searched"),
    [
        ("", True),
        ("chữ", True),
        (99_999_999, False),
        (100_000_000, True),
        (99_999_999.0, False),
        (31185001234.0, True),
        (100_000_000.5, False),
        (-912345678, False),
        (True, False),
        (float("inf"), False),
        (float("nan"), False),
        (None, False),
        (date(2023, 5, 1), False),
    ],
)
def test_a_value_is_searched_when_it_may_name_a_person(value, is_searched):
    assert is_searched_value(value) is is_searched


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (5.5, "5.5"),
        (912345678.0, "912345678"),
        (7, "7"),
        (date(2023, 5, 1), "01/05/2023"),
        (datetime(2023, 5, 1, 8, 30), "01/05/2023"),
        ("chữ", "chữ"),
    ],
)
def test_a_value_is_written_as_a_reader_sees_them(value, text):
    assert format_cell_value(value) == text


def test_texts_beside_a_cell_are_listed_from_the_nearest_on():
    row = ["a", "", 3.0, "d", None, "f"]
    assert list_row_texts(row, 3) == ("3", "f", "a")
    assert list_row_texts(row, 0) == ("3", "d", "f")
    assert list_row_texts(["a"], 0) == ()


@pytest.mark.parametrize(
    ("place", "text"), [((0, 0), "5"), ((1, 0), "a"), ((0, 1), ""), ((2, 0), ""), ((1, 9), "")]
)
def test_a_cell_outside_the_sheet_is_empty(place, text):
    assert get_cell_text([[5.0], ["a", "b"]], *place) == text


def test_texts_above_a_cell_end_at_a_blank_one():
    cells = [["a"], [""], ["b"], ["c", "x"], [None], ["d"]]
    assert list_texts_above(cells, 3, 0) == ("b",)
    assert list_texts_above(cells, 0, 0) == list_texts_above(cells, 5, 0) == ()
    assert list_texts_above(cells, 4, 1) == ("x",)
    assert len(list_texts_above([["a"]] * 20, 19, 0)) == MAX_TEXTS_ABOVE
