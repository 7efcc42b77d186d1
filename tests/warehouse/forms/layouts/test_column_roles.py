"""What a head over figures says of them: this period, the year so far, before, plan, share."""

import pytest

from warehouse.forms.layouts.column_roles import ColumnRole, read_columns, read_label
from warehouse.periods import parse_period_code

FEBRUARY, QUARTER = parse_period_code("2024-02"), parse_period_code("2024-Q2")


def roles(period, *paths, lead_figures=True):
    meanings = read_columns(paths, period, lead_figures=lead_figures)
    return [meanings[path].role.value for path in paths]


def test_words_give_a_role():
    paths = [("Kỳ này",), ("Luỹ kế",), ("Cùng kỳ",), ("KH năm 2024",), ("Tăng (+), giảm (-)",)]
    assert roles(QUARTER, *paths) == ["current", "cumulative", "before", "plan", "share"]


def test_the_year_so_far_is_not_the_beginning_of_the_year():
    paths = [("Luỹ kế đầu năm",), ("LK từ đầu năm",), ("Đầu năm",), ("Luỹ kế cùng kỳ",)]
    assert roles(QUARTER, *paths) == ["cumulative", "cumulative", "before", "before"]


def test_a_sum_below_a_head_is_the_total_of_that():
    path = ("Xử lý", "Số lượt kiểm tra", "Cộng")
    meaning = read_columns([path], QUARTER, lead_figures=False)[path]
    assert meaning.contents == ("xu ly", "tong luot kiem tra")


def test_a_time_is_compared_with_the_period():
    paths = [("Năm 2023", "T02"), ("Năm 2024", "T01"), ("Năm 2024", "T02"), ("Năm 2024", "Cộng")]
    assert roles(FEBRUARY, *paths) == ["before", "before", "current", "cumulative"]


def test_a_sum_of_the_months_of_a_quarter_is_the_quarter():
    assert roles(QUARTER, ("T4",), ("T5",), ("T6",), ("Cộng quý",)) == [*["before"] * 3, "current"]


def test_a_column_beside_the_sum_is_a_part():
    assert roles(QUARTER, ("Trường THPT",), ("Tổng số",)) == ["part", "current"]


@pytest.mark.parametrize(
    ("text", "role", "contents"),
    [
        ("Quý II/2024", ColumnRole.CURRENT, ()),
        ("Cùng kỳ 2023", ColumnRole.BEFORE, ()),
        ("Tổng số", ColumnRole.PLAIN, ()),
        ("Người bán dâm (luỹ kế)", ColumnRole.CUMULATIVE, ("nguoi ban dam ( )",)),
    ],
)
def test_a_row_is_about_a_time_or_has_content(text, role, contents):
    assert read_label(text, QUARTER) == (role, contents)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("Số kỳ này", "Số kỳ trước", "So kỳ trước"), ["current", "before", "share"]),
        (("TH tháng 2", "TH 2 tháng"), ["current", "cumulative"]),
        (("2/24", "1/24", "02/2023"), ["current", "before", "before"]),
        (("Th. này", "Kỳ liền trước", "Lũy kế"), ["current", "before", "cumulative"]),
        (("Trong tháng", "Trong năm"), ["current", "cumulative"]),
        (("Chung toàn quận", "Anh Dũng"), ["current", "part"]),
    ],
)
def test_heads_as_offices_shorten_them(heads, expected):
    assert roles(FEBRUARY, *((head,) for head in heads)) == expected


def test_the_months_of_a_quarter_counted_are_parts_of_it():
    paths = [("Tháng thứ 1",), ("Tháng giữa quý",), ("Cả quý",)]
    assert roles(QUARTER, *paths) == ["part", "part", "current"]


@pytest.mark.parametrize("text", ["Tỷ lệ giải ngân (%)", "% hoàn thành", "So với cùng kỳ"])
def test_a_row_of_shares_is_no_count(text):
    assert read_label(text, QUARTER).role is ColumnRole.SHARE


def test_a_row_about_a_time_may_say_that_it_holds_figures():
    assert read_label("Số liệu quý II", QUARTER) == (ColumnRole.CURRENT, ())
    assert read_label("Cộng B", QUARTER) == (ColumnRole.PLAIN, ())
