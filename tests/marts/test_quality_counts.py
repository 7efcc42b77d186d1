"""What of a unit's year can be counted: reports, cells, relations, first submissions."""

from datetime import date

import pytest

SENT = """
received         | unit       | period  | found     | workers | women | visits | planned | unplanned

2023-01-15 08:00 | DK-DAPHUC  | 2023-01 |           | 10      | 0     | 5      | 3       | 2
2023-02-20 08:00 | DK-DAPHUC  | 2023-02 |           | …       | x     | 0      | 0       | 0

# returned at first; superseded by one that says less; complete, in time and empty
2023-01-15 08:00 | DK-HUNGDAO | 2023-01 | E-NUM-001 | 10      | 4     | 5      | 3       | 2
2023-01-16 08:00 | DK-HUNGDAO | 2023-01 |           | 10      | 4     | 5      | 3       | 2
2023-01-17 08:00 | DK-HUNGDAO | 2023-01 |           | 10      |       |        |         |
2023-02-16 08:00 | DK-HUNGDAO | 2023-02 |           | …       | …     | …      | …       | …

# returned and nothing else
2023-01-15 08:00 | DK-ANHDUNG | 2023-01 | E-NUM-001 | 10      | 4     | 5      | 3       | 2
"""
ELEMENTS = {
    "workers": "establishment_workers",
    "women": "establishment_workers_female",
    "visits": "inspection_visits",
    "planned": "inspection_visits_planned",
    "unplanned": "inspection_visits_unannounced",
}


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    from tests.spec import drawn

    return warehouse_of(drawn(SENT, **ELEMENTS), date(2023, 3, 1))


def test_reports_are_counted_once_they_are_due_or_here(warehouse):
    warehouse.shows(
        "marts.quality_counts",
        """
        metric                | unit       | year | numerator | denominator
        report_completeness   | DK-DAPHUC  | 2023 | 2         | 2
        report_completeness   | DK-HUNGDAO | 2023 | 2         | 2
        report_completeness   | DK-ANHDUNG | 2023 | 0         | 2
        timeliness            | DK-DAPHUC  | 2023 | 1         | 2
        timeliness            | DK-HUNGDAO | 2023 | 2         | 2
        timeliness            | DK-ANHDUNG | 2023 | 0         | 2
        first_pass_acceptance | DK-DAPHUC  | 2023 | 2         | 2
        first_pass_acceptance | DK-HUNGDAO | 2023 | 1         | 2
        first_pass_acceptance | DK-ANHDUNG | 2023 | 0         | 1
        """,
    )


def test_a_zero_is_a_figure_and_what_does_not_apply_is_not_asked_for(warehouse):
    # 34 cells a report
    warehouse.shows(
        "marts.quality_counts",
        """
        metric               | unit       | year | numerator | denominator
        element_completeness | DK-DAPHUC  | 2023 | 8         | 67
        element_completeness | DK-HUNGDAO | 2023 | 1         | 68
        element_completeness | DK-ANHDUNG | 2023 | 0         | 68
        """,
    )


def test_a_unit_reports_consistently_when_every_report_due_has_a_figure(warehouse):
    warehouse.shows(
        "marts.quality_counts",
        """
        metric               | unit       | year | numerator | denominator
        consistent_reporting | DK-DAPHUC  | 2023 | 1         | 1
        consistent_reporting | DK-HUNGDAO | 2023 | 0         | 1
        consistent_reporting | DK-ANHDUNG | 2023 | 0         | 0
        """,
    )


def test_before_anything_is_due_there_is_nothing_to_count(warehouse_of):
    warehouse_of([], date(2021, 1, 10)).shows(
        "marts.quality_counts",
        """
        metric               | unit      | year | numerator | denominator
        report_completeness  | DK-DAPHUC | 2021 | 0         | 0
        element_completeness | DK-DAPHUC | 2021 | 0         | 0
        """,
        unit="DK-DAPHUC",
        metric=["report_completeness", "element_completeness"],
    )


PARTS = """
received         | unit        | period  | workers | women | visits | planned | unplanned
# as it should be; within a tenth; beyond it; a part that is missing
2023-01-15 08:00 | DK-DAPHUC   | 2023-01 | 10      | 10    | 20     | 12      | 8
2023-01-15 08:00 | DK-HUNGDAO  | 2023-01 | 10      | 11    | 20     | 12      | 10
2023-01-15 08:00 | DK-ANHDUNG  | 2023-01 | 10      | 12    | 20     | 12      | 11
2023-01-15 08:00 | DK-HAITHANH | 2023-01 | 10      |       | 20     | 12      |
"""


def test_parts_are_held_against_their_whole_where_every_operand_is_there(warehouse_of):
    from tests.spec import drawn

    warehouse_of(drawn(PARTS, **ELEMENTS)).shows(
        "marts.quality_counts",
        """
        metric           | unit        | year | numerator | denominator
        related_elements | DK-DAPHUC   | 2023 | 2         | 2
        related_elements | DK-HUNGDAO  | 2023 | 2         | 2
        related_elements | DK-ANHDUNG  | 2023 | 0         | 2
        related_elements | DK-HAITHANH | 2023 | 0         | 0
        """,
    )


def test_the_tolerance_of_a_sum_below_zero_is_a_share_of_its_size(warehouse_of):
    from tests.spec import catalogue_with_signed, drawn

    reports = """
    unit       | period  | visits | planned | unplanned
    DK-DAPHUC  | 2023-01 | -20    | -30     | 9
    DK-HUNGDAO | 2023-01 | -20    | -30     | 7
    """
    names = ("visits", "planned", "unplanned")
    signed = catalogue_with_signed(*(ELEMENTS[name] for name in names))
    warehouse_of(drawn(reports, **ELEMENTS), stated=signed).shows(
        "marts.quality_counts",
        """
        metric           | unit       | year | numerator | denominator
        related_elements | DK-DAPHUC  | 2023 | 1         | 1
        related_elements | DK-HUNGDAO | 2023 | 0         | 1
        """,
    )
