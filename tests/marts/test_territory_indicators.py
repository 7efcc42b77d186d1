"""The indicators of the land of each unit and area, through the changes of units."""

import pytest

from tests.marts.test_territory_values import with_changes
from tests.spec import drawn

NAMES = {
    "flow": "loudspeaker_broadcasts",
    "est": "establishments",
    "insp": "establishments_inspected",
    "visits": "inspection_visits",
    "bad": "visits_with_violation",
}
REPORTS = """
unit         | period  | flow | est | insp | visits | bad
DK-DAPHUC    | 2025-04 | 1    | 10  | 1    | 4      | 1
DK-HUNGDAO   | 2025-04 | 2    | 20  | 2    | 8      | 2
DK-ANHDUNG   | 2025-04 | 4    | 40  | 4    | 16     | 3
DK-HAITHANH  | 2025-04 | 8    | 80  | 8    | 32     | 4
DK-HOANGHIA  | 2025-04 | 16   | 160 | 16   | 64     | 5
DK-TANTHANH  | 2025-04 | 32   | 320 | x    | 128    | 6
HP-HUNGDAO   | 2025-07 | 3    | 70  | 5    | 20     | 10
HP-DUONGKINH | 2025-07 | 5    | 300 | 7    | 30     | 0
HP-DOSON     | 2025-07 | 7    | 0   | 9    | 0      | 0
"""
TABLE = "marts.territory_indicators"


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    """Return a warehouse of three new wards inside the district, with two of the shares known."""
    shares = {"ANHDUNG_HUNGDAO": 0.25, "ANHDUNG_DUONGKINH": 0.75}
    shares |= {"HAITHANH_HUNGDAO": 0.5, "HAITHANH_DUONGKINH": 0.5}
    stated = with_changes(**{pair: {"share": share} for pair, share in shares.items()})
    return warehouse_of(drawn(REPORTS, **NAMES), stated=stated)


def test_numerator_and_denominator_are_added_over_the_land_and_then_divided(warehouse):
    warehouse.shows(
        TABLE,
        """
        indicator | unit       | period  | numerator | denominator | value   | continuity | shares
        KT01      | HP-HUNGDAO | 2025-04 | 8         | 80          | 10      | estimated  | DK-ANHDUNG 0.25, DK-HAITHANH 0.5
        KT01      | HP-HUNGDAO | 2025-07 | 5         | 70          | 7.14286 | own        |
        TT05      | HP-HUNGDAO | 2025-04 | 8         |             | 8       | estimated  | DK-ANHDUNG 0.25, DK-HAITHANH 0.5
        TT05      | HP-HUNGDAO | 2025-07 | 3         |             | 3       | own        |
        """,  # noqa: E501 - drawn
    )


def test_the_old_district_goes_on_where_every_successor_lies_inside(warehouse):
    warehouse.shows(
        TABLE,
        """
        indicator | unit | period  | numerator | value | continuity | break_reason | is_complete
        TT05      | DK   | 2025-04 | 63        | 63    | own        |              | yes
        TT05      | DK   | 2025-07 | 15        | 15    | exact      |              | yes
        TT05      | DK   | 2025    | 78        | 78    | exact      |              | no
        KT01      | DK   | 2025-04 | 31        | 4.92063 | own      |              | yes
        KT01      | DK   | 2025-07 |           |       | broken     | counted_anew | no
        KT01      | DK   | 2025    |           |       | broken     | counted_anew | no
        """,
    )


def test_where_an_office_has_no_successor_what_is_left_is_another_quantity(warehouse):
    """The inspection team of the district ended: its visits are missing from the land."""
    warehouse.shows(
        TABLE,
        """
        indicator | unit       | period  | numerator | denominator | continuity | break_reason
        KT02      | DK         | 2025-Q3 |           |             | broken     | successor_unknown
        KT02      | HP-HUNGDAO | 2025-Q3 | 10        | 20          | own        |
        """,
    )


def test_a_denominator_of_zero_leaves_no_value(warehouse):
    warehouse.shows(
        TABLE,
        """
        indicator | unit     | period  | numerator | denominator | value | is_complete
        KT01      | HP-DOSON | 2025-07 | 9         | 0           |       | yes
        KT02      | HP-DOSON | 2025-07 | 0         | 0           |       | yes
        """,
    )


def test_with_the_shipped_catalogue_every_line_breaks_on_the_day_of_the_change(warehouse_of):
    shipped = warehouse_of(drawn(REPORTS, **NAMES))
    shipped.shows(
        TABLE,
        """
        indicator | unit       | period  | value | continuity | break_reason    | broken_by
        TT05      | DK         | 2025-04 | 63    | own        |                 |
        TT05      | DK         | 2025-07 |       | broken     | outside_unknown | HP-DOSON, HP-DUONGKINH, HP-HUNGDAO
        TT05      | DK-HUNGDAO | 2025-04 | 2     | own        |                 |
        TT05      | DK-HUNGDAO | 2025-07 |       | broken     | outside         | HP-HUNGDAO
        TT05      | HP-HUNGDAO | 2025-04 |       | broken     | outside_unknown | DK-ANHDUNG, DK-DAPHUC, DK-HAITHANH, DK-HUNGDAO
        TT05      | HP-HUNGDAO | 2025-07 | 3     | own        |                 |
        """,  # noqa: E501 - drawn
    )


def test_a_count_of_units_or_of_reports_is_no_figure_of_the_land(warehouse):
    indicators = warehouse.store.query_rows(f"SELECT DISTINCT indicator FROM {TABLE}")
    counting = {("TT01",), ("LG01",), ("LG02",), ("BC01",), ("BC02",)}
    assert len(indicators) > 3
    assert not counting & set(indicators)


def test_its_own_figures_are_those_of_the_indicator(warehouse):
    ((own, equal),) = warehouse.store.query_rows(
        f"""
        SELECT count(*), count(*) FILTER (
            (t.numerator, t.denominator, t.value) IS NOT DISTINCT FROM
            (v.numerator, v.denominator, v.value))
        FROM {TABLE} AS t
        INNER JOIN marts.indicator_values AS v USING (indicator, unit, period)
        WHERE t.continuity = 'own' AND t.numerator IS NOT NULL
        """
    )
    assert own == equal > 50


MONTHS = [
    {"unit": "DK-CA", "period": f"{year}-{month:02}", "criminal_cases": str(cases)}
    for year, cases in ((2023, 4), (2024, 6))
    for month in range(1, 13)
]
"""The criminal cases of the district, whose change on the year before is DT02."""


def test_complete_years_of_the_same_land_are_compared(warehouse_of):
    warehouse_of(MONTHS).shows(
        TABLE,
        """
        indicator | unit | period | numerator | denominator | value | continuity | is_complete
        DT02      | DK   | 2024   | 24        | 48          | 50    | own        | yes
        """,
    )


def test_of_an_incomplete_year_there_is_no_change(warehouse_of):
    warehouse_of(MONTHS[:-1]).shows(
        TABLE,
        """
        indicator | unit | period | numerator | denominator | value | is_complete
        DT02      | DK   | 2024   | 18        | 48          |       | no
        """,
    )
