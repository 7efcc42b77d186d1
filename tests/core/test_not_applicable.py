"""Which elements the report in force marks as not applicable: answered, without a value."""

import pytest

from tests.spec import drawn

SENT = """
submission | received         | unit       | period  | found                   | sessions | posts

# a mark beside a value
a1         | 2023-01-15 08:00 | DK-DAPHUC  | 2023-01 |                         | x        | 3
# a blank and a zero are no marks
a2         | 2023-02-15 08:00 | DK-DAPHUC  | 2023-02 |                         | …        | 0
# a mark, and a value that corrects it
b1         | 2023-01-15 08:00 | DK-HUNGDAO | 2023-01 |                         | x        | x
b2         | 2023-01-20 08:00 | DK-HUNGDAO | 2023-01 |                         | 4        | x
# a mark that corrects a value
c1         | 2023-01-15 08:00 | DK-ANHDUNG | 2023-01 |                         | 4        | 5
c2         | 2023-01-20 08:00 | DK-ANHDUNG | 2023-01 |                         | x        | 5
# a correction that was returned leaves the earlier report in force
d1         | 2023-01-15 08:00 | DK-TANTHANH | 2023-01 |                        | x        | 1
d2         | 2023-01-20 08:00 | DK-TANTHANH | 2023-01 | E-NUM-001 in online_posts | 2      | 7
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(SENT, sessions="comm_sessions", posts="online_posts"))


def test_the_marks_of_the_report_in_force_and_no_others(warehouse):
    matches = warehouse.store.query_rows(
        "SELECT form, unit, period, element, submission FROM core.not_applicable ORDER BY ALL"
    )
    assert matches == [
        ("ward", "DK-ANHDUNG", "2023-01", "comm_sessions", "c2"),
        ("ward", "DK-DAPHUC", "2023-01", "comm_sessions", "a1"),
        ("ward", "DK-HUNGDAO", "2023-01", "online_posts", "b2"),
        ("ward", "DK-TANTHANH", "2023-01", "comm_sessions", "d1"),
    ]
