"""Rows at any width: whole as a table, or whole as blocks."""

import io

import pytest
from rich.console import Console

from pipelines.table_output import print_rows

TITLES = ("Tin", "Lý do")
ROWS = [
    ("a1", "/srv/chiso/" + "rất-dài-" * 20 + "tệp [bold].xlsx"),
    ("a2", ""),
]


def print_at(width, rows=ROWS):
    output = io.StringIO()
    print_rows(Console(file=output, width=width), TITLES, rows)
    return output.getvalue()


def test_a_table_that_fits_is_a_table():
    text = print_at(300)
    assert "│ a1 " in text
    assert ROWS[0][1] in text


@pytest.mark.parametrize("width", [20, 80, 100])
def test_a_wide_table_is_a_block_for_each_row_and_no_text_is_broken(width):
    lines = print_at(width).splitlines()
    assert lines == ["Tin: a1", f"Lý do: {ROWS[0][1]}", "", "Tin: a2", ""]


def test_a_table_of_just_the_width_is_not_cut():
    rows = [("a1", "lý do ngắn")]
    width = max(map(len, print_at(300, rows).splitlines()))
    assert print_at(width, rows) == print_at(300, rows)
    assert print_at(width - 1, rows).splitlines()[:2] == ["Tin: a1", "Lý do: lý do ngắn"]
