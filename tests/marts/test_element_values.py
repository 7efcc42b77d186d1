"""How a unit's values carry from the period reported to the longer ones, by their nature."""

import pytest

from tests.spec import drawn

NATURES = {
    "flow": "loudspeaker_broadcasts",
    "stock": "establishments",
    "cumulative": "establishments_inspected",
}

SENT = """
received         | unit       | period  | flow | stock | cumulative

2023-01-15 08:00 | DK-DAPHUC  | 2023-01 | 5    | 20    | 1
2023-02-15 08:00 | DK-DAPHUC  | 2023-02 | 7    | 22    | 3
2023-03-15 08:00 | DK-DAPHUC  | 2023-03 | 1    | 21    | 4
2023-06-15 08:00 | DK-DAPHUC  | 2023-06 | 10   | 19    | 6
2023-08-15 08:00 | DK-DAPHUC  | 2023-08 | 2    | …     | 7

# sent out of order, and corrected
2023-03-15 08:00 | DK-HUNGDAO | 2023-03 | 1    | 30    | 2
2023-02-15 08:00 | DK-HUNGDAO | 2023-02 | 0    | 0     | 0
2023-01-20 08:00 | DK-HUNGDAO | 2023-01 | 50   | 9     | 9
2023-06-20 08:00 | DK-HUNGDAO | 2023-01 | 5    | 8     | 1

# over the change of the wards
2025-03-15 08:00 | DK-DAPHUC  | 2025-03 | 4    | 10    | 5
2025-06-15 08:00 | DK-DAPHUC  | 2025-06 | 6    | 12    | 8
2025-07-15 08:00 | HP-HUNGDAO | 2025-07 | 3    | 70    | 1
"""

