"""A table as handed out: rows in order, with the meaning of each column.

Knows neither files nor halves. May call the floors below.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from warehouse.schema.tables import TABLES

Meaning = tuple[str, str]
"""A text in Vietnamese and in English."""


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """A table by the name of the files; `meanings` has every column, `key` is unique in the rows.

    `code_lists` names for a column the code list, and the column there, that has every value.
    """

    name: str
    meaning: Meaning
    meanings: Mapping[str, Meaning]
    rows: pa.Table
    key: tuple[str, ...] = ()
    code_lists: tuple[tuple[str, str, str], ...] = ()


def describe_rows(
    table_name: str,
    rows: pa.Table,
    more_meanings: Mapping[str, Meaning],
    list_references: Callable[[Iterable[str]], tuple[tuple[str, str, str], ...]],
) -> ExportedTable:
    """Describe rows of a table of the warehouse by the dictionary, sorted by every column."""
    table = TABLES[table_name]
    columns = rows.schema.names
    fields = {c: table.get_field(c) for c in columns if c not in more_meanings}
    meanings = {c: (field.vi, field.en) for c, field in fields.items()} | dict(more_meanings)
    return ExportedTable(
        name=table_name.partition(".")[2],
        meaning=(table.vi, table.en),
        meanings={column: meanings[column] for column in columns},
        rows=rows.sort_by([(column, "ascending") for column in columns]),
        key=table.key if set(table.key) <= set(columns) else (),
        code_lists=list_references(columns),
    )
