"""What changed since the publication before: the figures, by how much, because of which reports."""

from datetime import date

import pytest

from tests.spec import Warehouse, drawn, moment, rebuilt
from warehouse.store import Store

NAMES = {"flow": "loudspeaker_broadcasts"}
BEFORE, NOW = date(2023, 2, 18), date(2023, 3, 10)
SENT = """
submission | received         | unit       | period  | flow
a1         | 2023-02-03 08:00 | DK-DAPHUC  | 2023-01 | 5
b1         | 2023-02-03 08:00 | DK-HUNGDAO | 2023-01 | 8
# after the publication: a correction, a report of the next month, and the same figures again
a2         | 2023-02-20 08:00 | DK-DAPHUC  | 2023-01 | 9
b2         | 2023-02-21 08:00 | DK-HUNGDAO | 2023-02 | 0
b3         | 2023-02-22 08:00 | DK-HUNGDAO | 2023-01 | 8
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    days = [date(2023, 1, 1), BEFORE]
    target = rebuilt(drawn(SENT, **NAMES), tmp_path_factory.mktemp("home"), NOW, published=days)
    with Store(target, read_only=True) as store:
        yield Warehouse(target, store)


def test_a_corrected_and_a_new_figure_are_changes_and_an_unchanged_one_is_none(warehouse):
    warehouse.shows(
        "marts.changes",
        """
        indicator | unit       | period  | old_value | new_value | because_of
        TT05      | DK-DAPHUC  | 2023-01 | 5         | 9         | a2
        TT05      | DK-DAPHUC  | 2023-Q1 | 5         | 9         | a2
        TT05      | DK-HUNGDAO | 2023-02 |           | 0         | b2
        TT05      | DK         | 2023-01 | 13        | 17        | a2
        TT05      | DK         | 2023-02 |           | 0         | b2
        TT05      | DK         | 2023-Q1 | 13        | 17        | a2, b2
        """,
        indicator="TT05",
        period=["2023-01", "2023-02", "2023-Q1"],
    )


def test_the_last_publication_is_the_one_compared_with(warehouse):
    assert warehouse.store.query_rows("SELECT DISTINCT since FROM marts.changes") == [
        (moment(BEFORE),)
    ]


def test_the_first_publication_has_no_changes(tmp_path):
    with Store(rebuilt(drawn(SENT, **NAMES), tmp_path, NOW), read_only=True) as store:
        assert store.query_rows("FROM marts.changes") == []


def test_each_changed_cell_is_named_with_its_old_and_new_report(warehouse):
    cells = warehouse.store.query_rows(
        "SELECT unit, period, old_value, new_value, old_submission, new_submission, new_cell "
        "FROM marts.cell_changes_between($before, $now) ORDER BY ALL",
        {"before": moment(BEFORE), "now": moment(NOW)},
    )
    assert [row[:6] for row in cells] == [
        ("DK-DAPHUC", "2023-01", 5, 9, "a1", "a2"),
        ("DK-HUNGDAO", "2023-02", None, 0, None, "b2"),
    ]
    assert all(row[6] for row in cells)


def test_between_a_moment_and_itself_nothing_changes(warehouse):
    for function in ("changes_between", "cell_changes_between"):
        query = f"FROM marts.{function}($now, $now)"
        assert warehouse.store.query_rows(query, {"now": moment(NOW)}) == []


def test_backwards_the_old_and_the_new_value_change_places(warehouse):
    query = "SELECT {} FROM marts.changes_between($a, $b) ORDER BY indicator, unit, period"
    forward = query.format("indicator, unit, period, old_value, new_value")
    backward = query.format("indicator, unit, period, new_value, old_value")
    moments = {"a": moment(BEFORE), "b": moment(NOW)}
    exchanged = {"a": moment(NOW), "b": moment(BEFORE)}
    assert warehouse.store.query_rows(forward, moments) == warehouse.store.query_rows(
        backward, exchanged
    )
