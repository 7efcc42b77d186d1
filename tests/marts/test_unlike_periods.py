"""Which changes would compare unlike periods: a month or a unit that only one of the years has."""

import pytest

from tests.spec import drawn

POLICE = """
unit  | period  | criminal_cases
DK-CA | 2022-01 | 4
DK-CA | 2022-02 | 4
DK-CA | 2023-01 | 6
# blank, and marked as not applicable
DK-CA | 2023-02 | …
DK-CA | 2022-04 | x
DK-CA | 2023-04 | 6
# zero is a value
DK-CA | 2022-07 | 0
DK-CA | 2023-07 | 6
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(POLICE))


@pytest.mark.parametrize(
    ("period", "is_unlike"),
    [
        ("2023-01", False),
        ("2023-02", True),
        ("2023-03", False),
        ("2023-04", True),
        ("2023-07", False),
        ("2023-Q1", True),
        ("2023-Q2", True),
        ("2023-Q3", False),
        ("2023-Q4", False),
        ("2023-H1", True),
        ("2023-H2", False),
        ("2023-9M", True),
        ("2023", True),
    ],
)
def test_a_part_with_a_value_in_one_of_the_years_only_is_unlike(warehouse, period, is_unlike):
    matches = warehouse.store.query_rows(
        "SELECT indicator, unit FROM marts.unlike_periods WHERE period = ? ORDER BY ALL", [period]
    )
    assert matches == [("DT02", area) for area in ("DK", "DK-CA", "HP", "VN")] * is_unlike


def test_the_first_year_that_is_there_is_unlike_the_year_before_it(warehouse):
    # and so is the year after the last one
    warehouse.shows(
        "marts.unlike_periods",
        """
        indicator | unit  | period
        DT02      | DK-CA | 2022-01
        DT02      | DK-CA | 2022-02
        DT02      | DK-CA | 2024-01
        """,
        period=[f"{year}-{m}" for year in (2021, 2022, 2024, 2025) for m in ("01", "02")],
    )


def test_only_what_compares_two_years_can_be_unlike(warehouse_of):
    wards = "unit | period | establishments\nDK-DAPHUC | 2023-01 | 5"
    matches = warehouse_of(wards).store.query_rows("SELECT count(*) FROM marts.unlike_periods")
    assert matches == [(0,)]
