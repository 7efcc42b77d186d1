"""A text file of delimited cells as a sheet: every cell keeps the text as typed.

No sniffing: the chosen encoding, delimiter and quote sign give the most labels of a form.
Addresses are the same as in a spreadsheet program.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from unicodedata import normalize

from warehouse.files.grid import (
    BYTE_MEASURE,
    CELL_MEASURE,
    CellRows,
    OversizedError,
    Sheet,
    UnreadableError,
)

CSV_SHEET = "CSV"
MAX_TEXT_BYTES = 8 << 20
MAX_GRID_CELLS = 500_000
_SAMPLE_ROWS = 300
"""Rows used to compare readings: the labels of a form stand at the head of a file."""
USUAL_DELIMITERS = (";", ",", "\t", "|")
UNUSUAL_DELIMITERS = ("^", "~", ":", "#", "*", "/")
"""Signs of ordinary text as well: tried only after the usual delimiters found no label."""
_NO_QUOTE = "\x01"
_QUOTE_SIGNS = ('"', "'", _NO_QUOTE)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_BYTE_OUTSIDE_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SEPARATOR_LINE = re.compile(r"\A\"?sep=.\"?\r?\n", re.IGNORECASE)


class NoTextError(UnreadableError):
    """The bytes are no text in any known encoding, and no workbook either."""

    code = "E-TEXT-001"


class NoColumnsError(UnreadableError):
    """The file is a text, and no delimiter divides it into columns."""

    code = "E-TEXT-002"


def read_delimited_text(content: bytes, score_sheet: Callable[[Sheet], int]) -> Sheet:
    """Read the file as one sheet; without any delimiter, as a sheet of one column.

    Args:
        content: the file's bytes.
        score_sheet: counts the labels of one form on a sheet. Among equally good readings the first
            wins: UTF-8 before the old code pages, `;` before `,`, quotes before no quotes.
    """

    def score_sample(sheet: Sheet) -> int:
        return score_sheet(replace(sheet, cells=sheet.cells[:_SAMPLE_ROWS]))

    decoded_texts = decode_texts(content)
    sheets = [
        sheet for text in decoded_texts for sheet in _split_into_sheets(text, USUAL_DELIMITERS)
    ]
    if not any(map(score_sample, sheets)):
        text_heads = (
            "".join(text.splitlines(keepends=True)[:_SAMPLE_ROWS]) for text in decoded_texts
        )
        if any(
            score_sample(sheet)
            for head in text_heads
            for sheet in _split_into_sheets(head, UNUSUAL_DELIMITERS)
        ):
            sheets += [
                sheet
                for text in decoded_texts
                for sheet in _split_into_sheets(text, UNUSUAL_DELIMITERS)
            ]
    if not sheets:
        raise OversizedError(f"> {MAX_GRID_CELLS}", CELL_MEASURE)
    return max(sheets, key=score_sample)


def _split_into_sheets(text: str, delimiters: Sequence[str]) -> list[Sheet]:
    return [
        Sheet(CSV_SHEET, True, cells) for cells in _iterate_cell_readings(text, delimiters) if cells
    ]


def decode_texts(content: bytes) -> list[str]:
    """Decode the bytes with every fitting encoding.

    Raises:
        NoTextError: no encoding fits.
        OversizedError: the file is too large.
    """
    if len(content) > MAX_TEXT_BYTES:
        raise OversizedError(f"{len(content)} > {MAX_TEXT_BYTES}", BYTE_MEASURE)
    decoded_texts = []
    for encoding in _list_encodings(content):
        try:
            text = normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
        if not _BINARY_CHARACTER.search(text):
            decoded_texts.append(_SEPARATOR_LINE.sub("", text, count=1))
    if not decoded_texts:
        raise NoTextError
    return decoded_texts


def _list_encodings(content: bytes) -> tuple[str, ...]:
    """List the candidate encodings, best first.

    Bytes valid as UTF-8 are practically never in another encoding: no further candidate then.
    """
    for bom, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(bom):
            return (encoding,)
    half = len(content[:4096]) / 2
    if content[1:4096:2].count(0) > 0.3 * half:
        return ("utf-16-le",)
    if content[0:4096:2].count(0) > 0.3 * half:
        return ("utf-16-be",)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # TCVN3 and VNI look like cp1252 before the conversion; cp1252 lacks five bytes.
        return ("cp1258", "latin-1" if _BYTE_OUTSIDE_CP1252.search(content) else "cp1252")
    return ("utf-8",)


def _iterate_cell_readings(text: str, candidates: Sequence[str]) -> Iterator[CellRows | None]:
    delimiters = [delimiter for delimiter in candidates if delimiter in text]
    for delimiter in delimiters:
        for quote in _order_quotes(text, delimiter):
            yield _parse_cells(text, delimiter, quote)
    if not delimiters:
        yield [[line] for line in text.splitlines()]


def _order_quotes(text: str, delimiter: str) -> list[str]:
    """Order the quote signs by the number of cells they enclose; «'08» has only one quote sign."""

    def count_around_cells(quote: str) -> int:
        return min(text.count(delimiter + quote), text.count(quote + delimiter))

    return sorted(_QUOTE_SIGNS, key=count_around_cells, reverse=True)


def _parse_cells(text: str, delimiter: str, quote: str) -> CellRows | None:
    """Parse rows and pad them to one width; None for too many cells or an endless cell."""
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, quotechar=quote))
    except csv.Error:
        return None
    width = max(map(len, rows), default=0)
    if len(rows) * width > MAX_GRID_CELLS:
        return None
    return [row + [""] * (width - len(row)) for row in rows]
