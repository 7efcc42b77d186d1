"""Whose words stand: those of the report in force, or of the same figures sent again with words."""

import pytest

from tests.spec import drawn

SENT = """
submission | received         | unit        | period  | found                   | hold    | sessions | says

# a correction takes the words with it, and a returned one leaves them
a1         | 2023-01-15 08:00 | DK-DAPHUC   | 2023-01 |                         |         | 3        | note sessions: mưa; obstacle: thiếu người
a2         | 2023-01-16 08:00 | DK-DAPHUC   | 2023-01 |                         |         | 4        | proposal: thêm người
a3         | 2023-01-17 08:00 | DK-DAPHUC   | 2023-01 | E-NUM-001 in sessions   |         | 5        | obstacle: không ai đọc
# the same figures again, now with words, and then without
b1         | 2023-01-15 08:00 | DK-HUNGDAO  | 2023-01 |                         |         | 3        |
b2         | 2023-01-16 08:00 | DK-HUNGDAO  | 2023-01 |                         |         | 3        | note sessions: đã kiểm tra
b3         | 2023-01-17 08:00 | DK-HUNGDAO  | 2023-01 |                         |         | 3        |
# the same figures came before the correction: their words are of the past
c1         | 2023-01-15 08:00 | DK-ANHDUNG  | 2023-01 |                         |         | 3        |
c2         | 2023-01-16 08:00 | DK-ANHDUNG  | 2023-01 |                         |         | 3        | note sessions: cũ
c3         | 2023-01-17 08:00 | DK-ANHDUNG  | 2023-01 |                         |         | 4        |
# a report that waits says nothing yet
d1         | 2023-01-15 08:00 | DK-TANTHANH | 2023-01 |                         | waiting | 3        | obstacle: chờ
"""  # noqa: E501 - drawn


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    rows = drawn(SENT, sessions="comm_sessions")
    for row in rows:
        row["says"] = row["says"].replace("sessions", "comm_sessions")
        row["found"] = row["found"].replace("sessions", "comm_sessions")
    return warehouse_of(rows)


def test_the_words_that_stand(warehouse):
    rows = warehouse.store.query_rows(
        "SELECT submission, kind, element, text, form, unit, period FROM core.remarks ORDER BY ALL"
    )
    assert rows == [
        ("a2", "proposal", None, "thêm người", "ward", "DK-DAPHUC", "2023-01"),
        ("b2", "note", "comm_sessions", "đã kiểm tra", "ward", "DK-HUNGDAO", "2023-01"),
    ]


def test_a_note_sent_later_with_the_same_figures_stands_beside_the_finding(warehouse_of):
    rows = drawn(
        """
        submission | received         | unit       | period  | found                       | sessions | says
        a1         | 2023-01-15 08:00 | DK-DAPHUC  | 2023-01 | W-RANGE-001 in comm_sessions | 900     | note online_posts: khác
        a2         | 2023-01-16 08:00 | DK-DAPHUC  | 2023-01 | W-RANGE-001 in comm_sessions | 900     | note comm_sessions: có chiến dịch
        """,  # noqa: E501 - drawn
        sessions="comm_sessions",
    )
    warehouse = warehouse_of(rows)
    for table in ("core.current_findings", "marts.findings"):
        warehouse.shows(
            table,
            """
            code        | element       | note
            W-RANGE-001 | comm_sessions | có chiến dịch
            """,
            unit="DK-DAPHUC",
        )
