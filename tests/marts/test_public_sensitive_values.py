"""Sensitive figures for everybody: by the declared grain, whole, and never small."""

import pytest

MONTHS = range(1, 13)
ROLES = {
    "violators_sellers": 9,
    "violators_buyers": 7,
    "violators_harbouring": 0,
    "violators_brokering": 0,
    "violators_other_roles": 0,
    "violators": 16,
}


def months(unit, year, **counts):
    """Draw a year of monthly reports; an element has one count for all months, or a list."""
    return [
        {"unit": unit, "period": f"{year}-{m:02d}"}
        | {k: str(v[m - 1] if isinstance(v, list) else v) for k, v in counts.items()}
        for m in MONTHS
    ]


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    under_18 = [1, *[0] * 10, 2]
    return warehouse_of(
        [
            *months("DK-CA", 2023, criminal_cases=5, sellers_under_18=under_18, **ROLES),
            *months("DK-CA", 2024, criminal_cases=6, sellers_under_18=1, **ROLES)[:9],
            *months("DK-DAPHUC", 2023, comm_sessions=3),
            {"unit": "DK-TA", "period": "2023-Q1", "cases_accepted": "40", "cases_tried": "20"},
            {"unit": "DK-TA", "period": "2023-Q2", "cases_accepted": "10", "cases_tried": "28"},
        ]
    )


def test_a_sensitive_row_is_shown_whole_or_not_at_all(warehouse):
    """Sellers under 18 are 3 in 2023: the row hides, and the sum of all roles stays."""
    warehouse.shows(
        "marts.public_sensitive_values",
        """
        indicator | unit | numerator | denominator | value | suppressed | hide_reason
        DT04      | DK   | 192       |             | 192   | no         |
        DT05      | DK   |           |             |       | yes        | small
        """,
        period="2023",
    )


def test_finer_grains_and_single_units_are_never_there(warehouse):
    rows = warehouse.store.query_rows(
        "SELECT DISTINCT indicator, grain FROM marts.public_sensitive_values "
        "WHERE indicator IN ('DT04', 'DT02') AND grain = 'month' "
        "OR indicator = 'DT02' AND grain = 'quarter' "
        "OR indicator = 'DT04' AND level = 'unit'"
    )
    assert rows == []


def test_an_incomplete_period_says_what_it_lacks_and_no_figure(warehouse):
    warehouse.shows(
        "marts.public_sensitive_values",
        """
        period  | numerator | value | suppressed | null_reason
        2024    |           |       | no         | not_reported
        2024-9M | 144       | 144   | no         |
        """,
        indicator="DT04",
    )


def test_a_difference_of_both_sides_is_a_count(warehouse):
    """50 accepted, 48 tried: two are waiting."""
    warehouse.shows(
        "marts.public_sensitive_values",
        """
        numerator | denominator | suppressed
                  |             | yes
        """,
        indicator="TP01",
        period="2023-H1",
    )
