"""What is decided of each report, and in which order they count."""

import pytest

from tests.spec import drawn

SENT = """
submission | received            | unit        | period  | found                     | comm_sessions

# a correction, and a correction back to what was said at first
a1         | 2023-02-15 08:00    | DK-DAPHUC   | 2023-01 |                           | 3
a2         | 2023-02-16 08:00    | DK-DAPHUC   | 2023-01 |                           | 4
a3         | 2023-02-17 08:00    | DK-DAPHUC   | 2023-01 |                           | 3

# the same figures saved and sent again, twice
b1         | 2023-02-15 08:00    | DK-HUNGDAO  | 2023-01 |                           | 3
b2         | 2023-02-16 08:00    | DK-HUNGDAO  | 2023-01 |                           | 3
b3         | 2023-02-17 08:00    | DK-HUNGDAO  | 2023-01 |                           | 3

# a faulty correction, and the figures in force sent once more
c1         | 2023-02-15 08:00    | DK-ANHDUNG  | 2023-01 |                           | 3
c2         | 2023-02-16 08:00    | DK-ANHDUNG  | 2023-01 | E-NUM-001, W-PERIOD-001   | 3
c3         | 2023-02-17 08:00    | DK-ANHDUNG  | 2023-01 |                           | 3

# first returned, then mended without touching a figure
d1         | 2023-02-15 08:00    | DK-HAITHANH | 2023-01 | E-NUM-001, E-MISS-001     | 3
d2         | 2023-02-16 08:00    | DK-HAITHANH | 2023-01 | N-NA-001                  | 3

# with a question, and with a question again
e1         | 2023-02-15 08:00    | DK-HOANGHIA | 2023-01 | W-RANGE-001, W-PERIOD-001 | 99
e2         | 2023-02-16 08:00    | DK-HOANGHIA | 2023-01 | W-RANGE-001               | 99

# at the same moment: the order in which they were taken in decides, not the id
f2         | 2023-02-15 08:00    | DK-TANTHANH | 2023-01 |                           | 4
f1         | 2023-02-15 08:00    | DK-TANTHANH | 2023-01 |                           | 3
f3         | 2023-02-15 07:59:59 | DK-TANTHANH | 2023-01 |                           | 4

# the same figures of another period are no duplicate, nor those of another unit
g1         | 2023-03-15 08:00    | DK-DAPHUC   | 2023-02 |                           | 3
"""

GAVE_NO_REPORT = """
submission | received         | unit      | period  | found      | decision
h1         | 2023-02-15 08:00 |           |         | E-FORM-001 | unrecognised
h2         | 2023-02-15 09:00 |           |         | E-FILE-001 | unrecognised
h3         | 2023-02-15 10:00 | DK-DAPHUC | 2023-03 |            | refused
"""

STOPPED = """
submission | received         | unit        | period  | found     | hold     | comm_sessions

# waits between two reports that say the same
i1         | 2023-05-15 08:00 | DK-DAPHUC   | 2023-04 |           |          | 3
i2         | 2023-05-16 08:00 | DK-DAPHUC   | 2023-04 |           | waiting  | 30
i3         | 2023-05-17 08:00 | DK-DAPHUC   | 2023-04 |           |          | 3

# waits with an error: nobody is asked to mend it
j1         | 2023-04-15 08:00 | DK-HUNGDAO  | 2023-03 | E-NUM-001 | waiting  | 3
j2         | 2023-04-16 08:00 | DK-HUNGDAO  | 2023-03 |           |          | 3

# accepted later, as of the time it came
k1         | 2023-04-15 08:00 | DK-ANHDUNG  | 2023-03 |           |          | 3
k2         | 2023-04-16 08:00 | DK-ANHDUNG  | 2023-03 |           | accepted | 30

# rejected, with a question
l1         | 2023-04-15 08:00 | DK-HAITHANH | 2023-03 |           |          | 3
l2         | 2023-04-16 08:00 | DK-HAITHANH | 2023-03 | W-NUM-001 | rejected | 30
"""


