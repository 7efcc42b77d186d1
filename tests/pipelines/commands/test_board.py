"""The board: the units that owe a form by the periods of a year, each report by a mark."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.owed_reports import OwedReport
from pipelines.commands.board import UNIT_WIDTH, WAITING_MARK, ReportingBoard
from tests import spec
from warehouse.periods import list_year_periods, parse_period_code

CATALOGUE = spec.catalogue()
EDUCATION, WARD = CATALOGUE.forms["education"], CATALOGUE.forms["ward"]
PENDING = OwedReport(
    "DK-GDDT",
    "education",
    parse_period_code("2023-H1"),
    accepted=False,
    on_time=False,
    days_late=None,
    due_date=date(2023, 6, 19),
    is_due=False,
)


def build_tables(*reports, form=EDUCATION, year=2023, width=200, lang="vi"):
    by_place = {(report.unit, report.period): report for report in reports}
    return list(ReportingBoard(CATALOGUE, by_place, year, lang).build_tables(form, width))


def read_rows(table):
    """Return the cells of a table, row by row, as they are marked up."""
    return list(zip(*(column.cells for column in table.columns), strict=True))


def read_headings(table):
    return [column.header for column in table.columns[1:]]


@pytest.mark.parametrize(
    ("known", "cell"),
    [
        ({"accepted": True, "on_time": True, "days_late": 0}, "[green]✔[/]"),
        ({"accepted": True, "days_late": 4}, "[yellow]+4[/]"),
        ({"returned": True}, "[magenta]↩[/]"),
        ({"returned": True, "is_due": True}, "[magenta]↩[/]"),
        ({"is_due": True}, "[bold red]✘[/]"),
        ({}, "[dim]…[/]"),
        ({"accepted": True, "on_time": True, "is_waiting": True}, f"[green]✔{WAITING_MARK}[/]"),
        ({"is_waiting": True}, f"[dim]…{WAITING_MARK}[/]"),
    ],
)
def test_each_state_of_a_report_has_a_mark_and_a_colour(known, cell):
    (table,) = build_tables(replace(PENDING, **known))
    assert read_rows(table) == [("Phòng Giáo dục và Đào tạo quận", cell, "[dim]…[/]")]


def test_a_period_that_has_not_begun_is_pending_like_a_report_that_is_not_yet_due():
    assert read_rows(build_tables()[0]) == read_rows(build_tables(PENDING)[0])


def test_a_report_of_another_year_is_on_another_board():
    accepted = replace(PENDING, accepted=True, on_time=True)
    (table,) = build_tables(accepted, year=2022)
    assert read_rows(table)[0][1:] == ("[dim]…[/]",) * 2


@pytest.mark.parametrize(
    ("lang", "title", "unit_title", "headings"),
    [
        ("vi", f"{EDUCATION.name_vi}, 2023", "Đơn vị", ["6T-1", "6T-2"]),
        ("en", f"{EDUCATION.name_en}, 2023", "Unit", ["H1", "H2"]),
    ],
)
def test_a_table_has_the_form_and_the_year_above_it(lang, title, unit_title, headings):
    (table,) = build_tables(lang=lang)
    assert table.title == title
    assert table.columns[0].header == unit_title
    assert read_headings(table) == headings


@pytest.mark.parametrize(("year", "units"), [(2024, 6), (2025, 9), (2026, 0)])
def test_only_units_that_owe_the_form_in_the_year_have_a_row(year, units):
    tables = build_tables(form=WARD, year=year)
    assert [len(read_rows(table)) for table in tables] == [units] * bool(units)


def test_a_cell_is_blank_where_the_unit_owes_nothing():
    (table,) = build_tables(form=WARD, year=2025)
    by_unit = {name: cells for name, *cells in read_rows(table)}
    assert [bool(cell) for cell in by_unit["Phường Đa Phúc"]] == [True] * 6 + [False] * 6
    assert [bool(cell) for cell in by_unit["Phường Đồ Sơn (mới)"]] == [False] * 6 + [True] * 6


def measure(table):
    """Return the width of a table whose column of units has the least width."""
    widest = max(len(heading) for heading in read_headings(table))
    padding = 2 * table.padding[1]
    return UNIT_WIDTH + padding + 2 + len(read_headings(table)) * (widest + padding + 1)


@settings(max_examples=40)
@given(st.integers(1, 200), st.sampled_from([EDUCATION, WARD]))
def test_every_period_is_in_one_table_and_no_line_is_too_long(width, form):
    tables = build_tables(form=form, width=width)
    expected = [heading for table in build_tables(form=form) for heading in read_headings(table)]
    headings_by_table = [read_headings(table) for table in tables]
    assert [heading for headings in headings_by_table for heading in headings] == expected
    assert len(expected) == len(list_year_periods(2023, form.frequency))
    lengths = [len(headings) for headings in headings_by_table]
    assert max(lengths) - min(lengths) <= max(1, len(lengths) - 1)
    for table in tables:
        assert measure(table) <= width or len(read_headings(table)) == 1


@pytest.mark.parametrize(
    ("width", "padding", "lengths"),
    [(100, 1, [12]), (99, 0, [12]), (74, 0, [12]), (73, 0, [6, 6]), (49, 0, [4, 4, 4])],
)
def test_a_year_without_air_between_the_columns_comes_before_a_year_in_two_tables(
    width, padding, lengths
):
    tables = build_tables(form=WARD, width=width)
    assert {table.padding[1] for table in tables} == {padding}
    assert [len(read_headings(table)) for table in tables] == lengths


def test_a_long_mark_makes_the_columns_wider():
    late = replace(
        PENDING, unit="DK-DAPHUC", form="ward", accepted=True, days_late=1_200, is_waiting=True
    )
    late = replace(late, period=parse_period_code("2023-05"))
    assert len(build_tables(form=WARD, width=80)) == 1
    assert len(build_tables(late, form=WARD, width=80)) == 2  # +1200 and the sign of waiting
