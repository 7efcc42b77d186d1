"""Each sensitive count of a publication: shown, or hidden for a reason that the office can read."""

import pytest

REPORTS = [
    {"unit": "DK-TA", "period": f"{year}-Q{quarter}", "cases_accepted": a, "cases_tried": t}
    for year, quarter, a, t in (
        (2022, 1, "40", "20"),
        (2022, 2, "40", "20"),
        (2023, 1, "2", "1"),
        (2023, 2, "2", "1"),
    )
]


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(REPORTS)


def test_a_count_is_shown_or_says_why_not(warehouse):
    warehouse.shows(
        "marts.disclosure_cells",
        """
        counted              | year | unit | period  | cell_state | count_value | hide_reason
        court.cases_accepted | 2022 | DK   | 2022-H1 | shown      | 80          |
        court.cases_tried    | 2022 | DK   | 2022-H1 | shown      | 40          |
        court.cases_accepted | 2023 | DK   | 2023-H1 | suppressed | 4           | small
        court.cases_tried    | 2023 | DK   | 2023-H1 | suppressed | 2           | small
        """,
        reader="public",
    )


def test_what_units_reported_is_beside_it_for_the_ledger(warehouse):
    warehouse.shows(
        "marts.disclosure_cells",
        """
        unit  | period  | cell_state | count_value
        DK-TA | 2022-Q1 | exact      | 20
        DK-TA | 2022-Q2 | exact      | 20
        """,
        reader="office",
        counted="court.cases_tried",
        year="2022",
    )
