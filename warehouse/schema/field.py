"""The class of a field; the dictionary of all fields is `fields`. May import no house module."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A column: the DuckDB type, the meaning with the unit of measure, and the CHECK."""

    type: str
    vi: str
    en: str
    check: str | None = None


def restrict_values(column: str, values: Iterable[str]) -> str:
    """Return the CHECK condition that limits a column to `values`."""
    return f"{column} IN ({', '.join(repr(v) for v in values)})"