DECIDED_ANEW = """
submission | received         | unit        | period  | found       | renews | comm_sessions

# returned, then decided anew on the same bytes
r1         | 2023-03-15 08:00 | DK-HAITHANH | 2023-02 | E-MISS-003  |        |
r1-2       | 2023-03-15 08:00 | DK-HAITHANH | 2023-02 | N-LABEL-001 | r1     | 5

# decided anew twice; a later report had come
q1         | 2023-03-15 08:00 | DK-HOANGHIA | 2023-02 | E-MISS-003  |        |
q1-2       | 2023-03-15 08:00 | DK-HOANGHIA | 2023-02 | E-MISS-003  | q1     |
q1-3       | 2023-03-15 08:00 | DK-HOANGHIA | 2023-02 | N-LABEL-001 | q1-2   | 5
q2         | 2023-03-16 08:00 | DK-HOANGHIA | 2023-02 |             |        | 6
"""


STRANGE = """
submission | received         | found      | decision     | waits

# the hub may look at it until the day of the publication, or until the day before
s1         | 2023-03-15 08:00 | E-FORM-001 | unrecognised | DK-HUNGDAO 2023-02 2026-01-31
s2         | 2023-03-15 08:00 | E-FORM-001 | unrecognised | DK-ANHDUNG 2023-02 2026-01-30
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(
        drawn(SENT) + drawn(GAVE_NO_REPORT) + drawn(DECIDED_ANEW) + drawn(STOPPED) + drawn(STRANGE)
    )


def test_of_a_report_decided_anew_only_the_latest_decision_counts(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | received_at      | revision | decision
        q1-3       | 2023-03-15 08:00 | 1        | accepted
        q2         | 2023-03-16 08:00 | 2        | accepted
        r1-2       | 2023-03-15 08:00 | 1        | accepted
        """,
        submission=["r1", "r1-2", "q1", "q1-2", "q1-3", "q2"],
    )
    warehouse.shows(
        "core.findings",
        """
        submission | code
        q1-3       | N-LABEL-001
        r1-2       | N-LABEL-001
        """,
        submission=["r1", "r1-2", "q1", "q1-2", "q1-3", "q2"],
    )


def test_a_report_decided_anew_is_known_since_it_was_received(warehouse):
    warehouse.shows(
        "core.observations",
        """
        submission | element       | value | known_from       | known_to
        q1-3       | comm_sessions | 5     | 2023-03-15 08:00 | 2023-03-16 08:00
        r1-2       | comm_sessions | 5     | 2023-03-15 08:00 |
        """,
        submission=["r1", "r1-2", "q1", "q1-2", "q1-3"],
    )


def test_what_changes_a_figure_is_a_correction_even_back_to_an_earlier_one(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | revision | decision
        a1         | 1        | accepted
        a2         | 2        | accepted
        a3         | 3        | accepted
        """,
    )


def test_what_changes_no_figure_is_a_duplicate(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | revision | decision  | reason
        b1         | 1        | accepted  |
        b2         | 2        | duplicate | số liệu giống báo cáo đang có hiệu lực
        b3         | 3        | duplicate | số liệu giống báo cáo đang có hiệu lực
        """,
    )


def test_an_error_returns_the_report_and_the_one_before_stays_in_force(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | revision | decision  | errors | reason
        c1         | 1        | accepted  | 0      |
        c2         | 2        | returned  | 1      | có 1 lỗi phải sửa
        c3         | 3        | duplicate | 0      | số liệu giống báo cáo đang có hiệu lực
        """,
    )


def test_what_was_returned_is_no_original_of_a_duplicate(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | revision | decision | errors | warnings | reason
        d1         | 1        | returned | 2      | 0        | có 2 lỗi phải sửa
        d2         | 2        | accepted | 0      | 0        |
        """,
    )


def test_a_warning_is_accepted_and_asked_about(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | revision | decision               | errors | warnings | reason
        e1         | 1        | accepted_with_warnings | 0      | 2        | có 2 điểm cần kiểm tra
        """,
    )


def test_accepted_is_with_and_without_warnings_and_nothing_else(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | decision               | is_accepted
        d1         | returned               | no
        d2         | accepted               | yes
        e1         | accepted_with_warnings | yes
        e2         | duplicate              | no
        h1         | unrecognised           | no
        h3         | refused                | no
        """,
    )


