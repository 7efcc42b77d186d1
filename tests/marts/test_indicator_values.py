"""Every indicator's value, its two sides, its target, and why there is none where there is none."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.marts import twin
from tests.sampling import choose_count
from tests.spec import catalogue, drawn, rebuilt
from warehouse.catalogue import Indicator, Target, Term
from warehouse.store import Store

NAMES = {
    "kept_up": "comm_forms_maintained",
    "inspected": "establishments_inspected",
    "sessions": "comm_sessions",
    "participants": "comm_participants",
    "broadcasts": "loudspeaker_broadcasts",
    "visits": "inspection_visits",
    "violations": "visits_with_violation",
}

WARDS = """
unit        | period  | kept_up | establishments | inspected | sessions | participants

# 2022 and 2023: some of the six wards
DK-DAPHUC   | 2022-01 | 2       | 20             | 1         | 2        | 50
DK-HUNGDAO  | 2022-01 | 1       | 30             | 0         | 3        | 50
DK-ANHDUNG  | 2022-01 | 1       | 10             |           | 0        | 0
DK-HAITHANH | 2022-01 | 3       |                | 2         | 0        | 0
DK-HOANGHIA | 2022-01 | 1       | 0              | 0         | 0        | 0

DK-DAPHUC   | 2023-01 | 2       | 20             | 1         | 2        | 50
DK-DAPHUC   | 2023-02 | 2       | 25             | 4         | 1        | 40
DK-HUNGDAO  | 2023-01 | 0       | 5              | 5         | 1        | 10

# 2024: no mass organisation reported
DK-DAPHUC   | 2024-01 | 1       | 20             | 1         | 2        | 50

# over the change of the wards
DK-DAPHUC   | 2025-06 | 1       | 30             | 9         | 2        | 60
DK-HUNGDAO  | 2025-06 | 1       | 20             | 1         | 4        | 80
HP-HUNGDAO  | 2025-07 | 0       | 40             | 2         | 3        | 30
HP-DOSON    | 2025-12 | 1       | 60             | 8         | 1        | 10
"""

ORGANISATIONS = """
unit   | period  | sessions | participants
DK-HPN | 2023-Q1 | 6        | 200
DK-DTN | 2023-Q1 | 0        | 0
"""

POLICE = """
unit  | period  | criminal_cases
DK-CA | 2021-01 | 3
DK-CA | 2022-01 | 6
DK-CA | 2022-02 | 4
DK-CA | 2022-04 | 0
DK-CA | 2023-01 | 3
DK-CA | 2023-04 | 5
"""

INSPECTIONS = """
unit         | period  | visits | violations
DK-TANTHANH  | 2023-01 | 4      | 1
DK-D178      | 2023-Q1 | 6      | 4
DK-TANTHANH  | 2025-06 | 5      | 1
HP-DUONGKINH | 2025-07 | 3      | 2
"""


SCHOOLS = """
unit    | period  | students | students_reached
DK-GDDT | 2025-H1 | 200      | 50
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    drawings = (WARDS, ORGANISATIONS, POLICE, INSPECTIONS, SCHOOLS)
    return warehouse_of([row for drawing in drawings for row in drawn(drawing, **NAMES)])


def test_the_value_is_its_factor_times_the_ratio_of_the_sums(warehouse):
    warehouse.shows(
        "marts.indicator_values",
        """
        indicator | unit       | level    | grain | period  | numerator | denominator | value
        KT01      | DK-DAPHUC  | unit     | month | 2022-01 | 1         | 20          | 5
        KT01      | DK-HUNGDAO | unit     | month | 2022-01 | 0         | 30          | 0
        KT01      | DK         | district | month | 2022-01 | 3         | 60          | 5
        """,
    )


