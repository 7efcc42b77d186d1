"""Each published figure, calculated again from its cells by a program of its own."""

import pytest

from benchmarks.explain import Recalculation
from tests.spec import catalogue, drawn, rebuilt
from warehouse.lineage.published_warehouse import PublishedWarehouse
from warehouse.store import Store

NAMES = {"flow": "loudspeaker_broadcasts", "kept_up": "comm_forms_maintained"}
WARDS = """
submission | received         | unit       | period  | flow | kept_up | establishments | establishments_inspected
a1         |                  | DK-DAPHUC  | 2023-01 | 5    | 2       | 20             | 1
a2         | 2023-03-15 08:00 | DK-DAPHUC  | 2023-02 | 6    | 0       | 21             | 2
a3         | 2023-03-16 08:00 | DK-DAPHUC  | 2023-02 | 7    | 1       | 22             | 3
b1         |                  | DK-HUNGDAO | 2023-01 | 8    | 1       | 30             | 4
c1         |                  | DK-ANHDUNG | 2025-06 | 9    | 1       | 40             | 5
"""  # noqa: E501 - drawn
POLICE = """
submission | unit  | period  | criminal_cases
p1         | DK-CA | 2022-01 | 6
p2         | DK-CA | 2023-01 | 3
"""


@pytest.fixture
def path(tmp_path):
    return rebuilt(drawn(WARDS, **NAMES) + drawn(POLICE), tmp_path)


def recalculate(path):
    with PublishedWarehouse(path, read_only=True) as published:
        return Recalculation(published, catalogue())


def test_every_figure_agrees_shares_changes_and_counts_of_reports_included(path):
    recalculation = recalculate(path)
    indicators = set(recalculation.comparable_figures.indicator)
    assert {"TT05", "KT01", "DT02", "BC01", "BC02"} <= indicators
    assert list(recalculation.find_disagreements()) == []


def test_a_figure_that_its_cells_do_not_give_is_named(path):
    with Store(path) as store:
        store.execute(
            "UPDATE marts.indicator_values SET value = value + 1 "
            "WHERE indicator = 'TT05' AND unit = 'DK' AND period = '2023-Q1'"
        )
    (disagreement,) = recalculate(path).find_disagreements()
    assert disagreement.place == ("TT05", "DK", "2023-Q1")
    assert (disagreement.published, disagreement.recalculated) == (21, 20)


def test_a_cell_that_counts_for_nothing_published_is_noticed(path):
    with Store(path) as store:
        store.execute("UPDATE core.observations SET value = 0 WHERE submission = 'b1'")
    places = {d.place for d in recalculate(path).find_disagreements()}
    assert ("TT05", "DK-HUNGDAO", "2023-01") in places
    assert ("TT05", "DK-DAPHUC", "2023-01") not in places
