"""How much memory a sheet needs: the rectangle from A1 to its last value, however it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.files.grid import format_address
from warehouse.files.guard.sheet_extent import (
    MAX_RECTANGLE_CELLS,
    count_rectangle_cells,
    declares_small_extent,
)


def count(markup, **options):
    return count_rectangle_cells([markup.encode()], **options)


def cell(address, content="<v>1</v>"):
    return f'<c r="{address}">{content}</c>'


def sheet(*rows):
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"


def ods(*rows):
    return f"<spreadsheet><table>{''.join(rows)}</table></spreadsheet>"


VALUE = '<table-cell value-type="float"/>'


class TestXlsx:
    @pytest.mark.parametrize(
        ("rows", "cells"),
        [
            ((), 0),
            (("<row>", cell("A1"), "</row>"), 1),
            (("<row>", cell("C1"), "</row>"), 3),
            (('<row r="4">', cell("C4"), "</row>"), 12),
            (("<row>", cell("A1"), "</row>", '<row r="9">', cell("B9"), "</row>"), 18),
            (("<row>", cell("Z1"), "</row>", '<row r="9">', cell("A9"), "</row>"), 234),
        ],
    )
    def test_counts_from_a1_to_the_last_row_and_column(self, rows, cells):
        assert count(sheet(*rows)) == cells

    @pytest.mark.parametrize("content", ["<v>1</v>", "<is><t>x</t></is>", "<f>A1</f>"])
    def test_counts_a_number_a_text_and_a_formula(self, content):
        assert count(sheet("<row>", cell("B1", content), "</row>")) == 2

    def test_cells_without_an_address_follow_each_other(self):
        two = "<row><c><v>1</v></c><c><v>2</v></c></row>"
        assert count(sheet(two, two, two)) == 6

    def test_a_row_without_a_number_follows_the_row_before(self):
        rows = ('<row r="5">', "<c><v>1</v></c>", "</row>", "<row><c><v>1</v></c></row>")
        assert count(sheet(*rows)) == 6

    @pytest.mark.parametrize("number", ["", "x", "-1", "1" * 9, "٣x"])
    def test_a_row_number_that_is_none_is_that_of_the_next_row(self, number):
        assert count(sheet(f'<row r="{number}"><c><v>1</v></c></row>')) == 1

    def test_an_address_wins_over_the_row_it_stands_in(self):
        assert count(sheet('<row r="1">', cell("B7"), "</row>")) == 14

    def test_an_empty_cell_counts_only_with_formats(self):
        markup = sheet("<row>", cell("A1"), cell("D9", ""), "</row>")
        assert count(markup) == 1
        assert count(markup, include_formatted=True) == 36

    def test_a_merged_range_counts_only_with_formats(self):
        markup = sheet("<row>", cell("A1"), "</row>") + ""
        merged = markup.replace("</worksheet>", '<mergeCell ref="A1:E10"/></worksheet>')
        assert count(merged) == 1
        assert count(merged, include_formatted=True) == 50

    @pytest.mark.parametrize("prefix", ['xmlns="m"', 'xmlns:x="m"'])
    def test_a_name_space_does_not_matter(self, prefix):
        tag = "x:" if ":x" in prefix else ""
        markup = f"<{tag}worksheet {prefix}><{tag}row><{tag}c r='C2'><{tag}v>1</{tag}v></{tag}c>"
        assert count(markup) == 6

    @settings(max_examples=50)
    @given(
        st.sets(st.tuples(st.integers(0, 200), st.integers(0, 60)), min_size=1, max_size=8),
        st.integers(1, 40),
    )
    def test_any_cells_in_any_pieces_are_the_rectangle_around_them(self, places, size):
        by_row = sorted(places)
        markup = sheet(
            *(f'<row r="{r + 1}">{cell(format_address(r, c))}</row>' for r, c in by_row)
        ).encode()
        pieces = [markup[at : at + size] for at in range(0, len(markup), size)]
        rows, columns = (max(place) for place in zip(*places, strict=True))
        assert count_rectangle_cells(pieces) == (rows + 1) * (columns + 1)


class TestOpenDocument:
    @pytest.mark.parametrize(
        ("rows", "cells"),
        [
            ((f"<table-row>{VALUE}</table-row>",), 1),
            ((f"<table-row><table-cell/>{VALUE}</table-row>",), 2),
            ((f"<table-row><covered-table-cell/>{VALUE}</table-row>",), 2),
            ((f'<table-row><table-cell number-columns-repeated="9"/>{VALUE}</table-row>',), 10),
            (
                ('<table-row><table-cell formula="" number-columns-repeated="9"/></table-row>',),
                9,
            ),
            (('<table-row><table-cell formula="=1"/></table-row>',), 1),
            ((f'<table-row number-rows-repeated="7">{VALUE}</table-row>',), 7),
            (('<table-row number-rows-repeated="7"/>', f"<table-row>{VALUE}</table-row>"), 8),
            (("<table-row><table-cell/></table-row>",), 0),
        ],
    )
    def test_counts_repetitions_before_and_of_a_value(self, rows, cells):
        assert count(ods(*rows)) == cells

    def test_adds_up_its_tables(self):
        one = f'<table><table-row number-rows-repeated="3">{VALUE}</table-row></table>'
        assert count(f"<spreadsheet>{one}{one}{one}</spreadsheet>") == 9

    def test_a_table_begins_at_its_own_first_row(self):
        first = '<table><table-row number-rows-repeated="500"/></table>'
        assert count(f"<s>{first}<table><table-row>{VALUE}</table-row></table></s>") == 1


class TestBounds:
    def test_counting_ends_above_the_largest(self):
        def pieces():
            yield sheet("<row>", cell("XFD100"), "</row>")[:-24].encode()
            raise AssertionError("read on")

        assert count_rectangle_cells(pieces()) > MAX_RECTANGLE_CELLS

    @pytest.mark.parametrize("rest", ["<row", "</wrong>", "&nothing;"])
    def test_markup_that_breaks_counts_up_to_the_break(self, rest):
        assert count(f"<worksheet><row>{cell('B2')}{rest}") == 4

    def test_what_is_no_markup_counts_nothing(self):
        assert count("a;b;c") == 0


class TestDeclaredExtent:
    @pytest.mark.parametrize(
        ("reference", "is_small"),
        [
            ("A1", True),
            ("A1:D40", True),
            ("A1:J25000", True),
            ("A1:J25001", False),
            ("A1:XFD1048576", False),
            ("B2:D40", True),
        ],
    )
    def test_is_small_up_to_a_quarter_of_the_largest(self, reference, is_small):
        head = f'<worksheet><dimension ref="{reference}"/><sheetData>'.encode()
        assert declares_small_extent(head) is is_small
        assert declares_small_extent(head.replace(b"<d", b"<x:d")) is is_small

    @pytest.mark.parametrize("head", [b"", b"<worksheet>", b'<dimension ref=""/>'])
    def test_that_is_not_declared_is_not_small(self, head):
        assert not declares_small_extent(head)
