"""The column lineage of the tables built by a SELECT, as Dagster takes it.

Reads `column_lineage.json`, which `make docs` resolves from the SQL; resolving takes seconds, which
no run spends. Tables built in Python, and columns that cannot be resolved, have no lineage.
"""

import json
from functools import lru_cache
from pathlib import Path

import dagster as dg

FILE = Path(__file__).parent / "column_lineage.json"


def column_lineage(table: str) -> dg.TableColumnLineage | None:
    """Return the columns that each column of a table is made from; None without a SELECT."""
    columns = _read_file().get(table)
    if columns is None:
        return None
    return dg.TableColumnLineage({name: [_dep(c) for c in read] for name, read in columns.items()})


@lru_cache(maxsize=1)
def _read_file() -> dict[str, dict[str, list[str]]]:
    lineage: dict[str, dict[str, list[str]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return lineage


def _dep(column: str) -> dg.TableColumnDep:
    schema, table, name = column.split(".")
    return dg.TableColumnDep(dg.AssetKey([schema, table]), name)
