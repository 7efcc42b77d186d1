"""Times in headings are variables that count from the report's own period."""

import pytest

from warehouse.forms.layouts.heading_variables import make_heading_key
from warehouse.periods import parse_period_code


@pytest.mark.parametrize(
    ("text", "period", "key"),
    [
        ("Tháng 9", "2023-09", "{tháng}"),
        ("Tháng 08", "2023-09", "{tháng-1}"),
        ("Tháng 12", "2024-01", "{tháng-1}"),
        ("Tháng 9 năm 2022", "2023-09", "{tháng-12}"),
        ("Quý III/2023", "2023-Q3", "{quý}"),
        ("Quý 2", "2023-Q3", "{quý-1}"),
        ("Quý III/2022", "2023-Q3", "{quý-4}"),
        ("9 tháng", "2023-Q3", "{lũy kế}"),
        ("Lũy kế 9 tháng", "2023-Q3", "luy ke {lũy kế}"),
        ("6 tháng đầu năm 2023", "2023-H1", "{kỳ}"),
        ("6 tháng cuối năm 2023", "2023-H2", "{kỳ}"),
        ("6 tháng", "2023-Q3", "{6 tháng}"),
        ("Kế hoạch năm 2023", "2023-05", "ke hoach {năm}"),
        ("So với năm 2022", "2023-05", "so voi {năm-1}"),
        ("Tính đến 30/9/2023", "2023-09", "tinh den {ngày}"),
        ("1.2. Luỹ kế", "2023-05", "luy ke"),
        ("Dưới 18 tuổi", "2023-05", "duoi 18 tuoi"),
    ],
)
def test_a_heading_has_the_key(text, period, key):
    assert make_heading_key(text, parse_period_code(period)) == key


def test_the_same_column_of_two_months_has_one_key():
    october, november = parse_period_code("2023-10"), parse_period_code("2023-11")
    assert make_heading_key("Tháng 10/2023", october) == make_heading_key("Tháng 11", november)


def test_a_renamed_column_has_another_key():
    period = parse_period_code("2023-Q3")
    assert make_heading_key("Luỹ kế", period) != make_heading_key("Quý trước", period)


def test_without_a_period_a_time_stays_as_typed():
    assert make_heading_key("Tháng 9/2023", None) == "thang 9 2023"
