"""Which elements an accepted report marks as not applicable: answered, without a value."""

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


def test_the_marks_of_accepted_reports_and_the_time_in_which_they_were_known(warehouse):
    warehouse.shows(
        "core.not_applicable",
        """
        unit        | element       | submission | known_from       | known_to
        DK-ANHDUNG  | comm_sessions | c2         | 2023-01-20 08:00 |
        DK-DAPHUC   | comm_sessions | a1         | 2023-01-15 08:00 |
        DK-HUNGDAO  | comm_sessions | b1         | 2023-01-15 08:00 | 2023-01-20 08:00
        DK-HUNGDAO  | online_posts  | b1         | 2023-01-15 08:00 | 2023-01-20 08:00
        DK-HUNGDAO  | online_posts  | b2         | 2023-01-20 08:00 |
        DK-TANTHANH | comm_sessions | d1         | 2023-01-15 08:00 |
        """,
    )


def test_a_mark_that_a_value_corrected_is_no_answer_any_more(warehouse):
    answers = warehouse.store.query_rows(
        "SELECT unit, value, parts_given FROM marts.element_answers "
        "WHERE element = 'comm_sessions' AND period = '2023-01' ORDER BY unit"
    )
    assert ("DK-HUNGDAO", 4, 1) in answers
