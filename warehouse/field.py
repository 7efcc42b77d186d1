"""What a field is; which fields there are is `fields`."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its DuckDB type, what it holds (unit included), and what it may hold."""

    type: str
    vi: str
    en: str
    check: str | None = None


def one_of(column: str, values: Iterable[str]) -> str:
    """The check that a column holds one of some values."""
    return f"{column} IN ({', '.join(repr(v) for v in values)})"
