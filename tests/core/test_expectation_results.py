"""How every expectation went over the series in force, beside what the register holds of intake."""

import pytest

from assets.rebuild import rebuild_warehouse
from expectations.intake.suite_results import hash_batch
from tests.spec import AFTER_ALL, catalogue, drawn, moment, register
from warehouse.home import Home
from warehouse.store import Store

SENT = """
submission | received         | unit       | period  | sessions | participants
a1         | 2023-01-16 08:00 | DK-DAPHUC  | 2023-01 | 197      | 2317
a2         | 2023-02-16 08:00 | DK-DAPHUC  | 2023-02 | 197      | 2317
a3         | 2023-03-16 08:00 | DK-DAPHUC  | 2023-03 | 198      | 2317
b1         | 2023-01-16 08:00 | DK-HUNGDAO | 2023-01 | 0        | 0
c3         | 2023-03-16 08:00 | DK-ANHDUNG | 2023-03 | 197      | 2317
c4         | 2023-03-17 08:00 | DK-ANHDUNG | 2023-03 | 205      | 2417
"""
IN_FORCE = ("a1", "a2", "a3", "b1", "c4")


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(SENT, sessions="comm_sessions", participants="comm_participants"))


def test_what_holds_what_fails_and_what_cannot_be_told_are_counted_apart(warehouse):
    warehouse.shows(
        "core.expectation_results",
        """
        stage  | form | rule            | code       | severity | checked | failing | unknown
        series | ward | W-COPY-001.ward | W-COPY-001 | warning  | 2       | 1       | 3
        """,
    )


def test_a_row_names_the_batch_that_was_looked_at_and_its_last_report(warehouse):
    warehouse.shows(
        "core.expectation_results",
        f"""
        rule            | batch                | last_received_at
        W-COPY-001.ward | {hash_batch(IN_FORCE)} | 2023-03-17 08:00
        """,
    )


INTAKE_RESULT = """
    SELECT 'intake' AS stage, 'ward' AS form, 'b' AS batch, 'E-MISS-001.comm_sessions' AS rule,
        'expect_column_values_to_not_be_null' AS expectation, 'E-MISS-001' AS code,
        'error' AS severity, 'comm_sessions' AS element, 1 AS checked, 0 AS failing, 0 AS unknown,
        now() AS last_received_at
"""


def test_what_was_kept_at_intake_stands_beside_it(tmp_path):
    home = Home(tmp_path)
    register("unit | period", home.register_file)
    with Store(home.register_file) as raw:
        raw.execute(f"INSERT INTO raw.expectation_results BY NAME {INTAKE_RESULT}")
        intake_rows = raw.query_rows("FROM raw.expectation_results")
    rebuild_warehouse(home, catalogue(), moment(AFTER_ALL), tmp_path / "built.duckdb")
    with Store(tmp_path / "built.duckdb", read_only=True) as store:
        assert store.query_rows("FROM core.expectation_results") == intake_rows