def test_with_the_same_warning_again_it_is_a_duplicate_all_the_same(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | revision | decision  | warnings
        e2         | 2        | duplicate | 1
        """,
    )


def test_reports_count_by_the_moment_they_came_then_by_the_order_of_intake(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | received_at         | revision | decision
        f3         | 2023-02-15 07:59:59 | 1        | accepted
        f2         | 2023-02-15 08:00    | 2        | duplicate
        f1         | 2023-02-15 08:00    | 3        | accepted
        """,
    )


def test_the_same_figures_of_another_period_are_another_report(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | unit      | period  | revision | decision
        a3         | DK-DAPHUC | 2023-01 | 3        | accepted
        g1         | DK-DAPHUC | 2023-02 | 1        | accepted
        """,
    )


def test_what_was_decided_when_read_stays_decided(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | unit      | period  | revision | decision     | reason          | errors
        h1         |           |         |          | unrecognised | vì unrecognised | 1
        h2         |           |         |          | unrecognised | vì unrecognised | 1
        h3         | DK-DAPHUC | 2023-03 | 1        | refused      | vì refused      | 0
        """,
    )


def test_every_report_is_there_once_and_as_it_came(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | file_name | sheet   | layout   | synthetic
        a1         | a1.xlsx   | Báo cáo | template | no
        """,
        unit="DK-DAPHUC",
        period="2023-01",
        received_at="2023-02-15 01:00:00+00",
    )
    assert warehouse.store.query_rows("SELECT count(*) FROM core.submissions") == [(34,)]


def test_figures_are_counted_and_a_zero_is_one(warehouse_of):
    warehouse_of(
        """
        submission | unit      | period  | comm_sessions | online_posts | volunteers | inspection_visits
        a1         | DK-DAPHUC | 2023-05 | 0             | 7            | …          | x
        a2         | DK-CA     | 2023-05 |               |              |            |
        """  # noqa: E501
    ).shows(
        "core.submissions",
        """
        submission | cells_given | cells_not_applicable
        a1         | 2           | 1
        a2         | 0           | 0
        """,
    )


def test_what_waits_or_was_rejected_takes_no_part(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | revision | decision  | is_accepted | reason
        i1         | 1        | accepted  | yes         |
        i2         |          | waiting   | no          | chờ cán bộ quyết định
        i3         | 2        | duplicate | no          | số liệu giống báo cáo đang có hiệu lực
        j1         |          | waiting   | no          | chờ cán bộ quyết định
        j2         | 1        | accepted  | yes         |
        k1         | 1        | accepted  | yes         |
        k2         | 2        | accepted  | yes         |
        l1         | 1        | accepted  | yes         |
        l2         |          | rejected  | no          | cán bộ không nhận
        """,
    )
    warehouse.shows(
        "core.observations",
        """
        submission | element       | value | known_from       | known_to
        i1         | comm_sessions | 3     | 2023-05-15 08:00 |
        k1         | comm_sessions | 3     | 2023-04-15 08:00 | 2023-04-16 08:00
        k2         | comm_sessions | 30    | 2023-04-16 08:00 |
        l1         | comm_sessions | 3     | 2023-04-15 08:00 |
        """,
        submission=["i1", "i2", "i3", "k1", "k2", "l1", "l2"],
    )


@pytest.mark.parametrize("table", ["core.findings", "core.current_findings"])
def test_what_waits_or_was_rejected_asks_nothing_of_the_unit(warehouse, table):
    about = warehouse.store.query_rows(f"SELECT DISTINCT submission FROM {table}")
    assert {"e1", "e2", "c2"} & {submission for (submission,) in about}
    assert not {"j1", "l2", "i2"} & {submission for (submission,) in about}


def test_a_strange_report_waits_as_what_it_is_thought_to_be_and_leaves_no_finding(warehouse):
    warehouse.shows(
        "core.submissions",
        """
        submission | form | unit       | period  | revision | decision     | is_accepted
        s1         | ward | DK-HUNGDAO | 2023-02 |          | waiting      | no
        s2         |      |            |         |          | unrecognised | no
        """,
    )
    warehouse.shows(
        "core.findings",
        """
        submission | code
        s2         | E-FORM-001
        """,
        submission=["s1", "s2"],
    )
