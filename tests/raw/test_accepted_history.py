"""The cumulative figures with which a new report is compared: as corrected by the hub."""

from dataclasses import dataclass

import pytest

from assets.raw.accepted_history import query_history
from tests.spec import catalogue, drawn, register, register_corrections
from warehouse.store import Store

SENT = """
submission | unit       | period  | inspected
a1         | DK-DAPHUC  | 2023-01 | 5
b1         | DK-HUNGDAO | 2023-01 | 6
"""
CORRECTED = """
made             | unit       | period  | element                  | expected | value
2023-02-17 09:00 | DK-DAPHUC  | 2023-01 | establishments_inspected | 5        | 50
2023-02-17 09:00 | DK-HUNGDAO | 2023-01 | establishments_inspected | 7        | 70
"""
UNDONE = f"{CORRECTED}2023-02-18 09:00 | DK-DAPHUC | 2023-01 | establishments_inspected | 5 |"


@dataclass
class Next:
    """A report of the month after; the history asks for its period alone."""

    period: str = "2023-02"


@pytest.mark.parametrize(("corrections", "number"), [("", 5), (CORRECTED, 50), (UNDONE, 5)])
def test_the_figure_before_is_the_one_that_holds(tmp_path, corrections, number):
    path = tmp_path / "register.duckdb"
    register(drawn(SENT, inspected="establishments_inspected"), path)
    if corrections:
        register_corrections(corrections, path)
    with Store(path) as store:
        history = query_history(store, catalogue(), [Next()])
    assert history == {
        ("DK-DAPHUC", "2023-01", "establishments_inspected"): number,
        ("DK-HUNGDAO", "2023-01", "establishments_inspected"): 6,
    }
