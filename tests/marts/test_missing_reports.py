"""Which reports an indicator lacks: all of a period for a flow, the last one for a state."""

from dataclasses import replace
from datetime import date

import pytest

from tests.spec import catalogue, drawn

ELEMENTS = {
    "flow": "loudspeaker_broadcasts",
    "kept_up": "comm_forms_maintained",
    "inspected": "establishments_inspected",
}

SENT = """
received         | unit      | period  | flow | kept_up | inspected | establishments | found
2023-01-15 08:00 | DK-DAPHUC | 2023-01 | 5    | 1       | 1         | 20             |
2023-03-15 08:00 | DK-DAPHUC | 2023-03 | 5    | 1       | 2         | 20             |
2023-04-15 08:00 | DK-DAPHUC | 2023-04 | 5    | 1       | 2         | 20             | E-NUM-001
"""
POLICE = """
received         | unit  | period  | criminal_cases
2022-01-15 08:00 | DK-CA | 2022-01 | 4
2023-01-15 08:00 | DK-CA | 2023-01 | 6
2023-02-15 08:00 | DK-CA | 2023-02 | 6
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(SENT, **ELEMENTS) + drawn(POLICE), date(2023, 4, 17))


def test_a_flow_lacks_every_report_that_was_not_accepted(warehouse):
    warehouse.shows(
        "marts.missing_reports",
        """
        indicator | unit      | period  | form | reporting_unit | reported_period
        TT05      | DK-DAPHUC | 2023-Q1 | ward | DK-DAPHUC      | 2023-02
        TT05      | DK-DAPHUC | 2023-H1 | ward | DK-DAPHUC      | 2023-02
        TT05      | DK-DAPHUC | 2023-H1 | ward | DK-DAPHUC      | 2023-04
        TT05      | DK-DAPHUC | 2023-H1 | ward | DK-DAPHUC      | 2023-05
        TT05      | DK-DAPHUC | 2023-02 | ward | DK-DAPHUC      | 2023-02
        TT05      | DK-DAPHUC | 2023-04 | ward | DK-DAPHUC      | 2023-04
        """,
        reporting_unit="DK-DAPHUC",
        reported_period=[f"2023-0{month}" for month in range(1, 7)],
    )


def test_a_state_lacks_the_last_report_of_the_period_only(warehouse):
    warehouse.shows(
        "marts.missing_reports",
        """
        indicator | unit      | period  | reported_period
        KT01      | DK-DAPHUC | 2023-02 | 2023-02
        """,
        period=["2023-01", "2023-02", "2023-03", "2023-Q1"],
        reported_period=["2023-01", "2023-02", "2023-03"],
    )


def test_what_is_kept_up_over_time_lacks_every_report(warehouse):
    warehouse.shows(
        "marts.missing_reports",
        """
        indicator | unit      | period  | reported_period
        TT01      | DK-DAPHUC | 2023-Q1 | 2023-02
        """,
        reported_period=["2023-01", "2023-02", "2023-03"],
    )


def test_a_report_lacks_for_every_area_above_its_unit(warehouse):
    warehouse.shows(
        "marts.missing_reports",
        """
        indicator | unit      | period  | reporting_unit
        TT05      | DK-DAPHUC | 2023-02 | DK-DAPHUC
        TT05      | DK        | 2023-02 | DK-DAPHUC
        TT05      | HP        | 2023-02 | DK-DAPHUC
        TT05      | VN        | 2023-02 | DK-DAPHUC
        """,
        unit=["DK-DAPHUC", "DK-HUNGDAO", "DK", "HP", "VN"],
    )


def test_a_change_lacks_the_reports_of_both_years(warehouse):
    warehouse.shows(
        "marts.missing_reports",
        """
        indicator | unit  | period  | reported_period
        DT02      | DK-CA | 2023-02 | 2022-02
        DT02      | DK-CA | 2023-Q1 | 2022-02
        DT02      | DK-CA | 2023-Q1 | 2022-03
        DT02      | DK-CA | 2023-Q1 | 2023-03
        """,
        reported_period=[f"{year}-0{month}" for year in (2022, 2023) for month in (1, 2, 3)],
    )


def test_of_reporting_itself_nothing_is_missing(warehouse):
    listed = {
        i for (i,) in warehouse.store.query_rows("SELECT indicator FROM marts.missing_reports")
    }
    assert {"TT05", "KT01", "DT02"} <= listed
    assert not {"BC01", "BC02"} & listed


def test_a_month_that_has_not_begun_is_not_missing_yet(warehouse):
    # May began on 15 April, June begins on 15 May
    warehouse.shows(
        "marts.missing_reports",
        """
        indicator | unit      | period | reported_period
        TT05      | DK-DAPHUC | 2023   | 2023-02
        TT05      | DK-DAPHUC | 2023   | 2023-04
        TT05      | DK-DAPHUC | 2023   | 2023-05
        """,
        reported_period=[f"2023-{month:02d}" for month in range(1, 13)],
    )


def test_a_unit_that_ended_lacks_its_flows_but_not_what_the_living_keep_up(warehouse_of):
    # Đa Phúc ends after February; at the quarter's end only the others are judged
    units = catalogue().units
    ended = units["DK-DAPHUC"].model_copy(update={"valid_to": date(2023, 2, 28)})
    stated = replace(catalogue(), units=units | {"DK-DAPHUC": ended})
    others = [u.unit for u in units.values() if u.form == "ward" and u.parent == "DK"]
    reports = [
        {"unit": unit, "period": f"2023-0{month}", "comm_forms_maintained": "1"}
        | {"loudspeaker_broadcasts": "1"}
        for unit in others
        for month in (1, 2, 3)
        if unit != "DK-DAPHUC"
    ]
    over_the_end = warehouse_of(reports, stated=stated)
    over_the_end.shows(
        "marts.missing_reports",
        """
        indicator | unit | period  | reporting_unit | reported_period
        TT05      | DK   | 2023-Q1 | DK-DAPHUC      | 2023-01
        TT05      | DK   | 2023-Q1 | DK-DAPHUC      | 2023-02
        """,
        indicator=["TT01", "TT05"],
        reported_period=["2023-01", "2023-02", "2023-03"],
    )
    over_the_end.shows(
        "marts.indicator_values",
        """
        indicator | unit | period  | value | is_complete | reports_missing
        TT01      | DK   | 2023-Q1 | 100   | yes         | 0
        TT05      | DK   | 2023-Q1 | 15    | no          | 2
        """,
    )
