"""Outliers as WHO's Data Quality Review counts them, within a unit's year."""

import pytest

from tests.spec import drawn


def year(unit, code, values, element="comm_sessions"):
    """Draw a year's reports of one element, month by month; `.` is no report."""
    return [
        {"unit": unit, "period": f"{code}-{month:02d}", element: value}
        for month, value in enumerate(values.split(), start=1)
        if value != "."
    ]


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(
        [
            # eleven alike and one far: the mean's score is (12 - 1) / sqrt(12) = 3.18, MAD is 0
            *year("DK-DAPHUC", 2023, "5 5 5 5 5 5 5 5 5 5 5 90"),
            # the same in eleven months: 3.015, and in ten: 2.85, which can never pass 3
            *year("DK-HUNGDAO", 2023, "5 5 5 5 5 5 5 5 5 5 90 ."),
            *year("DK-ANHDUNG", 2023, "5 5 5 5 5 5 5 5 5 90 . ."),
            # alternating 4 and 6, one 12: 2.87 from the mean; MAD is 1, modified 4.72
            *year("DK-HAITHANH", 2023, "4 6 4 6 4 6 4 6 4 6 5 12"),
            # constant; only two values; running totals
            *year("DK-HOANGHIA", 2023, "7 7 7 7 7 7 7 7 7 7 7 7"),
            *year("DK-TANTHANH", 2023, "1 900 . . . . . . . . . ."),
            *year("DK-TANTHANH", 2024, "1 1 1 1 1 1 1 1 1 1 1 90", "workers_reached"),
        ]
    )


def test_a_value_lies_out_by_each_score(warehouse):
    warehouse.shows(
        "marts.outlier_counts",
        """
        metric              | unit        | year | numerator | denominator
        extreme_outliers    | DK-DAPHUC   | 2023 | 1         | 12
        moderate_outliers   | DK-DAPHUC   | 2023 | 1         | 12
        modified_z_outliers | DK-DAPHUC   | 2023 | 1         | 12
        extreme_outliers    | DK-HAITHANH | 2023 | 0         | 12
        moderate_outliers   | DK-HAITHANH | 2023 | 1         | 12
        modified_z_outliers | DK-HAITHANH | 2023 | 1         | 12
        extreme_outliers    | DK-HOANGHIA | 2023 | 0         | 12
        moderate_outliers   | DK-HOANGHIA | 2023 | 0         | 12
        modified_z_outliers | DK-HOANGHIA | 2023 | 0         | 12
        """,
    )


def test_what_no_value_could_pass_is_not_counted_as_passed(warehouse):
    warehouse.shows(
        "marts.outlier_counts",
        """
        metric              | unit       | year | numerator | denominator
        extreme_outliers    | DK-HUNGDAO | 2023 | 1         | 11
        moderate_outliers   | DK-HUNGDAO | 2023 | 1         | 11
        modified_z_outliers | DK-HUNGDAO | 2023 | 1         | 11
        moderate_outliers   | DK-ANHDUNG | 2023 | 1         | 10
        modified_z_outliers | DK-ANHDUNG | 2023 | 1         | 10
        """,
    )
    warehouse.shows("marts.outlier_counts", "metric | unit | year", unit="DK-TANTHANH")


def test_three_reports_tell_something_and_those_with_warnings_count(warehouse_of):
    reports = [
        report | {"found": "W-RANGE-001 in comm_sessions"}
        for report in year("DK-DAPHUC", 2023, "5 6 90")
    ]
    warehouse_of(reports).shows(
        "marts.outlier_counts",
        """
        metric              | unit      | year | numerator | denominator
        modified_z_outliers | DK-DAPHUC | 2023 | 1         | 3
        """,
    )


def test_only_values_in_force_are_counted(warehouse_of):
    reports = year("DK-DAPHUC", 2023, "5 5 5 5 5 5 5 5 5 5 5 90")
    mended = drawn(
        """
        received         | unit      | period  | comm_sessions
        2023-12-20 08:00 | DK-DAPHUC | 2023-12 | 5
        """
    )
    warehouse_of([*reports, *mended]).shows(
        "marts.outlier_counts",
        """
        metric              | unit      | year | numerator | denominator
        extreme_outliers    | DK-DAPHUC | 2023 | 0         | 12
        moderate_outliers   | DK-DAPHUC | 2023 | 0         | 12
        modified_z_outliers | DK-DAPHUC | 2023 | 0         | 12
        """,
    )
