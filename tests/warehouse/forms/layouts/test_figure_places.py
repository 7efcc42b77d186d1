"""The figures of a stranger's sheet, and the headings that lead to each."""

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import draw, office_workbooks
from warehouse.forms.layouts.figure_places import list_figure_places

TITLE = "== court | DK-TA | 2023-Q3 | f.xlsx\n"


def paths(text):
    places = list_figure_places(draw(TITLE + text).build_sheet())
    return {place.address: place.path_text for place in places}


def test_a_figure_has_the_headings_of_its_row_and_its_column():
    headings = paths(
        """Báo cáo quý III năm 2023

TT | Nội dung | Trong kỳ | Lũy kế
I | Xét xử | |
1 | Số vụ | 5 | 12
 | - lưu động | 1 | 2
"""
    )
    assert headings == {
        "C5": "Xét xử › Số vụ | Trong kỳ",
        "D5": "Xét xử › Số vụ | Lũy kế",
        "C6": "Xét xử › Số vụ › - lưu động | Trong kỳ",
        "D6": "Xét xử › Số vụ › - lưu động | Lũy kế",
    }


def test_a_part_led_by_a_bullet_stands_beside_the_next_ones():
    headings = paths(
        """Nội dung | Trong kỳ | Lũy kế
Số bị cáo | 5 | 12
Trong đó: + nữ | 2 | 4
+ vị thành niên | 1 | 2
"""
    )
    assert headings["B4"] == "Số bị cáo › + vị thành niên | Trong kỳ"


def test_another_measure_below_a_line_is_of_that_line():
    headings = paths(
        """Nội dung | ĐVT | Trong kỳ | Lũy kế
Phạt tiền | cơ sở | 1 | 3
 | triệu đồng | 4 | 9
 | triệu đồng | 5 | 9
Đình chỉ | cơ sở | 0 | 1
"""
    )
    assert [headings[cell] for cell in ("C2", "C3", "C4", "C5")] == [
        "Phạt tiền | Trong kỳ",
        "Phạt tiền › triệu đồng | Trong kỳ",
        "Trong kỳ",
        "Đình chỉ | Trong kỳ",
    ]


def test_heads_of_three_rows_and_merged_cells_are_one_path():
    headings = paths(
        """Kiểm tra | < | < | Ghi chú
Tổng | Trong đó | < | ^
^ | Có kế hoạch | Có sai phạm | ^
9 | 6 | 2 | không
"""
    )
    assert headings == {
        "A4": "Kiểm tra › Tổng",
        "B4": "Kiểm tra › Trong đó › Có kế hoạch",
        "C4": "Kiểm tra › Trong đó › Có sai phạm",
    }


def test_a_row_of_column_numbers_is_neither_head_nor_figures():
    headings = paths("STT | Nội dung | Số liệu\nA | B | 1\n1 | Vụ thụ lý | 4\n2 | Vụ xét xử | 3\n")
    assert headings == {"C3": "Vụ thụ lý | Số liệu", "C4": "Vụ xét xử | Số liệu"}


def test_two_tables_of_a_sheet_have_heads_of_their_own():
    headings = paths("Tên | Quý III\nVụ | 4\n\nTên | Số tiền\nThu | 7\nChi | 2\n")
    assert headings == {"B2": "Vụ | Quý III", "B5": "Thu | Số tiền", "B6": "Chi | Số tiền"}


def test_a_blank_cell_beside_figures_is_a_place_too():
    assert "B3" in paths("Tên | Quý III | Năm\nVụ | 4 | 9\nBị cáo | | 12\n")


@pytest.mark.parametrize("text", ["", "chỉ có chữ | và chữ\n", "5\n"])
def test_a_sheet_without_a_table_has_no_labelled_figure(text):
    assert all(path == "" for path in paths(text + "x\n").values())


def test_every_figure_of_the_office_workbooks_has_headings_of_its_own():
    figures = headings = 0
    for workbook in office_workbooks():
        places = list_figure_places(workbook.build_sheet())
        by_address = {place.address: place for place in places}
        assert {cell for cell, _ in workbook.figures.values()} <= set(by_address)
        own = {by_address[cell].path_text for cell, _ in workbook.figures.values()}
        figures, headings = figures + len(workbook.figures), headings + len(own)
    assert figures == headings == 220


def test_tables_beside_each_other_have_labels_of_their_own():
    headings = paths(
        "Kiểm tra | Quý III | | Xử lý | Quý III\nLượt | 4 | | Phạt | 1\nĐợt | 2 | | Nhắc | 3\n"
    )
    assert headings["B2"] == "Lượt | Quý III"
    assert headings["E3"] == "Nhắc | Quý III"


def test_a_sign_above_the_first_figure_and_a_row_of_years_are_read():
    headings = paths(
        "TT | Tên | Quý III | \n | | 2023 | 2022\n1 | Kế hoạch | Có | Có\n2 | Vụ | 4 | 3\n"
    )
    assert headings["C3"] == "Kế hoạch | Quý III › 2023"
    assert headings["D4"] == "Vụ | Quý III › 2022"


def test_a_section_merged_across_the_figures_is_no_head():
    headings = paths(
        """TT | Nội dung | Trong kỳ | Lũy kế
I | Xét xử | < | <
1 | Số vụ | 5 | 12
II | Thụ lý | < | <
1 | Số vụ | 6 | 14
"""
    )
    assert headings["C3"] == "Xét xử › Số vụ | Trong kỳ"
    assert headings["D5"] == "Thụ lý › Số vụ | Lũy kế"


