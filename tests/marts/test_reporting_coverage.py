"""How completely the units of an area reported, in periods of any length."""

from dataclasses import replace
from datetime import date

import pytest

from tests.spec import catalogue, catalogue_reporting_from
from warehouse.catalogue import AreaCoverage

SENT = """
received         | unit       | period  | found     | comm_sessions

# 2023: one ward every month of the quarter, one only January (late), one only a faulty report
2023-01-15 08:00 | DK-DAPHUC  | 2023-01 |           | 1
2023-02-15 08:00 | DK-DAPHUC  | 2023-02 |           | 1
2023-03-15 08:00 | DK-DAPHUC  | 2023-03 |           | 1
2023-03-01 08:00 | DK-HUNGDAO | 2023-01 |           | 1
2023-01-15 08:00 | DK-ANHDUNG | 2023-01 | E-NUM-001 | 1

# 2025: two old wards, one new one
2025-06-15 08:00 | DK-DAPHUC  | 2025-06 |           | 1
2025-06-15 08:00 | DK-HUNGDAO | 2025-06 |           | 1
2025-07-15 08:00 | HP-HUNGDAO | 2025-07 |           | 1
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(SENT)


def test_a_unit_that_reported_any_part_of_a_period_has_reported(warehouse):
    warehouse.shows(
        "marts.reporting_coverage",
        """
        form | unit       | level    | grain   | period  | units_owed | units_reported
        ward | DK-DAPHUC  | unit     | month   | 2023-01 | 1          | 1
        ward | DK-DAPHUC  | unit     | quarter | 2023-Q1 | 1          | 1
        ward | DK-HUNGDAO | unit     | month   | 2023-02 | 1          | 0
        ward | DK-HUNGDAO | unit     | month   | 2023-01 | 1          | 1
        ward | DK-HUNGDAO | unit     | quarter | 2023-Q1 | 1          | 1
        ward | DK-DAPHUC  | unit     | month   | 2023-02 | 1          | 1
        ward | DK         | district | month   | 2023-01 | 6          | 2
        ward | DK         | district | month   | 2023-02 | 6          | 1
        ward | DK         | district | quarter | 2023-Q1 | 6          | 2
        """,
    )


def test_reports_are_counted_one_by_one(warehouse):
    warehouse.shows(
        "marts.reporting_coverage",
        """
        form | unit | period  | reports_owed | reports_accepted | reports_on_time
        ward | DK   | 2023-01 | 6            | 2                | 1
        ward | DK   | 2023-Q1 | 18           | 4                | 3
        ward | DK   | 2023-H1 | 36           | 4                | 3
        ward | DK   | 2023-9M | 54           | 4                | 3
        ward | DK   | 2023    | 72           | 4                | 3
        """,
        unit=["DK", "HP", "VN"],
    )


def test_a_form_counts_at_the_periods_its_own_periods_fill(warehouse):
    warehouse.shows(
        "marts.reporting_coverage",
        """
        form            | unit    | period  | reports_owed
        inspection_team | DK-D178 | 2023-Q1 | 1
        inspection_team | DK-D178 | 2023-H1 | 2
        inspection_team | DK-D178 | 2023-9M | 3
        inspection_team | DK-D178 | 2023    | 4
        education       | DK-GDDT | 2023-H1 | 1
        education       | DK-GDDT | 2023    | 2
        """,
        period=["2023-01", "2023-Q1", "2023-H1", "2023-9M", "2023"],
    )


class TestWhereUnitsChange:
    """On 1 July 2025 six wards of the district DK became three of the province HP."""

    def test_a_covered_province_has_old_wards_and_new_and_the_living_are_the_new(
        self, warehouse_of
    ):
        hai_phong = AreaCoverage(area="HP", covers="all", valid_from=date(2021, 1, 1), basis="test")
        stated = replace(catalogue(), coverage=(hai_phong,))
        warehouse = warehouse_of(SENT, stated=stated)
        warehouse.shows(
            "marts.reporting_coverage",
            """
            form | unit | period  | units_owed | units_reported | units_living | units_living_reported
            ward | HP   | 2025-06 | 6          | 2              | 6            | 2
            ward | HP   | 2025-07 | 3          | 1              | 3            | 1
            ward | HP   | 2025-H1 | 6          | 2              | 6            | 2
            ward | HP   | 2025-H2 | 3          | 1              | 3            | 1
            ward | HP   | 2025-Q3 | 3          | 1              | 3            | 1
            ward | HP   | 2025-9M | 9          | 3              | 3            | 1
            ward | HP   | 2025    | 9          | 3              | 3            | 1
            """,  # noqa: E501
        )

    def test_the_province_has_the_periods_of_which_the_catalogue_says_what_it_covers(
        self, warehouse
    ):
        warehouse.shows(
            "marts.reporting_coverage",
            """
            form | unit       | level    | period  | covers | units_owed | units_reported
            ward | DK         | district | 2025-06 | all    | 6          | 2
            ward | DK         | district | 2025-H1 | all    | 6          | 2
            ward | HP         | province | 2025-07 | part   | 3          | 1
            ward | HP         | province | 2025-H2 | part   | 3          | 1
            ward | HP-HUNGDAO | unit     | 2025-07 |        | 1          | 1
            ward | HP-HUNGDAO | unit     | 2025-H2 |        | 1          | 1
            ward | HP-HUNGDAO | unit     | 2025    |        | 1          | 1
            """,
            unit=["DK", "HP", "VN", "HP-HUNGDAO"],
            period=["2025-06", "2025-07", "2025-H1", "2025-H2", "2025"],
        )

    def test_the_district_has_no_period_on_whose_last_day_it_is_gone(self, warehouse):
        warehouse.shows(
            "marts.reporting_coverage",
            """
            form | unit | period  | reports_owed | reports_accepted
            ward | DK   | 2025-06 | 6            | 2
            ward | DK   | 2025-Q2 | 18           | 2
            ward | DK   | 2025-H1 | 36           | 2
            ward | DK   | 2024    | 72           | 0
            """,
            period=[
                "2024",
                "2025-06",
                "2025-07",
                "2025-Q2",
                "2025-Q3",
                "2025-H1",
                "2025-9M",
                "2025",
            ],
        )

    def test_an_old_ward_has_no_year_of_its_own_and_a_new_one_no_first_half(self, warehouse):
        warehouse.shows(
            "marts.reporting_coverage",
            """
            form | unit       | period  | reports_owed
            ward | DK-DAPHUC  | 2025-H1 | 6
            ward | HP-HUNGDAO | 2025-H2 | 6
            ward | HP-HUNGDAO | 2025-9M | 3
            ward | HP-HUNGDAO | 2025    | 6
            """,
        )


# January was due on 17 January, February on 16 February; the March of Đa Phúc came early.
ON_17_FEBRUARY = """
received         | unit       | period  | comm_sessions
2023-01-15 08:00 | DK-DAPHUC  | 2023-01 | 1
2023-02-15 08:00 | DK-DAPHUC  | 2023-02 | 1
2023-02-16 08:00 | DK-DAPHUC  | 2023-03 | 1
2023-02-16 08:00 | DK-HUNGDAO | 2023-01 | 1
"""


def test_a_report_that_is_there_counts_as_due_before_its_day(warehouse_of):
    warehouse_of(ON_17_FEBRUARY, date(2023, 2, 17)).shows(
        "marts.reporting_coverage",
        """
        form | unit      | period  | is_due | reports_owed | reports_due | reports_accepted
        ward | DK        | 2023-01 | yes    | 6            | 6           | 2
        ward | DK        | 2023-02 | yes    | 6            | 6           | 1
        ward | DK        | 2023-03 | no     | 6            | 1           | 1
        ward | DK        | 2023-Q1 | no     | 18           | 13          | 4
        ward | DK-DAPHUC | 2023-01 | yes    | 1            | 1           | 1
        ward | DK-DAPHUC | 2023-02 | yes    | 1            | 1           | 1
        ward | DK-DAPHUC | 2023-03 | no     | 1            | 1           | 1
        ward | DK-DAPHUC | 2023-Q1 | no     | 3            | 3           | 3
        """,
        period=["2023-01", "2023-02", "2023-03", "2023-04", "2023-Q1", "2023-Q2"],
    )


def test_a_period_has_begun_when_its_last_month_has(warehouse_of):
    # March began on 15 February, April begins on 15 March
    warehouse_of(ON_17_FEBRUARY, date(2023, 2, 17)).shows(
        "marts.reporting_coverage",
        """
        form            | unit    | period  | has_begun
        ward            | DK      | 2023-03 | yes
        ward            | DK      | 2023-Q1 | yes
        ward            | DK      | 2023-H1 | no
        inspection_team | DK      | 2023-Q1 | yes
        inspection_team | DK      | 2023-H1 | no
        """,
        period=["2023-03", "2023-Q1", "2023-H1"],
    )


def test_a_period_is_due_when_the_last_report_that_fills_it_is(warehouse_of):
    # The first quarter of 2023 ends with March, which is due on Thursday 16 March.
    warehouse_of(ON_17_FEBRUARY, date(2023, 3, 17)).shows(
        "marts.reporting_coverage",
        """
        form            | unit | period  | is_due | reports_owed
        ward            | DK   | 2023-03 | yes    | 6
        ward            | DK   | 2023-Q1 | yes    | 18
        ward            | DK   | 2023-H1 | no     | 24
        ward            | DK   | 2023    | no     | 24
        inspection_team | DK   | 2023-Q1 | yes    | 1
        inspection_team | DK   | 2023-H1 | no     | 2
        inspection_team | DK   | 2023    | no     | 2
        """,
    )


def test_coverage_counts_an_office_from_its_declared_start(warehouse_of):
    stated = catalogue_reporting_from("DK-DAPHUC", date(2023, 3, 15))
    warehouse_of(SENT, stated=stated).shows(
        "marts.reporting_coverage",
        """
        form | unit      | period  | units_owed | units_living | reports_owed
        ward | DK        | 2022    | 5          | 5            | 60
        ward | DK        | 2023-03 | 5          | 5            | 5
        ward | DK        | 2023-04 | 6          | 6            | 6
        ward | DK-DAPHUC | 2023-04 | 1          | 1            | 1
        ward | DK        | 2023    | 6          | 6            | 69
        ward | DK-DAPHUC | 2023    | 1          | 1            | 9
        """,
    )
