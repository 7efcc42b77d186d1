"""Numbers corrected by the hub: which hold, since when until when, and on which report."""

from datetime import date

import pytest

from assets.outbox.hub_corrections import list_lapsed_corrections

SENT = """
submission | received         | unit        | period  | comm_sessions | online_posts
a1         | 2023-02-15 08:00 | DK-DAPHUC   | 2023-01 | 3             | 7
# the report is sent again, with the same sessions and other posts
b1         | 2023-02-15 08:00 | DK-HUNGDAO  | 2023-01 | 3             | 7
b2         | 2023-02-20 08:00 | DK-HUNGDAO  | 2023-01 | 3             | 8
# the unit sends another number, then the first again, then another for good
c1         | 2023-02-15 08:00 | DK-ANHDUNG  | 2023-01 | 3             | 7
c2         | 2023-02-20 08:00 | DK-ANHDUNG  | 2023-01 | 4             | 7
c3         | 2023-02-25 08:00 | DK-ANHDUNG  | 2023-01 | 3             | 7
c4         | 2023-02-26 08:00 | DK-ANHDUNG  | 2023-01 | 32            | 7
d1         | 2023-02-15 08:00 | DK-HAITHANH | 2023-01 | 3             | 7
# taken in late: the correction was undone before the report came
e1         | 2023-02-28 08:00 | DK-HOANGHIA | 2023-01 | 3             | 7
"""
CORRECTED = """
made             | unit        | period  | element       | expected | value
2023-02-17 09:00 | DK-DAPHUC   | 2023-01 | comm_sessions | 3        | 30
2023-02-17 09:00 | DK-HUNGDAO  | 2023-01 | comm_sessions | 3        | 31
2023-02-17 09:00 | DK-ANHDUNG  | 2023-01 | comm_sessions | 3        | 32
# corrected, corrected otherwise, undone
2023-02-17 09:00 | DK-HAITHANH | 2023-01 | comm_sessions | 3        | 33
2023-02-18 09:00 | DK-HAITHANH | 2023-01 | comm_sessions | 3        | 34
2023-02-19 09:00 | DK-HAITHANH | 2023-01 | comm_sessions | 3        |
2023-02-19 09:00 | DK-HOANGHIA | 2023-01 | comm_sessions | 3        | 35
2023-02-20 09:00 | DK-HOANGHIA | 2023-01 | comm_sessions | 3        |
# of a report that has not come
2023-02-20 09:00 | DK-TANTHANH | 2023-01 | comm_sessions | 3        | 36
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(SENT, corrections=CORRECTED)


def test_each_correction_names_the_reports_that_have_the_number(warehouse):
    warehouse.shows(
        "core.corrections",
        """
        correction | unit        | expected | value | ended_at         | submission | reported | applies
        1          | DK-DAPHUC   | 3        | 30    |                  | a1         | 3        | yes
        2          | DK-HUNGDAO  | 3        | 31    |                  | b1         | 3        | yes
        2          | DK-HUNGDAO  | 3        | 31    |                  | b2         | 3        | yes
        3          | DK-ANHDUNG  | 3        | 32    |                  | c1         | 3        | yes
        3          | DK-ANHDUNG  | 3        | 32    |                  | c2         | 4        | no
        3          | DK-ANHDUNG  | 3        | 32    |                  | c3         | 3        | yes
        3          | DK-ANHDUNG  | 3        | 32    |                  | c4         | 32       | no
        4          | DK-HAITHANH | 3        | 33    | 2023-02-18 09:00 | d1         | 3        | yes
        5          | DK-HAITHANH | 3        | 34    | 2023-02-19 09:00 | d1         | 3        | yes
        6          | DK-HAITHANH | 3        |       |                  | d1         | 3        | no
        7          | DK-HOANGHIA | 3        | 35    | 2023-02-20 09:00 | e1         | 3        | yes
        8          | DK-HOANGHIA | 3        |       |                  | e1         | 3        | no
        9          | DK-TANTHANH | 3        | 36    |                  |            |          | no
        """,  # noqa: E501 - drawn
    )


def test_a_number_holds_as_corrected_until_the_report_says_another_or_it_is_undone(warehouse):
    rows = warehouse.store.query_rows(
        "SELECT unit, submission, value, correction, "
        "strftime(timezone('Asia/Ho_Chi_Minh', known_from), '%d %H'), "
        "strftime(timezone('Asia/Ho_Chi_Minh', known_to), '%d %H') "
        "FROM core.observations WHERE element = 'comm_sessions' "
        "ORDER BY submission, known_from, correction NULLS FIRST"
    )
    assert rows == [
        ("DK-DAPHUC", "a1", 3, None, "15 08", "17 09"),
        ("DK-DAPHUC", "a1", 30, 1, "17 09", None),
        ("DK-HUNGDAO", "b1", 3, None, "15 08", "17 09"),
        ("DK-HUNGDAO", "b1", 31, 2, "17 09", "20 08"),
        ("DK-HUNGDAO", "b2", 3, None, "20 08", "20 08"),
        ("DK-HUNGDAO", "b2", 31, 2, "20 08", None),
        ("DK-ANHDUNG", "c1", 3, None, "15 08", "17 09"),
        ("DK-ANHDUNG", "c1", 32, 3, "17 09", "20 08"),
        ("DK-ANHDUNG", "c2", 4, None, "20 08", "25 08"),
        ("DK-ANHDUNG", "c3", 3, None, "25 08", "25 08"),
        ("DK-ANHDUNG", "c3", 32, 3, "25 08", "26 08"),
        ("DK-ANHDUNG", "c4", 32, None, "26 08", None),
        ("DK-HAITHANH", "d1", 3, None, "15 08", "17 09"),
        ("DK-HAITHANH", "d1", 33, 4, "17 09", "18 09"),
        ("DK-HAITHANH", "d1", 34, 5, "18 09", "19 09"),
        ("DK-HAITHANH", "d1", 3, 6, "19 09", None),
        ("DK-HOANGHIA", "e1", 3, None, "28 08", None),
    ]


def test_a_corrected_number_is_in_every_sum(warehouse):
    warehouse.shows(
        "marts.area_values",
        """
        unit | element       | period  | value
        DK   | comm_sessions | 2023-01 | 99
        DK   | online_posts  | 2023-01 | 36
        """,
    )


def test_a_correction_that_holds_no_more_is_listed(warehouse):
    assert list_lapsed_corrections(warehouse.store) == [
        "3 (ward.comm_sessions DK-ANHDUNG 2023-01)",
        "9 (ward.comm_sessions DK-TANTHANH 2023-01)",
    ]


def test_a_run_for_a_day_before_a_correction_does_not_know_it(warehouse_of):
    before = warehouse_of(SENT, date(2023, 2, 16), corrections=CORRECTED)
    query = "SELECT value FROM core.observations WHERE submission = 'a1' AND correction IS NULL"
    assert before.store.query_rows(f"{query} AND element = 'comm_sessions'") == [(3,)]
    for table in ("core.corrections", "core.observations WHERE known_to IS NOT NULL"):
        assert before.store.query_rows(f"FROM {table}") == []
