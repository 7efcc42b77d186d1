"""SQL promises about the tables of a rebuild: each file is a SELECT of broken rows.

`expectations/<schema>/<table>__<promise>.sql` belongs to the table `<schema>.<table>`; the first
line states the promise in words. May call warehouse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.store import Store

MAX_BROKEN_ROWS = 10
"""The most broken rows in a result; the count always covers all broken rows."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise about a table."""

    table: str
    name: str
    description: str
    sql: str

    @property
    def full_name(self) -> str:
        """The name that no other promise and no table has."""
        return f"{self.table}__{self.name}"


@dataclass(frozen=True, slots=True)
class PromiseResult:
    """The result of a promise: the number of broken rows, and the first broken rows."""

    promise: Promise
    broken_count: int
    broken_rows: list[dict[str, Any]]


def load_promises() -> list[Promise]:
    """Load every promise, sorted by table and name."""
    return sorted(_read_promise_files(), key=lambda promise: (promise.table, promise.name))


def _read_promise_files() -> Iterator[Promise]:
    for path in Path(__file__).parent.glob("*/*__*.sql"):
        table, _, name = path.stem.partition("__")
        sql = path.read_text(encoding="utf-8")
        yield Promise(f"{path.parent.name}.{table}", name, sql.splitlines()[0].lstrip("- "), sql)


def run_promise(store: Store, promise: Promise) -> PromiseResult:
    """Run a promise: count the broken rows and read the first."""
    ((broken_count,),) = store.query_rows(f"SELECT count(*) FROM ({promise.sql})")
    sample_query = f"SELECT * FROM ({promise.sql}) LIMIT {MAX_BROKEN_ROWS}"
    broken_rows: list[dict[str, Any]] = (
        store.query_arrow(sample_query).to_pylist() if broken_count else []
    )
    return PromiseResult(promise, broken_count, broken_rows)
