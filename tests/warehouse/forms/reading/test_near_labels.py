"""A label with a slip of the finger is read with a warning; a doubtful one is not read at all."""

import pytest

from tests.warehouse.forms.typed_files import (
    CATALOGUE,
    GRID,
    ROWS,
    VALUES,
    as_csv,
    codes,
    read,
    values,
)
from warehouse.files.grid import Sheet
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.near_labels import add_similar_rows
from warehouse.forms.reading.report_grid import find_form_table


def report_of(*labels, rows=ROWS):
    """Read the report with other labels on its rows, from the first row on."""
    changed = [
        (row[0], label or row[1], *row[2:])
        for row, label in zip(rows, (*labels, *[None] * (len(rows) - len(labels))), strict=True)
    ]
    (report,) = read(as_csv((*GRID[:6], *changed)).encode()).reports
    return report


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (0, "Tổng số trường THPT và cơ sở GDNN trên địa bn"),
        (2, "Tổng sô học sinh THPT va GDN"),
        (4, "Số buổi tuyên truyển trong trường hoc"),
        (4, "Số buổi tuyên truyền trong các trường học"),
    ],
)
def test_a_slip_is_read_and_told(row, label):
    report = report_of(*[None] * row, label)
    assert values(report) == VALUES
    doubts = [(d.code, d.cell, d.observed, d.element) for d in report.drafts]
    exact = LabelIndex(CATALOGUE).find_elements(label)
    element = list(VALUES)[row]
    assert doubts == ([] if exact else [("W-LABEL-001", f"B{row + 7}", label, element)])


@pytest.mark.parametrize(
    "label",
    [
        "Số lớp học",
        "Số buổi tuyên truyền ngoài trường học",  # another word, another thing
        "Số buổi không tuyên truyền trong trường học",
        "Số buổi tuyên truyền trong 2 trường học",
    ],
)
def test_another_thing_is_not_taken_for_it(label):
    report = report_of(None, None, None, None, label)
    assert values(report)["school_sessions"] is None
    assert codes(report) == [("E-MISS-003", "B6"), ("W-ROW-002", "B11")]


def test_an_element_that_has_its_row_takes_no_other():
    rows = (*ROWS, ("6", "Số buổi tuyên truyền trong trường hoc.", "buổi", "99", ""))
    near = (*ROWS, ("6", "Số buổi tuyên truyền trong trường họcc", "buổi", "99", ""))
    assert codes(report_of(rows=rows)) == [("E-ROW-001", "B12")]  # the same label, so twice
    report = report_of(rows=near)
    assert values(report) == VALUES
    assert codes(report) == [("W-ROW-002", "B12")]


def test_two_rows_for_one_element_give_neither():
    rows = (*ROWS[:4], ("5", "Số buổi tuyên truyền trong trường họcc", "buổi", "16", ""),
            ("6", "Số buổi tuyên truyền trong trưởng hocc", "buổi", "61", ""))  # fmt: skip
    report = report_of(rows=rows)
    assert values(report)["school_sessions"] is None
    assert codes(report) == [("E-MISS-003", "B6"), ("W-ROW-002", "B11"), ("W-ROW-002", "B12")]


@pytest.mark.parametrize("form", list(CATALOGUE.forms))
def test_no_element_of_a_form_is_near_another(form):
    """Leave one row out of the form: no other row is taken for it."""
    labels = LabelIndex(CATALOGUE)
    elements = CATALOGUE.forms[form].elements
    for left_out in elements:
        cells = [["Nội dung", "Số liệu"]]
        cells += [[e.name_vi, "1"] for e in elements if e is not left_out]
        table = find_form_table(Sheet("BC", True, cells), CATALOGUE, labels)
        assert table is None or add_similar_rows(table)[1] == []
