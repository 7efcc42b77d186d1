"""SQL promises about what we build: each file is a SELECT of the rows that break it.

`expectations/<schema>/<table>__<promise>.sql` belongs to the table `<schema>.<table>`; its
first line says the promise in words. May call warehouse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.store import Store

SHOWN_ROWS = 10
"""How many broken rows a result shows; the count is always whole."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise about one table."""

    table: str
    name: str
    words: str
    sql: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a promise was kept: how many rows break it, and the first of them."""

    promise: Promise
    broken: int
    rows: list[dict[str, Any]]


def promises() -> list[Promise]:
    """Every promise there is, by table and name."""
    return sorted(_read(), key=lambda p: (p.table, p.name))


def _read() -> Iterator[Promise]:
    for path in Path(__file__).parent.glob("*/*__*.sql"):
        table, _, name = path.stem.partition("__")
        sql = path.read_text(encoding="utf-8")
        yield Promise(f"{path.parent.name}.{table}", name, sql.splitlines()[0].lstrip("- "), sql)


def keep(store: Store, promise: Promise) -> Kept:
    """Look for rows that break a promise."""
    ((broken,),) = store.rows(f"SELECT count(*) FROM ({promise.sql})")
    shown = f"SELECT * FROM ({promise.sql}) LIMIT {SHOWN_ROWS}"
    rows: list[dict[str, Any]] = store.arrow(shown).to_pylist() if broken else []
    return Kept(promise, broken, rows)
