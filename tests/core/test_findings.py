"""Every doubt raised when a report was read is there, once, beside the report it is about."""

import pytest

from tests.spec import drawn
from warehouse.schema.tables import TABLES

SENT = """
submission | unit       | period  | found
a1         | DK-DAPHUC  | 2023-01 | E-NEG-001 in raids, W-RANGE-001 in volunteers
a2         | DK-HUNGDAO | 2023-01 | N-NA-001 in comm_sessions
a3         | DK-ANHDUNG | 2023-01 |
"""

GAVE_NO_REPORT = """
submission | received         | unit | period | found      | decision
h1         | 2023-02-15 08:00 |      |        | E-FILE-001 | unrecognised
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(SENT) + drawn(GAVE_NO_REPORT))


def test_every_doubt_is_there_with_its_report(warehouse):
    warehouse.shows(
        "core.findings",
        """
        submission | form | unit       | period  | element       | code        | severity
        a1         | ward | DK-DAPHUC  | 2023-01 | raids         | E-NEG-001   | error
        a1         | ward | DK-DAPHUC  | 2023-01 | volunteers    | W-RANGE-001 | warning
        a2         | ward | DK-HUNGDAO | 2023-01 | comm_sessions | N-NA-001    | note
        h1         |      |            |         |               | E-FILE-001  | error
        """,
        submission=["a1", "a2", "a3", "h1"],
        element=["raids", "volunteers", "comm_sessions", ""],
    )
    assert warehouse.store.query_rows("SELECT count(*) FROM core.findings") == [(4,)]


def test_it_keeps_its_words(warehouse):
    warehouse.shows(
        "core.findings",
        """
        code      | message_vi    | remedy_vi     | message_en | remedy_en
        E-NEG-001 | sai E-NEG-001 | sửa E-NEG-001 |            |
        """,
    )


def test_no_column_is_lost_on_the_way():
    assert TABLES["core.findings"].columns == TABLES["raw.findings"].columns


def test_what_was_counted_of_a_report_is_what_is_shown_of_it(warehouse):
    counted = warehouse.store.query_rows(
        "SELECT submission, errors, warnings FROM core.submissions"
    )
    rows = warehouse.store.query_rows(
        """
        SELECT s.submission, count(f.code) FILTER (f.severity = 'error'),
            count(f.code) FILTER (f.severity = 'warning')
        FROM core.submissions AS s LEFT JOIN core.findings AS f USING (submission) GROUP BY ALL
        """
    )
    assert sorted(counted) == sorted(rows) == [
        ("a1", 1, 1), ("a2", 0, 0), ("a3", 0, 0), ("h1", 1, 0)
    ]  # fmt: skip
