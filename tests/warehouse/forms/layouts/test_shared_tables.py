"""Tables of many units: guessed at, confirmed line by line, then read unit by unit."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.warehouse.forms.layouts.drawn_sheets import CATALOGUE, KNOWN, PROPOSER, draw
from warehouse.forms.layouts.accepting import (
    describe_faults,
    describe_misreadings,
)
from warehouse.forms.layouts.answer_workbook import read_answer_sheet, read_answers
from warehouse.forms.layouts.figure_places import list_figure_places
from warehouse.forms.layouts.layout_building import LayoutOrigin, build_layout
from warehouse.forms.layouts.layout_fitting import fit_layout
from warehouse.forms.layouts.layout_reading import read_by_layouts
from warehouse.forms.layouts.office_layout import OfficeLayout
from warehouse.forms.layouts.proposal_lines import ARRANGEMENT_CELL, ARRANGEMENT_NAMES
from warehouse.forms.layouts.proposal_workbook import (
    CONFIRMATION_CELL,
    CONFIRMED,
    write_proposal,
)
from warehouse.forms.layouts.shared_tables import Arrangement
from warehouse.forms.layouts.sheet_joining import join_offered_sheets
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET
from warehouse.forms.layouts.sheet_titles import read_strange_sheet, read_strange_workbook

TITLE = """== mass_organisation | DK-HPN | 2023-Q2 | many.xlsx
UBND QUẬN DƯƠNG KINH
TỔNG HỢP CÁC ĐOÀN THỂ
Quý II/2023

"""
DOWN = f"""{TITLE}TT | Đơn vị | Số buổi tuyên truyền | Lượt người dự | Câu lạc bộ | Số cuộc giám sát
1 | Hội Phụ nữ | 4 | 120 | 2 | 1
2 | Hội CCB | 3 | 90 | 1 | 0
3 | Đoàn Thanh niên | 5 | 200 | 4 | 2
 | Tổng cộng | 12 | 410 | 7 | 3
