"""What each addend of an indicator comes to, for a unit and for every area above it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.spec import catalogue, drawn
from warehouse.catalogue import AreaCoverage

WARDS = """
received         | unit        | period  | broadcasts | kept_up | plan | establishments

2023-01-15 08:00 | DK-DAPHUC   | 2023-01 | 5          | 2       | 1    | 20
2023-01-15 08:00 | DK-HUNGDAO  | 2023-01 | 7          | 1       | 1    | 30
2023-01-15 08:00 | DK-ANHDUNG  | 2023-01 | 1          | 0       | 0    | 40
2023-01-15 08:00 | DK-HAITHANH | 2023-01 |            |         |      | 0
2023-02-15 08:00 | DK-DAPHUC   | 2023-02 | 4          | 0       | 0    | 21

2025-06-15 08:00 | DK-DAPHUC   | 2025-06 | 6          | 1       | 1    | 12
2025-06-15 08:00 | DK-HUNGDAO  | 2025-06 | 8          | 0       | 0    | 13
2025-07-15 08:00 | HP-HUNGDAO  | 2025-07 | 3          | 3       | 0    | 70
2025-12-15 08:00 | HP-HUNGDAO  | 2025-12 |            |         | 1    |
"""

OTHERS = """
received         | unit   | period  | criminal_cases | comm_sessions
2022-01-15 08:00 | DK-CA  | 2022-01 | 4              |
2022-02-15 08:00 | DK-CA  | 2022-02 | 1              |
2023-01-15 08:00 | DK-CA  | 2023-01 | 6              |
2023-03-15 08:00 | DK-HPN | 2023-Q1 |                | 8
2023-04-15 08:00 | DK-DTN | 2023-Q1 |                | 2
"""


NAMES = {
    "broadcasts": "loudspeaker_broadcasts",
    "kept_up": "comm_forms_maintained",
    "plan": "plan_in_force",
}
SENT = drawn(WARDS, **NAMES) + drawn(OTHERS)


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(SENT)


def test_an_element_adds_over_the_units_below(warehouse):
    warehouse.shows(
        "marts.indicator_terms",
        """
        indicator | side      | term | unit       | period  | value
        TT05      | numerator | 0    | DK-DAPHUC  | 2023-01 | 5
        TT05      | numerator | 0    | DK-HUNGDAO | 2023-01 | 7
        TT05      | numerator | 0    | DK-ANHDUNG | 2023-01 | 1
        TT05      | numerator | 0    | DK         | 2023-01 | 13
        TT05      | numerator | 0    | DK-DAPHUC  | 2023-Q1 | 9
        TT05      | numerator | 0    | DK-HUNGDAO | 2023-Q1 | 7
        TT05      | numerator | 0    | DK-ANHDUNG | 2023-Q1 | 1
        TT05      | numerator | 0    | DK         | 2023-Q1 | 17
        """,
        unit=["DK-DAPHUC", "DK-HUNGDAO", "DK-ANHDUNG", "DK-HAITHANH", "DK", "HP", "VN"],
    )


def test_units_with_counts_units_that_reach_the_mark(warehouse):
    warehouse.shows(
        "marts.indicator_terms",
        """
        indicator | side      | unit       | period  | value | is_complete
        TT01      | numerator | DK-DAPHUC  | 2023-01 | 1     | yes
        TT01      | numerator | DK-HUNGDAO | 2023-01 | 1     | yes
        TT01      | numerator | DK-ANHDUNG | 2023-01 | 0     | yes
        TT01      | numerator | DK         | 2023-01 | 2     | no
        LG01      | numerator | DK-DAPHUC  | 2023-01 | 1     | yes
        LG01      | numerator | DK-HUNGDAO | 2023-01 | 1     | yes
        LG01      | numerator | DK-ANHDUNG | 2023-01 | 0     | yes
        LG01      | numerator | DK         | 2023-01 | 2     | no
        """,
    )


def test_what_is_kept_up_must_reach_it_in_each_report_of_a_longer_period(warehouse):
    # Đa Phúc failed in February, Anh Dũng in January; of Hưng Đạo two months are not there
    warehouse.shows(
        "marts.indicator_terms",
        """
        indicator | side      | unit       | period  | value | is_complete
        TT01      | numerator | DK-DAPHUC  | 2023-Q1 | 0     | no
        TT01      | numerator | DK-ANHDUNG | 2023-Q1 | 0     | no
        TT01      | numerator | DK         | 2023-Q1 | 0     | no
        """,
        unit=["DK-DAPHUC", "DK-HUNGDAO", "DK-ANHDUNG", "DK"],
    )


def test_units_owed_and_units_reported_count_units_whatever_they_said(warehouse):
    warehouse.shows(
        "marts.indicator_terms",
        """
        indicator | side        | unit        | period  | value
        TT01      | denominator | DK          | 2023-01 | 6
        TT01      | denominator | DK-HAITHANH | 2023-01 | 1
        TT01      | denominator | DK-TANTHANH | 2023-01 | 1
        LG02      | denominator | DK          | 2023-01 | 4
        LG02      | denominator | DK-HAITHANH | 2023-01 | 1
        LG02      | denominator | DK-TANTHANH | 2023-01 | 0
        """,
    )


def test_the_year_before_stands_beside_this_one_with_its_sign(warehouse):
    warehouse.shows(
        "marts.indicator_terms",
        """
        indicator | side        | term | unit  | period  | value
        DT02      | numerator   | 0    | DK-CA | 2022-01 | 4
        DT02      | numerator   | 0    | DK-CA | 2022-02 | 1
        DT02      | numerator   | 0    | DK-CA | 2022    | 5
        DT02      | numerator   | 0    | DK-CA | 2023-01 | 6
        DT02      | numerator   | 0    | DK-CA | 2023    | 6
        DT02      | numerator   | 1    | DK-CA | 2023-01 | -4
        DT02      | numerator   | 1    | DK-CA | 2023-02 | -1
        DT02      | numerator   | 1    | DK-CA | 2023    | -5
        DT02      | denominator | 0    | DK-CA | 2023-01 | 4
        DT02      | denominator | 0    | DK-CA | 2023-02 | 1
        DT02      | denominator | 0    | DK-CA | 2023    | 5
        """,
        unit="DK-CA",
    )


def test_each_form_is_a_term_of_its_own(warehouse):
    warehouse.shows(
        "marts.indicator_terms",
        """
        indicator | side        | term | unit   | period  | value
        TT04      | denominator | 1    | DK     | 2023-Q1 | 10
        TT04      | denominator | 1    | DK-HPN | 2023-Q1 | 8
        TT04      | denominator | 1    | DK-DTN | 2023-Q1 | 2
        """,
        term=["0", "1"],
    )


def test_reports_are_counted_over_all_forms(warehouse):
    # 2023-Q1 of the district: 6 wards and the police three times, 12 quarterly reports
    warehouse.shows(
        "marts.indicator_terms",
        """
        indicator | side        | unit   | period  | value
        BC01      | numerator   | DK     | 2023-Q1 | 8
        BC01      | denominator | DK     | 2023-Q1 | 33
        BC02      | numerator   | DK     | 2023-Q1 | 7
        BC02      | denominator | DK     | 2023-Q1 | 33
        BC01      | numerator   | DK-HPN | 2023-Q1 | 1
        BC01      | denominator | DK-HPN | 2023-Q1 | 1
        BC02      | numerator   | DK-HPN | 2023-Q1 | 1
        BC02      | denominator | DK-HPN | 2023-Q1 | 1
        """,
    )


def test_a_term_is_complete_when_no_report_it_rests_on_is_missing(warehouse):
    warehouse.shows(
        "marts.indicator_terms",
        """
        indicator | side        | unit      | period  | value | is_complete | lowest | highest
        TT05      | numerator   | DK-DAPHUC | 2023-02 | 4     | yes         | 4      | 4
        TT05      | numerator   | DK-DAPHUC | 2023-Q1 | 9     | no          | 9      |
        TT05      | numerator   | DK        | 2023-02 | 4     | no          | 4      |
        TT05      | numerator   | DK        | 2023-Q1 | 17    | no          | 17     |
        KT01      | denominator | DK-DAPHUC | 2023-02 | 21    | yes         | 21     | 21
        KT01      | denominator | DK-DAPHUC | 2023-Q1 | 21    | no          | 0      |
        KT01      | denominator | DK        | 2023-02 | 21    | no          | 21     |
        KT01      | denominator | DK        | 2023-Q1 | 91    | no          | 0      |
        """,
    )


def test_a_value_that_does_not_apply_leaves_a_term_without_value_and_complete(warehouse_of):
    marked = "unit | period | broadcasts\nDK-DAPHUC | 2023-01 | x\nDK-HUNGDAO | 2023-01 | …"
    warehouse_of(drawn(marked, **NAMES)).shows(
        "marts.indicator_terms",
        """
        indicator | side      | unit      | period  | value | is_complete
        TT05      | numerator | DK-DAPHUC | 2023-01 |       | yes
        TT05      | numerator | DK        | 2023-01 |       | no
        """,
        unit=["DK-DAPHUC", "DK-HUNGDAO", "DK"],
    )


@pytest.fixture(scope="module")
def whole_province(warehouse_of):
    """Return a catalogue that says that Hải Phòng's reporters are all here, in every year."""
    hai_phong = AreaCoverage(area="HP", covers="all", valid_from=date(2021, 1, 1), basis="test")
    return warehouse_of(SENT, stated=replace(catalogue(), coverage=(hai_phong,)))


