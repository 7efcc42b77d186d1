"""A value in force that looks odd beside the others is told, with its report and its place."""

import pytest

from tests.spec import drawn

SENT = """
submission | received         | unit       | period  | sessions | participants | volunteers
a1         | 2023-01-16 08:00 | DK-DAPHUC  | 2023-01 | 3        | 120          | 9
a2         | 2023-02-16 08:00 | DK-DAPHUC  | 2023-02 | 3        | 120          | 9
a3         | 2023-03-16 08:00 | DK-DAPHUC  | 2023-03 | 4        | 120          | 9
b1         | 2023-01-16 08:00 | DK-HUNGDAO | 2023-01 | 0        | 0            | 9
b2         | 2023-02-16 08:00 | DK-HUNGDAO | 2023-02 | 0        | 0            | 9
c2         | 2023-02-16 08:00 | DK-ANHDUNG | 2023-02 | 3        | 120          | 9
c3         | 2023-03-16 08:00 | DK-ANHDUNG | 2023-03 | 3        | 120          | 9
c4         | 2023-03-17 08:00 | DK-ANHDUNG | 2023-03 | 5        | 140          | 9
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(SENT, sessions="comm_sessions", participants="comm_participants"))


def test_a_report_copied_from_the_one_before_is_told(warehouse):
    warehouse.shows(
        "core.signals",
        """
        submission | form | unit      | period  | element | sheet   | cell | code       | severity
        a2         | ward | DK-DAPHUC | 2023-02 |         | Báo cáo |      | W-COPY-001 | warning
        """,
        submission=["a1", "a2", "a3", "b1", "b2", "c2", "c3", "c4"],
        code="W-COPY-001",
        element="",
    )


def test_its_words_name_the_report_that_was_copied(warehouse):
    warehouse.shows(
        "core.signals",
        """
        code       | message_vi
        W-COPY-001 | Số liệu giống hệt báo cáo kỳ trước (Tháng 01/2023).
        """,
    )