"""
ACROSS = f"""{TITLE}TT | Nội dung | Hội Phụ nữ | < | Hội CCB | < | Cộng | <
^ | ^ | Trong kỳ | Luỹ kế | Trong kỳ | Luỹ kế | Trong kỳ | Luỹ kế
1 | Số buổi tuyên truyền | 4 | 9 | 3 | 11 | 7 | 20
2 | Lượt người dự | 120 | 300 | 90 | 200 | 210 | 500
3 | Câu lạc bộ | 2 | 2 | 1 | 1 | 3 | 3
4 | Số cuộc giám sát | 1 | 1 | 0 | 2 | 1 | 3
"""
UNITS = {
    "DK-HPN": {"comm_sessions": 4, "comm_participants": 120, "clubs": 2, "oversight_activities": 1},
    "DK-HCCB": {"comm_sessions": 3, "comm_participants": 90, "clubs": 1, "oversight_activities": 0},
    "DK-DTN": {"comm_sessions": 5, "comm_participants": 200, "clubs": 4, "oversight_activities": 2},
}


def propose(text):
    return PROPOSER.propose_reading([draw(text).build_sheet()])


def answer_as_hub(proposal, tmp_path, sheets=None, **cells):
    """Write the proposal, answer it as the hub would, and read the answer and the faults."""
    if sheets is None:
        proposal, sheets = propose(proposal), [draw(proposal).build_sheet()]
    path = tmp_path / "proposal.xlsx"
    strange = join_offered_sheets(read_strange_workbook(sheets), proposal)
    copied = [s for s in sheets if s.name in strange.sheet_names], strange.places
    write_proposal(path, CATALOGUE, proposal, copied=copied, signature=("a" * 16, "b" * 64))
    book = load_workbook(path)
    book[ANSWER_SHEET][CONFIRMATION_CELL] = CONFIRMED
    for address, typed in cells.items():
        book[ANSWER_SHEET][address] = typed
    target = io.BytesIO()
    book.save(target)
    answer_sheet = read_answer_sheet(target.getvalue())
    return read_answers(answer_sheet.sheet, proposal, CATALOGUE)


def accept(proposal, tmp_path, sheets=None, **cells):
    if sheets is None:
        proposal, sheets = propose(proposal), [draw(proposal).build_sheet()]
    answer, faults = answer_as_hub(proposal, tmp_path, sheets, **cells)
    assert faults == []
    strange_sheets = read_strange_workbook(sheets)
    strange = join_offered_sheets(strange_sheets, proposal)
    assert list(describe_faults(answer, strange.places, CATALOGUE.forms[answer.form])) == []
    origin = LayoutOrigin("DK-mass_organisation-1", "0" * 64, "many.xlsx", "Hoa", "2024-01-02")
    layout = build_layout(answer, strange, CATALOGUE.forms[answer.form], origin)
    assert list(describe_misreadings(layout, answer, strange_sheets, KNOWN)) == []
    return OfficeLayout.from_yaml(layout.to_yaml())


@pytest.fixture(scope="module")
def down(tmp_path_factory):
    return accept(DOWN, tmp_path_factory.mktemp("down"))


@pytest.fixture(scope="module")
def across(tmp_path_factory):
    return accept(ACROSS, tmp_path_factory.mktemp("across"))


def read(text, layout):
    return read_by_layouts([draw(text).build_sheet()], [layout], KNOWN)


def figures(report):
    pairs = zip(report.cells.element, report.cells.value, strict=True)
    return {element: value for element, value in pairs if value is not None}


def misfits(text, layout):
    fit = fit_layout(layout, read_strange_sheet(draw(text).build_sheet()), KNOWN)
    return None if fit is None else [misfit.en for misfit in fit.misfits]


def codes(report):
    return [draft.code for draft in report.drafts]


@pytest.mark.parametrize(
    ("text", "arrangement", "meanings"),
    [
        (DOWN, Arrangement.UNITS_DOWN, ["DK-HPN", "DK-HCCB", "DK-DTN", "total"]),
        (ACROSS, Arrangement.UNITS_ACROSS, ["DK-HPN", "DK-HCCB", "total"]),
    ],
)
def test_the_arrangement_and_the_units_are_proposed(text, arrangement, meanings):
    proposal = propose(text)
    assert proposal.arrangement == arrangement
    assert [line.meaning for line in proposal.lines] == meanings
    assert (proposal.form, proposal.period) == ("mass_organisation", "2023-Q2")
    summary = proposal.to_summary()
    assert summary["lines"][0] == {"heading": "Hội Phụ nữ", "meaning": "DK-HPN"}
    assert type(proposal).from_json(proposal.to_json()) == proposal


def test_each_row_is_the_report_of_a_unit_in_its_own_cells(down):
    reports = read(DOWN, down)
    assert {report.unit: figures(report) for report in reports} == UNITS
    assert {report.period for report in reports} == {"2023-Q2"}
    cells = dict(zip(reports[1].cells.element, reports[1].cells.cell, strict=True))
    assert cells["comm_participants"] == "D7"
    assert [codes(report) for report in reports] == [["N-LAYOUT-001"]] * 3


def test_each_column_is_the_report_of_a_unit_in_its_own_cells(across):
    reports = read(ACROSS, across)
    units = {unit: UNITS[unit] for unit in ("DK-HPN", "DK-HCCB")}
    assert {report.unit: figures(report) for report in reports} == units
    cells = dict(zip(reports[1].cells.element, reports[1].cells.cell, strict=True))
    assert cells["comm_participants"] == "E8"


def test_the_next_table_is_read_whatever_the_order_and_without_an_empty_row(down):
    text = DOWN.replace("Quý II/2023", "Quý III/2023")
    lines = text.splitlines()
    lines[6], lines[8] = lines[8], lines[6]
    text = "\n".join(lines).replace("| 3 | 90 | 1 | 0", "| | | |")
    reports = read(text, down)
    periods = {report.unit: report.period for report in reports}
    assert periods == {"DK-DTN": "2023-Q3", "DK-HPN": "2023-Q3"}
    assert all(figures(report) == UNITS[report.unit] for report in reports)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Hội CCB", "Hội Nông dân", "there is a new row «Hội Nông dân»"),
        ("Số buổi tuyên truyền", "Số buổi nói chuyện", "no longer found"),
        ("Câu lạc bộ", "Câu lạc bộ cũ", "there is a new column «cau lac bo cu»"),
        ("3 | Đoàn Thanh niên", "3 | Hội CCB", "stands in several cells"),
    ],
)
def test_what_does_not_say_what_it_said_is_not_read(down, before, after, reason):
    text = DOWN.replace(before, after)
    assert read(text, down) == []
    assert any(reason in misfit for misfit in misfits(text, down))


def test_a_new_column_of_a_unit_is_not_read(across):
    text = ACROSS.replace("Hội CCB", "Hội Nông dân")
    assert read(text, across) == []
    assert "there is a new column «Hội Nông dân › Trong kỳ»" in misfits(text, across)


def test_a_table_of_other_units_is_none_of_the_layout(down):
    assert misfits("\n".join(DOWN.splitlines()[:6]) + "\n1 | Ban A | 1 | 2 | 3 | 4", down) is None


@pytest.mark.parametrize(
    ("text", "layout_name", "before", "after", "cell"),
    [
        (DOWN, "down", "| 410 |", "| 411 |", "D9"),
        (ACROSS, "across", "| 210 |", "| 211 |", "G8"),
    ],
)
def test_a_wrong_total_is_a_warning_and_never_a_report(
    request, text, layout_name, before, after, cell
):
    first, *others = read(text.replace(before, after), request.getfixturevalue(layout_name))
    (draft,) = [d for d in first.drafts if d.code == "W-LAYOUT-001"]
    assert (draft.cell, draft.observed, draft.element) == (cell, after.strip("| "), None)
    assert draft.message_values["sum"] == before.strip("| ")
    assert all(codes(report) == ["N-LAYOUT-001"] for report in others)


def test_a_blank_total_and_an_unreadable_figure_compare_nothing(down):
    blank = read(DOWN.replace("| 410 |", "| |"), down)
    assert [codes(report) for report in blank] == [["N-LAYOUT-001"]] * 3
    doubtful = read(DOWN.replace("| 90 |", "| 1,234 |"), down)
    assert sorted(code for report in doubtful for code in codes(report)) == [
        "E-NUM-002",
        *["N-LAYOUT-001"] * 3,
    ]


def test_an_ambiguous_figure_is_a_fault_of_its_own_unit(down):
    reports = read(DOWN.replace("| 90 |", "| 1,234 |"), down)
    (draft,) = [d for r in reports if r.unit == "DK-HCCB" for d in r.drafts if d.code[0] == "E"]
    assert (draft.code, draft.cell) == ("E-NUM-002", "D7")


def test_the_hub_chooses_what_a_line_is(tmp_path):
    text = DOWN.replace("Đoàn Thanh niên", "Khối thanh niên")
    answer, faults = answer_as_hub(text, tmp_path)
    assert answer is None
    assert ["«Khối thanh niên»: choose a unit (a period)" in fault.en for fault in faults] == [True]
    proposal = propose(text)
    row = 11 + len(proposal.elements) + 2 + 2
    answer, faults = answer_as_hub(text, tmp_path, **{f"C{row}": "Bỏ qua"})
    assert faults == []
    assert answer.lines["khoi thanh nien"] == "ignored"
    answer, _ = answer_as_hub(text, tmp_path, **{f"C{row}": "DK-HPN"})
    places = list_figure_places(draw(text).build_sheet())
    faults = describe_faults(answer, places, CATALOGUE.forms[answer.form])
    assert [fault.en for fault in faults] == ["the unit DK-HPN has several lines"]


def test_cells_of_two_units_make_no_layout(tmp_path):
    answer, _ = answer_as_hub(DOWN, tmp_path, C11="C7")
    places = list_figure_places(draw(DOWN).build_sheet())
    (fault,) = describe_faults(answer, places, CATALOGUE.forms[answer.form])
    assert "must belong to one line" in fault.en


def test_another_arrangement_than_the_two_of_the_list_is_refused(tmp_path):
    _, faults = answer_as_hub(DOWN, tmp_path, **{ARRANGEMENT_CELL: "chéo"})
    assert [f"{ARRANGEMENT_CELL}: choose one" in fault.en for fault in faults] == [True]
    single = ARRANGEMENT_NAMES[Arrangement.SINGLE]
    answer, faults = answer_as_hub(DOWN, tmp_path, **{ARRANGEMENT_CELL: single, "B5": "DK-HPN"})
    assert (faults, answer.arrangement) == ([], Arrangement.SINGLE)


MONTHS = """== police | DK-CA | 2023-01 | months.xlsx
CÔNG AN QUẬN
Năm 2023