QUARTERLY = """
received         | unit    | period  | inspection_visits | establishments_inspected
2023-03-15 08:00 | DK-D178 | 2023-Q1 | 8                 | 5
2023-09-15 08:00 | DK-D178 | 2023-Q3 | 4                 | 9
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(SENT, **NATURES) + drawn(QUARTERLY))


def test_a_flow_adds_over_time(warehouse):
    warehouse.shows(
        "marts.element_values",
        """
        unit      | element                | grain       | period  | value
        DK-DAPHUC | loudspeaker_broadcasts | month       | 2023-01 | 5
        DK-DAPHUC | loudspeaker_broadcasts | month       | 2023-02 | 7
        DK-DAPHUC | loudspeaker_broadcasts | month       | 2023-03 | 1
        DK-DAPHUC | loudspeaker_broadcasts | quarter     | 2023-Q1 | 13
        DK-DAPHUC | loudspeaker_broadcasts | quarter     | 2023-Q2 | 10
        DK-DAPHUC | loudspeaker_broadcasts | quarter     | 2023-Q3 | 2
        DK-DAPHUC | loudspeaker_broadcasts | half_year   | 2023-H1 | 23
        DK-DAPHUC | loudspeaker_broadcasts | half_year   | 2023-H2 | 2
        DK-DAPHUC | loudspeaker_broadcasts | nine_months | 2023-9M | 25
        DK-DAPHUC | loudspeaker_broadcasts | year        | 2023    | 25
        """,
    )


def test_of_a_stock_the_last_value_reported_in_the_period_stands(warehouse):
    warehouse.shows(
        "marts.element_values",
        """
        unit      | element        | period  | value
        DK-DAPHUC | establishments | 2023-01 | 20
        DK-DAPHUC | establishments | 2023-02 | 22
        DK-DAPHUC | establishments | 2023-03 | 21
        DK-DAPHUC | establishments | 2023-Q1 | 21
        DK-DAPHUC | establishments | 2023-Q2 | 19
        DK-DAPHUC | establishments | 2023-H1 | 19
        DK-DAPHUC | establishments | 2023-9M | 19
        DK-DAPHUC | establishments | 2023    | 19
        """,
    )


def test_what_was_not_said_in_a_period_has_no_row_there(warehouse):
    warehouse.shows(
        "marts.element_values",
        """
        unit      | element                  | period  | value
        DK-DAPHUC | loudspeaker_broadcasts   | 2023-08 | 2
        DK-DAPHUC | loudspeaker_broadcasts   | 2023-Q3 | 2
        DK-DAPHUC | establishments_inspected | 2023-08 | 7
        DK-DAPHUC | establishments_inspected | 2023-Q3 | 7
        """,
        element=list(NATURES.values()),
        period=["2023-07", "2023-08", "2023-Q3", "2023-Q4"],
    )


def test_a_cumulative_figure_is_never_added(warehouse):
    warehouse.shows(
        "marts.element_values",
        """
        unit      | element                  | period  | value
        DK-DAPHUC | establishments_inspected | 2023-01 | 1
        DK-DAPHUC | establishments_inspected | 2023-02 | 3
        DK-DAPHUC | establishments_inspected | 2023-Q1 | 4
        DK-DAPHUC | establishments_inspected | 2023-H1 | 6
        DK-DAPHUC | establishments_inspected | 2023-9M | 7
        DK-DAPHUC | establishments_inspected | 2023    | 7
        """,
    )


def test_last_goes_by_the_period_and_only_what_is_in_force_counts(warehouse):
    warehouse.shows(
        "marts.element_values",
        """
        unit       | element                  | period  | value
        DK-HUNGDAO | loudspeaker_broadcasts   | 2023-01 | 5
        DK-HUNGDAO | loudspeaker_broadcasts   | 2023-Q1 | 6
        DK-HUNGDAO | establishments           | 2023-01 | 8
        DK-HUNGDAO | establishments           | 2023-Q1 | 30
        DK-HUNGDAO | establishments_inspected | 2023-01 | 1
        DK-HUNGDAO | establishments_inspected | 2023-Q1 | 2
        """,
    )


def test_zero_is_a_value(warehouse):
    warehouse.shows(
        "marts.element_values",
        """
        unit       | element                  | period  | value
        DK-HUNGDAO | loudspeaker_broadcasts   | 2023-02 | 0
        DK-HUNGDAO | establishments           | 2023-02 | 0
        DK-HUNGDAO | establishments_inspected | 2023-02 | 0
        """,
    )


def test_a_quarterly_form_has_no_months(warehouse):
    warehouse.shows(
        "marts.element_values",
        """
        form            | unit    | element                  | period  | value
        inspection_team | DK-D178 | inspection_visits        | 2023-Q1 | 8
        inspection_team | DK-D178 | inspection_visits        | 2023-Q3 | 4
        inspection_team | DK-D178 | inspection_visits        | 2023-H1 | 8
        inspection_team | DK-D178 | inspection_visits        | 2023-H2 | 4
        inspection_team | DK-D178 | inspection_visits        | 2023-9M | 12
        inspection_team | DK-D178 | inspection_visits        | 2023    | 12
        inspection_team | DK-D178 | establishments_inspected | 2023-Q1 | 5
        inspection_team | DK-D178 | establishments_inspected | 2023-Q3 | 9
        inspection_team | DK-D178 | establishments_inspected | 2023-H1 | 5
        inspection_team | DK-D178 | establishments_inspected | 2023-H2 | 9
        inspection_team | DK-D178 | establishments_inspected | 2023-9M | 9
        inspection_team | DK-D178 | establishments_inspected | 2023    | 9
        """,
        period=[f"2023{p}" for p in ("-01", "-03", "-Q1", "-Q3", "-H1", "-H2", "-9M", "")],
    )


def test_an_abolished_unit_adds_its_flows_and_nothing_else(warehouse):
    warehouse.shows(
        "marts.element_values",
        """
        unit       | element                  | period  | value | adds_up
        DK-DAPHUC  | loudspeaker_broadcasts   | 2025-06 | 6     | yes
        DK-DAPHUC  | establishments           | 2025-06 | 12    | yes
        DK-DAPHUC  | establishments_inspected | 2025-06 | 8     | yes
        DK-DAPHUC  | loudspeaker_broadcasts   | 2025-H1 | 10    | yes
        DK-DAPHUC  | establishments           | 2025-H1 | 12    | yes
        DK-DAPHUC  | establishments_inspected | 2025-H1 | 8     | yes
        DK-DAPHUC  | loudspeaker_broadcasts   | 2025    | 10    | yes
        DK-DAPHUC  | establishments           | 2025    | 12    | no
        DK-DAPHUC  | establishments_inspected | 2025    | 8     | no
        HP-HUNGDAO | loudspeaker_broadcasts   | 2025    | 3     | yes
        HP-HUNGDAO | establishments           | 2025    | 70    | yes
        HP-HUNGDAO | establishments_inspected | 2025    | 1     | yes
        """,
    )
