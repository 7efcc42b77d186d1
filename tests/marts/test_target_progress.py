"""How targets do: the strip of the last periods, and what the rest of the year must bring."""

from datetime import date

import pytest

from tests.spec import Warehouse, drawn, rebuilt
from warehouse.store import Store

# DT01 has a target of 100 % every year, TT02 one of 50 % in 2023; both bind DK-CA or DK.
TIPS = """
unit  | period  | received | on_time
DK-CA | 2022-12 | 5        | 5
DK-CA | 2023-01 | 10       | 10
DK-CA | 2023-02 | 10       | 9
# March is missing
DK-CA | 2023-04 | 10       | 10
"""
WARDS = ("DAPHUC", "HUNGDAO", "ANHDUNG", "HAITHANH", "HOANGHIA", "TANTHANH")


def list_reached(period, *parts):
    return [
        {"unit": f"DK-{ward}", "period": period, "workers_reached": f"{part}",
         "establishment_workers": "100"}
        for ward, part in zip(WARDS, parts, strict=False)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    names = {"received": "tips_received", "on_time": "tips_resolved_on_time"}
    tips = drawn(TIPS, **names)
    reached = [
        *list_reached("2023-01", 20, 10, 10, 20, 20, 20),
        *list_reached("2023-02", 30, 20, 20, 30, 30),  # the sixth is missing
        *list_reached("2023-03", 40, 30, 30, 40, 50, 50),
    ]
    target = rebuilt([*tips, *reached], tmp_path_factory.mktemp("home"), date(2023, 5, 1))
    with Store(target, read_only=True) as store:
        yield Warehouse(target, store)


def test_the_strip_says_of_each_period_whether_it_met_the_target(warehouse):
    strips = warehouse.store.query_rows(
        "SELECT right(strip, 5), length(strip), strip_vi, strip_en FROM marts.target_progress "
        "WHERE indicator = 'DT01' AND unit = 'DK-CA' AND period = '2023-04'"
    )
    assert strips == [("✔✔✘–✔", 12, "đạt 3/4 tháng", "met in 3 of 4 months")]


def test_once_a_case_was_late_all_of_a_year_are_out_of_reach(warehouse):
    warehouse.shows(
        "marts.target_progress",
        """
        period  | periods_counted | periods_open | counted_numerator | counted_denominator | reach
        2023-01 | 1               | 11           | 10                | 10                  | within_reach
        2023-02 | 2               | 10           | 19                | 20                  | out_of_reach
        2023-03 | 2               | 10           | 19                | 20                  | out_of_reach
        2023-04 | 3               | 9            | 29                | 30                  | out_of_reach
        """,  # noqa: E501 - drawn
        indicator="DT01",
        unit="DK-CA",
    )


def test_a_missing_month_is_open_and_not_zero(warehouse):
    expected = warehouse.store.query_rows(
        "SELECT needed_numerator, expected_denominator FROM marts.target_progress "
        "WHERE indicator = 'DT01' AND unit = 'DK-CA' AND period = '2023-04'"
    )
    assert expected == [
        (91, 90)
    ]  # nine open months like the three complete ones, and one late case


def test_of_a_total_since_january_the_last_complete_report_counts(warehouse):
    warehouse.shows(
        "marts.target_progress",
        """
        period  | counted_numerator | counted_denominator | periods_open | needed_numerator | strip
        2023-01 | 100               | 600                 | 11           | 200              |
        2023-02 | 100               | 600                 | 11           | 200              |
        2023-03 | 240               | 600                 | 9            | 60               |
        """,
        indicator="TT02",
        unit="DK",
    )


def test_a_period_that_is_not_over_has_no_row(warehouse):
    ((last,),) = warehouse.store.query_rows(
        "SELECT max(period) FROM marts.target_progress WHERE grain = 'month'"
    )
    assert last == "2023-04"
