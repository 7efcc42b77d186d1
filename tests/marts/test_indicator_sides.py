"""Both sides of an indicator, and how low or high its numerator may still be."""

import pytest

from tests.spec import drawn

NAMES = {
    "kept_up": "comm_forms_maintained",
    "plan": "plan_in_force",
    "inspected": "establishments_inspected",
    "broadcasts": "loudspeaker_broadcasts",
    "visits": "inspection_visits",
    "violations": "visits_with_violation",
}

SENT = """
unit        | period  | kept_up | plan | establishments | inspected | broadcasts
DK-DAPHUC   | 2023-01 | 2       | 1    | 20             | 1         | 5
DK-HUNGDAO  | 2023-01 | 1       | 0    | 30             | 2         | x
DK-ANHDUNG  | 2023-01 | 0       | 1    |                | 3         | 1
DK-HAITHANH | 2023-02 | 1       | 1    | 10             | 1         | 4
DK-HAITHANH | 2023-03 | 1       | 1    | 10             | 1         | 4
"""

OTHERS = """
unit    | period  | visits | violations
DK-D178 | 2023-Q1 | 8      | 5
"""
POLICE = """
unit    | period  | criminal_cases
DK-CA   | 2022-01 | 4
DK-CA   | 2023-01 | 6
DK-CA   | 2023-02 | 6
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of([row for text in (SENT, OTHERS, POLICE) for row in drawn(text, **NAMES)])


def test_units_with_may_still_grow_by_every_unit_that_is_missing(warehouse):
    # LG01: of six wards three answered, two of them yes
    warehouse.shows(
        "marts.indicator_sides",
        """
        indicator | unit        | period  | numerator | lowest | highest | denominator | is_complete
        LG01      | DK          | 2023-01 | 2         | 2      | 5       | 6           | no
        LG01      | DK-DAPHUC   | 2023-01 | 1         | 1      | 1       | 1           | yes
        LG01      | DK-HUNGDAO  | 2023-01 | 0         | 0      | 0       | 1           | yes
        LG01      | DK-TANTHANH | 2023-01 |           |        |         | 1           | no
        """,
    )


def test_what_is_kept_up_is_lost_for_good_by_one_month_that_fails(warehouse):
    # in the quarter Anh Dũng has failed, the other five may still keep it up
    warehouse.shows(
        "marts.indicator_sides",
        """
        indicator | unit        | period  | numerator | lowest | highest | is_complete
        TT01      | DK          | 2023-01 | 2         | 2      | 5       | no
        TT01      | DK          | 2023-Q1 | 0         | 0      | 5       | no
        TT01      | DK-ANHDUNG  | 2023-01 | 0         | 0      | 0       | yes
        TT01      | DK-ANHDUNG  | 2023-Q1 | 0         | 0      | 0       | no
        TT01      | DK-DAPHUC   | 2023-01 | 1         | 1      | 1       | yes
        TT01      | DK-DAPHUC   | 2023-Q1 |           |        |         | no
        """,
    )


def test_a_sum_may_only_grow_and_has_no_upper_bound(warehouse):
    warehouse.shows(
        "marts.indicator_sides",
        """
        indicator | unit       | period  | numerator | lowest | highest | is_complete
        TT05      | DK-DAPHUC  | 2023-01 | 5         | 5      | 5       | yes
        TT05      | DK-DAPHUC  | 2023-Q1 | 5         | 5      |         | no
        TT05      | DK-HUNGDAO | 2023-01 |           |        |         | yes
        TT05      | DK-HUNGDAO | 2023-Q1 |           | 0      |         | no
        TT05      | DK         | 2023-01 | 6         | 6      |         | no
        TT05      | DK         | 2023-Q1 | 14        | 14     |         | no
        """,
    )


def test_a_state_that_is_not_the_periods_last_bounds_nothing(warehouse):
    # Hải Thành's March closes the quarter, the Januaries of the others do not
    warehouse.shows(
        "marts.indicator_sides",
        """
        indicator | unit        | period  | numerator | lowest | highest | is_base_complete
        KT01      | DK          | 2023-Q1 | 7         | 1      |         | no
        KT01      | DK-HAITHANH | 2023-Q1 | 1         | 1      | 1       | yes
        KT01      | DK-DAPHUC   | 2023-Q1 | 1         | 0      |         | no
        KT01      | DK-ANHDUNG  | 2023-Q1 | 3         | 0      |         | no
        """,
    )


def test_a_side_that_was_left_blank_is_not_complete(warehouse):
    warehouse.shows(
        "marts.indicator_sides",
        """
        indicator | unit        | period  | numerator | denominator | is_base_complete | is_complete
        KT01      | DK-DAPHUC   | 2023-01 | 1         | 20          | yes              | yes
        KT01      | DK-ANHDUNG  | 2023-01 | 3         |             | no               | no
        """,
    )


def test_what_may_fall_has_no_bounds_at_all(warehouse):
    # the year before is subtracted: a missing report of it could lower the change
    warehouse.shows(
        "marts.indicator_sides",
        """
        indicator | unit  | period  | numerator | lowest | highest | years_back | is_unlike
        DT02      | DK-CA | 2023-01 | 2         | 2      | 2       | 1          | no
        DT02      | DK-CA | 2023-02 |           |        |         | 1          | yes
        DT02      | DK-CA | 2023-Q1 | 8         |        |         | 1          | yes
        """,
    )


def test_a_side_needs_every_term_that_the_area_can_have(warehouse):
    # no ward told of inspections, the team did
    warehouse.shows(
        "marts.indicator_sides",
        """
        indicator | unit    | period  | numerator_terms | numerator | denominator | is_complete
        KT02      | DK      | 2023-Q1 | 2               |           |             | no
        KT02      | DK-D178 | 2023-Q1 | 1               | 5         | 8           | yes
        """,
    )


def test_the_first_year_of_a_change_looks_before_all(warehouse):
    warehouse.shows(
        "marts.indicator_sides",
        """
        indicator | unit  | period  | looks_before_all
        DT02      | DK-CA | 2021-01 | yes
        DT02      | DK-CA | 2022-01 | no
        """,
        period=["2021-01", "2022-01"],
    )


def test_an_area_is_here_as_far_as_it_is_covered(warehouse):
    matches = warehouse.store.query_rows(
        "SELECT DISTINCT unit, covers FROM marts.indicator_sides WHERE level != 'unit' ORDER BY ALL"
    )
    assert matches == [("DK", "all"), ("HP", "part")]
