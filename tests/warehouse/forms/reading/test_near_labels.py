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
from warehouse.forms.reading.near_labels import (
    MAX_UNKNOWN_ROWS,
    add_similar_rows,
    rank_similar_rows,
)
from warehouse.forms.reading.report_grid import FormTable, find_form_table


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


def table_with(names, *labels):
    """Return a table of a form with these elements; the first row has the last element's label."""
    form = CATALOGUE.forms["procuracy"]
    elements = tuple(
        form.elements[0].model_copy(update={"element": f"e{n}", "name_vi": name, "aliases": ()})
        for n, name in enumerate(names, 1)
    )
    cells = [["Nội dung", "Số liệu"], [names[-1], "1"], *([label, "1"] for label in labels)]
    form = form.model_copy(update={"elements": elements})
    rows = ((1, elements[-1].element),)
    return FormTable(Sheet("BC", True, cells), form, 0, 0, rows, {"period": [1]}, {})


def similar_rows(names, *labels):
    return [(d.element, d.cell) for d in add_similar_rows(table_with(names, *labels))[1]]


LAST = "Chi phí mua sắm"


def test_a_label_near_to_two_elements_is_taken_for_neither():
    names = ("Số buổi họp khu phố A", "Số buổi họp khu phố B", LAST)
    assert similar_rows(names, "Số buổi họp khu phố C") == []
    assert similar_rows((names[0], LAST), "Số buổi họp khu phố C") == [("e1", "A3")]


def test_a_label_nearer_to_an_element_with_a_row_is_not_taken_for_another():
    assert similar_rows(("Số buổi họp", "Số buổi gặp gỡ hộ dân"), "Số buổi gặp gỡ hộ dâm") == []


def test_an_element_alone_on_its_form_has_no_second_to_confuse_it_with():
    table = table_with(("Số buổi họp khu phố",))
    assert add_similar_rows(table) == (table, [])
    no_rows = FormTable(table.sheet, table.form, 0, 0, ((0, "other"),), {"period": [1]}, {})
    table.sheet.cells[1][0] = "Số buổi họp khu phố 2"
    assert add_similar_rows(no_rows)[1] == []  # a number more is another thing
    table.sheet.cells[1][0] = "Số buổi họp khu phồng"
    assert [d.element for d in add_similar_rows(no_rows)[1]] == ["e1"]


def test_the_rows_that_are_added_stand_in_the_order_of_the_sheet():
    table, _ = add_similar_rows(
        table_with(("Số cuộc kiểm tra", "Số buổi họp", LAST), "Số buổi hợpp", "Số cuộc kiẻm traa")
    )
    assert table.rows == ((1, "e3"), (2, "e2"), (3, "e1"))


@pytest.mark.parametrize(
    ("count", "is_read"), [(MAX_UNKNOWN_ROWS, True), (MAX_UNKNOWN_ROWS + 1, False)]
)
def test_a_sheet_of_many_unknown_rows_is_not_searched_for_slips(count, is_read):
    others = [f"Việc khác {n}" for n in range(count - 1)]
    drafts = similar_rows(("Số buổi họp khu phố", LAST), "Số buổi họp khu phốo", *others)
    assert drafts == ([("e1", "A3")] if is_read else [])


def test_rows_are_ranked_by_likeness_to_an_elements_name():
    (element, _) = table_with(("Số buổi họp khu phố", LAST)).form.elements
    rows = [(5, "Việc khác"), (6, "Số buổi họp tổ"), (7, "1. Số buổi họp khu phố")]
    assert rank_similar_rows(rows, element) == [rows[2], rows[1], rows[0]]
