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

from warehouse.forms.grid import Cells, OversizedError, Sheet, UnreadableError

SHEET = "CSV"
LARGEST_TEXT = 8 << 20
LARGEST_GRID = 500_000
_LOOKED_AT = 300
"""Rows used to compare readings: the labels of a form stand at the head of a file."""
DELIMITERS = (";", ",", "\t", "|")
UNUSUAL_DELIMITERS = ("^", "~", ":", "#", "*", "/")
"""Signs of ordinary text as well: tried only after the usual delimiters found no label."""
_NO_QUOTE = "\x01"
_QUOTES = ('"', "'", _NO_QUOTE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SEP_LINE = re.compile(r"\A\"?sep=.\"?\r?\n", re.IGNORECASE)


def read_delimited(content: bytes, worth: Callable[[Sheet], int]) -> Sheet:
    """Read the file as one sheet; without any delimiter, as a sheet of one column.

    Args:
        content: the file's bytes.
        worth: counts the labels of one form on a sheet. Among equally good readings the first
            wins: UTF-8 before the old code pages, `;` before `,`, quotes before no quotes.
    """

    def judged(sheet: Sheet) -> int:
        return worth(replace(sheet, cells=sheet.cells[:_LOOKED_AT]))

    said = texts(content)
    sheets = [sheet for text in said for sheet in _sheets(text, DELIMITERS)]
    if not any(map(judged, sheets)):
        heads = ("".join(text.splitlines(keepends=True)[:_LOOKED_AT]) for text in said)
        if any(judged(sheet) for head in heads for sheet in _sheets(head, UNUSUAL_DELIMITERS)):
            sheets += [sheet for text in said for sheet in _sheets(text, UNUSUAL_DELIMITERS)]
    if not sheets:
        raise OversizedError(f"> {LARGEST_GRID} ô")
    return max(sheets, key=judged)


def _sheets(text: str, delimiters: Sequence[str]) -> list[Sheet]:
    return [Sheet(SHEET, True, cells) for cells in _readings(text, delimiters) if cells]


def texts(content: bytes) -> list[str]:
    """Decode the bytes with every fitting encoding.

    Raises:
        UnreadableError: no encoding fits.
        OversizedError: the file is too large.
    """
    if len(content) > LARGEST_TEXT:
        raise OversizedError(f"{len(content)} > {LARGEST_TEXT} byte")
    found = []
    for encoding in _encodings(content):
        try:
            text = normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            found.append(_SEP_LINE.sub("", text, count=1))
    if not found:
        raise UnreadableError("not text in any known encoding")
    return found


def _encodings(content: bytes) -> tuple[str, ...]:
    """List the candidate encodings, best first.

    Bytes valid as UTF-8 are practically never in another encoding: no further candidate then.
    """
    for bom, encoding in _BOMS:
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
        return ("cp1258", "latin-1" if _NOT_CP1252.search(content) else "cp1252")
    return ("utf-8",)


def _readings(text: str, among: Sequence[str]) -> Iterator[Cells | None]:
    delimiters = [delimiter for delimiter in among if delimiter in text]
    for delimiter in delimiters:
        for quote in _quotes(text, delimiter):
            yield _cells(text, delimiter, quote)
    if not delimiters:
        yield [[line] for line in text.splitlines()]


def _quotes(text: str, delimiter: str) -> list[str]:
    """Order the quote signs by the number of cells they enclose; «'08» has only one quote sign."""

    def around(quote: str) -> int:
        return min(text.count(delimiter + quote), text.count(quote + delimiter))

    return sorted(_QUOTES, key=around, reverse=True)


def _cells(text: str, delimiter: str, quote: str) -> Cells | None:
    """Parse rows and pad them to one width; None for too many cells or an endless cell."""
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, quotechar=quote))
    except csv.Error:
        return None
    width = max(map(len, rows), default=0)
    if len(rows) * width > LARGEST_GRID:
        return None
    return [row + [""] * (width - len(row)) for row in rows]
