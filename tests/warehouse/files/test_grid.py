"""Addresses, and workbooks as plain cells."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from warehouse.files.formats.workbook import Workbook
from warehouse.files.grid import UnreadableError, format_address, parse_address


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_reads_back(row, column):
    assert parse_address(format_address(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("cell", "at"), [("A1", (0, 0)), ("D11", (10, 3)), ("Z2", (1, 25)), ("AA3", (2, 26))]
)
def test_addresses_as_excel_writes_them(cell, at):
    assert (format_address(*at), parse_address(cell)) == (cell, at)


@pytest.mark.parametrize("cell", ["", "D", "11", "d11", "D0", "$D$11", "D11:E12"])
def test_what_is_no_address(cell):
    with pytest.raises(ValueError, match="not a cell address"):
        parse_address(cell)


def workbook(**sheets):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, hide in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write("B2", name)
            sheet.merge_range("D1:E1", "gộp")
            if hide:
                getattr(sheet, hide)()
    return content.getvalue()


def test_sheets_keep_their_addresses_and_hidden_ones_are_not_reports():
    book = Workbook(workbook(BC=None, An="hide", Kín="very_hidden"))
    assert book.sheet_names == ["BC", "An", "Kín"]
    (sheet,) = book.iterate_visible_sheets()
    assert (sheet.name, sheet.get_value("B2"), sheet.get_value("Z99")) == ("BC", "BC", "")
    assert ((0, 3), (0, 4)) in sheet.merged_ranges
    assert book.load_sheet("Kín").get_value("B2") == "Kín"


@pytest.mark.parametrize("content", [b"", b"hello", workbook(BC=None)[:700], b"PK\x03\x04" * 9])
def test_what_cannot_be_opened_says_so(content):
    with pytest.raises(UnreadableError):
        Workbook(content)
