"""By how many days reports were late, and how long returned ones took to mend."""

import pytest

from tests.spec import catalogue_in

# Due on 17 January, 16 February, 16 March, 18 April, 16 May 2023.
SENT = """
received         | unit       | period  | found     | comm_sessions

# on time, 1, 6, 20 and 45 days late
2023-01-17 08:00 | DK-DAPHUC  | 2023-01 |           | 1
2023-02-17 08:00 | DK-DAPHUC  | 2023-02 |           | 1
2023-03-22 08:00 | DK-DAPHUC  | 2023-03 |           | 1
2023-05-08 08:00 | DK-DAPHUC  | 2023-04 |           | 1
2023-06-30 08:00 | DK-DAPHUC  | 2023-05 |           | 1

# returned twice and mended four days after the first return; returned and never mended;
# accepted, then returned, and not sent again
2023-01-16 08:00 | DK-HUNGDAO | 2023-01 | E-NUM-001 | 1
2023-01-17 08:00 | DK-HUNGDAO | 2023-01 | E-NUM-001 | 2
2023-01-20 08:00 | DK-HUNGDAO | 2023-01 |           | 3
2023-02-16 08:00 | DK-HUNGDAO | 2023-02 | E-NUM-001 | 1
2023-03-16 08:00 | DK-HUNGDAO | 2023-03 |           | 1
2023-03-17 08:00 | DK-HUNGDAO | 2023-03 | E-NUM-001 | 2
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(SENT)


def test_days_late_have_a_distribution_for_a_unit_and_the_areas_above(warehouse):
    warehouse.shows(
        "marts.days_late",
        """
        form | unit       | level    | year | reports_accepted | days_median | days_p90 | days_max
        ward | DK-DAPHUC  | unit     | 2023 | 5                | 6           | 35       | 45
        ward | DK-HUNGDAO | unit     | 2023 | 2                | 1.5         | 2.7      | 3
        ward | DK         | district | 2023 | 7                | 3           | 30       | 45
        ward | DK-ANHDUNG | unit     | 2023 | 0                |             |          |
        """,
    )


def test_each_report_is_in_one_band(warehouse):
    warehouse.shows(
        "marts.days_late",
        """
        form | unit       | year | late_0 | late_1_3 | late_4_7 | late_8_30 | late_over_30
        ward | DK-DAPHUC  | 2023 | 1      | 1        | 1        | 1         | 1
        ward | DK-HUNGDAO | 2023 | 1      | 1        | 0        | 0         | 0
        ward | HP         | 2023 | 2      | 2        | 1        | 1         | 1
        """,
    )


def test_mending_lasts_from_the_first_return_to_the_acceptance_after_it(warehouse):
    warehouse.shows(
        "marts.days_late",
        """
        form | unit       | year | reports_returned | reports_mended | days_to_mend
        ward | DK-HUNGDAO | 2023 | 3                | 1              | 4
        ward | DK-DAPHUC  | 2023 | 0                | 0              |
        """,
    )


def test_days_to_mend_are_days_of_the_catalogues_time_zone(warehouse_of):
    # In Hải Phòng both are of 20 January; in Tokyo the second is of the day after.
    sent = """
    received         | unit       | period  | found     | comm_sessions
    2023-01-20 08:00 | DK-HUNGDAO | 2023-01 | E-NUM-001 | 1
    2023-01-20 23:00 | DK-HUNGDAO | 2023-01 |           | 2
    """
    for zone, days in (("Asia/Ho_Chi_Minh", 0), ("Asia/Tokyo", 1)):
        warehouse_of(sent, stated=catalogue_in(zone)).shows(
            "marts.days_late",
            f"""
            form | unit       | year | days_to_mend
            ward | DK-HUNGDAO | 2023 | {days}
            """,
        )


def test_an_area_has_the_reports_of_its_own_lifetime(warehouse):
    warehouse.shows(
        "marts.days_late",
        """
        form | unit       | year
        ward | DK         | 2025
        ward | DK-DAPHUC  | 2025
        ward | HP-HUNGDAO | 2025
        """,
        year=["2025"],
        unit=["DK", "DK-DAPHUC", "HP-HUNGDAO"],
    )
    assert (
        warehouse.store.query_rows(
            "SELECT 1 FROM marts.days_late WHERE unit = 'HP-HUNGDAO' AND year < 2025"
        )
        == []
    )
