"""Tables for a terminal, a pipe or a file: as a table where it fits, else as a block for each row.

A narrow table would cut a cause in two or leave a part of it out. For the commands whose texts may
be of any length; knows no words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

_UNBOUNDED = 1 << 20
"""A width that no table reaches."""


@dataclass(frozen=True, slots=True)
class TitledRows:
    """A table: the heading, the titles of the columns, and the rows."""

    heading: str
    titles: Sequence[str]
    rows: Sequence[Sequence[str]]


def print_tables(console: Console, tables: Iterable[TitledRows]) -> None:
    """Print each table that has rows under its heading."""
    for table in tables:
        if table.rows:
            console.print(f"\n{table.heading}", markup=False, highlight=False)
            print_rows(console, table.titles, table.rows)


def print_rows(console: Console, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their titles; no text is cut, and none broken in a block."""
    table = Table(*titles)
    for row in rows:
        table.add_row(*map(escape, row))
    unbounded = console.options.update(width=_UNBOUNDED)
    if console.measure(table, options=unbounded).maximum <= console.width:
        console.print(table)
        return
    for row in rows:
        for title, text in zip(titles, row, strict=True):
            if text:
                line = f"{title}: {text}"
                console.print(line, markup=False, highlight=False, soft_wrap=True)
        console.print()
