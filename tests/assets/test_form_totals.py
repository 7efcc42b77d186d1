"""An office's figure against the sum of the others': only when both sides are complete."""

from dataclasses import replace
from datetime import date

import pytest

from tests.spec import catalogue, catalogue_reporting_from, drawn
from warehouse.catalogue import Total

WARDS = ["DAPHUC", "HUNGDAO", "ANHDUNG", "HAITHANH", "HOANGHIA", "TANTHANH"]


def wards(quarter, visits, without=()):
    """Draw three months of visits for each ward, without the reports left out."""
    months = [f"2023-{3 * quarter - 2 + n:02d}" for n in range(3)]
    return [
        {
            "submission": f"{ward}-{month}",
            "unit": f"DK-{ward}",
            "period": month,
            "inspection_visits": str(visits),
        }
        for ward in WARDS
        for month in months
        if f"{ward}-{month}" not in without
    ]


TEAM = """
submission | unit   | period  | inspection_visits
t1         | DK-178 | 2023-Q1 | 18
t2         | DK-178 | 2023-Q2 | 19
t3         | DK-178 | 2023-Q3 | 19
"""


def team_unit():
    (unit,) = catalogue().units_by_form["inspection_team"]
    return unit.unit


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    reports = drawn(TEAM.replace("DK-178", team_unit()))
    reports += wards(1, 1) + wards(2, 1) + wards(3, 1, without=["DAPHUC-2023-08"])
    return warehouse_of(reports)


def test_a_total_is_told_where_both_sides_are_complete(warehouse):
    warehouse.shows(
        "core.signals",
        """
        submission | form            | period  | element           | code        | expected
        t2         | inspection_team | 2023-Q2 | inspection_visits | W-TOTAL-001 | 18
        """,
        submission=["t1", "t2", "t3"],
    )


def test_its_words_hold_both_values_and_whose_they_are(warehouse):
    ((message,),) = warehouse.store.query_rows(
        "SELECT message_vi FROM core.signals WHERE code = 'W-TOTAL-001'"
    )
    assert "(Quý II/2023) là 19, lẽ ra không quá tổng 18 mà" in message
    assert "Đa Phúc" in message
    assert message.count(", ") >= len(WARDS) - 1


def test_a_total_is_complete_without_the_reports_before_an_office_began(warehouse_of):
    reports = drawn(TEAM.replace("DK-178", team_unit()))
    reports += wards(3, 1, without=["DAPHUC-2023-07", "DAPHUC-2023-08"])
    stated = catalogue_reporting_from("DK-DAPHUC", date(2023, 9, 1))
    warehouse_of(reports, stated=stated).shows(
        "core.signals",
        """
        submission | code        | expected
        t3         | W-TOTAL-001 | 16
        """,
        code="W-TOTAL-001",
    )


CASES = """
submission | unit   | period  | cases
v1         | DK-VKS | 2023-Q1 | 1
v2         | DK-VKS | 2023-Q2 | 2
v3         | DK-VKS | 2023-Q3 | 3
v4         | DK-VKS | 2023-Q4 | 4
"""


def court(*cases):
    return [
        {
            "submission": f"c{n}",
            "unit": "DK-TA",
            "period": f"2023-Q{n}",
            "cases_accepted": str(number),
        }
        for n, number in enumerate(cases, start=1)
    ]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [((2, 3, 4, 5), []), ((2, 3, 4, 6), ["c4"]), ((1, 1, 1, 2), ["c4"]), ((9, 9, 9), [])],
)
def test_equal_over_a_year_lets_the_tolerance_pass_on_both_sides(warehouse_of, accepted, expected):
    rebuilt_warehouse = warehouse_of(drawn(CASES, cases="cases_prosecuted") + court(*accepted))
    rows = rebuilt_warehouse.store.query_rows(
        "SELECT submission FROM core.signals WHERE code = 'W-TOTAL-001'"
    )
    assert [submission for (submission,) in rows] == expected


def test_of_a_stock_the_last_reports_are_added(warehouse_of):
    stated = catalogue()
    team = stated.forms["inspection_team"]
    total = Total(
        element="team_members", kind="at_most", form="ward", other="volunteers", over="quarter",
        basis="x",
    )  # fmt: skip
    forms = {**stated.forms, "inspection_team": team.model_copy(update={"totals": (total,)})}
    reports = [
        {"submission": "t", "unit": team_unit(), "period": "2023-Q1", "team_members": "7"},
        *(
            {
                "submission": f"w-{ward}",
                "unit": f"DK-{ward}",
                "period": "2023-03",
                "volunteers": "1",
            }
            for ward in WARDS
        ),
    ]
    warehouse_of(reports, stated=replace(stated, forms=forms)).shows(
        "core.signals",
        """
        submission | element      | code        | expected
        t          | team_members | W-TOTAL-001 | 6
        """,
        code="W-TOTAL-001",
    )
