"""Proposals: what the machine would read in a stranger's sheet, and how sure it is."""

import json
from unicodedata import normalize

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import COURT, PROPOSER, draw, office_workbooks
from warehouse.forms.layouts.proposal import ABSENT, DOUBTFUL, SURE, Proposal

RIGHT_CELLS, RIGHT_SURE = 210, 180
"""Least numbers, of 220, of right cells and of sure readings on the drawn workbooks."""


def propose(workbook):
    return PROPOSER.propose_reading([workbook.build_sheet()], workbook.file_name)


def test_the_office_workbooks_are_read_and_nothing_sure_is_wrong():
    right = sure = 0
    for workbook in office_workbooks():
        proposal = propose(workbook)
        title = (proposal.form, proposal.unit, proposal.period)
        assert title == (workbook.form, workbook.unit, workbook.period)
        for element in proposal.elements:
            reading = element.place and (element.place.cell, element.value)
            is_right = reading == workbook.figures.get(element.element)
            assert is_right or element.sure != SURE, (workbook.file_name, element)
            right, sure = right + is_right, sure + (element.sure == SURE)
    assert right >= RIGHT_CELLS
    assert sure >= RIGHT_SURE


def test_the_summary_has_the_fields_of_the_command():
    summary = propose(office_workbooks()[1]).to_summary()
    assert (summary["form"], summary["unit"], summary["period"]) == ("court", "DK-TA", "2024-Q3")
    assert summary["elements"][0] == {
        "element": "cases_accepted",
        "cell": "D5",
        "value": 6,
        "sure": SURE,
    }
    assert json.loads(json.dumps(summary)) == summary


def test_the_record_of_a_proposal_is_the_proposal():
    proposal = propose(draw(COURT))
    assert Proposal.from_json(proposal.to_json()) == proposal


def test_decomposed_letters_are_read_like_composed_ones():
    decomposed = normalize("NFD", COURT)
    assert propose(draw(decomposed)).to_summary() == propose(draw(COURT)).to_summary()


def test_strange_words_are_not_sure_and_unused_rows_are_listed():
    proposal = propose(draw(COURT.replace("Đi xử xa", "Xăng xe, văn phòng phẩm")))
    last = proposal.elements[-1]
    assert (last.element, last.place, last.sure) == ("mobile_trials", None, ABSENT)
    assert ("C8", "Xăng xe, văn phòng phẩm") in [(r.cell, r.label) for r in proposal.unused_rows]


SCHOOLS = """== education | DK-GDDT | 2023-H1 | f
Phòng GD&ĐT quận Dương Kinh
6 tháng đầu năm 2023

TT | Nội dung | Tổng số | Đã thực hiện từ đầu năm
1 | Trường THPT, cơ sở GDNN | 5 #schools | {} #schools_with_activity
2 | Học sinh THPT, GDNN | 3120 #students | 2410 #students_reached
3 | Buổi tuyên truyền tại trường | | 9 #school_sessions
"""
"""The words of the third row are likest to «Số trường đã tổ chức tuyên truyền»."""


def test_a_part_goes_where_its_figure_is_within_its_whole():
    workbook = draw(SCHOOLS.format(4))
    elements = {e.element: e for e in propose(workbook).elements}
    cells = {name: e.place and e.place.cell for name, e in elements.items()}
    assert cells == {name: cell for name, (cell, _) in workbook.figures.items()}
    moved = ("schools", "schools_with_activity", "school_sessions")
    assert {elements[name].sure for name in moved} == {DOUBTFUL}


def test_a_part_above_its_whole_everywhere_stays_where_its_words_are():
    elements = {e.element: e for e in propose(draw(SCHOOLS.format(7))).elements}
    assert elements["schools_with_activity"].place.cell == "D7"
    assert elements["schools_with_activity"].sure == elements["schools"].sure == DOUBTFUL


def test_a_part_above_its_whole_is_doubtful():
    text = (
        "== court | DK-TA | 2023-Q3 | f\nTAND quận\nQuý III/2023\n\nNội dung | Quý III\n"
        "Số vụ thụ lý | 9\nSố vụ đã xét xử | 3\nSố bị cáo đã xét xử | 9\nPhiên tòa lưu động | {}\n"
    )
    sure = {
        count: {e.element: e.sure for e in propose(draw(text.format(count))).elements}
        for count in (2, 4)
    }
    assert sure[2]["mobile_trials"] == sure[2]["cases_tried"] == SURE
    assert sure[4]["mobile_trials"] == sure[4]["cases_tried"] == DOUBTFUL
    assert sure[4]["cases_accepted"] == SURE


