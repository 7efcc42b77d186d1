"""What each unit answered of an indicator's elements: values, marks «not applicable», nothing."""

from dataclasses import replace
from datetime import date

import pytest

from tests.spec import catalogue, drawn

NAMES = {"flow": "loudspeaker_broadcasts", "stock": "establishments", "unused": "online_posts"}

SENT = """
unit      | period  | flow | stock | unused
DK-DAPHUC | 2023-01 | 5    | 20    | 1
DK-DAPHUC | 2023-02 | x    | x     | 1
DK-DAPHUC | 2023-03 | …    | 22    | 1
DK-DAPHUC | 2023-04 | x    | x     | x
DK-DAPHUC | 2023-05 | 0    | 4     | x
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(SENT, **NAMES))


def test_a_mark_counts_as_an_answer_and_a_blank_does_not(warehouse):
    warehouse.shows(
        "marts.element_answers",
        """
        element                | period  | value | parts_given | closes
        loudspeaker_broadcasts | 2023-01 | 5     | 1           | yes
        loudspeaker_broadcasts | 2023-02 |       | 1           | yes
        loudspeaker_broadcasts | 2023-04 |       | 1           | yes
        loudspeaker_broadcasts | 2023-05 | 0     | 1           | yes
        loudspeaker_broadcasts | 2023-Q1 | 5     | 2           | no
        loudspeaker_broadcasts | 2023-Q2 | 0     | 2           | no
        loudspeaker_broadcasts | 2023-H1 | 5     | 4           | no
        establishments         | 2023-01 | 20    | 1           | yes
        establishments         | 2023-02 |       | 1           | yes
        establishments         | 2023-03 | 22    | 1           | yes
        establishments         | 2023-04 |       | 1           | yes
        establishments         | 2023-05 | 4     | 1           | yes
        establishments         | 2023-Q1 | 22    | 3           | yes
        establishments         | 2023-Q2 | 4     | 2           | no
        establishments         | 2023-H1 | 4     | 5           | no
        """,
        period=[f"2023{p}" for p in ("-01", "-02", "-03", "-04", "-05", "-Q1", "-Q2", "-H1")],
    )


def test_the_least_value_is_that_of_the_reports_and_not_of_a_mark(warehouse):
    warehouse.shows(
        "marts.element_answers",
        """
        element        | period  | least_value
        establishments | 2023-02 |
        establishments | 2023-Q1 | 20
        establishments | 2023-H1 | 4
        """,
    )


def test_only_what_an_indicator_asks_for_is_here(warehouse):
    listed = warehouse.store.query_rows("SELECT DISTINCT element FROM marts.element_answers")
    assert sorted(listed) == [("establishments",), ("loudspeaker_broadcasts",)]


def test_a_mark_of_a_unit_that_ended_counts_for_a_flow_and_not_for_a_state(warehouse_of):
    # Đa Phúc ends after February; the quarter goes on without it
    units = catalogue().units
    ended = units["DK-DAPHUC"].model_copy(update={"valid_to": date(2023, 2, 28)})
    stated = replace(catalogue(), units=units | {"DK-DAPHUC": ended})
    marked = (
        "unit | period | flow | stock\nDK-DAPHUC | 2023-01 | x | x\nDK-DAPHUC | 2023-02 | x | x"
    )
    warehouse_of(drawn(marked, **NAMES), stated=stated).shows(
        "marts.element_answers",
        """
        element                | period  | parts_given | adds_up
        loudspeaker_broadcasts | 2023-02 | 1           | yes
        loudspeaker_broadcasts | 2023-Q1 | 2           | yes
        establishments         | 2023-02 | 1           | yes
        establishments         | 2023-Q1 | 2           | no
        """,
    )
