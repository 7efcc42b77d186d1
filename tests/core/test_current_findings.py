"""What stands of all that was ever doubted: one finding per value and cause."""

import pytest

from tests.spec import drawn

SENT = """
submission | received         | unit        | period  | found                                  | sessions | participants | volunteers

# a correction came, and was clean
a1         | 2023-01-16 08:00 | DK-DAPHUC   | 2023-01 | W-RANGE-001 in sessions                | 900      | 120          | 1
a2         | 2023-01-17 08:00 | DK-DAPHUC   | 2023-01 |                                        | 3        | 120          | 1

# a correction came, and was returned: what is in force is doubted still
b1         | 2023-01-16 08:00 | DK-HUNGDAO  | 2023-01 | W-RANGE-001 in sessions                | 900      | 120          | 1
b2         | 2023-01-17 08:00 | DK-HUNGDAO  | 2023-01 | E-NUM-001 in volunteers                     | 4        | 121          | …

# returned, returned again, and mended
c1         | 2023-01-16 08:00 | DK-ANHDUNG  | 2023-01 | E-NUM-001 in volunteers                     | 5        | 122          | …
c2         | 2023-01-17 08:00 | DK-ANHDUNG  | 2023-01 | E-MISS-001 in volunteers                    | 5        | 122          | …
c3         | 2023-01-16 08:00 | DK-ANHDUNG  | 2023-02 | E-NUM-001 in volunteers                     | 6        | 123          | …
c4         | 2023-01-17 08:00 | DK-ANHDUNG  | 2023-02 |                                        | 6        | 123          | 1

# two codes of one cause about a value, and another cause
d1         | 2023-01-16 08:00 | DK-HAITHANH | 2023-01 | W-RANGE-001 in volunteers, E-RANGE-001 in volunteers, E-NEG-001 in volunteers | 7 | 124 | 99

# the same figures again, this time without the slip in a label
e1         | 2023-01-16 08:00 | DK-HOANGHIA | 2023-01 | W-LABEL-001 in volunteers, W-RANGE-001 in volunteers | 8    | 125          | 99
e2         | 2023-01-17 08:00 | DK-HOANGHIA | 2023-01 | W-RANGE-001 in volunteers                   | 8        | 125          | 99

# copied forward, and sent once more
f1         | 2023-01-16 08:00 | DK-TANTHANH | 2023-01 |                                        | 37       | 1347         | 1
f2         | 2023-02-16 08:00 | DK-TANTHANH | 2023-02 |                                        | 37       | 1347         | 1
f3         | 2023-02-17 08:00 | DK-TANTHANH | 2023-02 |                                        | 37       | 1347         | 1
"""  # noqa: E501 - drawn
FILES = """
submission | received         | file                                     | unit      | period  | found      | decision

# sent again under its name, as another kind of file
h1         | 2023-01-16 08:00 | Báo cáo Tết.docx                         |           |         | E-FORM-001 | unrecognised
h2         | 2023-01-17 08:00 | bao cao tet (2).xlsx                     | DK-DAPHUC | 2023-03 |            |

# the returned workbook itself was mended
i1         | 2023-01-16 08:00 | ĐỘI.xlsx                                 |           |         | E-FILE-001 | unrecognised
i2         | 2023-01-17 08:00 | đội [0123456789abcdef-1].xlsx            | DK-DAPHUC | 2023-04 |            |

# only another of its name came, and it was no better; or it had come before
j1         | 2023-01-16 08:00 | phường.xlsx                              |           |         | E-FORM-001 | unrecognised
j2         | 2023-01-17 08:00 | phường.xlsx                              |           |         | E-FORM-001 | unrecognised
j3         | 2023-01-15 08:00 | phường.xlsx                              | DK-DAPHUC | 2023-05 |            |

# placed in a period that was not meant: mended under the same name; another unit's file is no answer
k1         | 2023-01-16 08:00 | k.xlsx                                   | DK-DAPHUC | 2023-06 | E-PERIOD-004 |
k2         | 2023-01-17 08:00 | k.xlsx                                   | DK-DAPHUC | 2023-07 |            |
l1         | 2023-01-16 08:00 | l.xlsx                                   | DK-DAPHUC | 2023-08 | E-PERIOD-004 |
l2         | 2023-01-17 08:00 | l.xlsx                                   | DK-HUNGDAO | 2023-08 |           |
"""  # noqa: E501 - drawn


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    elements = {"sessions": "comm_sessions", "participants": "comm_participants"}
    reports = SENT.replace(" in sessions", " in comm_sessions")
    return warehouse_of(drawn(reports, **elements) + drawn(FILES))