@pytest.mark.parametrize(
    ("sessions", "participants", "is_sure"), [(3, 90, True), (3, 9000, False), (90, 3, False)]
)
def test_a_value_against_a_relation_or_the_usual_bounds_is_doubtful(
    sessions, participants, is_sure
):
    text = (
        "== justice | DK-TP | 2023-Q3 | f\nPhòng Tư pháp\nQuý III/2023\n\nNội dung | Quý III\n"
        f"Số buổi phổ biến, giáo dục pháp luật | {sessions}\n"
        f"Số lượt người tham dự | {participants}\nSố văn bản được rà soát | 2\n"
    )
    sure = {e.element: e.sure == SURE for e in propose(draw(text)).elements}
    assert sure == {
        "legal_sessions": is_sure,
        "legal_participants": is_sure,
        "documents_reviewed": True,
    }


def test_a_sheet_of_other_things_has_no_proposal():
    text = "== court | DK-TA | 2023-Q3 | f\nMua sắm\n\nTên | Số lượng\nBàn | 4\nGhế | 16\n"
    assert propose(draw(text)) is None


def test_a_sheet_without_figures_has_no_proposal():
    assert propose(draw("== court | DK-TA | 2023-Q3 | f\nTAND quận | Quý III/2023\n")) is None


def test_a_blank_of_this_period_gives_way_to_no_other_column():
    text = """== court | DK-TA | 2023-Q3 | f.xlsx
TAND quận
Quý III/2023

TT | Nội dung | Quý III | Luỹ kế
1 | Số vụ thụ lý | 9 | 20
2 | Số vụ đã xét xử | 7 | 15
3 | Số bị cáo đã xét xử | 12 | 24
4 | Phiên tòa lưu động | | 2
"""
    element = propose(draw(text)).elements[3]
    assert (element.element, element.place.cell, element.value) == ("mobile_trials", "C8", None)
    assert element.sure == DOUBTFUL


def test_the_office_in_the_letterhead_decides_between_forms():
    text = """== procuracy | DK-VKS | 2023-Q3 | f.xlsx
{office}
Quý III/2023

TT | Nội dung | Quý III
1 | Số vụ án đưa ra tòa | 4
2 | Số bị cáo bị truy tố | 9
"""
    forms = [propose(draw(text.format(office=o))).form for o in ("VKSND Q. DK", "TAND Q. DK")]
    assert forms == ["procuracy", "court"]


TEAM = """== inspection_team | DK-D178 | 2023-Q3 | f
ĐỘI KIỂM TRA LIÊN NGÀNH 178
Quý III/2023
Nội dung | Quý III | Lũy kế
Số lượt kiểm tra | 29 | 88
Có kế hoạch | 21 | 65
Đột xuất | 8 | 23
Số lượt phát hiện vi phạm | 6 | 19
Số cơ sở bị phạt tiền | 4 | 13
Số tiền phạt | 47500000 | 160000000
{}Chuyển hồ sơ sang công an | 1 | 3
"""


def test_a_second_row_with_the_whole_name_of_an_element_makes_both_doubtful():
    rows = {
        "": SURE,
        "Số tiền phạt theo quyết định | 40000000 | 140000000\n": DOUBTFUL,
        "Số tiền phạt cùng kỳ | 40000000 | 140000000\n": SURE,  # of another time
        "Số vụ nổi cộm | 2 | 5\n": SURE,
    }
    for row, sure in rows.items():
        elements = {e.element: e for e in propose(draw(TEAM.format(row))).elements}
        assert elements["fines_amount"].sure == sure, row
        assert elements["fines_amount"].place.cell == "B9"
        assert elements["inspection_visits"].sure == SURE


def test_a_row_that_only_says_sum_is_the_whole_of_the_parts_above_and_doubtful():
    text = TEAM.format("").replace("Số lượt kiểm tra | 29 | 88\n", "")
    with_sum = text.replace("Đột xuất | 8 | 23\n", "Đột xuất | 8 | 23\nCộng | 29 | 88\n")
    visits = {e.element: e for e in propose(draw(with_sum)).elements}["inspection_visits"]
    assert (visits.place.cell, visits.value, visits.sure) == ("B6", 29, DOUBTFUL)
    visits = {e.element: e for e in propose(draw(text)).elements}["inspection_visits"]
    assert visits.place is None or visits.place.cell != "B6"