class TestWhereUnitsChange:
    """On 1 July 2025 six wards of the district DK became three of the province HP."""

    def test_flows_hold_old_units_and_new_but_stocks_the_new_alone(self, whole_province):
        whole_province.shows(
            "marts.indicator_terms",
            """
            indicator | side        | unit | period  | value
            TT05      | numerator   | HP   | 2025-06 | 14
            KT01      | denominator | HP   | 2025-06 | 25
            TT05      | numerator   | HP   | 2025-H1 | 14
            KT01      | denominator | HP   | 2025-H1 | 25
            TT05      | numerator   | HP   | 2025-H2 | 3
            KT01      | denominator | HP   | 2025-H2 | 70
            TT05      | numerator   | HP   | 2025    | 17
            KT01      | denominator | HP   | 2025    | 70
            """,
        )

    def test_counts_of_units_hold_the_new_alone(self, whole_province):
        whole_province.shows(
            "marts.indicator_terms",
            """
            indicator | side        | unit | period  | value
            LG01      | numerator   | HP   | 2025-H1 | 1
            LG01      | denominator | HP   | 2025-H1 | 6
            LG02      | denominator | HP   | 2025-H1 | 2
            LG01      | numerator   | HP   | 2025    | 1
            LG01      | denominator | HP   | 2025    | 3
            LG02      | denominator | HP   | 2025    | 1
            """,
        )

    def test_of_a_plan_the_last_report_decides(self, whole_province):
        # July said no and December yes: of the third quarter nothing is settled
        whole_province.shows(
            "marts.indicator_terms",
            """
            indicator | side      | unit       | period  | value | is_complete
            LG01      | numerator | HP-HUNGDAO | 2025-07 | 0     | yes
            LG01      | numerator | HP-HUNGDAO | 2025-H2 | 1     | yes
            LG01      | numerator | HP         | 2025-07 | 0     | no
            LG01      | numerator | HP         | 2025-H2 | 1     | no
            """,
            period=["2025-07", "2025-Q3", "2025-H2"],
        )

    def test_counts_of_reports_hold_both(self, whole_province):
        whole_province.shows(
            "marts.indicator_terms",
            """
            indicator | side      | unit | period | value
            BC01      | numerator | HP   | 2025   | 4
            """,
        )