def test_over_time_each_side_goes_by_its_nature(warehouse):
    warehouse.shows(
        "marts.indicator_values",
        """
        indicator | unit      | grain       | period  | numerator | denominator | value
        KT01      | DK-DAPHUC | month       | 2023-01 | 1         | 20          | 5
        KT01      | DK-DAPHUC | month       | 2023-02 | 4         | 25          | 16
        KT01      | DK-DAPHUC | quarter     | 2023-Q1 | 4         | 25          | 16
        KT01      | DK-DAPHUC | half_year   | 2023-H1 | 4         | 25          | 16
        KT01      | DK-DAPHUC | nine_months | 2023-9M | 4         | 25          | 16
        KT01      | DK-DAPHUC | year        | 2023    | 4         | 25          | 16
        KT01      | DK        | month       | 2023-01 | 6         | 25          | 24
        KT01      | DK        | month       | 2023-02 | 4         | 25          | 16
        KT01      | DK        | quarter     | 2023-Q1 | 9         | 30          | 30
        KT01      | DK        | half_year   | 2023-H1 | 9         | 30          | 30
        KT01      | DK        | nine_months | 2023-9M | 9         | 30          | 30
        KT01      | DK        | year        | 2023    | 9         | 30          | 30
        TT04      | DK-DAPHUC | month       | 2023-01 | 50        | 2           | 25
        TT04      | DK-DAPHUC | month       | 2023-02 | 40        | 1           | 40
        TT04      | DK-DAPHUC | quarter     | 2023-Q1 | 90        | 3           | 30
        TT04      | DK-DAPHUC | half_year   | 2023-H1 | 90        | 3           | 30
        TT04      | DK-DAPHUC | nine_months | 2023-9M | 90        | 3           | 30
        TT04      | DK-DAPHUC | year        | 2023    | 90        | 3           | 30
        TT04      | DK        | quarter     | 2023-Q1 | 300       | 10          | 30
        TT04      | DK        | half_year   | 2023-H1 | 300       | 10          | 30
        TT04      | DK        | nine_months | 2023-9M | 300       | 10          | 30
        TT04      | DK        | year        | 2023    | 300       | 10          | 30
        """,
    )


def test_how_many_reported_stands_beside_every_value(warehouse):
    warehouse.shows(
        "marts.indicator_values",
        """
        indicator | unit | period  | value   | units_owed | units_reported | reports_owed | reports_accepted
        KT01      | DK   | 2023-01 | 24      | 6          | 3              | 6            | 3
        KT01      | DK   | 2023-02 | 16      | 6          | 1              | 6            | 1
        KT01      | DK   | 2023-Q1 | 30      | 6          | 3              | 18           | 4
        TT01      | DK   | 2023-01 | 16.6667 | 6          | 3              | 6            | 3
        TT01      | DK   | 2023-02 | 16.6667 | 6          | 1              | 6            | 1
        TT01      | DK   | 2023-Q1 | 0       | 6          | 3              | 18           | 4
        """,  # noqa: E501
    )


