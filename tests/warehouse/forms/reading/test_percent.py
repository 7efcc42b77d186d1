"""A figure shown as a percentage is told as one, whatever whole number stands behind it."""

import io

import openpyxl
import pytest

from tests.warehouse.forms.typed_files import GRID, read


def report(content, number_format, elsewhere=None):
    """Read a report whose first figure, D7, has a value and a format."""
    book = openpyxl.Workbook()
    for row in GRID:
        book.active.append(row)
    book.active["D7"] = content
    book.active["D7"].number_format = number_format
    if elsewhere:
        book.active["E8"].number_format = elsewhere
    saved = io.BytesIO()
    book.save(saved)
    (read_report,) = read(saved.getvalue()).reports
    return read_report


@pytest.mark.parametrize(
    ("content", "number_format", "expected_text"),
    [
        (1, "0%", "100%"),
        (0.46, "0%", "46%"),
        (0.4567, "0.00%", "46%"),
        (0, "0%", "0%"),
        (2, '0.0"%"', "200%"),
    ],
)
def test_it_is_told_as_it_is_shown(content, number_format, expected_text):
    percent_report = report(content, number_format)
    assert [(d.code, d.cell, d.observed) for d in percent_report.drafts] == [
        ("E-NUM-007", "D7", expected_text)
    ]
    assert next(iter(percent_report.cells)) == ("schools", "D7", expected_text, "unreadable", None)


@pytest.mark.parametrize("number_format", ["General", "#,##0", "0"])
def test_a_number_is_a_number(number_format):
    percent_report = report(12, number_format, elsewhere="0%")
    assert (percent_report.cells.value[0], percent_report.drafts) == (12, ())


def test_a_text_in_a_cell_for_percentages_is_what_was_typed():
    assert report("12", "0%").cells.value[0] == 12


def test_nothing_is_nothing_however_it_would_be_shown():
    assert report(None, "0%").cells.state[0] == "missing"
