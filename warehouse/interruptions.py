"""Ctrl+C within a query of DuckDB, as it is anywhere else in Python."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

_ANSWER = "Query interrupted"
"""What DuckDB raises for a signal within a query: a RuntimeError with this text, and no cause."""


@contextmanager
def raise_interruptions() -> Iterator[None]:
    """Raise KeyboardInterrupt where DuckDB would hide it behind an error of its own.

    Raises:
        KeyboardInterrupt: a signal ended a query of the block.
    """
    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except RuntimeError as error:
        if str(error) != _ANSWER:
            raise
        raise KeyboardInterrupt from None