class TestOfTwoForms:
    def test_an_area_has_no_value_at_a_period_one_of_them_does_not_fill(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit      | period  | numerator | denominator
            TT04      | DK-DAPHUC | 2023-01 | 50        | 2
            TT04      | DK-DAPHUC | 2023-Q1 | 90        | 3
            TT04      | DK-HPN    | 2023-Q1 | 200       | 6
            TT04      | DK        | 2023-Q1 | 300       | 10
            """,
            period=["2023-01", "2023-Q1"],
        )

    def test_an_area_has_no_value_while_one_of_them_was_not_reported_at_all(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit      | period  | numerator | value | null_reason  | units_reported
            TT04      | DK-DAPHUC | 2024-Q1 | 50        | 25    |              | 1
            TT04      | DK        | 2024-Q1 |           |       | not_reported | 1
            """,
        )

    def test_an_area_where_nobody_owes_the_other_form_goes_without_it(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | numerator | denominator | value   | null_reason
            KT02      | DK   | 2023-Q1 | 5         | 10          | 50      |
            KT02      | DK   | 2025-Q2 |           |             |         | not_reported
            KT02      | HP   | 2025-Q3 | 2         | 3           | 66.6667 |
            """,
        )


class TestOnTheYearBefore:
    def test_there_is_a_change_when_both_years_are_known(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit  | period  | numerator | denominator | value | null_reason
            DT02      | DK-CA | 2022-01 | 3         | 3           | 100   |
            DT02      | DK-CA | 2023-01 | -3        | 6           | -50   |
            DT02      | DK    | 2022-01 | 3         | 3           | 100   |
            DT02      | DK    | 2023-01 | -3        | 6           | -50   |
            """,
        )

    def test_the_first_year_has_none_before_it(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit  | period  | numerator | denominator | value | null_reason
            DT02      | DK-CA | 2021-01 |           |             |       | no_base_period
            DT02      | DK-CA | 2021-02 |           |             |       | no_base_period
            DT02      | DK    | 2021-01 |           |             |       | no_base_period
            DT02      | DK    | 2021-02 |           |             |       | no_base_period
            """,
        )

    def test_a_year_that_was_not_reported_is_not_nothing(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit  | period  | numerator | denominator | value | null_reason
            DT02      | DK-CA | 2022-02 |           |             |       | not_reported
            DT02      | DK-CA | 2023-02 |           | 4           |       | not_reported
            DT02      | DK-CA | 2024-01 |           | 3           |       | not_reported
            """,
            period=["2022-02", "2023-02", "2024-01"],
        )

    def test_half_a_year_is_never_held_against_a_whole_one(self, warehouse_of):
        months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
        months += [f"2025-{month:02d}" for month in range(1, 7)]
        police = "\n".join(f"DK-CA | {month} | 2" for month in months)
        reports = drawn(f"unit | period | criminal_cases\n{police}")
        over_the_break = warehouse_of(reports)
        over_the_break.shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | value | null_reason
            DT02      | DK   | 2024    | 0     |
            DT02      | DK   | 2025-H1 | 0     |
            """,
        )
        on_the_way = warehouse_of(reports[:15], as_of=date(2024, 3, 20))
        on_the_way.shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | value | null_reason
            DT02      | DK   | 2024-Q1 | 0     |
            DT02      | DK   | 2024-H1 |       | not_yet_due
            DT02      | DK   | 2024    |       | not_yet_due
            """,
        )

    def test_there_is_no_change_on_zero(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit  | period  | numerator | denominator | value | null_reason
            DT02      | DK-CA | 2023-04 | 5         | 0           |       | no_denominator
            """,
        )


def test_a_missing_value_says_why(warehouse):
    warehouse.shows(
        "marts.indicator_values",
        """
        indicator | unit        | period  | numerator | denominator | value | null_reason
        KT01      | DK-DAPHUC   | 2022-01 | 1         | 20          | 5     |
        KT01      | DK-ANHDUNG  | 2022-01 |           | 10          |       | not_reported
        KT01      | DK-HAITHANH | 2022-01 | 2         |             |       | not_reported
        KT01      | DK-HOANGHIA | 2022-01 | 0         | 0           |       | no_denominator
        KT01      | DK-TANTHANH | 2022-01 |           |             |       | not_reported
        TT01      | DK-DAPHUC   | 2022-01 | 1         | 1           | 100   |
        TT01      | DK-ANHDUNG  | 2022-01 | 1         | 1           | 100   |
        TT01      | DK-HAITHANH | 2022-01 | 1         | 1           | 100   |
        TT01      | DK-HOANGHIA | 2022-01 | 1         | 1           | 100   |
        TT01      | DK-TANTHANH | 2022-01 |           | 1           |       | not_reported
        """,
    )


def test_there_is_no_row_where_nobody_owes_what_it_rests_on(warehouse):
    warehouse.shows(
        "marts.indicator_values",
        """
        indicator | unit      | period
        TT01      | DK-DAPHUC | 2023
        BC01      | DK-DAPHUC | 2023
        DT02      | DK-CA     | 2023
        BC01      | DK-CA     | 2023
        TT03      | DK-GDDT   | 2023
        BC01      | DK-GDDT   | 2023
        """,
    )


def test_reports_of_every_form_are_counted_together(warehouse):
    # of a month those of the 6 wards and the police; of a quarter those of 12 more offices
    warehouse.shows(
        "marts.indicator_values",
        """
        indicator | unit | period  | numerator | denominator | value   | target | verdict
        BC01      | DK   | 2023-01 | 4         | 7           | 57.1429 | 100    | not_met
        BC01      | DK   | 2023-Q1 | 8         | 33          | 24.2424 | 100    | not_met
        """,
    )


class TestTarget:
    def test_is_that_of_the_nearest_area_that_binds_the_unit_in_the_year(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit      | period  | target | target_scope | target_binds | verdict
            TT01      | DK        | 2022-01 | 70     | VN           | no           |
            TT01      | DK-DAPHUC | 2022-01 | 70     | VN           | no           |
            TT01      | DK        | 2023-01 | 100    | DK           | yes          | not_met
            TT01      | DK-DAPHUC | 2023-01 | 100    | DK           | yes          | met
            """,
        )
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit      | period  | target | target_scope | target_binds | verdict
            TT02      | DK        | 2023-01 | 50     | DK           | yes          | not_due
            TT02      | DK-DAPHUC | 2023-01 | 50     | DK           | no           |
            """,
        )

    def test_of_a_part_of_an_area_there_is_none(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit       | period  | covers | value   | target | verdict
            TT01      | HP         | 2025-07 | part   | 0       |        |
            TT01      | HP-HUNGDAO | 2025-07 |        | 0       | 70     |
            TT01      | DK         | 2025-06 | all    | 33.3333 | 70     |
            """,
        )

    def test_is_neither_met_nor_missed_without_a_value_or_without_a_target(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit        | period  | value | target | target_scope | verdict
            TT01      | DK-TANTHANH | 2023-01 |       | 100    | DK           | not_decided
            TT04      | DK-TANTHANH | 2023-01 |       |        |              |
            TT01      | DK-HUNGDAO  | 2023-01 | 0     | 100    | DK           | not_met
            TT04      | DK-HUNGDAO  | 2023-01 | 10    |        |              |
            """,
        )


class TestWhereUnitsChange:
    """On 1 July 2025 six wards of the district DK became three of the province HP."""

    def test_the_district_has_no_period_on_whose_last_day_it_is_gone(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | value   | units_owed
            KT01      | DK   | 2025-06 | 20      | 6
            KT01      | DK   | 2025-Q2 | 20      | 6
            KT01      | DK   | 2025-H1 | 20      | 6
            """,
            period=[f"2025{p}" for p in ("-06", "-07", "-Q2", "-Q3", "-H1", "-H2", "-9M", "")],
        )

    def test_the_successors_have_rows_of_whole_periods_of_their_own_only(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | covers | numerator | denominator | value | units_owed
            KT01      | HP   | 2025-07 | part   | 2         | 40          | 5     | 3
            KT01      | HP   | 2025-Q3 | part   | 2         | 40          | 5     | 3
            KT01      | HP   | 2025-H2 | part   | 10        | 100         | 10    | 3
            """,
            period=[f"2025{p}" for p in ("-06", "-07", "-Q2", "-Q3", "-H1", "-H2", "-9M", "")],
        )

    def test_no_area_of_which_the_catalogue_says_nothing_has_a_row(self, warehouse):
        areas = warehouse.store.query_rows(
            "SELECT DISTINCT unit, covers FROM marts.indicator_values WHERE level != 'unit' "
            "ORDER BY unit"
        )
        assert areas == [("DK", "all"), ("HP", "part")]


# The police's August is missing; July and September are there in both years.
INCOMPLETE_QUARTER = """
unit  | period  | criminal_cases
DK-CA | 2022-07 | 2
DK-CA | 2022-08 | 2
DK-CA | 2022-09 | 2
DK-CA | 2023-07 | 2
DK-CA | 2023-09 | 3
"""


class TestOverMissingReports:
    def test_a_change_compares_like_months_or_none(self, warehouse_of):
        before = drawn(INCOMPLETE_QUARTER)
        august = drawn("unit | period | criminal_cases\nDK-CA | 2023-08 | 2")
        missing = "DT02 | DK | 2023-Q3 |         | no  | 1 | 2023-08 DK-CA | unlike_periods"
        for reports, row in (
            (before, missing),
            (before + august, "DT02 | DK | 2023-Q3 | 16.6667 | yes | 0 | | "),
        ):
            warehouse_of(reports).shows(
                "marts.indicator_values",
                "indicator | unit | period | value | is_complete | reports_missing | "
                f"missing_reports | null_reason\n{row}",
            )

    def test_a_sum_is_provisional_and_names_them(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | value | is_complete | reports_missing | missing_reports
            KT01      | DK   | 2025-06 | 20    | no          | 3               | 2025-06 DK-ANHDUNG, 2025-06 DK-HAITHANH, 2025-06 DK-HOANGHIA
            """,  # noqa: E501
        )

    def test_each_indicator_lacks_the_reports_that_it_rests_on(self, warehouse):
        wrong = warehouse.store.query_rows(
            "SELECT v.indicator, v.unit, v.period, v.reports_missing, count(m.form) AS n "
            "FROM marts.indicator_values AS v "
            "LEFT JOIN marts.missing_reports AS m USING (indicator, unit, period) "
            "GROUP BY ALL HAVING n <> v.reports_missing"
        )
        assert wrong == []

    def test_of_a_state_only_the_last_report_is_needed(self, warehouse_of):
        march = "unit | period | establishments | inspected\nDK-DAPHUC | 2023-03 | 20 | 4"
        warehouse_of(drawn(march, **NAMES)).shows(
            "marts.indicator_values",
            """
            indicator | unit      | period  | value | is_complete | reports_missing
            KT01      | DK-DAPHUC | 2023-Q1 | 20    | yes         | 0
            KT01      | DK-DAPHUC | 2023-H1 | 20    | no          | 1
            """,
        )

    def test_what_does_not_apply_is_not_missing_and_a_blank_is(self, warehouse_of):
        marked = """
        unit       | period  | broadcasts | sessions
        DK-DAPHUC  | 2023-01 | 2          | 1
        DK-HUNGDAO | 2023-01 | x          | 1
        DK-ANHDUNG | 2023-01 |            | 1
        """
        warehouse_of(drawn(marked, **NAMES)).shows(
            "marts.indicator_values",
            """
            indicator | unit       | period  | value | is_complete | null_reason
            TT05      | DK-DAPHUC  | 2023-01 | 2     | yes         |
            TT05      | DK-HUNGDAO | 2023-01 |       | yes         | not_applicable
            TT05      | DK-ANHDUNG | 2023-01 |       | no          | not_reported
            """,
        )

    def test_what_may_be_left_blank_is_not_stated_and_never_zero(self, warehouse_of):
        activity = """
        unit    | period  | news_items | culture_venues_inspected | tourism_venues_inspected
        DK-VHTT | 2023-Q1 | 4          | 3                        |
        DK-VHTT | 2023-Q2 |            | 2                        | 1
        DK-VHTT | 2023-Q3 | 5          | x                        | 2
        DK-VHTT | 2023-Q4 | 6          | 1                        | 0
        """
        warehouse_of(drawn(activity)).shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | value | is_complete | reports_missing | null_reason
            TT06      | DK   | 2023-Q1 | 4     | yes         | 0               |
            TT06      | DK   | 2023-Q2 |       | no          | 0               | not_stated
            TT06      | DK   | 2023-Q3 | 5     | yes         | 0               |
            TT06      | DK   | 2023-Q4 | 6     | yes         | 0               |
            TT06      | DK   | 2023    | 15    | no          | 0               |
            TT06      | DK   | 2022-Q1 |       | no          | 1               | not_reported
            KT06      | DK   | 2023-Q1 |       | no          | 0               | not_stated
            KT06      | DK   | 2023-Q2 | 3     | yes         | 0               |
            KT06      | DK   | 2022-Q1 |       | no          | 1               | not_reported
            KT06      | DK   | 2023-Q3 | 2     | yes         | 0               |
            KT06      | DK   | 2023-Q4 | 1     | yes         | 0               |
            KT06      | DK   | 2023    | 9     | no          | 0               |
            """,
        )

    def test_reporting_itself_is_a_figure(self, warehouse):
        warehouse.shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | value   | is_complete | reports_missing | verdict
            BC01      | DK   | 2023-01 | 57.1429 | yes         | 0               | not_met
            """,
        )


