"""The tables of a web page as sheets; many systems export web pages under the name .xls.

Reads tags and texts only; nothing in the page is fetched or run.
"""

import re
from html.parser import HTMLParser

from warehouse.files.grid import (
    CELL_MEASURE,
    COLUMN_MEASURE,
    LETTER_MEASURE,
    CellRows,
    OversizedError,
    Sheet,
    UnreadableError,
)

MAX_PAGE_LENGTH = 2 << 20
MAX_HTML_SPAN = 200
MAX_HTML_CELLS = 100_000
_HTML_BEGINNING = re.compile(
    r"\s*<(?:!doctype html|html|head|body|table|meta|\?xml[^>]*>\s*<html)", re.I
)
_INVISIBLE_TAGS = {"script", "style", "title"}
_BREAKING_TAGS = {"br", "p", "div", "tr", "table", "h1", "h2", "h3", "h4", "li"}

PageText = tuple[str, str]


class NoTableError(UnreadableError):
    """The page has no table."""

    code = "E-TEXT-003"


def is_html_page(text: str) -> bool:
    """Return whether a text is a web page with a possible table."""
    return bool(_HTML_BEGINNING.match(text)) and "<table" in text.lower()


def read_html_tables(text: str) -> list[Sheet]:
    """Read every table of the page, with the texts between the previous table and this table."""
    if len(text) > MAX_PAGE_LENGTH:
        raise OversizedError(f"{len(text)} > {MAX_PAGE_LENGTH}", LETTER_MEASURE)
    page_parser = _PageParser()
    page_parser.feed(_remove_comments(text))
    page_parser.close()
    if not page_parser.sheets:
        raise NoTableError
    return page_parser.sheets


def _remove_comments(text: str) -> str:
    """Remove comments: Python's parser takes hours over unclosed comments."""
    head, *rest = text.split("<!--")
    return "".join([head, *(part.partition("-->")[2] for part in rest)])


class _PageParser(HTMLParser):
    """A parser that collects every closed table; an inner table counts as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self._texts_above: list[PageText] = []
        self._text_pieces: list[str] = []
        self._open_table: _TableBuilder | None = None
        self._table_depth = self._invisible_depth = self._line_count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        self._invisible_depth += tag in _INVISIBLE_TAGS
        if tag == "table":
            self._table_depth += 1
        if self._table_depth <= 1 and tag in {"table", "tr", "td", "th"} | _BREAKING_TAGS:
            self._place_text()
        if tag == "table" and self._table_depth == 1:
            self._open_table = _TableBuilder()
        elif self._open_table and self._table_depth == 1 and tag == "tr":
            self._open_table.start_row()
        elif self._open_table and self._table_depth == 1 and tag in ("td", "th"):
            self._open_table.start_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or a table."""
        self._invisible_depth = max(0, self._invisible_depth - (tag in _INVISIBLE_TAGS))
        if self._table_depth <= 1:
            self._place_text()
        if self._open_table and self._table_depth == 1 and tag in ("td", "th", "tr"):
            self._open_table.end_cell()
        if tag == "table" and self._table_depth:
            self._table_depth -= 1
            if not self._table_depth:
                self._end_table()

    def close(self) -> None:
        """Close the last table: a page may end in the middle of a table."""
        super().close()
        self._place_text()
        self._end_table()

    def _end_table(self) -> None:
        if self._open_table:
            name = f"Bảng {len(self.sheets) + 1}"
            self.sheets.append(
                Sheet(name, True, self._open_table.build_cells(), texts_above=self._texts_above)
            )
            self._texts_above, self._open_table = [], None

    def handle_data(self, data: str) -> None:
        """Keep the visible text."""
        if not self._invisible_depth:
            self._text_pieces.append(data)

    def _place_text(self) -> None:
        """Add the collected text to the open cell, or to the texts above the next table."""
        text, self._text_pieces = " ".join("".join(self._text_pieces).split()), []
        if text and self._open_table:
            self._open_table.add_text(text)
        elif text:
            self._line_count += 1
            self._texts_above.append((f"Đoạn {self._line_count}", text))


class _TableBuilder:
    """A table under construction: each cell is spread over the rows and columns of its span."""

    def __init__(self) -> None:
        self._texts_by_place: dict[tuple[int, int], list[str]] = {}
        self._row, self._column = -1, 0
        self._open_texts: list[str] | None = None

    def start_row(self) -> None:
        """Start the next row."""
        self._row, self._column, self._open_texts = self._row + 1, 0, None

    def start_cell(self, attributes: dict[str, str | None]) -> None:
        """Take the next free place and all places of the cell's span for one list of texts."""
        self._row = max(self._row, 0)
        while (self._row, self._column) in self._texts_by_place:
            self._column += 1
        self._open_texts = []
        for row in range(_parse_span(attributes.get("rowspan"))):
            for column in range(_parse_span(attributes.get("colspan"))):
                self._texts_by_place.setdefault(
                    (self._row + row, self._column + column), self._open_texts
                )
        if len(self._texts_by_place) > MAX_HTML_CELLS:
            raise OversizedError(f"> {MAX_HTML_CELLS}", CELL_MEASURE)

    def end_cell(self) -> None:
        """End the open cell: the next text belongs to no cell."""
        self._open_texts = None

    def add_text(self, text: str) -> None:
        """Add a text to the open cell."""
        if self._open_texts is not None:
            self._open_texts.append(text)

    def build_cells(self) -> CellRows:
        """Build rows of texts, padded to one width."""
        height = max((row for row, _ in self._texts_by_place), default=-1) + 1
        width = max((column for _, column in self._texts_by_place), default=-1) + 1
        if height * width > MAX_HTML_CELLS:
            raise OversizedError(f"{height} x {width} > {MAX_HTML_CELLS}", CELL_MEASURE)
        empty: list[str] = []
        return [
            [" ".join(self._texts_by_place.get((row, column), empty)) for column in range(width)]
            for row in range(height)
        ]


def _parse_span(attribute: str | None) -> int:
    number = (
        int(attribute) if attribute and attribute.strip().isdecimal() and len(attribute) < 9 else 1
    )
    if number > MAX_HTML_SPAN:
        raise OversizedError(f"{number} > {MAX_HTML_SPAN}", COLUMN_MEASURE)
    return max(1, number)