TT | Nội dung | Tháng 1 | Tháng 2 | Tháng 3 | Quý I | T4 | Cộng
1 | Tin báo, tố giác tiếp nhận | 12 | 8 | 9 | 29 | | 29
2 | Số vụ truy quét, triệt phá | 6 | 4 | 5 | 15 | | 15
3 | Tụ điểm phức tạp | 4 | 3 | 2 | 2 | | 2
4 | Tin đã xác minh | 10 | 8 | 9 | 27 | | 27
5 | Tin xử lý kịp thời | 9 | 8 | 8 | 25 | | 25
6 | Đường dây, ổ nhóm bị triệt phá | 1 | 0 | 1 | 2 | | 2
7 | Số người bán dâm | 5 | 4 | 6 | 15 | | 15
8 | Số người mua dâm | 7 | 4 | 6 | 17 | | 17
"""
MONTH_CELLS = {
    "tips_received": "C5",
    "raids": "C6",
    "hotspots": "C7",
    "tips_verified": "C8",
    "tips_resolved_on_time": "C9",
    "rings_dismantled": "C10",
    "violators_sellers": "C11",
    "violators_buyers": "C12",
}


@pytest.fixture(scope="module")
def months(tmp_path_factory):
    proposal = propose(MONTHS)
    cells = {
        f"C{row}": MONTH_CELLS.get(element.element, "không có")
        for row, element in enumerate(proposal.elements, 11)
    }
    return accept(MONTHS, tmp_path_factory.mktemp("months"), **cells)


def test_the_periods_of_one_unit_are_proposed():
    proposal = propose(MONTHS)
    assert proposal.arrangement == Arrangement.PERIODS_ACROSS
    assert (proposal.form, proposal.unit) == ("police", "DK-CA")
    meanings = {line.text: line.meaning for line in proposal.lines}
    assert meanings == {
        "Tháng 1": "-01",
        "Tháng 2": "-02",
        "Tháng 3": "-03",
        "Quý I": "ignored",
        "T4": "-04",
        "Cộng": "total",
    }


def test_the_latest_month_with_a_figure_stands_for_all_months():
    cells = {e.element: e.place.cell for e in propose(MONTHS).elements if e.place}
    assert (propose(MONTHS).period, cells["raids"]) == ("2023-03", "E6")
    zeros = MONTHS.replace("29 | | 29", "29 | 0 | 29")  # a formula counts nothing yet
    assert propose(zeros).period == "2023-03"
    assert propose(MONTHS.replace("29 | | 29", "29 | 7 | 36")).period == "2023-03"  # just begun
    assert propose(MONTHS.replace(" | | ", " | 7 | ")).period == "2023-04"


def test_each_column_is_the_report_of_a_month_and_an_empty_one_is_none(months):
    reports = read(MONTHS, months)
    assert [(report.unit, report.period) for report in reports] == [
        ("DK-CA", "2023-01"),
        ("DK-CA", "2023-02"),
        ("DK-CA", "2023-03"),
    ]
    assert [figures(report)["raids"] for report in reports] == [6, 4, 5]
    assert [set(codes(report)) for report in reports] == [{"N-LAYOUT-001", "E-MISS-004"}] * 3
    free_cells = [{d.cell for d in r.drafts if d.code == "E-MISS-004"} for r in reports]
    assert free_cells == [{"C13"}, {"D13"}, {"E13"}]


def test_the_table_of_another_year_is_read_for_that_year(months):
    text = MONTHS.replace("Năm 2023", "Năm 2024").replace("| 29 | | 29", "| 29 | 7 | 36")
    periods = [report.period for report in read(text, months)]
    assert periods == ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert read(text.replace("Tháng 2 ", "Tháng 2/2023 "), months) == []


def test_only_what_adds_up_over_months_is_compared_with_the_total(months):
    text = MONTHS.replace("5 | 15 | | 15", "5 | 15 | | 16").replace("2 | 2 | | 2", "2 | 2 | | 9")
    drafts = [d for report in read(text, months) for d in report.drafts]
    assert [d.cell for d in drafts if d.code == "W-LAYOUT-001"] == ["H6"]


def test_the_table_of_months_of_another_unit_is_not_read(months):
    assert misfits(MONTHS.replace("CÔNG AN QUẬN", "CÔNG TY"), months) is None


SHEET = """== mass_organisation | DK-HPN | 2023-Q2 | many.xlsx
Hội Phụ nữ quận
Quý II/2023

