"""SQL promises about the tables of a rebuild: each file is a SELECT of broken rows.

`expectations/<schema>/<table>__<promise>.sql` belongs to the table `<schema>.<table>`; the first
line states the promise in words. May call warehouse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.store import Store

SHOWN_ROWS = 10
"""The most broken rows in a result; the count always covers all broken rows."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise about a table."""

    table: str
    name: str
    words: str
    sql: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The result of a promise: the number of broken rows, and the first broken rows."""

    promise: Promise
    broken: int
    rows: list[dict[str, Any]]


def promises() -> list[Promise]:
    """Load every promise, sorted by table and name."""
    return sorted(_read(), key=lambda p: (p.table, p.name))


def _read() -> Iterator[Promise]:
    for path in Path(__file__).parent.glob("*/*__*.sql"):
        table, _, name = path.stem.partition("__")
        sql = path.read_text(encoding="utf-8")
        yield Promise(f"{path.parent.name}.{table}", name, sql.splitlines()[0].lstrip("- "), sql)


def keep(store: Store, promise: Promise) -> Kept:
    """Run a promise: count the broken rows and read the first."""
    ((broken,),) = store.rows(f"SELECT count(*) FROM ({promise.sql})")
    shown = f"SELECT * FROM ({promise.sql}) LIMIT {SHOWN_ROWS}"
    rows: list[dict[str, Any]] = store.arrow(shown).to_pylist() if broken else []
    return Kept(promise, broken, rows)
