"""Where a sheet's letterhead ends and its signatures begin."""

import pytest

from warehouse.files.texts.sheet_zones import (
    find_signature_row,
    find_table_row,
    names_reporter,
)

HEAD = ["TT", "Nội dung", "Số liệu"]
ROW = ["1", "Số vụ", 5.0]


class TestTheTable:
    @pytest.mark.parametrize(
        ("cells", "row"),
        [
            ([["UBND PHƯỜNG", "", ""], HEAD, ROW], 1),
            ([HEAD, HEAD, ROW], 0),
            ([["Stt", "Tên", "Tuổi"]], 0),
            ([["", "", ""], ["x", "HỌ VÀ TÊN:", "y"]], 1),
            ([["x", 5.0, None, "Chỉ tiêu"]], 0),
        ],
    )
    def test_begins_with_a_row_of_three_cells_and_a_heading(self, cells, row):
        assert find_table_row(cells) == row

    @pytest.mark.parametrize(
        "cells",
        [
            [],
            [ROW],
            [["", "TT", "Nội dung"]],  # two cells are no heading row
            [["", "TT", "Nội dung", None]],
            [["Nội dung báo cáo", "a", "b"]],  # more words than a heading
            [[1.0, 2.0, 3.0]],
        ],
    )
    def test_without_a_heading_row_begins_at_the_top(self, cells):
        assert find_table_row([["a", "b", "c"], *cells]) == 0


class TestSignatures:
    @pytest.mark.parametrize(
        "heading",
        [
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "Người lập biểu",
            "CHỦ TỊCH",
            "Q. Trưởng phòng",
            "Kế toán trưởng",
            "T/M BAN THƯỜNG VỤ",
            "PHÓ VIỆN TRƯỞNG",
            "Chánh án",
            "PHÓ BÍ THƯ ĐOÀN PHƯỜNG",
            "Lãnh đạo đơn vị",
            "XÁC NHẬN CỦA LÃNH ĐẠO",
            "Công chức tư pháp",
            "Họ và tên người lập biểu:",
        ],
    )
    def test_begin_with_a_heading_below_the_table(self, heading):
        assert find_signature_row([HEAD, ROW, [], ["", "", heading], ["", "", "An"]], 0) == 3

    def test_begin_with_the_last_heading(self):
        cells = [HEAD, ROW, ["Người lập"], ["Đội trưởng"], ["An"]]
        assert find_signature_row(cells, 0) == 3

    @pytest.mark.parametrize("table_row", [1, 2, 9])
    def test_in_or_above_the_heading_row_of_the_table_are_none(self, table_row):
        cells = [["a"], ["Chủ tịch"], ROW]
        assert find_signature_row(cells, table_row) == len(cells)
        assert find_signature_row(cells, 0) == 1

    @pytest.mark.parametrize(("length", "row"), [(60, 1), (61, 2)])
    def test_have_a_heading_of_sixty_letters_at_most(self, length, row):
        heading = "Chủ tịch ".ljust(length, "x")
        assert find_signature_row([HEAD, [heading]], 0) == row

    @pytest.mark.parametrize(
        "value",
        [
            "",
            None,
            5.0,
            "Tmax",
            "Ông chủ tịch",
            "Bị thu hồi giấy phép",
            "Lãnh đạo, chỉ đạo thực hiện",
            "Thống kê các vụ việc nổi bật",
            "Cán bộ được tập huấn",
        ],
    )
    def test_do_not_begin_with_another_text(self, value):
        assert find_signature_row([HEAD, [value]], 0) == 2

    def test_do_not_begin_with_a_line_of_the_table(self):
        assert find_signature_row([HEAD, ["", "Cán bộ phụ trách", 5]], 0) == 2


class TestTheReporter:
    @pytest.mark.parametrize(
        ("values", "whether"),
        [
            (["Người lập biểu:", "An"], True),
            (["", "Họ tên người báo cáo", None, "An"], True),
            (["Cán bộ tổng hợp", "An"], True),
            (["CB lập biểu", "An"], True),
            (["Người gửi số liệu:", "An"], True),
            (["Người gửi đơn", "An"], False),
            (["Giám đốc", "An"], False),  # a director may be an offender
            (["Họ và tên:", "An"], False),
            (["Người lập biểu:", "x", "An"], False),
            (["Cán bộ phụ trách", 5, "An"], False),  # a line of a table
            (["Cán bộ phụ trách", "An", 5], False),
        ],
    )
    def test_is_named_right_before_a_cell(self, values, whether):
        column = max(at for at, value in enumerate(values) if value == "An")
        assert names_reporter(values, column) is whether