TT | Nội dung | Trong kỳ
1 | Số buổi tuyên truyền | 4
2 | Lượt người dự | 120
3 | Câu lạc bộ | 2
4 | Số cuộc giám sát | 1
"""


def draw_sheets(*texts):
    return [
        replace(draw(text).build_sheet(), name=f"Trang {number}")
        for number, text in enumerate(texts, 1)
    ]


def test_a_sheet_a_unit_is_proposed_and_read_for_each_unit(tmp_path):
    other = SHEET.replace("Hội Phụ nữ quận", "Hội CCB quận").replace("| 120", "| 90")
    sheets = draw_sheets(SHEET, other)
    proposal = PROPOSER.propose_reading(sheets)
    assert proposal.arrangement == Arrangement.UNIT_A_SHEET
    assert [line.meaning for line in proposal.lines] == ["DK-HPN", "DK-HCCB"]
    layout = accept(proposal, tmp_path, sheets=sheets)
    assert (layout.units, layout.lines) == (("DK-HPN", "DK-HCCB"), {})
    reports = read_by_layouts(sheets, [layout], KNOWN)
    assert [(r.unit, r.sheet, figures(r)["comm_participants"]) for r in reports] == [
        ("DK-HPN", "Trang 1", 120),
        ("DK-HCCB", "Trang 2", 90),
    ]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Hội Phụ nữ", "Hội CCB", "no layout was accepted"),
        ("Lượt người dự", "Lượt người", "no longer found"),
    ],
)
def test_a_sheet_of_a_unit_is_never_left_out_without_a_word(tmp_path, before, after, reason):
    sheets = draw_sheets(
        SHEET, SHEET.replace(before, after), "== court | DK-TA | 2023-Q2 | f\nBàn | 4\n"
    )
    layout = accept(SHEET, tmp_path)
    _, *drafts = read_by_layouts(sheets, [layout], KNOWN)
    ((code, sheet, message_values),) = [(d.code, d.sheet, d.message_values) for d in drafts]
    assert (code, sheet) == ("W-LAYOUT-002", "Trang 2")
    assert reason in message_values["reason_en"]


NAMES = ("Hội Phụ nữ", "Hội CCB", "Đoàn Thanh niên", "Tổng cộng", "Hội Nông dân")


@settings(max_examples=80, deadline=None)
@given(
    rows=st.lists(st.sampled_from(NAMES), min_size=1, max_size=6),
    heads=st.permutations(range(4)),
)
def test_whatever_the_table_a_figure_is_read_for_its_own_unit_and_heading(down, rows, heads):
    columns = [
        ("Số buổi tuyên truyền", "Lượt người dự", "Câu lạc bộ", "Số cuộc giám sát")[h]
        for h in heads
    ]
    lines = [" | ".join(("TT", "Đơn vị", *columns))]
    for number, name in enumerate(rows, 1):
        values = (str(100 * number + head) for head in heads)
        lines.append(" | ".join((str(number), name, *values)))
    reports = read(TITLE + "\n".join(lines), down)
    units = [name for name in rows if name not in ("Tổng cộng", "Hội Nông dân")]
    is_known = NAMES[4] not in rows and len(set(units)) == len(units) and bool(units)
    assert len(reports) == (len(units) if is_known else 0)
    for report in reports:
        name = {"DK-HPN": NAMES[0], "DK-HCCB": NAMES[1], "DK-DTN": NAMES[2]}[report.unit]
        number = rows.index(name) + 1
        assert list(figures(report).values()) == [100 * number + head for head in range(4)]
