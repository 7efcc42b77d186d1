"""Which reports make up the figure of a land, and whether the line goes on."""

from dataclasses import replace
from datetime import date

import pytest

from tests.spec import catalogue, drawn

REPORTS = """
unit       | period  | loudspeaker_broadcasts
DK-DAPHUC  | 2025-05 | 1
DK-HUNGDAO | 2025-06 | 2
HP-HUNGDAO | 2025-07 | 3
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    """Return a warehouse as of a day in July 2025, of new wards inside the old district."""
    changes = tuple(c.model_copy(update={"outside": "none"}) for c in catalogue().unit_changes)
    stated = replace(catalogue(), unit_changes=changes)
    return warehouse_of(drawn(REPORTS), date(2025, 7, 20), stated)


def test_a_flow_needs_every_report_and_a_stock_the_last(warehouse):
    warehouse.shows(
        "marts.territory_periods",
        """
        form | nature | unit | period  | continuity | reports_owed | reports_accepted | has_begun
        ward | flow   | DK   | 2025-Q2 | own        | 18           | 2                | yes
        ward | stock  | DK   | 2025-Q2 | own        | 6            | 1                | yes
        ward | flow   | DK   | 2025-07 | exact      | 3            | 1                | yes
        ward | stock  | DK   | 2025-07 | exact      | 3            | 1                | yes
        ward | flow   | DK   | 2025-08 | exact      | 3            | 0                | yes
        ward | stock  | DK   | 2025-08 | exact      | 3            | 0                | yes
        """,
    )


def test_a_period_in_progress_has_the_reports_that_began(warehouse):
    warehouse.shows(
        "marts.territory_periods",
        """
        form | nature | unit | period  | continuity | reports_owed | reports_accepted | has_begun
        ward | flow   | DK   | 2025    | exact      | 42           | 3                | no
        ward | stock  | DK   | 2025    | exact      | 3            | 0                | no
        ward | flow   | DK   | 2025-Q3 | exact      | 6            | 1                | no
        ward | stock  | DK   | 2025-Q3 | exact      | 3            | 0                | no
        """,
    )


def test_a_break_names_its_reason_and_the_units(warehouse):
    warehouse.shows(
        "marts.territory_periods",
        """
        form | nature     | unit       | period  | continuity | break_reason  | broken_by
        ward | flow       | DK-HUNGDAO | 2025-06 | own        |               |
        ward | flow       | DK-HUNGDAO | 2025-07 | broken     | outside       | HP-HUNGDAO
        ward | flow       | HP-HUNGDAO | 2025-06 | broken     | share_unknown | DK-ANHDUNG, DK-HAITHANH
        ward | flow       | HP-HUNGDAO | 2025-07 | own        |               |
        ward | cumulative | DK-HUNGDAO | 2025-06 | own        |               |
        ward | cumulative | DK-HUNGDAO | 2025-07 | broken     | outside       | HP-HUNGDAO
        ward | cumulative | HP-HUNGDAO | 2025-06 | broken     | share_unknown | DK-ANHDUNG, DK-HAITHANH
        ward | cumulative | HP-HUNGDAO | 2025-07 | own        |               |
        """,  # noqa: E501 - drawn
    )


def test_a_year_to_date_count_of_new_units_began_on_the_day_of_the_change(warehouse):
    warehouse.shows(
        "marts.territory_periods",
        """
        form | nature     | unit       | period  | continuity | break_reason | is_counted_anew
        ward | cumulative | DK         | 2025-06 | own        |              | no
        ward | cumulative | DK         | 2025-07 | broken     | counted_anew | yes
        ward | cumulative | HP-DOSON   | 2025-07 | own        |              | yes
        ward | cumulative | HP-DOSON   | 2025-06 | broken     | share_unknown | no
        ward | flow       | HP-DOSON   | 2025-07 | own        |              | no
        ward | flow       | HP-DOSON   | 2025-06 | broken     | share_unknown | no
        ward | flow       | DK         | 2025-06 | own        |              | no
        ward | flow       | DK         | 2025-07 | exact      |              | no
        """,
    )