SIX = ["DAPHUC", "HUNGDAO", "ANHDUNG", "HAITHANH", "HOANGHIA", "TANTHANH"]


class TestVerdict:
    @pytest.mark.parametrize(
        ("answers", "verdict"),
        [
            ("111111", "met"),
            ("11111.", "not_decided"),
            ("0.....", "not_met"),
            ("111110", "not_met"),
            ("......", "not_decided"),
        ],
    )
    def test_is_open_while_a_missing_ward_could_change_it(self, warehouse_of, answers, verdict):
        reports = [
            {"unit": f"DK-{ward}", "period": "2023-01", "comm_forms_maintained": answer}
            for ward, answer in zip(SIX, answers, strict=True)
            if answer != "."
        ]
        warehouse_of(reports or drawn("unit | period\nDK-CA | 2023-01")).shows(
            "marts.indicator_values",
            f"indicator | unit | period | verdict\nTT01 | DK | 2023-01 | {verdict}",
        )

    @pytest.mark.parametrize(
        ("months", "verdict"),
        [("111", "met"), ("110", "not_met"), ("0..", "not_met"), ("11.", "not_decided")],
    )
    def test_of_what_is_kept_up_needs_every_month(self, warehouse_of, months, verdict):
        reports = [
            {"unit": "DK-DAPHUC", "period": f"2023-0{n}", "comm_forms_maintained": given}
            for n, given in enumerate(months, start=1)
            if given != "."
        ]
        warehouse_of(reports).shows(
            "marts.indicator_values",
            f"indicator | unit | period | verdict\nTT01 | DK-DAPHUC | 2023-Q1 | {verdict}",
        )

    def test_of_a_year_to_date_is_given_at_the_years_end(self, warehouse_of):
        months = [
            {"unit": "DK-LDTBXH", "period": f"2023-Q{q}", "officials": "10", "officials_trained": t}
            for q, t in enumerate(("2", "5", "10", "10"), start=1)
        ]
        warehouse_of(months).shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | value | verdict
            TH01      | DK   | 2023-Q3 | 100   | not_due
            TH01      | DK   | 2023    | 100   | met
            """,
        )

    def test_is_not_given_of_a_figure_in_doubt(self, warehouse_of):
        doubted = """
        unit  | period  | tips_received | tips_resolved_on_time | found
        DK-CA | 2023-01 | 4             | 4                     | W-RANGE-001 in tips_received
        DK-CA | 2023-02 | 4             | 4                     |
        """
        warehouse_of(drawn(doubted)).shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | value | has_doubt | verdict
            DT01      | DK   | 2023-01 | 100   | yes       | not_decided
            DT01      | DK   | 2023-02 | 100   | no        | met
            """,
        )


