"""A value in force that looks odd beside the others is told, with its report and its place."""

import pytest

from tests.spec import drawn

ELEMENTS = {
    "sessions": "comm_sessions",
    "participants": "comm_participants",
    "posts": "online_posts",
}
SENT = """
submission | received         | unit       | period  | sessions | participants | posts | volunteers
# copied, and quiet, and corrected in time
a1         | 2023-01-16 08:00 | DK-DAPHUC  | 2023-01 | 31       | 1347         |       | 9
a2         | 2023-02-16 08:00 | DK-DAPHUC  | 2023-02 | 31       | 1347         |       | 9
a3         | 2023-03-16 08:00 | DK-DAPHUC  | 2023-03 | 32       | 1347         |       | 9
b1         | 2023-01-16 08:00 | DK-HUNGDAO | 2023-01 | 0        | 0            |       | 9
b2         | 2023-02-16 08:00 | DK-HUNGDAO | 2023-02 | 0        | 0            |       | 9
c2         | 2023-02-16 08:00 | DK-ANHDUNG | 2023-02 | 31       | 1347         |       | 9
c3         | 2023-03-16 08:00 | DK-ANHDUNG | 2023-03 | 31       | 1347         |       | 9
c4         | 2023-03-17 08:00 | DK-ANHDUNG | 2023-03 | 35       | 1440         |       | 9
# a digit too many, and a month of which nothing applies
d1         |                  | DK-HAITHANH | 2023-01 | 21       | 913          | 17    | 9
d2         |                  | DK-HAITHANH | 2023-02 | 19       | 871          | 21    | 9
d3         |                  | DK-HAITHANH | 2023-03 | 22       | 9046         | 18    | 9
d4         |                  | DK-HAITHANH | 2023-04 | 18       | 788          | 22    | 9
d5         |                  | DK-HAITHANH | 2023-05 | 23       | 992          | 16    | 9
d6         |                  | DK-HAITHANH | 2023-06 | 20       | 856          | 19    | 9
d7         |                  | DK-HAITHANH | 2023-07 | x        | x            | x     | x
# a figure corrected is no longer odd
e1         |                  | DK-TANTHANH | 2023-01 | 21       | 913          | 17    | 9
e2         |                  | DK-TANTHANH | 2023-02 | 19       | 871          | 21    | 9
e3         | 2023-03-16 08:00 | DK-TANTHANH | 2023-03 | 22       | 9046         | 18    | 9
e9         | 2023-03-20 08:00 | DK-TANTHANH | 2023-03 | 22       | 946          | 18    | 9
e4         |                  | DK-TANTHANH | 2023-04 | 18       | 788          | 22    | 9
e5         |                  | DK-TANTHANH | 2023-05 | 23       | 992          | 16    | 9
e6         |                  | DK-TANTHANH | 2023-06 | 20       | 857          | 19    | 9
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(SENT, **ELEMENTS))


def test_what_is_odd_beside_the_others_is_told_and_nothing_else(warehouse):
    assert len(warehouse.store.query_rows("FROM core.signals")) == 3
    warehouse.shows(
        "core.signals",
        """
        submission | unit        | period  | element           | cell | code          | severity
        a2         | DK-DAPHUC   | 2023-02 |                   |      | W-COPY-001    | warning
        d3         | DK-HAITHANH | 2023-03 | comm_participants | D12  | W-OUTLIER-001 | warning
        d7         | DK-HAITHANH | 2023-07 |                   |      | W-EMPTY-001   | warning
        """,
    )


def test_its_words_say_what_it_was_held_against(warehouse):
    messages = dict(warehouse.store.query_rows("SELECT code, message_vi FROM core.signals"))
    assert messages["W-COPY-001"].endswith("một báo cáo trước của đơn vị (Tháng 01/2023).")
    assert messages["W-OUTLIER-001"] == (
        "«Lượt người tham dự tuyên truyền» là 9.046 lượt người, "
        "ngoài khoảng thường gặp của đơn vị (từ 345 đến 1.636, theo 5 báo cáo khác)."
    )
    assert "6 báo cáo khác của đơn vị hầu như đều có số liệu" in messages["W-EMPTY-001"]


def test_how_far_it_is_and_from_what(warehouse):
    warehouse.shows(
        "core.signals",
        """
        code          | observed | expected | impact
        W-OUTLIER-001 | 9046     | 871      | 8.64165
        """,
        code="W-OUTLIER-001",
    )
