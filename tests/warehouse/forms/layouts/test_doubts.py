"""What keeps a likely place from being sure: other times, other things counted, rivals."""

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import PROPOSER, draw
from warehouse.forms.layouts.proposal import SURE

EDUCATION = """== education | DK-GDDT | {period} | f
Phòng Giáo dục và Đào tạo quận
{title}

Nội dung | {head}
Tổng số trường THPT và cơ sở GDNN | 4
Số trường đã tổ chức tuyên truyền | 3
Tổng số học sinh THPT và GDNN | 3600
Số buổi tuyên truyền trong trường học | 6
"""
TEAM = """== inspection_team | DK-D178 | 2023-Q3 | f
Đội 178 quận
Quý III/2023

Nội dung | Quý III | Luỹ kế
Số lượt kiểm tra | 20 | 60
{} | 4 | 9
Số cơ sở bị phạt tiền | 3 | 7
"""
UNION = """== mass_organisation | DK-HPN | 2023-Q3 | f
Hội LHPN quận
Quý III/2023

Nội dung | Quý III | Luỹ kế
Số buổi tuyên truyền | 6 | 20
Lượt hội viên tham dự | 300 | 900
{} | 4 | 9
"""
POLICE = """== police | DK-CA | 2023-10 | f
Công an quận
Tháng 10/2023

Nội dung | Tháng 10 | Luỹ kế
{}Tin báo, tố giác đã tiếp nhận | 8 | 60
Tổng số người vi phạm bị xử lý | 14 | 90
Người bán dâm | 6 | 40
Người mua dâm | 6 | 40
{}"""
POLICE_CASES = "Số vụ phát hiện | 4 | 20\nSố vụ triệt phá | 3 | 18\n"
ROLES = "Chứa mại dâm | 1 | 5\nMôi giới mại dâm | 1 | 5\n"


def propose(text):
    workbook = draw(text)
    proposal = PROPOSER.propose_reading([workbook.build_sheet()], workbook.file_name)
    assert (proposal.form, proposal.unit, proposal.period) == (
        workbook.form,
        workbook.unit,
        workbook.period,
    )
    return {e.element: e for e in proposal.elements if e.place}


def list_sure(text):
    return {element for element, e in propose(text).items() if e.sure == SURE}


@pytest.mark.parametrize(
    ("period", "title", "head", "is_sure"),
    [
        ("2023-H2", "6 tháng cuối năm 2023", "Kết quả", False),
        ("2023-H2", "6 tháng cuối năm 2023", "Trong kỳ", False),
        ("2023-H2", "6 tháng cuối năm 2023", "Luỹ kế từ đầu năm", True),
        ("2023-H1", "6 tháng đầu năm 2023", "Kết quả", True),
    ],
)
def test_the_year_so_far_is_sure_only_where_the_headings_say_so(period, title, head, is_sure):
    text = EDUCATION.format(period=period, title=title, head=head)
    assert ("schools_with_activity" in list_sure(text)) is is_sure


def test_a_flow_under_the_year_so_far_is_not_sure():
    text = EDUCATION.format(period="2023-H2", title="6 tháng cuối năm 2023", head="Luỹ kế")
    assert "school_sessions" not in list_sure(text)


@pytest.mark.parametrize(
    ("label", "is_sure"),
    [("Số lượt phát hiện vi phạm", True), ("Số cơ sở phát hiện vi phạm", False)],
)
def test_establishments_are_no_visits(label, is_sure):
    assert ("visits_with_violation" in list_sure(TEAM.format(label))) is is_sure


@pytest.mark.parametrize(
    ("label", "is_sure"),
    [
        ("Câu lạc bộ, mô hình đang duy trì", True),
        ("Câu lạc bộ, mô hình duy trì mới", False),
        ("Câu lạc bộ, mô hình chưa duy trì", False),
    ],
)
def test_the_opposite_or_the_new_ones_are_not_sure(label, is_sure):
    assert ("clubs" in list_sure(UNION.format(label))) is is_sure


def test_two_elements_in_one_figure_are_not_sure():
    merged = POLICE.format("", "Chứa, môi giới mại dâm | 2 | 10\n")
    apart = POLICE.format("", ROLES)
    assert list_sure(apart) >= {"violators_harbouring", "violators_brokering"}
    assert not list_sure(merged) & {"violators_harbouring", "violators_brokering"}


def test_a_place_given_away_to_a_worse_element_is_a_rival():
    assert "raids" in list_sure(POLICE.format("Số vụ triệt phá | 3 | 18\n", ""))
    assert "raids" not in list_sure(POLICE.format(POLICE_CASES, ROLES))


def test_the_parts_of_a_sum_are_no_rivals():
    rows = "Khu 1 | 2 | 80\nKhu 2 | 1 | 40\n"
    text = (
        "== mass_organisation | DK-HPN | 2023-Q3 | f\nHội LHPN quận\nQuý III/2023\n\n"
        "Địa bàn | Số buổi tuyên truyền | Lượt hội viên tham dự\n"
        f"{rows}Cộng | 3 | 120\n"
    )
    assert "comm_sessions" in list_sure(text)


def test_an_amount_below_its_count_is_read_by_its_measure():
    text = TEAM.format("Số lượt phát hiện vi phạm").replace(
        "Số cơ sở bị phạt tiền | 3 | 7\n", "Phạt tiền | cơ sở | 3 | 7\n | triệu đồng | 9 | 21\n"
    )
    text = text.replace("Nội dung |", "Nội dung | ĐVT |").replace(
        "lượt kiểm tra |", "lượt kiểm tra | lượt |"
    )
    text = text.replace("hiện vi phạm |", "hiện vi phạm | lượt |")
    proposed = propose(text)
    cells = {
        e: (proposed[e].place.cell, proposed[e].value)
        for e in ("establishments_fined", "fines_amount")
    }
    assert cells == {"establishments_fined": ("C7", 3), "fines_amount": ("C8", 9_000_000)}
