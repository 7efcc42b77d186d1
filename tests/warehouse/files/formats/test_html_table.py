"""A web page saved as .xls: its table is a sheet, spans spread, texts above are the title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.files.test_legacy_text import tcvn3
from tests.warehouse.forms.typed_files import GRID, HEADER, ROWS, TITLE, codes, is_whole, only, read
from warehouse.files.formats.html_table import (
    MAX_HTML_SPAN,
    MAX_PAGE_LENGTH,
    is_html_page,
    read_html_tables,
)
from warehouse.files.grid import OversizedError, UnreadableError


def table(rows, tag="td"):
    cells = ("".join(f"<{tag}>{cell}</{tag}>" for cell in row) for row in rows)
    return "<table border=1>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</table>"


def page(*parts):
    return f"<html><head><title>x</title><style>td {{}}</style></head>{''.join(parts)}</html>"


ABOVE = "".join(f"<p><b>{line}</b></p>" for line in TITLE)


def test_a_table_below_its_title():
    report = only(page(ABOVE, table([HEADER, *ROWS])).encode(), "bc.xls")
    assert is_whole(report)
    assert (report.sheet, report.cells.cell[0]) == ("Bảng 1", "D2")


def test_a_title_within_the_table_as_systems_print_it():
    rows = [(f"</td><td colspan=4>{row[0]}",) if len(row) == 1 else row for row in GRID if row]
    assert is_whole(only(page(table(rows)).encode()))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_encodings(encoding):
    assert is_whole(only(page(ABOVE, table([HEADER, *ROWS])).encode(encoding)))


def test_a_page_in_the_bytes_of_an_old_font():
    grid = [[tcvn3(cell) for cell in row] for row in (HEADER, *ROWS)]
    above = "".join(f"<p>{tcvn3(line)}</p>" for line in TITLE)
    assert is_whole(only(page(above, table(grid)).encode("cp1252")))


def test_a_page_cut_short_gives_what_is_there():
    (sheet,) = read_html_tables("<p>x</p><table><tr><td>a<td>b")
    assert (sheet.cells, sheet.texts_above) == ([["a", "b"]], [("Đoạn 1", "x")])


def test_doubts_have_addresses():
    rows = [HEADER, (*ROWS[0][:3], "1,234"), *ROWS[1:]]
    report = only(
        page("<div>Phòng X</div>", *TITLE[1:2], f"<h3>{TITLE[2]}</h3>", table(rows)).encode()
    )
    assert codes(report) == [("E-NUM-002", "D2"), ("E-UNIT-001", "Đoạn 1")]


def test_spans_are_spread():
    (sheet,) = read_html_tables(
        "<table><tr><td rowspan=2>a<td colspan=2>b</tr><tr><td>c<br>d</td><td>e&amp;f</td></table>"
    )
    assert sheet.cells == [["a", "b", "b"], ["a", "c d", "e&f"]]


def test_scripts_and_tables_within_tables_are_no_cells():
    (sheet,) = read_html_tables(
        "<table><tr><td>a<script>alert(1)</script></td>"
        "<td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>"
    )
    assert sheet.cells == [["a", "bc"]]


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td colspan=201>a</table>",
        "<table>" + "<tr><td>a</td></tr>" * 100_001 + "</table>",
        "<table><tr><td rowspan=200>" + "<td rowspan=200 colspan=200>" * 9,
        "<table>" + " " * MAX_PAGE_LENGTH,
    ],
    ids=["span", "rows", "area", "page"],
)
def test_more_than_a_report_can_hold(text):
    with pytest.raises(OversizedError):
        read_html_tables(text)


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("<html><table>", True),
        ('<?xml version="1.0"?>\n<html><TABLE>', True),
        ("<html><p>x</p>", False),
        ("a;<table>", False),
        ('<?xml version="1.0"?><Workbook>', False),
    ],
)
def test_what_is_a_page_with_a_table(text, so):
    assert is_html_page(text) is so


def test_comments_are_not_seen_closed_or_not():
    (sheet,) = read_html_tables("<table><!-- <td>x --><tr><td>a<td>b</table>" + "<!--" * 100_000)
    assert sheet.cells == [["a", "b"]]


def test_a_page_of_another_table_is_not_recognised():
    assert [d.code for d in read(page(table([("1", "2")])).encode()).drafts] == ["E-FORM-001"]


@given(st.text(st.sampled_from("<>/tabledrh='\" 12&;!-"), max_size=200))
def test_any_markup_is_sheets_or_unreadable(text):
    try:
        sheets = read_html_tables("<table>" + text)
    except UnreadableError:
        return
    assert all(len({len(row) for row in sheet.cells}) <= 1 for sheet in sheets)


def cells_of(markup):
    (sheet,) = read_html_tables(f"<html><table>{markup}</table></html>")
    assert sheet.is_visible
    return sheet.cells


@pytest.mark.parametrize(
    ("markup", "cells"),
    [
        ("<tr><td>a<td>b<tr><td>c", [["a", "b"], ["c", ""]]),
        ("<tr><th>a</th><td>b</td></tr>", [["a", "b"]]),
        ("<td>a</td><td>b</td>", [["a", "b"]]),
        ("<tr><td colspan=2>a</td><td>b</td></tr>", [["a", "a", "b"]]),
        ("<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>", [["a", "b"], ["a", "c"]]),
        (
            "<tr><td rowspan=2 colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>",
            [["a", "a", "b"], ["a", "a", "c"]],
        ),
        ("<tr><td colspan=0>a</td><td colspan=x>b</td><td colspan>c</td></tr>", [["a", "b", "c"]]),
        ("<tr><td>a<br>b</td></tr>", [["a b"]]),
        ("<tr><td>a</td>lost<td>b</td></tr>", [["a", "b"]]),
        ("<tr><th>a</th>lost</tr>lost<tr><td>b</td></tr>", [["a"], ["b"]]),
        ("<tr><td>a<script>x</script></td><td><style>y</style>b</td></tr>", [["a", "b"]]),
        ("<tr></tr><tr><td>a</td></tr>", [[""], ["a"]]),
        ("<tr><td> a \n b </td></tr>", [["a b"]]),
        ("", []),
    ],
)
def test_cells_stand_where_a_browser_shows_them(markup, cells):
    assert cells_of(markup) == cells


@pytest.mark.parametrize("attribute", ["colspan", "rowspan"])
def test_a_span_of_the_limit_is_spread_and_a_wider_one_refused(attribute):
    cells = cells_of(f"<tr><td {attribute}={MAX_HTML_SPAN}>a</td></tr>")
    assert len(cells) * len(cells[0]) == MAX_HTML_SPAN
    with pytest.raises(OversizedError, match=f"{MAX_HTML_SPAN + 1} > {MAX_HTML_SPAN}"):
        cells_of(f"<tr><td {attribute}={MAX_HTML_SPAN + 1}>a</td></tr>")


def test_every_table_has_its_number_and_the_texts_above_it():
    markup = "<p>một</p><table><td>a</table><p>hai</p>ba<table><td>b</table>"
    first, second = read_html_tables(f"<html>{markup}</html>")
    assert (first.name, first.texts_above) == ("Bảng 1", [("Đoạn 1", "một")])
    assert (second.name, [text for _, text in second.texts_above]) == ("Bảng 2", ["hai", "ba"])
