"""From which cells a figure is computed: each cell of a flow, the last one of a state."""

import shutil

import pytest

from tests.spec import drawn
from warehouse.lineage.published_warehouse import PublishedWarehouse
from warehouse.store import Store

NAMES = {"flow": "loudspeaker_broadcasts", "kept_up": "comm_forms_maintained"}

WARDS = """
submission | received         | unit       | period  | flow | kept_up | establishments | establishments_inspected
a1         |                  | DK-DAPHUC  | 2023-01 | 5    | 2       | 20             | 1
# a corrected report: the cells of the older one explain nothing
a2         | 2023-03-15 08:00 | DK-DAPHUC  | 2023-02 | 6    | 0       | 21             | 2
a3         | 2023-03-16 08:00 | DK-DAPHUC  | 2023-02 | 7    | 1       | 22             | 3
# one month of two
b1         |                  | DK-HUNGDAO | 2023-01 | 8    | 1       | 30             | 4
# a ward that ends within the half-year: its flow counts, its stock does not
c1         |                  | DK-ANHDUNG | 2025-06 | 9    | 1       | 40             | 5
"""  # noqa: E501 - drawn
POLICE = """
submission | unit  | period  | criminal_cases
p1         | DK-CA | 2022-01 | 6
p2         | DK-CA | 2023-01 | 3
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(WARDS, **NAMES) + drawn(POLICE))


def test_a_flow_has_every_cell_in_force(warehouse):
    warehouse.shows(
        "marts.indicator_cells",
        """
        indicator | unit | period  | reporting_unit | reported_period | value | submission
        TT05      | DK   | 2023-Q1 | DK-DAPHUC      | 2023-01         | 5     | a1
        TT05      | DK   | 2023-Q1 | DK-DAPHUC      | 2023-02         | 7     | a3
        TT05      | DK   | 2023-Q1 | DK-HUNGDAO     | 2023-01         | 8     | b1
        """,
        indicator="TT05",
        unit="DK",
        period="2023-Q1",
    )


def test_a_state_has_the_last_cell_of_each_unit(warehouse):
    warehouse.shows(
        "marts.indicator_cells",
        """
        indicator | side        | unit | period  | reporting_unit | reported_period | value | cell
        KT01      | numerator   | DK   | 2023-Q1 | DK-DAPHUC      | 2023-02         | 3     | D14
        KT01      | denominator | DK   | 2023-Q1 | DK-DAPHUC      | 2023-02         | 22    | D13
        KT01      | numerator   | DK   | 2023-Q1 | DK-HUNGDAO     | 2023-01         | 4     | D14
        KT01      | denominator | DK   | 2023-Q1 | DK-HUNGDAO     | 2023-01         | 30    | D13
        """,
        indicator="KT01",
        unit="DK",
        period="2023-Q1",
        side=["numerator", "denominator"],
    )


def test_what_every_report_must_show_has_every_cell(warehouse):
    warehouse.shows(
        "marts.indicator_cells",
        """
        indicator | unit | period  | reporting_unit | reported_period | value
        TT01      | DK   | 2023-Q1 | DK-DAPHUC      | 2023-01         | 2
        TT01      | DK   | 2023-Q1 | DK-DAPHUC      | 2023-02         | 1
        TT01      | DK   | 2023-Q1 | DK-HUNGDAO     | 2023-01         | 1
        """,
        indicator="TT01",
        unit="DK",
        period="2023-Q1",
    )


def test_a_unit_that_ended_keeps_its_flow_and_loses_its_stock(warehouse):
    cells = warehouse.store.query_rows(
        "SELECT indicator, value FROM marts.indicator_cells WHERE unit = 'DK-ANHDUNG' "
        "AND period = '2025' AND indicator IN ('TT05', 'KT01')"
    )
    assert cells == [("TT05", 9)]


def test_a_term_of_the_year_before_has_the_cells_of_that_year(warehouse):
    cells = warehouse.store.query_rows(
        "SELECT DISTINCT reported_period, submission FROM marts.indicator_cells "
        "WHERE unit = 'DK-CA' AND period = '2023-01' AND element = 'criminal_cases' ORDER BY ALL"
    )
    assert cells == [("2022-01", "p1"), ("2023-01", "p2")]


def test_the_function_adds_file_and_sender_in_a_copied_file_too(warehouse, tmp_path):
    path = shutil.copy(warehouse.path, tmp_path / "bản sao.duckdb")
    with Store(path, read_only=True) as copied_store:
        rows = copied_store.query_rows(
            "SELECT value, cell, file_name, decision, sender FROM "
            "marts.lineage('TT05', 'DK-DAPHUC', '2023-02')"
        )
    assert rows == [(7, "D11", "a3.xlsx", "accepted", None)]


def test_an_element_adds_up_like_its_nature(warehouse):
    with PublishedWarehouse(warehouse.path, read_only=True) as p:
        assert p.explain("ward.loudspeaker_broadcasts", "DK", "2023-Q1").figure.value == 20
        assert p.explain("ward.establishments", "DK", "2023-Q1").figure.value == 52
        assert p.explain("ward.establishments", "DK-DAPHUC", "2023-01").figure.value == 20