def test_a_change_on_a_figure_in_doubt_is_not_published(warehouse_of):
    doubted = """
    unit  | period  | criminal_cases | found
    DK-CA | 2022-01 | 4              | W-RANGE-001 in criminal_cases
    DK-CA | 2022-02 | 4              |
    DK-CA | 2023-01 | 6              |
    DK-CA | 2023-02 | 6              |
    """
    warehouse_of(drawn(doubted)).shows(
        "marts.indicator_values",
        """
        indicator | unit | period  | value | has_doubt | null_reason
        DT02      | DK   | 2023-01 |       | yes       | open_doubt
        DT02      | DK   | 2023-02 | 50    | no        |
        """,
    )


# January was due on 17 January, February on 16 February, March will be on 16 March.
ON_17_FEBRUARY = """
received         | unit       | period  | establishments | inspected | broadcasts
2023-01-15 08:00 | DK-DAPHUC  | 2023-01 | 10             | 1         | 5
2023-02-16 08:00 | DK-DAPHUC  | 2023-03 | 10             | 2         | 6
2023-02-16 08:00 | DK-HUNGDAO | 2023-01 |                | 2         | 7
"""


@pytest.fixture(scope="module")
def today(warehouse_of):
    return warehouse_of(drawn(ON_17_FEBRUARY, **NAMES), date(2023, 2, 17))


