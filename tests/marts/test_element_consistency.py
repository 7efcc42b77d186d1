"""A year beside the mean of the years before it, unit against the area above."""

from datetime import date

import pytest

from tests.spec import catalogue_with_signed


def years(unit, totals, element="comm_sessions"):
    """Draw twelve reports a year; the first report holds the total of the year."""
    return [
        {"unit": unit, "period": f"{year}-{month:02d}", element: str(total if month == 1 else 0)}
        for year, total in totals.items()
        for month in range(1, 13)
    ]


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(
        [
            *years("DK-DAPHUC", {2021: 100, 2022: 140, 2023: 120}),
            *years("DK-HUNGDAO", {2021: 100, 2022: 100, 2023: 180}),
            *years("DK-ANHDUNG", {2022: 10}),
            *years("DK-ANHDUNG", {2024: 5}),
            # half a year: the district ends with June
            {"unit": "DK-DAPHUC", "period": "2025-01", "comm_sessions": "60"},
        ]
    )


def test_a_ratio_is_to_the_mean_of_the_earlier_years_and_held_against_the_area_above(warehouse):
    warehouse.shows(
        "marts.element_consistency",
        """
        form | unit       | year | value | mean_before | ratio   | ratio_above | met
        ward | DK-DAPHUC  | 2021 | 100   |             |         |             |
        ward | DK-DAPHUC  | 2022 | 140   | 100         | 1.4     | 1.25        | yes
        ward | DK-DAPHUC  | 2023 | 120   | 120         | 1       | 1.33333     | yes
        ward | DK-HUNGDAO | 2021 | 100   |             |         |             |
        ward | DK-HUNGDAO | 2022 | 100   | 100         | 1       | 1.25        | yes
        ward | DK-HUNGDAO | 2023 | 180   | 100         | 1.8     | 1.33333     | no
        ward | DK         | 2021 | 200   |             |         |             |
        ward | DK         | 2022 | 250   | 200         | 1.25    |             | yes
        ward | DK         | 2023 | 300   | 225         | 1.33333 |             | no
        """,
        element="comm_sessions",
    )


def test_a_year_without_a_figure_is_passed_over(warehouse):
    warehouse.shows(
        "marts.element_consistency",
        """
        form | unit       | year | value | mean_before | ratio
        ward | DK-ANHDUNG | 2022 | 10    |             |
        ward | DK-ANHDUNG | 2024 | 5     | 10          | 0.5
        """,
    )


def test_a_part_of_a_year_is_compared_with_nothing(warehouse):
    warehouse.shows(
        "marts.element_consistency", "unit | year", year="2025", unit=["DK-DAPHUC", "DK"]
    )


def test_a_year_that_runs_is_compared_with_nothing(warehouse_of):
    reports = years("DK-DAPHUC", {2021: 100, 2022: 140})
    warehouse_of(reports, date(2022, 12, 16)).shows(
        "marts.element_consistency",
        """
        unit      | year
        DK-DAPHUC | 2021
        """,
        year=["2021", "2022"],
    )


def test_an_area_that_changed_its_sign_allows_a_share_of_the_size_of_its_ratio(warehouse_of):
    warehouse_of(
        [
            *years("DK-DAPHUC", {2021: 100, 2022: -110}),
            *years("DK-HUNGDAO", {2021: 100, 2022: -100}),
        ],
        stated=catalogue_with_signed("comm_sessions"),
    ).shows(
        "marts.element_consistency",
        """
        unit       | year | ratio | ratio_above | met
        DK-DAPHUC  | 2022 | -1.1  | -1.05       | yes
        DK-HUNGDAO | 2022 | -1    | -1.05       | yes
        """,
        element="comm_sessions",
    )
