"""Which figures rest on a value in force under an open warning."""

import pytest

from tests.spec import drawn

NAMES = {"flow": "loudspeaker_broadcasts", "kept_up": "comm_forms_maintained"}

SENT = """
received         | unit       | period  | flow | kept_up | establishments | found
# a flow is in doubt
2023-01-15 08:00 | DK-DAPHUC  | 2023-01 | 5    | 1       | 20             | W-RANGE-001 in flow
# states are in doubt in a month that does not close the quarter
2023-02-15 08:00 | DK-DAPHUC  | 2023-02 | 5    | 1       | 20             | {states}
# a state is in doubt in the month that closes it
2023-06-15 08:00 | DK-HUNGDAO | 2023-06 | 5    | 1       | 20             | W-RANGE-001 in stock
# a note and an error are no open warning of a value in force
2023-07-15 08:00 | DK-ANHDUNG | 2023-07 | 5    | 1       | 20             | N-NA-001 in flow
2023-08-15 08:00 | DK-ANHDUNG | 2023-08 | 5    | 1       | 20             | E-NUM-001 in flow
# a correction took the place of the value in doubt
2023-10-15 08:00 | DK-ANHDUNG | 2023-10 | 9    | 1       | 20             | W-RANGE-001 in flow
2023-10-20 08:00 | DK-ANHDUNG | 2023-10 | 5    | 1       | 20             |
"""
STATES = "W-RANGE-001 in stock, W-RANGE-001 in comm_forms_maintained"

POLICE = """
received         | unit  | period  | criminal_cases | found
2022-02-15 08:00 | DK-CA | 2022-02 | 4              | W-RANGE-001 in criminal_cases
2024-03-15 08:00 | DK-CA | 2024-03 | 4              | W-EMPTY-001
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    sent = SENT.format(states=STATES).replace("in flow", f"in {NAMES['flow']}")
    sent = sent.replace("in stock", "in establishments")
    return warehouse_of(drawn(sent, **NAMES) + drawn(POLICE))


def test_a_flow_in_doubt_is_in_every_period_that_it_adds_to(warehouse):
    warehouse.shows(
        "marts.indicator_doubts",
        """
        indicator | unit      | period
        TT05      | DK-DAPHUC | 2023-01
        TT05      | DK-DAPHUC | 2023-Q1
        TT05      | DK-DAPHUC | 2023-H1
        TT05      | DK-DAPHUC | 2023-9M
        TT05      | DK-DAPHUC | 2023
        """,
        period=[f"2023{p}" for p in ("-01", "-02", "-Q1", "-Q2", "-H1", "-9M", "")],
    )


def test_it_is_in_every_area_above(warehouse):
    warehouse.shows(
        "marts.indicator_doubts",
        """
        indicator | unit      | period
        TT05      | DK-DAPHUC | 2023-01
        TT05      | DK        | 2023-01
        TT05      | HP        | 2023-01
        TT05      | VN        | 2023-01
        """,
        unit=["DK-DAPHUC", "DK-HUNGDAO", "DK", "HP", "VN"],
    )


def test_a_state_in_doubt_is_in_what_it_closes_and_what_is_kept_up_in_every_period(warehouse):
    warehouse.shows(
        "marts.indicator_doubts",
        """
        indicator | unit       | period
        KT01      | DK-DAPHUC  | 2023-02
        TT01      | DK-DAPHUC  | 2023-02
        TT01      | DK-DAPHUC  | 2023-Q1
        TT01      | DK-DAPHUC  | 2023-H1
        KT01      | DK-HUNGDAO | 2023-06
        KT01      | DK-HUNGDAO | 2023-Q2
        KT01      | DK-HUNGDAO | 2023-H1
        """,
        period=[f"2023{p}" for p in ("-02", "-06", "-Q1", "-Q2", "-H1")],
    )


def test_only_an_open_warning_of_a_report_in_force_is_a_doubt(warehouse):
    warehouse.shows(
        "marts.indicator_doubts",
        """
        indicator | unit       | period
        TT05      | DK-DAPHUC  | 2023-01
        """,
        unit=["DK-DAPHUC", "DK-ANHDUNG"],
        period=["2023-01", "2023-07", "2023-08", "2023-10"],
    )


def test_a_change_is_in_doubt_in_the_year_of_the_value_and_in_the_next(warehouse):
    warehouse.shows(
        "marts.indicator_doubts",
        """
        indicator | unit  | period
        DT02      | DK-CA | 2022-02
        DT02      | DK-CA | 2022-Q1
        DT02      | DK-CA | 2023-02
        DT02      | DK-CA | 2023-Q1
        """,
        period=[f"{y}{p}" for y in (2021, 2022, 2023) for p in ("-02", "-Q1")],
    )


def test_a_doubt_of_a_whole_report_is_one_of_each_of_its_indicators(warehouse):
    matches = warehouse.store.query_rows(
        "SELECT indicator FROM marts.indicator_doubts WHERE unit = 'DK-CA' AND period = '2024-03' "
        "ORDER BY ALL"
    )
    assert matches == [("DT01",), ("DT02",), ("DT03",), *((f"DT0{n}",) for n in range(4, 10))]


def test_reporting_itself_is_never_in_doubt(warehouse):
    listed = {
        i for (i,) in warehouse.store.query_rows("SELECT indicator FROM marts.indicator_doubts")
    }
    assert "TT05" in listed
    assert not {"BC01", "BC02"} & listed