class TestOnTheWay:
    def test_what_is_due_and_not_there_is_missing_and_what_is_not_due_is_awaited(self, today):
        today.shows(
            "marts.indicator_values",
            """
            indicator | unit       | period  | value | null_reason
            TT05      | DK-DAPHUC  | 2023-01 | 5     |
            TT05      | DK-DAPHUC  | 2023-02 |       | not_reported
            TT05      | DK-DAPHUC  | 2023-03 | 6     |
            TT05      | DK-HUNGDAO | 2023-01 | 7     |
            TT05      | DK-HUNGDAO | 2023-02 |       | not_reported
            TT05      | DK-HUNGDAO | 2023-03 |       | not_yet_due
            TT05      | DK         | 2023-01 | 12    |
            TT05      | DK         | 2023-02 |       | not_reported
            TT05      | DK         | 2023-03 | 6     |
            """,
            period=["2023-01", "2023-02", "2023-03", "2023-04"],
        )

    def test_a_longer_period_shows_what_there_is_before_it_is_due(self, today):
        today.shows(
            "marts.indicator_values",
            """
            indicator | unit        | period  | value | null_reason
            TT05      | DK          | 2023-Q1 | 18    |
            TT05      | DK          | 2023    | 18    |
            TT05      | DK-TANTHANH | 2023-Q1 |       | not_yet_due
            TT05      | DK-TANTHANH | 2023    |       | not_yet_due
            BC01      | DK-TANTHANH | 2023-Q1 | 0     |
            BC01      | DK-TANTHANH | 2023    | 0     |
            BC01      | DK          | 2023-Q1 | 20    |
            BC01      | DK          | 2023    | 20    |
            """,
        )

    def test_reports_that_are_not_due_are_not_counted_as_owed(self, today):
        # two months of six wards and the police, and one March that came early
        today.shows(
            "marts.indicator_values",
            """
            indicator | unit | period  | numerator | denominator | value   | null_reason
            BC01      | DK   | 2023-Q1 | 3         | 15          | 20      |
            BC02      | DK   | 2023-Q1 | 2         | 15          | 13.3333 |
            """,
        )
        today.shows(
            "marts.indicator_values",
            """
            indicator | unit       | period  | numerator | denominator | value | null_reason
            BC01      | DK-DAPHUC  | 2023-03 | 1         | 1           | 100   |
            BC01      | DK-HUNGDAO | 2023-03 | 0         | 0           |       | not_yet_due
            """,
        )