def test_what_a_report_in_force_is_doubted_for_stands_until_another_is_accepted(warehouse):
    warehouse.shows(
        "core.current_findings",
        """
        submission | period  | element       | code        | severity | observed
        b1         | 2023-01 | comm_sessions | W-RANGE-001 | warning  | 900
        b2         | 2023-01 | volunteers         | E-NUM-001   | error    | …
        """,
        unit=["DK-DAPHUC", "DK-HUNGDAO"],
        period="2023-01",
    )


def test_of_returned_ones_the_last_stands_until_one_is_accepted(warehouse):
    warehouse.shows(
        "core.current_findings",
        """
        submission | period  | element | code       | cause
        c2         | 2023-01 | volunteers   | E-MISS-001 | MISS
        """,
        unit="DK-ANHDUNG",
    )


def test_of_one_cause_a_value_bears_the_most_severe_and_how_many_it_stands_for(warehouse):
    warehouse.shows(
        "core.current_findings",
        """
        element | cause | code        | severity | doubts
        volunteers   | NEG   | E-NEG-001   | error    | 1
        volunteers   | RANGE | E-RANGE-001 | error    | 2
        """,
        unit="DK-HAITHANH",
    )


def test_the_same_figures_again_are_doubted_for_what_the_new_file_shows(warehouse):
    warehouse.shows(
        "core.current_findings",
        """
        submission | element | code        | doubts
        e2         | volunteers   | W-RANGE-001 | 1
        """,
        unit="DK-HOANGHIA",
    )


def test_a_signal_stands_beside_them_though_the_report_was_sent_once_more(warehouse):
    warehouse.shows(
        "core.current_findings",
        """
        submission | period  | element | code       | cause | impact | doubts
        f2         | 2023-02 |         | W-COPY-001 | COPY  | 1      | 1
        """,
        unit="DK-TANTHANH",
    )


def test_what_was_held_against_nothing_has_no_impact(warehouse):
    rows = warehouse.store.query_rows(
        "SELECT count(*) FROM core.current_findings WHERE code <> 'W-COPY-001' "
        "AND (impact IS NOT NULL OR expected IS NOT NULL)"
    )
    assert rows == [(0,)]


def test_a_file_that_was_not_accepted_stands_until_one_of_its_name_is(warehouse):
    warehouse.shows(
        "core.current_findings",
        """
        submission | unit      | period  | code         | doubts
        j1         |           |         | E-FORM-001   | 1
        j2         |           |         | E-FORM-001   | 1
        l1         | DK-DAPHUC | 2023-08 | E-PERIOD-004 | 1
        """,
        code=["E-FORM-001", "E-FILE-001", "E-PERIOD-004"],
        submission=["h1", "i1", "j1", "j2", "k1", "l1"],
    )


def test_a_finding_is_the_same_one_whatever_else_is_sent(warehouse, warehouse_of):
    """Its id depends on what it is about, and is short enough to be typed."""
    ask = "SELECT finding FROM core.current_findings WHERE unit = 'DK-HAITHANH' ORDER BY 1"
    alone = "submission | unit | period | found | volunteers\nz9 | DK-HAITHANH | 2023-01 | {} | 99"
    again = warehouse_of(alone.format("W-RANGE-001 in volunteers, E-NEG-001 in volunteers"))
    assert warehouse.store.query_rows(ask) == again.store.query_rows(ask)
    assert all(len(finding) == 16 for (finding,) in again.store.query_rows(ask))
