"""The tables of a web page as sheets; many systems export web pages under the name .xls.

Reads tags and texts only; nothing in the page is fetched or run.
"""

import re
from html.parser import HTMLParser

from warehouse.forms.grid import Cells, OversizedError, Sheet, UnreadableError

LARGEST_PAGE = 2 << 20
LARGEST_SPAN = 200
LARGEST_TABLE = 100_000
_MARKUP = re.compile(r"\s*<(?:!doctype html|html|head|body|table|meta|\?xml[^>]*>\s*<html)", re.I)
_UNSEEN = {"script", "style", "title"}
_BREAKS = {"br", "p", "div", "tr", "table", "h1", "h2", "h3", "h4", "li"}

Placed = tuple[str, str]


def is_html(text: str) -> bool:
    """Return whether a text is a web page with a possible table."""
    return bool(_MARKUP.match(text)) and "<table" in text.lower()


def read_html(text: str) -> list[Sheet]:
    """Read every table of the page, with the texts between the previous table and this table."""
    if len(text) > LARGEST_PAGE:
        raise OversizedError(f"{len(text)} > {LARGEST_PAGE} chữ")
    page = _Page()
    page.feed(_without_comments(text))
    page.close()
    if not page.sheets:
        raise UnreadableError("a page without a table")
    return page.sheets


def _without_comments(text: str) -> str:
    """Remove comments: Python's parser takes hours over unclosed comments."""
    head, *rest = text.split("<!--")
    return "".join([head, *(part.partition("-->")[2] for part in rest)])


class _Page(HTMLParser):
    """A parser that collects every closed table; an inner table counts as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self._above: list[Placed] = []
        self._text: list[str] = []
        self._table: _Table | None = None
        self._depth = self._unseen = self._lines = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        self._unseen += tag in _UNSEEN
        if tag == "table":
            self._depth += 1
        if self._depth <= 1 and tag in {"table", "tr", "td", "th"} | _BREAKS:
            self._settle()
        if tag == "table" and self._depth == 1:
            self._table = _Table()
        elif self._table and self._depth == 1 and tag == "tr":
            self._table.start_row()
        elif self._table and self._depth == 1 and tag in ("td", "th"):
            self._table.start_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or a table."""
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if self._depth <= 1:
            self._settle()
        if self._table and self._depth == 1 and tag in ("td", "th", "tr"):
            self._table.end_cell()
        if tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_table()

    def close(self) -> None:
        """Close the last table: a page may end in the middle of a table."""
        super().close()
        self._settle()
        self._end_table()

    def _end_table(self) -> None:
        if self._table:
            name = f"Bảng {len(self.sheets) + 1}"
            self.sheets.append(Sheet(name, True, self._table.cells(), above=self._above))
            self._above, self._table = [], None

    def handle_data(self, data: str) -> None:
        """Keep the visible text."""
        if not self._unseen:
            self._text.append(data)

    def _settle(self) -> None:
        """Add the collected text to the open cell, or to the texts above the next table."""
        text, self._text = " ".join("".join(self._text).split()), []
        if text and self._table:
            self._table.add(text)
        elif text:
            self._lines += 1
            self._above.append((f"Đoạn {self._lines}", text))


class _Table:
    """A table under construction: each cell is spread over the rows and columns of its span."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[str]] = {}
        self._row, self._column = -1, 0
        self._open: list[str] | None = None

    def start_row(self) -> None:
        """Start the next row."""
        self._row, self._column, self._open = self._row + 1, 0, None

    def start_cell(self, told: dict[str, str | None]) -> None:
        """Take the next free place and all places of the cell's span for one list of texts."""
        self._row = max(self._row, 0)
        while (self._row, self._column) in self._cells:
            self._column += 1
        self._open = []
        for row in range(_span(told.get("rowspan"))):
            for column in range(_span(told.get("colspan"))):
                self._cells.setdefault((self._row + row, self._column + column), self._open)
        if len(self._cells) > LARGEST_TABLE:
            raise OversizedError(f"> {LARGEST_TABLE} ô")

    def end_cell(self) -> None:
        """End the open cell: the next text belongs to no cell."""
        self._open = None

    def add(self, text: str) -> None:
        """Add a text to the open cell."""
        if self._open is not None:
            self._open.append(text)

    def cells(self) -> Cells:
        """Build rows of texts, padded to one width."""
        height = max((row for row, _ in self._cells), default=-1) + 1
        width = max((column for _, column in self._cells), default=-1) + 1
        if height * width > LARGEST_TABLE:
            raise OversizedError(f"{height} x {width} > {LARGEST_TABLE} ô")
        empty: list[str] = []
        return [
            [" ".join(self._cells.get((row, column), empty)) for column in range(width)]
            for row in range(height)
        ]


def _span(told: str | None) -> int:
    number = int(told) if told and told.strip().isdecimal() and len(told) < 9 else 1
    if number > LARGEST_SPAN:
        raise OversizedError(f"{number} > {LARGEST_SPAN} cột")
    return max(1, number)
