"""What the reporting units of an area report together, and whether none of them is missing."""

import pytest

from tests.spec import drawn

NATURES = {
    "flow": "loudspeaker_broadcasts",
    "stock": "establishments",
    "cumulative": "establishments_inspected",
}
WARDS = ("DAPHUC", "HUNGDAO", "ANHDUNG", "HAITHANH", "HOANGHIA", "TANTHANH")
MONTHS = "received | unit | period | flow | stock | cumulative\n" + "\n".join(
    f"2023-0{month}-16 08:00 | DK-{ward} | 2023-0{month} | {month} | {10 * month} | {month}"
    for month in (1, 2, 3)
    for ward in WARDS
    if (month, ward) not in {(1, "TANTHANH"), (3, "ANHDUNG"), (3, "HUNGDAO")}
)
MARKED = """
received         | unit       | period  | flow | stock | cumulative
# the flow does not apply; the stock is a blank cell
2023-03-16 08:00 | DK-ANHDUNG | 2023-03 | x    | …     | 3
# over the change of the wards
2025-06-16 08:00 | DK-DAPHUC  | 2025-06 | 6    | 12    | 8
2025-07-16 08:00 | HP-HUNGDAO | 2025-07 | 3    | 70    | 1
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(MONTHS, **NATURES) + drawn(MARKED, **NATURES))


def test_a_flow_needs_every_report_of_the_period(warehouse):
    warehouse.shows(
        "marts.area_values",
        """
        unit | element                | grain     | period  | value | units_owed | units_reported | is_complete
        DK   | loudspeaker_broadcasts | month     | 2023-01 | 5     | 6          | 5              | no
        DK   | loudspeaker_broadcasts | month     | 2023-02 | 12    | 6          | 6              | yes
        DK   | loudspeaker_broadcasts | quarter   | 2023-Q1 | 29    | 6          | 6              | no
        DK   | loudspeaker_broadcasts | half_year | 2023-H1 | 29    | 6          | 6              | no
        """,  # noqa: E501 - drawn
    )


def test_a_state_needs_the_last_report_of_each_living_unit(warehouse):
    warehouse.shows(
        "marts.area_values",
        """
        unit | element                  | period  | value | units_owed | units_reported | is_complete
        DK   | establishments           | 2023-01 | 50    | 6          | 5              | no
        DK   | establishments           | 2023-02 | 120   | 6          | 6              | yes
        DK   | establishments           | 2023-Q1 | 160   | 6          | 6              | no
        DK   | establishments_inspected | 2023-01 | 5     | 6          | 5              | no
        DK   | establishments_inspected | 2023-02 | 12    | 6          | 6              | yes
        DK   | establishments_inspected | 2023-Q1 | 17    | 6          | 6              | no
        """,  # noqa: E501 - drawn
    )


def test_what_does_not_apply_leaves_nothing_missing(warehouse_of):
    given = "received | unit | period | flow | stock | cumulative\n" + "\n".join(
        f"2023-02-16 08:00 | DK-{ward} | 2023-02 | {flow} | {stock} | 1"
        for ward, flow, stock in zip(WARDS, "x4x4xx", "xxxxxx", strict=True)
    )
    warehouse_of(drawn(given, **NATURES)).shows(
        "marts.area_values",
        """
        unit | element                | period  | value | is_complete
        DK   | loudspeaker_broadcasts | 2023-02 | 8     | yes
        DK   | establishments         | 2023-02 |       | yes
        """,
    )


def test_an_area_has_figures_only_where_the_catalogue_says_how_much_is_covered(warehouse):
    warehouse.shows(
        "marts.area_values",
        """
        unit | element                | period  | value | units_owed | covers
        DK   | loudspeaker_broadcasts | 2025-06 | 6     | 6          | all
        DK   | loudspeaker_broadcasts | 2025-H1 | 6     | 6          | all
        HP   | loudspeaker_broadcasts | 2025-07 | 3     | 3          | part
        """,
        unit=["DK", "HP", "VN"],
        period=["2025-06", "2025-H1", "2025-07", "2025"],
    )


def test_every_element_that_is_reported_has_a_figure_of_its_area(warehouse):
    missing = warehouse.store.query_rows(
        "SELECT DISTINCT o.element FROM core.observations AS o LEFT JOIN marts.area_values AS v "
        "ON v.form = o.form AND v.element = o.element AND v.period = o.period "
        "WHERE o.known_to IS NULL AND v.element IS NULL"
    )
    assert missing == []
