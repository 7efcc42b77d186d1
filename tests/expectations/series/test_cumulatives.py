"""A year-to-date figure never falls within a year, whatever came when."""

from tests.spec import drawn

SENT = """
submission | received         | unit       | period  | reached
a1         | 2023-01-16 08:00 | DK-DAPHUC  | 2023-01 | 10
a3         | 2023-03-16 08:00 | DK-DAPHUC  | 2023-03 | 9
b2         | 2023-02-16 08:00 | DK-HUNGDAO | 2023-02 | 10
b1         | 2023-03-01 08:00 | DK-HUNGDAO | 2023-01 | 12
c1         | 2023-01-16 08:00 | DK-ANHDUNG | 2023-01 | 20
c2         | 2023-02-16 08:00 | DK-ANHDUNG | 2023-02 | 15
c1b        | 2023-02-20 08:00 | DK-ANHDUNG | 2023-01 | 14
d12        | 2023-12-16 08:00 | DK-TANTHANH| 2023-12 | 90
d1         | 2024-01-16 08:00 | DK-TANTHANH| 2024-01 | 3
"""


def test_a_fall_is_told_of_what_is_in_force(warehouse_of):
    rebuilt_warehouse = warehouse_of(drawn(SENT, reached="workers_reached"))
    rebuilt_warehouse.shows(
        "core.signals",
        # a: over a missing month; b: once the earlier one came late; c: mended; d: a new year
        """
        submission | element         | code             | expected | observed
        a3         | workers_reached | W-CUMULATIVE-001 | 10       | 9
        b2         | workers_reached | W-CUMULATIVE-001 | 12       | 10
        """,
        submission=["a1", "a3", "b1", "b2", "c1", "c2", "c1b", "d12", "d1"],
    )
