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
    assert headings["D4"] == "Vụ | 2022"
