"""Each published figure, calculated again from its cells by a program of its own."""

import pytest

from benchmarks.explain import Recalculation
from tests.marts.test_indicator_cells import NAMES, POLICE, WARDS
from tests.spec import catalogue, drawn, rebuilt
from warehouse.lineage.published_warehouse import PublishedWarehouse
from warehouse.store import Store


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
