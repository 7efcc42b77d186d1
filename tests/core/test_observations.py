"""Which values are believed, and since when until when."""

import pytest

from tests.spec import catalogue_with_signed

SENT = """
submission | received         | unit        | period  | found       | comm_sessions | online_posts

# a correction that no longer says anything of the posts
a1         | 2023-02-15 08:00 | DK-DAPHUC   | 2023-01 |             | 3             | 7
a2         | 2023-02-20 08:00 | DK-DAPHUC   | 2023-01 |             | 4             |

# a faulty correction, and one that is asked about
b1         | 2023-02-15 08:00 | DK-HUNGDAO  | 2023-01 |             | 3             | 7
b2         | 2023-02-16 08:00 | DK-HUNGDAO  | 2023-01 | E-NEG-001   | -4            | 7
b3         | 2023-02-17 08:00 | DK-HUNGDAO  | 2023-01 | W-RANGE-001 | 5             | 7

# A, then B, then A again
c1         | 2023-02-15 08:00 | DK-ANHDUNG  | 2023-01 |             | 3             | 7
c2         | 2023-02-16 08:00 | DK-ANHDUNG  | 2023-01 |             | 4             | 7
c3         | 2023-02-17 08:00 | DK-ANHDUNG  | 2023-01 |             | 3             | 7

# A, and A again
d1         | 2023-02-15 08:00 | DK-HAITHANH | 2023-01 |             | 3             | 7
d2         | 2023-02-16 08:00 | DK-HAITHANH | 2023-01 |             | 3             | 7

# zero is a figure; missing and not applicable are none
e1         | 2023-02-15 08:00 | DK-HOANGHIA | 2023-01 |             | 0             | …
f1         | 2023-02-15 08:00 | DK-TANTHANH | 2023-01 |             | x             | 0

# another period of the same unit
g1         | 2023-03-15 08:00 | DK-DAPHUC   | 2023-02 |             | 9             | 9
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(SENT)


def test_a_correction_supersedes_the_whole_of_the_report_before(warehouse):
    warehouse.shows(
        "core.observations",
        """
        submission | element       | value | known_from       | known_to
        a1         | comm_sessions | 3     | 2023-02-15 08:00 | 2023-02-20 08:00
        a1         | online_posts  | 7     | 2023-02-15 08:00 | 2023-02-20 08:00
        a2         | comm_sessions | 4     | 2023-02-20 08:00 |
        """,
    )


def test_a_returned_report_says_nothing_and_leaves_the_one_before_in_force(warehouse):
    warehouse.shows(
        "core.observations",
        """
        submission | element       | value | known_from       | known_to
        b1         | comm_sessions | 3     | 2023-02-15 08:00 | 2023-02-17 08:00
        b3         | comm_sessions | 5     | 2023-02-17 08:00 |
        """,
        unit="DK-HUNGDAO",
        submission=["b1", "b2", "b3"],
    )


def test_back_to_an_earlier_figure_is_known_anew(warehouse):
    warehouse.shows(
        "core.observations",
        """
        submission | element       | value | known_from       | known_to
        c1         | comm_sessions | 3     | 2023-02-15 08:00 | 2023-02-16 08:00
        c2         | comm_sessions | 4     | 2023-02-16 08:00 | 2023-02-17 08:00
        c3         | comm_sessions | 3     | 2023-02-17 08:00 |
        """,
    )


def test_a_duplicate_changes_nothing(warehouse):
    warehouse.shows(
        "core.observations",
        """
        submission | element       | value | known_from       | known_to
        d1         | comm_sessions | 3     | 2023-02-15 08:00 |
        """,
        submission=["d1", "d2"],
    )


def test_zero_is_a_figure_and_a_missing_one_is_none(warehouse):
    warehouse.shows(
        "core.observations",
        """
        submission | element       | value | raw_text
        e1         | comm_sessions | 0     | 0
        f1         | online_posts  | 0     | 0
        """,
    )


def test_only_a_report_of_the_same_period_supersedes(warehouse):
    warehouse.shows(
        "core.observations",
        """
        form | unit      | period  | element       | value | known_to
        ward | DK-DAPHUC | 2023-01 | comm_sessions | 3     | 2023-02-20 08:00
        ward | DK-DAPHUC | 2023-01 | comm_sessions | 4     |
        ward | DK-DAPHUC | 2023-02 | comm_sessions | 9     |
        """,
        unit="DK-DAPHUC",
        element="comm_sessions",
        submission=["a1", "a2", "g1"],
    )


def test_a_value_says_in_which_cell_it_stands(warehouse):
    warehouse.shows(
        "core.observations",
        """
        submission | element      | sheet   | cell | raw_text
        c1         | online_posts | Báo cáo | D12  | 7
        """,
    )


@pytest.mark.parametrize(
    ("moment", "sessions", "posts"),
    [
        ("2023-02-15 07:59:59", None, None),
        ("2023-02-15 08:00:00", 3, 7),
        ("2023-02-20 07:59:59", 3, 7),
        ("2023-02-20 08:00:00", 4, None),
    ],
)
def test_what_was_known_at_a_moment_can_be_asked(warehouse, moment, sessions, posts):
    known = warehouse.store.query_rows(
        """
        SELECT element, value FROM core.observations
        WHERE unit = 'DK-DAPHUC' AND period = '2023-01' AND known_from <= $at::TIMESTAMPTZ
            AND (known_to IS NULL OR known_to > $at::TIMESTAMPTZ)
        """,
        {"at": f"{moment}+07"},
    )
    values = {"comm_sessions": sessions, "online_posts": posts}
    assert dict(known) == {k: v for k, v in values.items() if v is not None}


def test_a_quantity_declared_signed_may_be_negative(warehouse_of):
    """The promise that counts are not negative holds in a catalogue with a signed element."""
    warehouse_of(
        """
        unit      | period  | comm_sessions | online_posts
        DK-DAPHUC | 2023-01 | 3             | -7
        """,
        stated=catalogue_with_signed("online_posts"),
    ).shows(
        "core.observations",
        """
        period  | element      | value
        2023-01 | online_posts | -7
        """,
    )
