"""Reading by an accepted layout: exactly, by headings, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.forms.layouts.drawn_sheets import (
    COURT,
    KNOWN,
    accept,
    draw,
    office_workbooks,
)
from warehouse.forms.layouts.layout_fitting import fit_layout
from warehouse.forms.layouts.layout_reading import read_by_layouts
from warehouse.forms.layouts.sheet_titles import read_strange_sheet

LAYOUT = accept(draw(COURT))


def read(text, layouts=(LAYOUT,)):
    return read_by_layouts([draw(text).build_sheet()], layouts, KNOWN)


def figures(report):
    return {cell.element: (cell.cell, cell.value) for cell in report.cells}


def misfits(text):
    fit = fit_layout(LAYOUT, read_strange_sheet(draw(text).build_sheet()), KNOWN)
    return None if fit is None else [misfit.en for misfit in fit.misfits]


def test_every_office_workbook_is_read_in_its_cells_once_accepted():
    count = 0
    for workbook in office_workbooks():
        layout = accept(workbook)
        sheet = workbook.build_sheet()
        (report,) = read_by_layouts([sheet], [layout], KNOWN)
        title = (report.form, report.unit, report.period)
        assert title == (workbook.form, workbook.unit, workbook.period)
        read_figures = {e: f for e, f in figures(report).items() if e in workbook.figures}
        assert read_figures == workbook.figures
        count += len(read_figures)
    assert count == 220


def test_the_note_of_a_report_names_its_layout():
    (report,) = read(COURT)
    notes = [(d.code, d.cell, d.observed) for d in report.drafts]
    assert notes == [("N-LAYOUT-001", "A1", "DK-TA-court-1")]


def test_the_next_report_with_rows_inserted_is_read_in_its_new_cells():
    text = (
        COURT.replace("Quý III/2023", "Quý IV/2023")
        .replace("Quý II |", "Quý III |")
        .replace("| Quý III | Luỹ kế", "| Quý IV | Luỹ kế")
        .replace("2 | Án xử xong | 3 | 7", "2 | Án mới | 1 | 2 | 3\n3 | Án xử xong | 3 | 8")
        .replace("TAND quận\n", "Số 12/BC\nTAND quận\n")
    )
    (report,) = read(text)
    assert report.period == "2023-Q4"
    assert figures(report)["cases_tried"] == ("D8", 8)
    new_rows = [(d.code, d.cell, d.observed) for d in report.drafts[1:]]
    assert new_rows == [("W-ROW-002", "C7", "Án mới")]


def test_exchanged_columns_are_read_under_their_own_heads():
    text = COURT.replace("Quý II | Quý III", "Quý III | Quý II")
    (report,) = read(text)
    assert figures(report)["cases_accepted"] == ("C5", 4)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Luỹ kế", "Quý trước", "new column «quy truoc»"),
        ("Án xử xong", "Án đã xong", "no longer found"),
        ("3 | Người bị xử", "3 | Án xử xong", "in several cells"),
        ("Quý II |", "Quý I |", "the column «{quý-1}» is gone"),
    ],
)
def test_what_does_not_say_what_it_said_is_not_read(before, after, reason):
    text = COURT.replace(before, after)
    assert read(text) == []
    assert any(reason in misfit for misfit in misfits(text))


def test_another_unit_and_another_form_are_not_read():
    assert misfits(COURT.replace("TAND quận", "VKSND quận")) is None
    assert misfits(COURT.replace("Quý III/2023", "Tháng 9/2023").replace("Quý", "Kỳ")) is None


def test_an_ambiguous_figure_gives_a_code_in_the_senders_own_cell():
    (report,) = read(COURT.replace("12 #", "1,234 #").replace("#defendants_tried", ""))
    (draft,) = [d for d in report.drafts if d.code.startswith("E")]
    assert (draft.code, draft.element, draft.cell) == ("E-NUM-002", "defendants_tried", "D7")
    assert figures(report)["defendants_tried"] == ("D7", None)


def test_the_newest_layout_that_fits_reads_a_sheet():
    newer = LAYOUT.model_copy(update={"layout": "DK-TA-court-2"})
    (report,) = read(COURT, (LAYOUT, newer))
    assert report.drafts[0].observed == "DK-TA-court-2"


@settings(max_examples=60, deadline=None)
@given(order=st.permutations(range(4)), gaps=st.lists(st.booleans(), min_size=4, max_size=4))
def test_in_any_order_of_rows_each_figure_keeps_its_element(order, gaps):
    head, rows = COURT.splitlines()[:5], COURT.splitlines()[5:]
    lines = [f"{rows[at]}\n" + "9 | Việc khác | 1 | 1 | 1\n" * gaps[at] for at in order]
    texts = "\n".join(head) + "\n" + "".join(lines)
    if sum(gaps) > 1:
        texts = texts.replace("Việc khác", "Việc {}").format(*range(1, sum(gaps) + 1))
    (report,) = read(texts)
    values = {element: value for element, (_, value) in figures(report).items()}
    assert values == {
        "cases_accepted": 9,
        "cases_tried": 7,
        "defendants_tried": 12,
        "mobile_trials": 1,
    }


LABELS = ("Án vào sổ", "Án xử xong", "Người bị xử", "Đi xử xa", "Việc khác", "Cộng")
HEADS = ("Quý II", "Quý III", "Luỹ kế", "Quý trước", "Tỷ lệ %", "Kế hoạch")


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.sampled_from(LABELS), min_size=1, max_size=7),
    heads=st.lists(st.sampled_from(HEADS), min_size=1, max_size=5, unique=True),
)
def test_whatever_the_table_nothing_is_read_but_under_the_headings_accepted(rows, heads):
    lines = ["== court | DK-TA | 2023-Q3 | f", "TAND quận", "Quý III/2023", ""]
    lines.append(" | ".join(("TT", "Nội dung", *heads)))
    for number, label in enumerate(rows, 1):
        values = (str(100 * number + at) for at, _ in enumerate(heads))
        lines.append(" | ".join((str(number), label, *values)))
    reports = read("\n".join(lines))
    is_same = set(heads) == set(HEADS[:3]) and all(rows.count(label) == 1 for label in LABELS[:4])
    assert bool(reports) == is_same
    for report in reports:
        for label, (_, value) in zip(LABELS, figures(report).values(), strict=False):
            assert value == 100 * (rows.index(label) + 1) + heads.index("Quý III")
    assert read("\n".join(lines), ()) == []


def test_an_element_without_a_row_is_named_where_the_row_may_be_added():
    workbook = draw(COURT.replace(" #mobile_trials", ""))
    (report,) = read_by_layouts([workbook.build_sheet()], [accept(workbook)], KNOWN)
    absent = [(d.element, d.cell) for d in report.drafts if d.code == "E-MISS-004"]
    assert absent == [("mobile_trials", "D9")]
    assert figures(report)["mobile_trials"] == ("D9", None)
