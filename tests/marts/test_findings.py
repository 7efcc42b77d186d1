"""The one list: what is doubted now, the most important first, open or acknowledged."""

from datetime import date

import pytest

from assets.outbox.finding_events import Acknowledgement, acknowledge_findings, record_events
from assets.rebuild import rebuild_warehouse
from tests.spec import Warehouse, catalogue, moment, rebuilt, register
from warehouse.home import Home
from warehouse.store import Store

SENT = """
submission | received         | unit       | period  | found                    | comm_sessions | comm_participants | volunteers
a1         | 2023-01-16 08:00 | DK-DAPHUC  | 2023-01 |                          | 37            | 1347              | 1
a2         | 2023-02-16 08:00 | DK-DAPHUC  | 2023-02 |                          | 37            | 1347              | 1
b1         | 2023-01-16 08:00 | DK-HUNGDAO | 2023-01 | N-NA-001 in volunteers        | 4             | 120               | x
b2         | 2023-02-16 08:00 | DK-HUNGDAO | 2023-02 | W-RANGE-001 in volunteers     | 5             | 120               | 99
c1         | 2023-01-16 08:00 | DK-ANHDUNG | 2023-01 | E-NUM-001 in volunteers       | 6             | 120               | …
c2         | 2023-02-16 08:00 | DK-ANHDUNG | 2023-02 | W-RANGE-001 in volunteers     | 7             | 120               | 98
"""  # noqa: E501 - drawn
OPENED, LATER = date(2023, 3, 1), date(2023, 3, 5)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """Run two nights; in between one finding is acknowledged and another is corrected."""
    home = Home(tmp_path_factory.mktemp("home"))
    first = rebuilt(SENT, home.root, OPENED)
    with Store(home.register_file) as opened:
        record_events(opened, first)
        with Store(first, read_only=True) as store:
            ask = "SELECT finding FROM marts.findings WHERE unit = 'DK-HUNGDAO' AND code = ?"
            ((finding,),) = store.query_rows(ask, ["W-RANGE-001"])
        acknowledgement = Acknowledgement(
            "đã đối chiếu sổ gốc", date(2023, 3, 31), moment(date(2023, 3, 2))
        )
        acknowledge_findings(opened, [finding], acknowledgement)
    register(
        """
        submission | received         | unit       | period  | found                | volunteers
        c3         | 2023-03-02 08:00 | DK-ANHDUNG | 2023-02 | W-RANGE-001 in volunteers | 97
        c4         | 2023-03-02 08:00 | DK-ANHDUNG | 2023-01 |                      | 95
        """,
        home.register_file,
    )
    second = home.root / "second.duckdb"
    rebuild_result = rebuild_warehouse(home, catalogue(), moment(LATER), second)
    assert not any(promise_result.broken_count for promise_result in rebuild_result.promise_results)
    with Store(second, read_only=True) as store:
        yield Warehouse(second, store)


def test_they_are_ranked_by_severity_and_then_by_impact(tmp_path):
    path = rebuilt(SENT, tmp_path, OPENED)
    with Store(path, read_only=True) as store:
        Warehouse(path, store).shows(
            "marts.findings",
            """
            rank | code        | unit       | impact | state
            1    | E-NUM-001   | DK-ANHDUNG |        | open
            2    | W-COPY-001  | DK-DAPHUC  | 1      | open
            3    | W-RANGE-001 | DK-ANHDUNG |        | open
            4    | W-RANGE-001 | DK-HUNGDAO |        | open
            5    | N-NA-001    | DK-HUNGDAO |        | open
            """,
        )


def test_each_says_how_it_stands_and_since_when(warehouse):
    warehouse.shows(
        "marts.findings",
        """
        rank | code        | unit       | state        | observed | opened_at        | changed_at       | reason              | until
        1    | W-COPY-001  | DK-DAPHUC  | open         |          | 2023-03-01 00:00 | 2023-03-01 00:00 |                     |
        2    | W-RANGE-001 | DK-ANHDUNG | open         | 97       | 2023-03-01 00:00 | 2023-03-05 00:00 |                     |
        3    | W-RANGE-001 | DK-HUNGDAO | acknowledged | 99       | 2023-03-01 00:00 | 2023-03-02 00:00 | đã đối chiếu sổ gốc | 2023-03-31
        4    | N-NA-001    | DK-HUNGDAO | open         | x        | 2023-03-01 00:00 | 2023-03-01 00:00 |                     |
        """,  # noqa: E501 - drawn
    )


def test_its_words_come_with_it(warehouse):
    warehouse.shows(
        "marts.findings",
        """
        code        | submission | cell | message_vi      | remedy_vi       | doubts | cause
        W-RANGE-001 | c3         |      | sai W-RANGE-001 | sửa W-RANGE-001 | 1      | RANGE
        """,
        unit="DK-ANHDUNG",
    )
