"""Ctrl+C within a query. DuckDB looks for a signal now and then, so a real one is a matter of luck:
the nights that `test_every_write` ends at random instants meet it.
"""

import duckdb
import pytest

from warehouse.interruptions import raise_interruptions


@pytest.mark.parametrize(
    "error", [RuntimeError("Query interrupted"), duckdb.InterruptException("Interrupted!")]
)
def test_ctrl_c_within_a_query_is_ctrl_c_and_nothing_else(error):
    with pytest.raises(KeyboardInterrupt) as raised, raise_interruptions():
        raise error
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__  # or a night would name the error behind it


def test_any_other_error_stays_what_it_is():
    with pytest.raises(RuntimeError, match="no interruption"), raise_interruptions():
        raise RuntimeError("no interruption")
