"""Months and years in the many ways of offices."""

import pytest

from warehouse.forms.layouts.stated_times import StatedTime, combine_times, read_times


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Tháng 5/2023", (5, 5, 2023)),
        ("SỐ LIỆU T02.2024", (2, 2, 2024)),
        ("Tháng Tám năm 2025", (8, 8, 2025)),
        ("kỳ 05/2023", (5, 5, 2023)),
        ("T5/23", (5, 5, 2023)),
        ("quý 2-2023", (4, 6, 2023)),
        ("Quí IV", (10, 12, None)),
        ("bao_cao_Quy I_2023", (1, 3, 2023)),
        ("6 tháng cuối năm 2023", (7, 12, 2023)),
        ("9T/2024", (1, 9, 2024)),
        ("Luỹ kế 5 tháng", (1, 5, None)),
        ("Từ tháng 1 đến tháng 9", (1, 9, None)),
        ("15/5 đến 14/6/2023", (6, 6, 2023)),
        ("Cả năm 2022", (None, None, 2022)),
    ],
)
def test_a_time_is_read_however_it_is_typed(text, time):
    assert read_times(text).times == (StatedTime(*time),)


@pytest.mark.parametrize(
    "text",
    [
        "Hải Phòng, ngày 16 tháng 6 năm 2023",
        "Nội dung",
        "Số: 64/BC-UBND",
        "TTYT Q. DK",
        "Số người bị bắt",
    ],
)
def test_the_day_of_a_letter_and_other_texts_name_no_time(text):
    assert read_times(text).times == ()


def test_the_innermost_months_have_the_year_above():
    assert combine_times(["Năm 2024", "T02"]) == StatedTime(2, 2, 2024)
    assert combine_times(["9 tháng", "2022"]) == StatedTime(1, 9, 2022)
    assert combine_times(["Số liệu"]) == StatedTime(None, None, None)