def stated_otherwise():
    """Return the catalogue with targets in every direction and an indicator of reports."""
    shipped = catalogue()
    aims = [("DT05", "DK", 10), ("KT02", "DK", 50), ("TT05", "HP", 6), ("TT05", "DK-DAPHUC", 5)]
    counted = Indicator(
        indicator="XX01",
        kind="count",
        count_kind="events",
        numerator=(Term(measure="reports_accepted"),),
        name_vi="Số báo cáo đã nộp",
        name_en="Reports accepted",
        factor=1,
        unit_vi="báo cáo",
        unit_en="reports",
        direction="lower",
        basis="test",
    )
    return replace(
        shipped,
        indicators={**shipped.indicators, "XX01": counted},
        targets=tuple(
            Target(
                indicator=i,
                scope=s,
                from_year=2023,
                to_year=2023,
                target=t,
                binds="each",
                basis="test",
            )
            for i, s, t in [*aims, ("XX01", "VN", 2)]
        ),
    )


@pytest.fixture(scope="module")
def otherwise(warehouse_of):
    sent = """
    received         | unit       | period  | sellers | minors | visits | violations | broadcasts
    2023-01-15 08:00 | DK-CA      | 2023-01 | 10      | 1      |        |            |
    2023-02-15 08:00 | DK-CA      | 2023-02 | 10      | 2      |        |            |
    2023-01-15 08:00 | DK-DAPHUC  | 2023-01 |         |        | 2      | 1          | 5
    2023-01-15 08:00 | DK-HUNGDAO | 2023-01 |         |        |        |            | 5
    """
    people = {"sellers": "violators_sellers", "minors": "sellers_under_18"}
    return warehouse_of(drawn(sent, **NAMES, **people), date(2023, 3, 1), stated_otherwise())