def test_tables_beside_each_other_without_a_gap_have_ordinals_and_labels_of_their_own():
    headings = paths(
        "TT | Kiểm tra | SL | TT | Xử lý | SL\n"
        "1 | Lượt đi kiểm tra | 4 | 3 | Cơ sở bị phạt | 1\n"
        "2 | Lượt đột xuất | 2 | 4 | Cơ sở bị nhắc | 3\n"
    )
    assert headings == {
        "C2": "Lượt đi kiểm tra | SL",
        "C3": "Lượt đột xuất | SL",
        "F2": "Cơ sở bị phạt | SL",
        "F3": "Cơ sở bị nhắc | SL",
    }


def test_a_column_of_units_of_measure_begins_no_table():
    headings = paths("Tên | Kỳ trước | ĐVT | Kỳ này\nVụ án | 4 | vụ | 5\nBị cáo | 6 | người | 7\n")
    assert headings["D3"] == "Bị cáo | Kỳ này"


def test_a_column_that_numbers_the_lines_is_no_figure():
    lines = "\n".join(f"Vụ {name} | {at} | 7" for at, name in enumerate("abcd", 1))
    assert set(paths(f"Tên | Dòng | Quý III\n{lines}\n")) == {"C2", "C3", "C4", "C5"}
    assert set(paths("Tên | Mã số | Quý III\nVụ | 01 | 5\nBị cáo | 02 | 9\n")) == {"C2", "C3"}


def test_a_number_with_its_unit_of_measure_is_a_figure_and_an_ordinal_is_none():
    headings = paths("1. Xét xử | Quý III\nVụ | 5 vụ\nBị cáo | 09 bị cáo\nHạn | 6 tháng\n")
    assert set(headings) == {"B2", "B3"}


def test_numbers_below_months_are_heads():
    headings = paths(
        "Tên | Tháng | < | Cả quý\n^ | 7 | 8 | ^\nVụ | 4 | 5 | 9\nBị cáo | 3 | 1 | 4\n"
    )
    assert headings["C3"] == "Vụ | Tháng 8"
    assert headings["D4"] == "Bị cáo | Cả quý"


def test_an_unmerged_label_goes_on_for_the_rows_below():
    headings = paths("Mục | Tên | Quý III\nXét xử | Vụ | 4\n | Bị cáo | 5\nTổng số | | 9\n")
    assert headings["C3"] == "Xét xử › Bị cáo | Quý III"
    assert headings["C4"] == "Tổng số | Quý III"


def test_a_row_of_units_of_measure_below_heads_is_no_head():
    text = "Vụ thụ lý | Bị cáo | Tiền phạt\n(vụ) | (người) | (triệu đồng)\n4 | 5 | 6\n"
    places = list_figure_places(draw(TITLE + text).build_sheet())
    assert [(p.path_text, p.unit_text) for p in places] == [
        ("Vụ thụ lý", "(vụ)"),
        ("Bị cáo", "(người)"),
        ("Tiền phạt", "(triệu đồng)"),
    ]


def test_a_row_with_a_word_before_its_figure_does_not_go_by_the_heads():
    headings = paths("Tên | Số buổi | Số lượt\nĐa Phúc | 4 | 90\n\nGiám sát | cuộc | 2\n")
    assert headings["C2"] == "Đa Phúc | Số lượt"
    assert headings["C4"] == "Giám sát"


def test_a_sum_is_no_part_of_the_line_above():
    headings = paths(
        """TT | Tên | SL
A | Người vi phạm |
1 | Bán dâm | 4
2 | Vai trò khác | 2
 | Cộng A | 6
 | Quý III | 7
"""
    )
    assert headings["C5"] == "Người vi phạm › Cộng A | SL"
    assert headings["C6"] == "Người vi phạm › Quý III | SL"
    whole = paths(
        "TT | Tên | SL\nA | Án |\n1 | Vụ | 4\nB | Hình phạt |\n1 | Tù | 4\n | Tổng cộng | 6\n"
    )
    assert whole["C6"] == "Tổng cộng | SL"


def test_the_telephone_and_the_signature_below_a_table_belong_to_no_table():
    table = "TT | Nội dung | Quý III\n1 | Vụ thụ lý | 4\n2 | Vụ xét xử | 3\n\n"
    foot = "Họ tên người lập: | An\nĐiện thoại: | 0225 3881 234\n"
    assert paths(table + foot) == paths(table)


def test_figures_in_other_columns_below_a_blank_row_are_no_lines_of_a_table():
    headings = paths(
        "TT | Nội dung | Quý III\n1 | Vụ thụ lý | 4\n2 | Vụ xét xử | 3\n\nSố tờ kèm theo | 2\n"
    )
    assert headings == {
        "C2": "Vụ thụ lý | Quý III",
        "C3": "Vụ xét xử | Quý III",
        "B5": "Số tờ kèm theo",
    }


def test_a_year_alone_among_heads_is_a_head():
    headings = paths(
        """Chỉ tiêu | Thực hiện | < | Kế hoạch
^ | Q2/2023 | Q2/2024 | 2024
Vụ thụ lý | 4 | 5 | 9
"""
    )
    assert headings == {
        "B3": "Vụ thụ lý | Thực hiện › Q2/2023",
        "C3": "Vụ thụ lý | Thực hiện › Q2/2024",
        "D3": "Vụ thụ lý | Kế hoạch › 2024",
    }