def test_a_target_is_met_from_the_side_its_indicator_is_read_from(otherwise):
    otherwise.shows(
        "marts.indicator_values",
        """
        indicator | unit  | period  | value | target | target_scope | verdict
        DT05      | DK-CA | 2023-01 | 10    | 10     | DK           | met
        DT05      | DK-CA | 2023-02 | 20    | 10     | DK           | not_met
        """,
    )
    otherwise.shows(
        "marts.indicator_values",
        """
        indicator | unit       | period  | value | target | target_scope | verdict
        TT05      | DK-DAPHUC  | 2023-01 | 5     | 5      | DK-DAPHUC    | met
        TT05      | DK-HUNGDAO | 2023-01 | 5     | 6      | HP           | not_met
        KT02      | DK-DAPHUC  | 2023-01 | 50    | 50     | DK           |
        KT02      | DK-HUNGDAO | 2023-01 |       | 50     | DK           |
        """,
    )


def test_a_count_of_reports_is_awaited_before_it_meets_anything(otherwise):
    otherwise.shows(
        "marts.indicator_values",
        """
        indicator | unit       | period  | numerator | value | target | verdict | null_reason
        XX01      | DK-HUNGDAO | 2023-01 | 1         | 1     | 2      | met     |
        XX01      | DK-HUNGDAO | 2023-02 | 0         | 0     | 2      | met     |
        XX01      | DK-HUNGDAO | 2023-03 | 0         |       | 2      | not_due | not_yet_due
        """,
    )


UNITS = ["DK-DAPHUC", "DK-HUNGDAO", "DK-ANHDUNG", "HP-HUNGDAO", "HP-DOSON", "DK-D178"]
AREAS = ["DK", "HP"]
OWED = [
    (unit, period.code)
    for unit in UNITS
    for period in catalogue().list_periods(
        catalogue().forms[catalogue().units[unit].form].frequency
    )
    if period.year >= 2024 and catalogue().owes_report(catalogue().units[unit], period)
]
COUNT = st.sampled_from(["", "0", "0", "1", "2", "3", "7"])


def counts(unit):
    elements = {e.element for e in catalogue().forms[catalogue().units[unit].form].elements}
    return st.fixed_dictionaries({e: COUNT for e in twin.NATURES if e in elements})


FIRST = st.fixed_dictionaries({owed: st.none() | counts(owed[0]) for owed in OWED})
SECOND = st.lists(
    st.sampled_from(OWED).flatmap(lambda owed: st.tuples(st.just(owed), counts(owed[0])))
)
FROM = datetime(2026, 1, 1)


@settings(max_examples=choose_count(whole=30, sample=4), phases=[Phase.explicit, Phase.generate])
@given(FIRST, SECOND)
def test_any_reports_give_what_a_twin_in_pandas_gives(first, second):
    """Over the change of the wards, reports missing, corrected and sent twice among them."""
    came = [(owed, values) for owed, values in [*first.items(), *second] if values is not None]
    reports = [
        {"unit": unit, "period": period, "received": f"{FROM + timedelta(minutes=n)}"} | values
        for n, ((unit, period), values) in enumerate(came)
    ]
    with TemporaryDirectory() as folder, Store(rebuilt(reports, Path(folder))) as store:
        rows = store.query_rows(
            """
            SELECT indicator, unit, period, numerator, denominator, value, null_reason,
                units_reported
            FROM marts.indicator_values
            WHERE list_contains($indicators, indicator) AND list_contains($units, unit)
                AND period[:4] >= '2024'
            """,
            {"indicators": sorted(twin.FORMS), "units": UNITS + AREAS},
        )
    assert {row[:3]: row[3:] for row in rows} == twin.indicator_values(reports, UNITS + AREAS)
